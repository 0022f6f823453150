"""Who did what to whom at a store: the till's operations and everybody else's acts, as one list, the newest first."""

from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Row, Select, func, select

from backend.audit.tables import audit
from backend.auth.tables import devices
from backend.members.tables import cards
from backend.stores.tables import staff
from backend.till.tables import operations
from shared.clock import to_datetime
from shared.wire import audit as wire

PAGE = 50
MOST = 10_000
"""Rows of an export."""


class Wanted(NamedTuple):
    store: str
    action: str = ""
    """The beginning of its name."""
    staff: str = ""
    since: int = 0
    until: int | None = None
    """Instants; `until` is excluded."""
    whole: bool = False
    """Not the store's own, but what concerns the whole brand: members' own acts, its face, its connections."""


class _Refusal(msgspec.Struct):
    code: str


def page(connection: Connection, wanted: Wanted) -> wire.EntriesPage:
    """Rows of one millisecond stay on one page, so that its time is all that the next one needs."""
    rows = _rows(connection, wanted, PAGE)
    if len(rows) < PAGE:
        return wire.EntriesPage(rows=_entries(connection, rows), next=None)
    last = rows[-1].at
    rows = [row for row in rows if row.at > last] + _rows(connection, wanted._replace(since=last, until=last + 1), MOST)
    return wire.EntriesPage(rows=_entries(connection, rows), next=str(last))


def export(connection: Connection, wanted: Wanted) -> tuple[wire.Entry, ...]:
    return _entries(connection, _rows(connection, wanted, MOST))


def _rows(connection: Connection, wanted: Wanted, most: int) -> list[Row[Any]]:
    found: list[Row[Any]] = []
    prefix, _, kind = wanted.action.partition(".")
    if prefix in ("", "till") and not wanted.whole:
        found += connection.execute(_acts(wanted, kind).limit(most))
    if prefix != "till":
        found += connection.execute(_others(wanted).limit(most))
    found.sort(key=lambda row: -row.at)
    return found[:most]


def _acts(wanted: Wanted, kind: str) -> "Select[*tuple[Any, ...]]":
    op = operations.c
    query = select(
        op.recorded_at.label("at"), op.source, op.kind, op.op_id.label("target"), op.staff_id, op.device_id, op.member_id, op.accepted,
        op.answer, op.seal_id,
    ).where(op.store_id == wanted.store, op.recorded_at >= wanted.since)  # fmt: skip
    if wanted.until is not None:
        query = query.where(op.recorded_at < wanted.until)
    if wanted.staff:
        query = query.where(op.staff_id == wanted.staff)
    if kind:
        query = query.where(op.kind == kind)
    return query.order_by(op.recorded_at.desc())


def _others(wanted: Wanted) -> "Select[*tuple[Any, ...]]":
    where = audit.c.store_id.is_(None) if wanted.whole else audit.c.store_id == wanted.store
    query = select(audit).where(where, audit.c.at >= wanted.since)
    if wanted.until is not None:
        query = query.where(audit.c.at < wanted.until)
    if wanted.staff:
        query = query.where(audit.c.staff_id == wanted.staff)
    if wanted.action:
        query = query.where(audit.c.action.startswith(wanted.action, autoescape=True))
    return query.order_by(audit.c.at.desc(), audit.c.id.desc())


def _entries(connection: Connection, rows: list[Row[Any]]) -> tuple[wire.Entry, ...]:
    people = _names(connection, staff, {row.staff_id for row in rows})
    tablets = _names(connection, devices, {row.device_id for row in rows})
    wanted = {row.member_id for row in rows if hasattr(row, "member_id")} - {None}
    ends = (
        select(cards.c.member_id, func.substr(func.max(cards.c.number), 9, 4).label("card"))
        .where(cards.c.member_id.in_(wanted), cards.c.ended_at.is_(None))
        .group_by(cards.c.member_id)
    )
    members = {row.member_id: row.card for row in connection.execute(ends)} if wanted else {}
    return tuple(_entry(row, people.get(row.staff_id, ""), tablets.get(row.device_id, ""), members) for row in rows)


def _names(connection: Connection, table: Any, ids: set[Any]) -> dict[str, str]:  # noqa: ANN401 - a table with id and name
    wanted = ids - {None}
    return (
        {row.id: row.name for row in connection.execute(select(table.c.id, table.c.name).where(table.c.id.in_(wanted)))} if wanted else {}
    )


def _entry(row: Row[Any], person: str, tablet: str, members: dict[str, str]) -> wire.Entry:
    till = hasattr(row, "kind")
    return wire.Entry(
        at=to_datetime(row.at),
        action=f"till.{row.kind}" if till else row.action,
        staff=person,
        device=tablet,
        source=row.source,
        member=members.get(row.member_id, "") if till else "",
        target=row.target,
        accepted=bool(row.accepted) if till else True,
        reason=_why(row) if till else row.reason,
        sealed=row.seal_id is not None,
    )


def _why(row: Row[Any]) -> str:
    """The problem's name, when the till refused."""
    return "" if row.accepted else msgspec.json.decode(row.answer, type=_Refusal).code.lower().replace("_", "-")
