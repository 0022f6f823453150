"""The command that an owner runs: 0 and a word when all is well, 1 and a list when not."""

from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from backend.app import verify
from backend.db.engine import Database
from backend.jobs.sealer import Sealer
from backend.kit import keys
from tests.backend.till.shop import Shop, sale


async def test_what_the_owner_sees(database: Database, database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shop = Shop(database)
    await shop.open("hanako")
    await shop.sell(sale("1", 5_000, at=shop.now), who=shop.code("hanako"))
    await Sealer(database, shop.clock, keys.load(tmp_path)).run(0)
    command = ["--data", str(tmp_path), "--database", database_url]
    assert await verify.run([*command, "--audit"]) == 0
    assert capsys.readouterr().out == "all is well\n"

    def bend(connection: Connection) -> None:
        connection.execute(text("UPDATE operations SET staff_id = '0192f0c4-1b6e-7c7a-9f5e-0000000000aa'"))

    await database.transact(bend)
    assert await verify.run(command) == 0
    assert await verify.run([*command, "--audit"]) == 1
    assert "seal 1: a row is not what it was" in capsys.readouterr().out

    def steal(connection: Connection) -> None:
        connection.execute(text("DELETE FROM operations"))

    await database.transact(steal)  # also without a seal: a sale without its operation
    assert await verify.run(command) == 1
    assert "I2" in capsys.readouterr().out
