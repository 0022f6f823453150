"""Where the streams read on, when rows appear late and below the highest number."""

import asyncio
from contextlib import AsyncExitStack

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from backend.db.engine import Database
from backend.db.writer import Note
from backend.events.feed import MOST, OVERLAP, Feed, Trail
from backend.events.sources import AccountSource, StoreSource
from backend.events.tables import outbox
from shared.clock import SetClock
from shared.ids import SystemIds

CLOCK = SetClock(1_800_000_000_000)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=1, max_size=30))
def test_a_row_that_commits_late_is_found_once(delays: list[int]) -> None:
    """Row n draws its number at second n and commits so many seconds later: every row is found, exactly once."""
    trail, found = Trail(0), list[int]()
    for now in range(1, len(delays) + 20):
        there = [number for number, delay in enumerate(delays, 1) if number + delay <= now and number > trail.start]
        found += [number for number in there if trail.is_new(number)]
        trail.mark(float(now))
    assert sorted(found) == list(range(1, len(delays) + 1))


def test_what_is_settled_is_not_read_again() -> None:
    trail = Trail(0)
    trail.is_new(1)
    trail.mark(0.0)
    trail.mark(OVERLAP)
    assert trail.start == 1


async def _write(database: Database, account: str | None, store: str | None, version: int | None, kind: str = "sale") -> None:
    row = {"account_id": account, "version": version, "store_id": store, "kind": kind, "payload": "{}", "recorded_at": CLOCK.now()}
    await database.transact(lambda connection: connection.execute(insert(outbox).values(**row)))


async def test_an_account_waits_for_the_version_that_comes_next(sqlite_url: str) -> None:
    database, account = Database.open(sqlite_url), SystemIds(CLOCK).new()
    source = AccountSource(database, account, 0)
    await _write(database, account, None, 2)
    assert [chunk async for chunk in source.more()] == []
    await _write(database, account, None, 1)
    assert [chunk.split(b"\n")[1] async for chunk in source.more()] == [b"id: 1", b"id: 2"]
    assert [chunk async for chunk in source.more()] == []
    await database.close()


async def test_a_store_gets_one_hint_of_a_kind(sqlite_url: str) -> None:
    database = Database.open(sqlite_url)
    source = StoreSource(database, CLOCK, "honten", 0)
    for kind in ("sale", "sale", "visit", "voucher"):
        await _write(database, None, "honten", None, kind)
    await _write(database, None, "eki", None)
    assert len([chunk async for chunk in source.more()]) == 2
    assert [chunk async for chunk in source.more()] == []
    await database.close()


async def test_bells_ring_for_this_process_and_for_others(sqlite_url: str) -> None:
    database = Database.open(sqlite_url)
    here, there = Feed(database, CLOCK), Feed(database, CLOCK)
    async with here.listen("honten", "device:1") as near, there.listen("honten", "device:2") as far:
        here.heard([Note(None, "honten", None)])
        assert await near.wait(5)
        await _write(database, None, "honten", None)
        assert await far.wait(5)
        here.close()
        assert await near.wait(5)
        assert near.closing
    async with here.listen("honten", "device:1") as late:
        assert late.closing
    await database.close()


async def test_nobody_listening_nobody_looks(sqlite_url: str) -> None:
    database = Database.open(sqlite_url)
    feed = Feed(database, CLOCK)
    before = len(asyncio.all_tasks())
    async with feed.listen("a", "member:1"), feed.listen("b", "member:2"):
        assert len(asyncio.all_tasks()) == before + 1
    await asyncio.sleep(0)
    assert len(asyncio.all_tasks()) == before
    await database.close()


async def test_one_stream_too_many_ends_the_holder_s_oldest(sqlite_url: str) -> None:
    database = Database.open(sqlite_url)
    feed = Feed(database, CLOCK)
    async with AsyncExitStack() as every:
        other = await every.enter_async_context(feed.listen("honten", "device:2"))
        mine = [await every.enter_async_context(feed.listen("honten", "device:1")) for _ in range(MOST + 2)]
        assert [each.closing for each in mine] == [True, True] + [False] * MOST
        assert not other.closing
    async with feed.listen("honten", "device:1") as again:
        assert not again.closing
    await database.close()
