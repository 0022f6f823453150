"""Each minute: looks at what the tills did since, and opens a case where a rule of `cases.rules` finds something.

Only members, clerks and tablets that did something since the last look are looked at again, each with as much of its past as its rule
needs. A look goes two minutes back, for what was committed late; an affair that has its case opens no second one.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, bindparam, text

from backend.audit import trail
from backend.cases import repository
from backend.cases.rules import (
    CLERK_VISITS,
    PER_HOUR,
    Alert,
    Earn,
    Grant,
    Served,
    Spent,
    below_cap,
    by_hand,
    frequent,
    many_returns,
    new_accounts,
    one_clerk,
    spent_at_once,
    unreceipted,
)
from backend.db.engine import Database
from backend.earning.rules import BELIEVED_BEFORE
from backend.kit.ids import Ids
from backend.till.selling import CAPS
from shared.clock import DAY, HOUR, MINUTE, Clock, business_date
from shared.wire.adjustments import LIMITS

NAME = "alerts"
LATE = 2 * MINUTE
"""What is not durable within seconds is refused, so that a look needs no more."""
WEEK = 7 * DAY
QUARTER = 13 * WEEK
"""A habit that somebody has looked at is not brought up again before."""
_SALE = "o.source = s.source AND o.op_id = 'sale:' || s.store_id || ':' || s.terminal || ':' || s.number || ':' || s.revision"

_STANDS = "NOT EXISTS (SELECT 1 FROM sales b WHERE b.original_id = s.id AND b.notes LIKE '%amended%')"
"""A sale that was amended is one, and was what it is now."""
_RUNG = f"sales s JOIN operations o ON {_SALE}"
_SINCE = "s.store_id = :store AND s.business_date >= :first AND s.recorded_at >= :past AND o.accepted"
"""From the index of the store's days: `first` is the earliest day that the rules believe of what came since `past`."""
_DONE = "store_id = :store AND recorded_at >= :since AND accepted AND kind = :kind"
_BOUGHT = f"""
    SELECT DISTINCT member_id, staff_id, CASE WHEN answer LIKE '%"clock"%' THEN 1 ELSE 0 END AS unbelieved
    FROM operations WHERE {_DONE}"""  # noqa: S608 - our own text
_CAME = f"SELECT DISTINCT member_id FROM operations WHERE {_DONE}"  # noqa: S608 - our own text
_REDEEMED = f"SELECT staff_id, member_id, recorded_at, answer FROM operations WHERE {_DONE}"  # noqa: S608 - our own text
_OFTEN = "SELECT member_id FROM receipts WHERE member_id IN :members AND occurred_at >= :past GROUP BY member_id HAVING count(*) > :most"
_SEEN_OFTEN = "SELECT member_id FROM visits WHERE member_id IN :members AND opened_at >= :past GROUP BY member_id HAVING count(*) >= :least"
"""Out of an index alone: of whom a rule could find anything. The others, nearly everybody, are not looked at."""
_BACK = "SELECT 1 FROM sales s WHERE s.store_id = :store AND s.business_date >= :first AND s.recorded_at >= :since AND s.kind = 'return' LIMIT 1"
_EARNS = f"""
    SELECT s.id, s.store_id, r.member_id, o.staff_id, s.effective_at AS at, s.business_date AS day, s.total, r.points, ro.role
    FROM receipts r JOIN sales s ON s.id = r.sale_id JOIN operations o ON {_SALE}
    LEFT JOIN roles ro ON ro.staff_id = o.staff_id AND ro.store_id = s.store_id
    WHERE r.member_id IN :members AND s.store_id = :store AND s.kind = 'sale' AND s.effective_at >= :past AND {_STANDS}"""  # noqa: S608 - our own text
_TYPED = f"""
    SELECT s.id, s.store_id, coalesce(r.member_id, s.id) AS member_id, o.staff_id, s.effective_at AS at, s.business_date AS day, s.total,
        coalesce(r.points, 0) AS points, ro.role
    FROM {_RUNG} LEFT JOIN receipts r ON r.sale_id = s.id LEFT JOIN roles ro ON ro.staff_id = o.staff_id AND ro.store_id = s.store_id
    WHERE {_SINCE} AND o.staff_id IN :staff AND s.kind = 'sale' AND {_STANDS}"""  # noqa: S608 - our own text
