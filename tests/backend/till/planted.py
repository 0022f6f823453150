"""Bugs that such a till may have, each planted into the real one by a small patch: tests that never fail prove nothing."""

import asyncio
import math
import threading
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace
from sqlalchemy import Connection, Table, select

from backend.earning import deriving
from backend.jobs import expiry
from backend.kit.ids import Ids
from backend.ledger.rules import Lot
from backend.ledger.tables import accounts, lots
from backend.problems import Refused
from backend.tickets.tables import ticket_books
from backend.till import batch, paying, redeeming, service, undoing, write
from backend.till.draft import Draft
from backend.till.engine import Rows, TillEngine, Update
from backend.till.operations import Accepted, Lapse, Operation, Outcome, RecordSale, Redeem
from backend.till.postgres import PostgresEngine
from backend.till.sqlite import SqliteEngine
from backend.till.state import Kept, Redemption, Sold, State
from backend.till.tables import operations

Patch = pytest.MonkeyPatch
ENGINES: tuple[Any, ...] = (SqliteEngine, PostgresEngine)


def key_outside_the_transaction(patch: Patch) -> None:
    """Whether an operation is known is asked before its transaction; in it nobody asks again, and a second key is swallowed."""
    post, read = service.Till.post, batch.read
    meeting = asyncio.Barrier(2)

    def answered(connection: Connection, op: Operation) -> str | None:
        query = select(operations.c.answer).where(operations.c.source == op.source, operations.c.op_id == op.op_id)
        return connection.execute(query).scalar_one_or_none()

    async def hasty(self: service.Till, operation: Operation) -> Outcome:
        found = await self._database.read(lambda connection: answered(connection, operation))  # pyright: ignore[reportPrivateUsage]
        if found is not None:
            return Accepted(found.encode())
        if isinstance(operation, Redeem):
            await meeting.wait()
        return await post(self, operation)

    def nothing(self: write.Batch, *_: object, **__: object) -> None:
        """Not even in the batch itself."""

    def forgetful(engine: TillEngine, state: State, *args: Any) -> None:
        read(engine, state, *args)
        state.known.clear()

    patch.setattr(service.Till, "post", hasty)
    patch.setattr(batch, "read", forgetful)
    patch.setattr(write.Batch, "known", nothing)
    for engine in ENGINES:
        patch.setattr(engine, "insert", _lenient(engine.insert))


def _lenient(insert: Any) -> Any:
    def quietly(self: TillEngine, table: Any, rows: Rows, *, lenient: bool = False) -> None:
        insert(self, table, rows, lenient=lenient or table is operations)

    return quietly


def key_after_the_effect(patch: Patch) -> None:
    """Keys are written by the transaction after the one that did the work."""
    put, late = write.Batch.write, list[Any]()

    def in_two(self: write.Batch, engine: TillEngine) -> None:
        rows = self._rows["operations"]  # pyright: ignore[reportPrivateUsage]
        rows[:], late[:] = [*late], [*rows]
        put(self, engine)

    patch.setattr(write.Batch, "write", in_two)
    for engine in ENGINES:
        patch.setattr(engine, "insert", _lenient(engine.insert))


def coupon_selected_then_updated(patch: Patch) -> None:
    """A coupon's counter is read, counted up and written back, without its lock."""
    patch.setattr(write, "COUPONS", write.COUPONS._replace(add=False))
    lock, put = PostgresEngine.lock, write.Batch.write

    def unlocked(self: PostgresEngine, table: Any, keys: Any, *, shared: bool = False) -> None:
        if table.name != "coupons":
            lock(self, table, keys, shared=shared)

    def absolute(self: write.Batch, engine: TillEngine) -> None:
        for coupon, sums in self._coupons.items():  # pyright: ignore[reportPrivateUsage]
            known = self.state.coupons[coupon]
            sums[:] = [known.issued, known.used]
        put(self, engine)

    patch.setattr(PostgresEngine, "lock", unlocked)
    patch.setattr(write.Batch, "write", absolute)


