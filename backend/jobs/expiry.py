"""Each night after the last day of some points: they are booked as expired, by the till, so that nobody can spend them at the same time.

A last day is over at midnight in Tokyo. An operation's key is the member and the day: however often a turn runs, each lapses once; a
turn that broke off is done again from where its cursor stands.
"""

import hashlib
from collections.abc import Iterator

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
        due = await self._database.read(lambda connection: list(_due(connection, now)))
        for start in range(0, len(due), AT_ONCE):
            for outcome in await self._till.post_all(due[start : start + AT_ONCE]):
                if isinstance(outcome, BaseException):
                    raise outcome
        return now


def _due(connection: Connection, now: int) -> Iterator[Lapse]:
    """One operation a member."""
    query = (
        select(holdings.c.member_id, members.c.store_id.label("home"), lots.c.id, transactions.c.store_id)
        .select_from(lots)
        .join(holdings, (holdings.c.account_id == lots.c.account_id) & holdings.c.until.is_(None))
        .join(members, members.c.id == holdings.c.member_id)
        .join(transactions, transactions.c.id == lots.c.tx_id)
        .where(lots.c.left > 0, lots.c.expire_at < now)
        .order_by(holdings.c.member_id, lots.c.id)
    )
    day, found = business_date(now), dict[str, tuple[str, list[tuple[str, str]]]]()
    for member, home, lot, store in connection.execute(query):
        found.setdefault(member, (home, []))[1].append((lot, store or home))
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
