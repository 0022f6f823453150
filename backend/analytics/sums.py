"""What the list of members is ordered by, kept: when each was last seen, what each has spent, what each one's rank stands on.

Every member has a row. He is touched by whatever the till writes about him; each minute a job, and whoever opens the list, makes the rows
of the touched anew from what they are sums of. With another month or other rules for ranks everybody's are made anew, some at a time: until
then the order of the list is the one before.
"""

import contextlib
from collections.abc import Callable, Collection
from typing import Any

import msgspec
from sqlalchemy import BigInteger, Connection, Row, Select, cast, delete, func, insert, or_, select, true, union_all, update
from sqlalchemy.exc import IntegrityError

from backend.db.engine import Database
from backend.earning import repository as earning
from backend.earning.rules import RuleSet
from backend.ledger.verify import Finding
from backend.members.tables import members
from backend.ranks.rules import COLUMN, month_of, windows
from backend.receipts.tables import receipts
from backend.stats.tables import member_month, member_sums, member_touched, sums_under
from backend.till.tables import visits
from shared.clock import Clock

NAME = "sums"
AT_ONCE = 500
"""Members of one transaction: the till waits no longer than for one of its own."""
FOR_A_PAGE = 4
"""Transactions that a page of the list waits for; what is left after them is the job's."""

Of = Callable[[Any], Any]
"""From what says who a row is about to whether it is one of those that are asked for."""


class Sums:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def run(self, cursor: int) -> int:
        """A job: it needs no cursor."""
        while not await self._settled():
            pass
        return cursor

    async def catch_up(self) -> None:
        for _ in range(FOR_A_PAGE):
            if await self._settled():
                return

    async def _settled(self) -> bool:
        """Makes some of what waits; whether nothing does any more."""
        now = self._clock.now()
        waits = await self._database.read(lambda connection: _waits(connection, now))
        return not waits or await self._database.transact(lambda connection: settle(connection, now))


def _waits(connection: Connection, now: int) -> bool:
    known, words = connection.execute(select(sums_under)).one_or_none(), _words(earning.current(connection, now), now)
    return (
        known is None
        or not _whole(known, words)
        or connection.execute(select(member_touched).order_by(member_touched.c.member_id).limit(1)).first() is not None
    )


def settle(connection: Connection, now: int) -> bool:
    """One transaction's share; whether nothing is left."""
    rules = earning.current(connection, now)
    words, known = _words(rules, now), _known(connection)
    if not _whole(known, words):
        _walk(connection, rules, known, words, now)
        return False
    touched = select(member_touched.c.member_id).order_by(member_touched.c.member_id).limit(AT_ONCE).with_for_update()
    ids = list(connection.scalars(touched))
    connection.execute(delete(member_touched).where(member_touched.c.member_id.in_(ids)))
    _make(connection, rules, now, among(ids))
    return len(ids) < AT_ONCE


def _words(rules: RuleSet, now: int) -> str:
    return msgspec.json.encode((rules.rank_by, windows(rules, month_of(now)))).decode()


def _known(connection: Connection) -> "Row[Any]":
    """Locked: one process at a time."""
    query = select(sums_under).with_for_update()
    if (known := connection.execute(query).one_or_none()) is not None:
        return known
    with contextlib.suppress(IntegrityError), connection.begin_nested():  # another process was first
        connection.execute(insert(sums_under).values(id=1, words=""))
    return connection.execute(query).one()


def _whole(known: "Row[Any]", words: str) -> bool:
    """Whether everybody's sums were made under these rules and months, apart from who was touched since."""
    return known.words == words and known.reached is None


def _walk(connection: Connection, rules: RuleSet, known: "Row[Any]", words: str, now: int) -> None:
    """The next members, in the order of their ids."""
    further = members.c.id > known.reached if known.words == words else true()
    ids = list(connection.scalars(select(members.c.id).where(further).order_by(members.c.id).limit(AT_ONCE)))
    if ids:
        _make(connection, rules, now, lambda who: who.between(ids[0], ids[-1]))
    connection.execute(update(sums_under).values(words=words, reached=ids[-1] if len(ids) == AT_ONCE else None))


