"""The command that an owner runs: 0 and a word when all is well, 1 and a list when not."""

import io
import re
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from backend.__main__ import main
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
    assert await verify.run([*command, "--all"]) == 0
    told = capsys.readouterr()
    assert told.out == "all is well\n"
    assert re.search(r"^9 of \d\d  I", told.err, re.MULTILINE)
    assert "1 of 1  I5 seals over the log\n" in told.err

    def bend(connection: Connection) -> None:
        connection.execute(text("UPDATE operations SET staff_id = '0192f0c4-1b6e-7c7a-9f5e-0000000000aa'"))

    await database.transact(bend)
    assert await verify.run(command) == 1
    assert capsys.readouterr().out == "I5 seal 1: a row is not what it was\n1 found\n"
    assert await verify.run(["--data", str(tmp_path / "elsewhere"), "--database", database_url]) == 1
    assert "I5 1 seals cannot be checked" in capsys.readouterr().out, "a key that is not there is not made anew"

    def steal(connection: Connection) -> None:
        connection.execute(text("DELETE FROM operations"))

    await database.transact(steal)  # also without a seal: a sale without its operation
    assert await verify.run(command) == 1
    assert "I2" in capsys.readouterr().out


def test_where_there_is_no_shop_none_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--data", str(tmp_path / "nowhere")]) == 2
    assert "there is no shop" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_on_a_terminal_one_line_moves() -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Screen()
    told = verify.Progress(screen)
    told("a lot's rest", 3, 27)
    told("I5 seals over the log", 1_000, 5_000)
    told.end()
    assert "\n" not in screen.getvalue()
    assert [each.rstrip() for each in screen.getvalue().split("\r") if each.strip()] == [
        "3 of 27  a lot's rest",
        "1,000 of 5,000  I5 seals over the log",
    ]
