"""Members of an older version get their birthday's month once, and coupons and bonuses know it from then on."""

import pytest
from sqlalchemy import Connection, insert, select, update

from backend.db.engine import Database
from backend.jobs import birthdays
from backend.jobs.birthdays import Birthdays
from backend.kit.ids import SystemIds
from backend.members.personal import Person
from backend.members.tables import members
from shared.clock import SetClock
from tests.backend.till.shop import NOON
from tests.backend.till.test_visits import PERSONAL


async def test_months_are_filled_in_once(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SetClock(NOON)
    ids = SystemIds(clock)
    people = [ids.new() for _ in range(5)]

    def fill(connection: Connection) -> None:
        for n, each in enumerate(people):
            person = Person(f"p{n}", f"p{n}@example.jp", None if n == 4 else 19900229 + n * 100)
            row = {"id": each, "language": "ja", "store_id": "honten", "joined_at": NOON, **PERSONAL.sealed(each, person)}
            connection.execute(insert(members).values(row))
        connection.execute(update(members).where(members.c.id != people[0]).values(birth_month=None))
        connection.execute(update(members).where(members.c.id == people[3]).values(data_key=None, birthday=None))  # erased

    await database.transact(fill)
    job = Birthdays(database, clock, PERSONAL)
    monkeypatch.setattr(birthdays, "AT_ONCE", 1)
    assert [await job.run(0) for _ in range(3)] == [0, 0, NOON]
    months = await database.read(lambda connection: list(connection.scalars(select(members.c.birth_month).order_by(members.c.id))))
    assert months == [2, 3, 4, None, None]
    assert await job.run(NOON) == NOON