def _make(connection: Connection, rules: RuleSet, now: int, of: Of) -> None:
    """Anew, inside the database; who has left has none."""
    connection.execute(delete(member_sums).where(of(member_sums.c.member_id)))
    source, columns = members, list[Any]()
    for query in (visited(of), spent(rules, now, of), held(rules, now, of)):
        found = query.subquery()
        source = source.join(found, found.c.member_id == members.c.id, isouter=True)
        columns.append(cast(func.coalesce(found.c[1], 0), BigInteger))
    here = select(members.c.id, *columns).select_from(source).where(of(members.c.id), members.c.erased_at.is_(None))
    connection.execute(insert(member_sums).from_select(["member_id", "seen_at", "spent", "held"], here))


def among(ids: Collection[str]) -> Of:
    return lambda who: who.in_(ids)


def held(rules: RuleSet, now: int, of: Of | None = None) -> "Select[*tuple[Any, ...]]":
    """The sum that each member's rank stands on."""
    counted = func.sum(member_month.c[COLUMN[rules.rank_by]]).label("sum")
    sums = [
        select(member_month.c.member_id, counted).where(member_month.c.month.between(*window)).group_by(member_month.c.member_id)
        for window in windows(rules, month_of(now))
    ]
    every = union_all(*[each if of is None else each.where(of(member_month.c.member_id)) for each in sums]).subquery()
    return select(every.c.member_id, func.max(every.c.sum).label("held")).group_by(every.c.member_id)


def spent(rules: RuleSet, now: int, of: Of | None = None) -> "Select[*tuple[Any, ...]]":
    window = windows(rules, month_of(now))[0]
    query = select(member_month.c.member_id, func.sum(member_month.c.amount).label("spent"))
    query = query.where(member_month.c.month.between(*window)).group_by(member_month.c.member_id)
    return query if of is None else query.where(of(member_month.c.member_id))


def visited(of: Of | None = None) -> "Select[*tuple[Any, ...]]":
    """When a member was last seen: by a scan, or by a sale that named the card."""
    scans = select(visits.c.member_id, visits.c.opened_at.label("at"))
    bought = select(receipts.c.member_id, receipts.c.occurred_at.label("at"))
    if of is not None:
        scans, bought = scans.where(of(visits.c.member_id)), bought.where(of(receipts.c.member_id))
    every = union_all(scans, bought).subquery()
    return select(every.c.member_id, func.max(every.c.at).label("at")).group_by(every.c.member_id)


def verify(connection: Connection, now: int) -> list[str]:
    """Nothing is said of them while they are being made anew."""
    rules, known = earning.current(connection, now), connection.execute(select(sums_under)).one_or_none()
    if known is None or not _whole(known, _words(rules, now)):
        return []
    seen, money, ranked = visited().subquery(), spent(rules, now).subquery(), held(rules, now).subquery()
    source = member_sums.join(members, members.c.id == member_sums.c.member_id).join(
        member_touched, member_touched.c.member_id == member_sums.c.member_id, isouter=True
    )
    for each in (seen, money, ranked):
        source = source.join(each, each.c.member_id == member_sums.c.member_id, isouter=True)
    off = or_(
        member_sums.c.seen_at != func.coalesce(seen.c.at, 0),
        member_sums.c.spent != func.coalesce(money.c.spent, 0),
        member_sums.c.held != func.coalesce(ranked.c.held, 0),
    )
    query = select(member_sums.c.member_id).select_from(source).where(member_touched.c.member_id.is_(None), off)
    found = Finding("a member's kept sums are not what they are sums of")
    for who in connection.scalars(query.order_by(member_sums.c.member_id)):
        found.add(who)
    return found.said()
