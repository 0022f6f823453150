"""`kill -9` under load: what was acknowledged is in the books, exactly once, and answered the same again."""

import asyncio
import sys
from pathlib import Path

from sqlalchemy import text

from backend.db.engine import Database
from backend.till.operations import Accepted
from backend.till.verify import verify
from tests.backend.till.shop import Shop, sale

ROUNDS = 3
ENOUGH = 60_000
"""Bytes of answers, some two hundred sales."""


async def test_nothing_acknowledged_is_lost(sqlite_url: str, tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    database = Database.open(sqlite_url)
    await Shop(database).open()
    await database.close()
    acknowledged: list[tuple[str, str]] = []
    for number in range(ROUNDS):
        with journal.open("wb") as out:
            child = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.backend.till.load", sqlite_url, str(number), stdout=out
            )
            while journal.stat().st_size < ENOUGH:
                assert child.returncode is None
                await asyncio.sleep(0.02)
            child.kill()
            await child.wait()
        lines = journal.read_text().splitlines(keepends=True)
        acknowledged += [(line[:-1].split(" ", 1)[0], line[:-1].split(" ", 1)[1]) for line in lines if line.endswith("\n")]
    database = Database.open(sqlite_url)
    assert await database.read(verify) == []
    shop = Shop(database)
    for body, answer in acknowledged[:: max(1, len(acknowledged) // 50)]:
        outcome = await shop.ring(sale(body, 1000))
        assert outcome == Accepted(answer.encode())
    known = await database.read(
        lambda connection: dict(connection.execute(text("SELECT number, count(*) FROM sales GROUP BY number")).all())
    )  # pyright: ignore[reportArgumentType]  rows are pairs
    assert {body: known.get(body) for body, _ in acknowledged} == dict.fromkeys((body for body, _ in acknowledged), 1)
    await database.close()
