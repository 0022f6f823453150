"""What was acknowledged is applied in order, tried again, and never dropped."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select

from backend.db.engine import Database
from backend.inbox.repository import Item
from backend.inbox.service import LONGEST_PAUSE, MOST_TRIES, Inbox, Verdict
from backend.inbox.tables import inbox
from backend.problems import Refused
from shared.clock import SetClock
from shared.ids import SystemIds
from shared.wire.problems import Code

CLOCK = SetClock(1_800_000_000_000)
ONE, TWO = SystemIds(CLOCK).new(), SystemIds(CLOCK).new()


@pytest.fixture
async def kept(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database.open(f"sqlite:///{tmp_path}/brand.db")
    database.create_all()
    yield database
    await database.close()


class Applied:
    """Notes what it was given and answers what it was told to."""

    def __init__(self, *verdicts: Verdict) -> None:
        self.seen: list[bytes] = []
        self._verdicts = list(verdicts)

    async def __call__(self, item: Item) -> Verdict:
        self.seen.append(item.body)
        if not self._verdicts:
            raise RuntimeError("the database is away")
        return self._verdicts.pop(0)


async def states(database: Database) -> list[tuple[str, str]]:
    found = select(inbox.c.state, inbox.c.problem).order_by(inbox.c.id)
    return await database.read(lambda connection: [(row.state, row.problem) for row in connection.execute(found)])


async def test_the_same_event_is_kept_once(kept: Database) -> None:
    box = Inbox(kept, CLOCK, Applied())
    assert await box.take(ONE, "e", b"body") is None
    assert await box.take(ONE, "e", b"body") is None
    assert await box.take(ONE, "e", b"other") == Refused(Code.IDEMPOTENCY_CONFLICT)
    assert await box.take(TWO, "e", b"other") is None
    assert len(await states(kept)) == 2


async def test_a_fault_holds_up_its_own_connector_until_it_is_given_up(kept: Database) -> None:
    applied = Applied()
    box = Inbox(kept, CLOCK, applied)
    for connector, event in ((ONE, b"a"), (ONE, b"b"), (TWO, b"c")):
        await box.take(connector, event.decode(), event)
    await box.drain()
    await box.drain()
    assert sorted(applied.seen) == [b"a", b"c"]  # b waits for a; nothing is tried again before its pause
    for _ in range(MOST_TRIES - 1):
        CLOCK.forward(LONGEST_PAUSE)
        await box.drain()
    assert (await states(kept))[0] == ("failed", "internal")
    assert b"b" in applied.seen


async def test_parked_does_not_hold_up_and_comes_back(kept: Database) -> None:
    applied = Applied(Verdict("parked", "store-unknown"), Verdict("done"), Verdict("done"))
    box = Inbox(kept, CLOCK, applied)
    await box.take(ONE, "a", b"a")
    await box.take(ONE, "b", b"b")
    await box.drain()
    assert await states(kept) == [("parked", "store-unknown"), ("done", "")]
    CLOCK.forward(60_000)
    await box.drain()
    assert applied.seen == [b"a", b"b", b"a"]
    assert await states(kept) == [("done", ""), ("done", "")]


async def test_what_was_left_over_is_applied_after_a_restart(kept: Database) -> None:
    await Inbox(kept, CLOCK, Applied()).take(ONE, "a", b"a")
    applied = Applied(Verdict("done"))
    box = Inbox(kept, CLOCK, applied)
    box.start()
    while not applied.seen:
        await kept.read(lambda connection: connection.execute(select(1)).one())
    await box.close()
    assert applied.seen == [b"a"]
