"""The bench's large shops are real ones: however often the small one is laid down, the books balance."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from backend.db.engine import Database
from backend.members.tables import cards
from backend.receipts.tables import receipts
from backend.till.verify import verify
from tools.bench import scale
from tools.bench.many import Many, person
from tools.bench.small import Small


async def test_a_shop_laid_down_thrice_is_sound(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/brand.db"
    database = Database.open(url)
    database.create_all()
    small = Small(40)
    await small.make(database)
    await database.close()
    many = Many(url)
    many.grow(2)
    many.grow(3)
    database = Database.open(url)
    assert await database.read(verify) == []
    bought = select(receipts.c.member_id).distinct()
    who = await database.read(lambda connection: set(connection.scalars(bought)))
    assert who == {person(each, copy) for each in small.people for copy in range(3)}
    assert await database.read(lambda connection: connection.scalar(select(func.count()).select_from(cards))) == 120
    await database.close()


def test_what_is_measured_apart_finds_the_shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scale, "ROUNDS", 1)
    monkeypatch.setattr(scale, "BATCHES", 1)
    monkeypatch.setattr(scale, "DRAWN", 300)
    monkeypatch.setattr(scale, "apart", scale.measured)
    monkeypatch.setattr(scale, "HALF", 3)
    monkeypatch.setattr(scale, "TENFOLD", 2)
    monkeypatch.setattr(scale, "ALL", 4)
    figures = scale.embedded(f"sqlite:///{tmp_path}/brand.db", 50)
    assert [figure.unit for figure in figures] == ["sales/s", "µs", "µs", "µs", "MB", "s", "MB"]
    assert all(figure.value > 0 for figure in figures)
