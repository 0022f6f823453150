"""Old cards and claims to them. Given a connection; nothing is decided here."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, bindparam, case, delete, func, insert, select, update

from backend.members.tables import members
from backend.takeover.tables import legacy_cards, takeovers

SHOWN = 100
MINE = 20


class Entry(NamedTuple):
    """One line of a file, ready to be kept."""

    id: str
    mark: bytes
    shape: str
    points: int
    expires_on: int | None
    name_hint: bytes | None


def shapes(connection: Connection) -> set[str]:
    return set(connection.scalars(select(legacy_cards.c.shape).where(legacy_cards.c.shape != "").distinct()))


def keep(connection: Connection, entries: Sequence[Entry], now: int) -> tuple[int, int, int]:
    """(added, changed, skipped): what was taken over already stays as it is."""
    marks = [entry.mark for entry in entries]
    known = connection.execute(select(legacy_cards.c.mark, legacy_cards.c.taken_at).where(legacy_cards.c.mark.in_(marks)))
    taken = {bytes(row.mark): row.taken_at is not None for row in known}
    new = [entry for entry in entries if entry.mark not in taken]
    changed = [entry for entry in entries if taken.get(entry.mark) is False]
    if new:
        connection.execute(insert(legacy_cards), [entry._asdict() | {"imported_at": now} for entry in new])
    if changed:
        change = (
            update(legacy_cards)
            .where(legacy_cards.c.mark == bindparam("which"), legacy_cards.c.taken_at.is_(None))
            .values(points=bindparam("worth"), expires_on=bindparam("last"), name_hint=bindparam("hint"), imported_at=now)
        )
        connection.execute(
            change, [{"which": each.mark, "worth": each.points, "last": each.expires_on, "hint": each.name_hint} for each in changed]
        )
    return len(new), len(changed), len(entries) - len(new) - len(changed)


def one(connection: Connection, takeover_id: str) -> Row[Any] | None:
    return connection.execute(_joined().where(takeovers.c.id == takeover_id)).one_or_none()


def mine(connection: Connection, member_id: str) -> list[Row[Any]]:
    """A member's claims, the newest first."""
    found = _joined().where(takeovers.c.member_id == member_id).order_by(takeovers.c.asked_at.desc(), takeovers.c.id.desc())
    return list(connection.execute(found.limit(MINE)))


def waiting(connection: Connection) -> list[Row[Any]]:
    """Claims that wait for the shop, the newest first, with the member's sealed name."""
    names = (members.c.data_key, members.c.name, members.c.email, members.c.birthday)
    found = _joined(*names).join(members, members.c.id == takeovers.c.member_id).where(takeovers.c.state == "waiting")
    return list(connection.execute(found.order_by(takeovers.c.asked_at.desc(), takeovers.c.id.desc()).limit(SHOWN)))


def count_waiting(connection: Connection, member_id: str) -> int:
    query = select(func.count()).where(takeovers.c.member_id == member_id, takeovers.c.state == "waiting")
    return connection.execute(query).scalar_one()


def asked_since(connection: Connection, member_id: str, since: int) -> list[int]:
    """When the member asked, oldest first."""
    query = select(takeovers.c.asked_at).where(takeovers.c.member_id == member_id, takeovers.c.asked_at > since)
    return list(connection.scalars(query.order_by(takeovers.c.asked_at)))


def add(connection: Connection, takeover_id: str, member_id: str, mark: bytes, number: bytes, way: str, now: int) -> None:
    row = {"id": takeover_id, "member_id": member_id, "mark": mark, "number": number, "way": way, "state": "waiting", "asked_at": now}
    connection.execute(insert(takeovers).values(**row, reason=""))


def refuse(connection: Connection, takeover_id: str, reason: str, *, store_id: str, staff_id: str, device_id: str, now: int) -> bool:
    """Whether it still waited."""
    still = update(takeovers).where(takeovers.c.id == takeover_id, takeovers.c.state == "waiting")
    decided = {"decided_by": staff_id, "decided_device": device_id, "decided_at": now, "store_id": store_id}
    return connection.execute(still.values(state="refused", reason=reason, **decided)).rowcount == 1


def state(connection: Connection) -> tuple[int, int, int, int]:
    """(cards, points still out, cards taken over, points taken over)."""
    taken = legacy_cards.c.taken_at.is_not(None)

    def total(what: Any) -> Any:  # noqa: ANN401 - SQLAlchemy's expressions
        return func.coalesce(func.sum(what), 0)

    found = connection.execute(
        select(
            func.count(),
            total(case((taken, 0), else_=legacy_cards.c.points)),
            total(case((taken, 1), else_=0)),
            total(case((taken, legacy_cards.c.points), else_=0)),
        ).select_from(legacy_cards)
    ).one()
    return int(found[0]), int(found[1]), int(found[2]), int(found[3])


def forget(connection: Connection, member_id: str) -> None:
    """When the member is erased: what waited is gone, what was decided names no card any more."""
    connection.execute(delete(takeovers).where(takeovers.c.member_id == member_id, takeovers.c.state == "waiting"))
    connection.execute(update(takeovers).where(takeovers.c.member_id == member_id).values(number=None))


def _joined(*more: Any) -> "Select[*tuple[Any, ...]]":  # noqa: ANN401 - columns
    card = (
        legacy_cards.c.points.label("worth"),
        legacy_cards.c.expires_on,
        legacy_cards.c.name_hint,
        legacy_cards.c.taken_at,
    )
    return select(takeovers, *card, *more).outerjoin(legacy_cards, legacy_cards.c.mark == takeovers.c.mark)


def chunks(entries: Sequence[Entry], size: int) -> Iterable[Sequence[Entry]]:
    return (entries[start : start + size] for start in range(0, len(entries), size))
