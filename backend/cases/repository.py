"""What waits for a person, and what was decided."""

from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, func, insert, select, tuple_, update
from sqlalchemy.sql import literal

from backend.audit import trail
from backend.cases.rules import Alert
from backend.cases.tables import cases
from backend.db.columns import UUID
from backend.db.writer import Note, note
from backend.events.tables import outbox
from backend.members.tables import cards
from backend.stores.tables import staff

PAGE = 30
_closer = staff.alias()


def open_count(connection: Connection, store: str) -> int:
    """How many wait for a person."""
    return connection.execute(select(func.count()).where(cases.c.store_id == store, cases.c.closed_at.is_(None))).scalar_one()


def known(connection: Connection, subjects: Iterable[str]) -> set[str]:
    """Those for which an alert was raised already."""
    return set(connection.scalars(select(cases.c.subject).where(cases.c.subject.in_(list(subjects)))))


def add(connection: Connection, case_id: str, now: int, alert: Alert) -> None:
    """Opens a case outside the till, and tells the store's tablets."""
    values = {
        "id": case_id,
        "kind": alert.kind,
        "store_id": alert.store,
        "member_id": alert.member,
        "staff_id": alert.staff,
        "subject": alert.subject,
        "data": msgspec.json.encode(alert.data).decode(),
        "opened_at": now,
    }
    connection.execute(insert(cases).values(values))
    connection.execute(insert(outbox).values(store_id=alert.store, kind="case", payload="{}", recorded_at=now))
    note(connection, Note(None, alert.store, None))


def raise_alert(connection: Connection, case_id: str, now: int, alert: Alert, finder: trail.Actor) -> None:
    """Opens a case that the server itself found; the log says so, so that none disappears unseen."""
    add(connection, case_id, now, alert)
    trail.record(connection, now, finder, "case.open", case_id, store=alert.store, kind=alert.kind)


def _query() -> "Select[*tuple[Any, ...]]":
    number = select(func.max(cards.c.number)).where(cards.c.member_id == cases.c.member_id, cards.c.ended_at.is_(None)).scalar_subquery()
    return (
        select(cases, staff.c.name.label("staff_name"), _closer.c.name.label("closer"), func.substr(number, 9, 4).label("card"))
        .outerjoin(staff, staff.c.id == cases.c.staff_id)
        .outerjoin(_closer, _closer.c.id == cases.c.closed_by)
    )


def one(connection: Connection, case_id: str) -> Row[Any] | None:
    return connection.execute(_query().where(cases.c.id == case_id)).one_or_none()


def page(connection: Connection, store: str, *, closed: bool, kind: str | None, before: tuple[int, str] | None) -> list[Row[Any]]:
    """Newest first, one more than a page when there are more."""
    query = _query().where(cases.c.store_id == store, cases.c.closed_at.is_not(None) if closed else cases.c.closed_at.is_(None))
    if kind:
        query = query.where(cases.c.kind == kind)
    if before is not None:
        query = query.where(tuple_(cases.c.opened_at, cases.c.id) < tuple_(literal(before[0]), literal(before[1], UUID)))
    return list(connection.execute(query.order_by(cases.c.opened_at.desc(), cases.c.id.desc()).limit(PAGE + 1)))


def close(connection: Connection, case_id: str, now: int, by: str, decision: str, reason: str) -> bool:
    """Whether it was open until now: of two who close it at the same time one did."""
    change = update(cases).where(cases.c.id == case_id, cases.c.closed_at.is_(None))
    return connection.execute(change.values(closed_at=now, closed_by=by, decision=decision, reason=reason)).rowcount == 1