_VISITS = """
    SELECT v.id AS visit, v.store_id, v.member_id, o.staff_id, v.device_id, v.opened_at AS at, m.joined_at
    FROM visits v JOIN members m ON m.id = v.member_id
    JOIN operations o ON o.source = 'device:' || CAST(v.device_id AS TEXT) AND o.op_id = CAST(v.id AS TEXT)
    WHERE v.member_id IN :members AND v.store_id = :store AND v.opened_at >= :past"""
_YOUNG = """
    SELECT o.op_id AS visit, o.store_id, o.member_id, o.staff_id, o.device_id, o.recorded_at AS at, m.joined_at
    FROM operations o JOIN members m ON m.id = o.member_id
    WHERE o.store_id = :store AND o.recorded_at >= :past AND o.kind = 'open_visit' AND o.accepted AND o.recorded_at - m.joined_at < :young"""
_SHARES = """
    SELECT staff_id, count(*) FROM operations
    WHERE store_id = :store AND recorded_at >= :past AND kind = 'open_visit' AND accepted AND staff_id IS NOT NULL GROUP BY staff_id"""
_RETURNS = f"""
    SELECT o.staff_id, sum(CASE s.kind WHEN 'return' THEN 1 ELSE 0 END) FROM {_RUNG}
    WHERE {_SINCE} AND o.staff_id IS NOT NULL GROUP BY o.staff_id"""  # noqa: S608 - our own text


_BY_HAND = """
    SELECT a.id, a.store_id, a.member_id, a.asked_by AS staff_id, coalesce(a.decided_at, a.asked_at) AS at, a.points, ro.role
    FROM adjustments a LEFT JOIN roles ro ON ro.staff_id = a.asked_by AND ro.store_id = a.store_id
    WHERE a.store_id = :store AND a.asked_at >= :past AND a.state = 'booked' AND a.decided_by IS NULL"""
"""What was given alone, at once or after its day of waiting; with a second person it was looked at already."""
_LINKED = "SELECT 1 FROM terminals WHERE store_id = :store LIMIT 1"
_TYPED_PART = f"""
    SELECT CASE WHEN o.staff_id IS NULL THEN 0 ELSE 1 END, count(*) FROM {_RUNG}
    WHERE {_SINCE} AND s.kind = 'sale' GROUP BY 1"""  # noqa: S608 - our own text


class _Used(msgspec.Struct):
    redemption: str
    points: int


class Alerts:
    def __init__(self, database: Database, clock: Clock, ids: Ids) -> None:
        self._database = database
        self._clock = clock
        self._ids = ids

    async def run(self, seen: int) -> int:
        """A job: its cursor is the instant of the last look."""
        now = self._clock.now()
        found = await self._database.read(lambda connection: look(connection, seen - LATE, now))
        if found:
            await self._database.transact(lambda connection: self._open(connection, found, now))
        return now

    def _open(self, connection: Connection, found: list[Alert], now: int) -> None:
        known = repository.known(connection, [alert.subject for alert in found])
        for alert in {alert.subject: alert for alert in found}.values():
            if alert.subject not in known:
                repository.raise_alert(connection, self._ids.new(), now, alert, trail.Actor(f"job:{NAME}"))


def look(connection: Connection, since: int, now: int) -> list[Alert]:
    """What the rules say of everything that happened since, and was not said before."""
    stores = connection.scalars(text("SELECT id FROM stores")).all()
    found = [alert for store in stores for alert in _at(connection, store, since, now)]
    known = repository.known(connection, [alert.subject for alert in found]) if found else set[str]()
    return [alert for alert in found if alert.subject not in known]