def cache_outside_the_transaction(patch: Patch) -> None:
    """Balances are written after the commit, by somebody who does not come to it."""
    for engine in ENGINES:
        patch.setattr(engine, "update", _without(accounts, engine.update))


def _without(table: Table, update: Any) -> Any:
    def some(self: TillEngine, what: Update, rows: Rows) -> None:
        if what.table is not table:
            update(self, what, rows)

    return some


def return_rounded_up(patch: Patch) -> None:
    """What a return takes is a share of the points, rounded up, instead of the difference to what the kept lines are worth."""

    def shared(owner: Kept, _: Any, original: Sold, done: undoing.Progress) -> deriving.Derivation:
        why = msgspec.json.decode(owner.why, type=deriving.Derivation)
        return replace(why, points=owner.points - math.ceil(owner.points * done.yen / original.total))

    patch.setattr(undoing, "_kept", shared)


def expiry_without_lock(patch: Patch) -> None:
    """What lapses is decided over the lots as the job read them, not as they are under the lock."""
    seen: dict[str, dict[str, Lot]] = {}
    due = expiry._due  # pyright: ignore[reportPrivateUsage]

    def noted(connection: Connection, now: int, after: expiry.Place | None) -> Any:
        for row in connection.execute(select(lots)):
            seen.setdefault(row.account_id, {})[row.id] = Lot(*row)
        return due(connection, now, after)

    def stale(state: State, op: Lapse, ids: Ids) -> "tuple[Draft, bytes] | Refused":
        state.lots[state.holders[op.member_id].account_id] = seen[state.holders[op.member_id].account_id]
        return decide(state, op, ids)

    decide = batch.DECIDE[Lapse][1]
    patch.setattr(expiry, "_due", noted)
    patch.setitem(batch.DECIDE, Lapse, ("lapse", stale))


def half_way(patch: Patch) -> None:
    """An operation works on the state itself: what it changed before it raised stays."""
    begin = Draft.__init__

    def leaking(self: Draft, state: State, *args: Any) -> None:
        begin(self, state, *args)
        self.accounts = state.accounts

    patch.setattr(Draft, "__init__", leaking)


def tickets_counted_elsewhere(patch: Patch) -> None:
    """What is left of a ticket book is written after the commit, by somebody who does not come to it."""
    for engine in ENGINES:
        patch.setattr(engine, "update", _without(ticket_books, engine.update))


def a_yen_a_point(patch: Patch) -> None:
    """Points pay a yen each, whatever the rules say that a step is worth."""
    begin = redeeming._new  # pyright: ignore[reportPrivateUsage]

    def plain(draft: Draft, *args: Any) -> Redemption:
        made = begin(draft, *args)
        draft.redemptions[made.id] = made = replace(made, yen=made.points)
        return made

    patch.setattr(redeeming, "_new", plain)


def share_of_each_redemption(patch: Patch) -> None:
    """A bill's share is taken anew by every redemption of the same visit."""

    def nothing_yet(*_: object) -> int:
        return 0

    patch.setattr(paying, "_paid", nothing_yet)


# ------------------------------------------------------------------ what makes the bugs show, and breaks nothing by itself
def stumbling(state: State, op: RecordSale, ids: Ids) -> "tuple[Draft, bytes] | Refused":
    """Decides a sale, and falls over its own feet when everything is drafted and the number says so."""
    decided = batch.DECIDE[RecordSale][1](state, op, ids)
    if op.sale.number == "stumble":
        raise ZeroDivisionError("a bug")
    return decided


def together(patch: Patch) -> None:
    """Two servers that redeem have both decided before one of them writes, as far as their locks let them."""
    put, meeting = write.Batch.write, threading.Barrier(2)

    def patient(self: write.Batch, engine: TillEngine) -> None:
        if engine.locks and any(row[2] == "redeem" for row in self._rows["operations"]):  # pyright: ignore[reportPrivateUsage]
            try:
                meeting.wait(0.3)
            except threading.BrokenBarrierError:  # the other one waits for a lock of ours, or there is none
                meeting.reset()
        put(self, engine)

    patch.setattr(write.Batch, "write", patient)
