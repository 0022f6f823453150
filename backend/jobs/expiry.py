"""Each night after the last day of some points: they are booked as expired, by the till, so that nobody can spend them at the same time.

A last day is over at midnight in Tokyo. An operation's key is the member and the day: however often a turn runs, each lapses once; a
turn that broke off is done again from where its cursor stands.
"""

import hashlib
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Connection, literal, select, tuple_

from backend.db.columns import UUID
from backend.db.engine import Database
from backend.ledger.tables import holdings, lots, transactions
from backend.members.tables import members
from backend.till.operations import Actor, Lapse
from backend.till.service import Till
from shared.clock import Clock, business_date

NAME = "expiry"
SOURCE = "job:expiry"
AT_ONCE = 500
MOST = 10_000
"""Lots that are in memory at a time."""
Place = tuple[int, str]
"""(last instant, account) of a lot."""


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
        after: Place | None = None
        while True:
            due, after = await self._database.read(partial(_due, now=now, after=after))
            for start in range(0, len(due), AT_ONCE):
                for outcome in await self._till.post_all(due[start : start + AT_ONCE]):
                    if isinstance(outcome, BaseException):
                        raise outcome
            if after is None:
                return now


def _due(connection: Connection, now: int, after: Place | None) -> tuple[list[Lapse], Place | None]:
    """One operation a member, with all that he loses, for the accounts of one page in the index of what expires; where the next begins."""
    query = select(lots.c.expire_at, lots.c.account_id).where(lots.c.left > 0, lots.c.expire_at < now)
    if after is not None:
        query = query.where(tuple_(lots.c.expire_at, lots.c.account_id) > tuple_(literal(after[0]), literal(after[1], UUID)))
    page = connection.execute(query.order_by(lots.c.expire_at, lots.c.account_id).limit(MOST)).all()
    accounts = sorted({row.account_id for row in page})
    rows = [row for start in range(0, len(accounts), AT_ONCE) for row in _lots(connection, now, accounts[start : start + AT_ONCE])]
    return list(_lapses(rows, now)), (page[-1].expire_at, page[-1].account_id) if len(page) == MOST else None


def _lots(connection: Connection, now: int, accounts: list[str]) -> Sequence[Any]:
    """All that the holders of these accounts lose, of whichever account of theirs."""
    holders = select(holdings.c.member_id).where(holdings.c.account_id.in_(accounts), holdings.c.until.is_(None))
    query = (
        select(holdings.c.member_id, members.c.store_id.label("home"), lots.c.id, transactions.c.store_id)
        .select_from(lots)
        .join(holdings, (holdings.c.account_id == lots.c.account_id) & holdings.c.until.is_(None))
        .join(members, members.c.id == holdings.c.member_id)
        .join(transactions, transactions.c.id == lots.c.tx_id)
        .where(holdings.c.member_id.in_(holders), lots.c.left > 0, lots.c.expire_at < now)
        .order_by(holdings.c.member_id, lots.c.id)
    )
    return connection.execute(query).all()


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