def _at(connection: Connection, store: str, since: int, now: int) -> list[Alert]:
    def done(query: str, kind: str) -> "Sequence[Row[Any]]":
        return connection.execute(text(query), {"store": store, "since": since, "kind": kind}).all()

    bought = done(_BOUGHT, "sale")
    redeemed = [_spent(row, store) for row in done(_REDEEMED, "redeem") if row.member_id is not None]
    grants = [_grant(row) for row in connection.execute(text(_BY_HAND), {"store": store, "past": now - WEEK})]
    typists = {row.staff_id for row in bought} - {None}
    found = _buyers(connection, store, bought, redeemed, grants, now)
    if any(each.at >= since for each in grants):
        found += by_hand(grants, now // QUARTER)
    if typists:
        found += _typed(connection, store, {row.member_id for row in bought if row.staff_id is not None} - {None}, now)
        found += below_cap(_earns(_many(connection, _TYPED, "staff", typists, store=store, past=now - DAY, first=_first(now - DAY))))
        if connection.execute(text(_BACK), {"store": store, "since": since, "first": _first(since)}).first() is not None:
            found += many_returns(_counts(connection, _RETURNS, store, now - WEEK), store, now // QUARTER)
    visitors = {row.member_id for row in done(_CAME, "open_visit")} - {None}
    return found + (_visits(connection, store, visitors, now) if visitors else [])


def _typed(connection: Connection, store: str, members: set[str], now: int) -> list[Alert]:
    """Where no till reports by itself everything is typed, and there is nothing to ask."""
    if not members or connection.execute(text(_LINKED), {"store": store}).first() is None:
        return []
    past = now - WEEK
    earns = _earns(_many(connection, _EARNS, "members", members, store=store, past=past))
    if not unreceipted(earns, 0.0, 0):  # only then the store's receipts are counted
        return []
    counts = _counts(connection, _TYPED_PART, store, past)
    return unreceipted(earns, counts.get(1, 0) / (sum(counts.values()) or 1), now // QUARTER)


def _buyers(
    connection: Connection, store: str, bought: "Sequence[Row[Any]]", redeemed: list[Spent], grants: list[Grant], now: int
) -> list[Alert]:
    past = now - DAY - HOUR
    members = {row.member_id for row in bought} - {None}
    often = {row.member_id for row in _many(connection, _OFTEN, "members", members, past=past - BELIEVED_BEFORE, most=PER_HOUR)}
    often |= {row.member_id for row in bought if row.unbelieved} - {None}  # their receipts stand at days that the rules do not mean
    wanted = often | {use.member for use in redeemed}
    earns = _earns(_many(connection, _EARNS, "members", wanted, store=store, past=past)) if wanted else []
    return frequent(each for each in earns if each.member in members) + spent_at_once(earns, redeemed, grants)


def _visits(connection: Connection, store: str, visitors: set[str], now: int) -> list[Alert]:
    past = now - WEEK
    often = {row.member_id for row in _many(connection, _SEEN_OFTEN, "members", visitors, past=past, least=CLERK_VISITS)}
    visits = [_served(row) for row in _many(connection, _VISITS, "members", often, store=store, past=past)]
    young = {"store": store, "past": now - 2 * HOUR, "young": HOUR}
    found = new_accounts([_served(row) for row in connection.execute(text(_YOUNG), young)])
    if one_clerk(visits, dict.fromkeys({(store, each.staff or "") for each in visits}, 0.0), 0):  # only then the store's visits are counted
        counts = _counts(connection, _SHARES, store, past)
        total = sum(counts.values()) or 1
        found += one_clerk(visits, {(store, staff): count / total for staff, count in counts.items()}, now // QUARTER)
    return found


def _many(connection: Connection, query: str, name: str, wanted: set[str], **arguments: object) -> "list[Row[Any]]":
    """Rows for many ids, five hundred at a time."""
    statement, ids = text(query).bindparams(bindparam(name, expanding=True)), sorted(wanted)
    parts = (ids[n : n + 500] for n in range(0, len(ids), 500))
    return [row for part in parts for row in connection.execute(statement, {name: part} | arguments)]


def _counts(connection: Connection, query: str, store: str, past: int) -> dict[Any, int]:
    values = {"store": store, "past": past} | ({"first": _first(past)} if ":first" in query else {})
    return {row[0]: int(row[1]) for row in connection.execute(text(query), values)}


def _first(past: int) -> int:
    return business_date(past - BELIEVED_BEFORE)


def _earns(rows: Iterable[Row[Any]]) -> list[Earn]:
    return [
        Earn(
            row.id, row.store_id, row.member_id, row.staff_id, row.at, row.day, row.total, row.points,
            None if row.staff_id is None else CAPS.get(row.role or "", CAPS["cashier"]),
        )
        for row in rows
    ]  # fmt: skip


def _grant(row: Row[Any]) -> Grant:
    limit = LIMITS.get(row.role or "", 0)
    return Grant(row.id, row.store_id, row.member_id, row.staff_id, row.at, business_date(row.at), row.points, limit)


def _served(row: Row[Any]) -> Served:
    return Served(row.visit, row.store_id, row.member_id, row.staff_id, row.device_id, row.at, business_date(row.at), row.joined_at)


def _spent(row: Row[Any], store: str) -> Spent:
    used = msgspec.json.decode(row.answer, type=_Used)
    return Spent(used.redemption, store, row.member_id, row.staff_id, row.recorded_at, used.points)
