"""Each night after the last day of some points: they are booked as expired, by the till, so that nobody can spend them at the same time.

A last day is over at midnight in Tokyo. An operation's key is the member and the day: however often a turn runs, each lapses once; a
turn that broke off is done again from where its cursor stands.
"""

import hashlib
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Connection, select

from backend.db.engine import Database
from backend.ledger.tables import holdings, lots, transactions
from backend.members.tables import members
from backend.till.operations import Actor, Lapse
from backend.till.service import Till
from shared.clock import Clock, business_date

NAME = "expiry"
SOURCE = "job:expiry"
AT_ONCE = 500
MOST = 20_000
"""Lots that are in memory at a time."""


class Expiry:
    def __init__(self, database: Database, clock: Clock, till: Till) -> None:
        self._database = database
        self._clock = clock
        self._till = till

    async def run(self, seen: int) -> int:
        """A job: its cursor is the instant up to which everything has lapsed."""
        now = self._clock.now()
        if business_date(now) == business_date(seen):
            return seen
        after = None
        while due := await self._database.read(partial(_due, now=now, after=after)):
            for start in range(0, len(due), AT_ONCE):
                for outcome in await self._till.post_all(due[start : start + AT_ONCE]):
                    if isinstance(outcome, BaseException):
                        raise outcome
            after = due[-1].member_id
        return now


def _due(connection: Connection, now: int, after: str | None) -> list[Lapse]:
    """One operation a member, with all that he loses; so many lots at a time, of the members `after` this one."""
    rows = _lots(connection, now, after)
    if len(rows) == MOST and rows[0].member_id != rows[-1].member_id:  # the last may have more
        rows = [row for row in rows if row.member_id != rows[-1].member_id]
    return list(_lapses(rows, now))


def _lots(connection: Connection, now: int, after: str | None) -> Sequence[Any]:
    query = (
        select(holdings.c.member_id, members.c.store_id.label("home"), lots.c.id, transactions.c.store_id)
        .select_from(lots)
        .join(holdings, (holdings.c.account_id == lots.c.account_id) & holdings.c.until.is_(None))
        .join(members, members.c.id == holdings.c.member_id)
        .join(transactions, transactions.c.id == lots.c.tx_id)
        .where(lots.c.left > 0, lots.c.expire_at < now)
        .order_by(holdings.c.member_id, lots.c.id)
        .limit(MOST)
    )
    return connection.execute(query if after is None else query.where(holdings.c.member_id > after)).all()


def _lapses(rows: Sequence[Any], now: int) -> Iterator[Lapse]:
    day, found = business_date(now), dict[str, tuple[str, list[tuple[str, str]]]]()
    for row in rows:
        found.setdefault(row.member_id, (row.home, []))[1].append((row.id, row.store_id or row.home))
    for member, (home, stores) in found.items():
        key = f"expire:{member}:{day}"
        yield Lapse(
            source=SOURCE,
            op_id=key,
            at=now,
            actor=Actor(store_id=home),
            fingerprint=hashlib.sha256(key.encode()).digest(),
            member_id=member,
            stores=tuple(stores),
        )
