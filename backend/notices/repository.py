"""Notices as rows. Given a connection; nothing is decided here."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, and_, delete, exists, func, insert, or_, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql import literal

from backend.coupons.tables import coupons, vouchers
from backend.db.columns import UUID
from backend.db.writer import Note, note
from backend.events.feed import EVERYBODY
from backend.events.tables import outbox
from backend.ledger.tables import holdings
from backend.members.tables import members
from backend.notices.tables import notice_mutes, notice_reads, notices, own_fields
from backend.stores.tables import staff, stores
from shared.wire import notices as wire

PAGE = 20
Before = tuple[int, str]
"""(instant, id) of the last row of a page."""


class Reader(NamedTuple):
    """A member, and what he does not want to hear."""

    member_id: str
    joined_at: int
    kinds: tuple[str, ...]
    stores: tuple[str, ...]


def reader(connection: Connection, member_id: str) -> Reader:
    joined = connection.scalars(select(members.c.joined_at).where(members.c.id == member_id)).one()
    muted = connection.execute(select(notice_mutes.c.what, notice_mutes.c.value).where(notice_mutes.c.member_id == member_id)).all()
    kinds, shops = (tuple(row.value for row in muted if row.what == what) for what in ("kind", "store"))
    return Reader(member_id, joined, kinds, shops)


def _addressed(to: Reader) -> ColumnElement[bool]:
    """His own, and everybody's since he joined."""
    return or_(notices.c.member_id == to.member_id, and_(notices.c.member_id.is_(None), notices.c.published_at >= to.joined_at))


def _heard(to: Reader) -> list[ColumnElement[bool]]:
    """Without what he mutes."""
    found = [_addressed(to)]
    if to.kinds:
        found.append(notices.c.kind.not_in(to.kinds))
    if to.stores:
        found.append(notices.c.store_id.is_(None) | notices.c.store_id.not_in(to.stores))
    return found


def _read(to: Reader) -> ColumnElement[bool]:
    return exists().where(notice_reads.c.member_id == to.member_id, notice_reads.c.notice_id == notices.c.id)


def _shown(to: Reader) -> "Select[*tuple[Any, ...]]":
    """Each with its store's name, its offer, whether it is read, and the member's own sealed words."""
    offer = [coupons.c[name].label(f"offer_{name}") for name in ("kind", "value", "minimum", "name_ja", "name_en", "starts_on", "ends_on")]
    spent = and_(coupons.c.total_limit.is_not(None), coupons.c.used >= coupons.c.total_limit)
    return (
        select(
            notices,
            stores.c.name.label("store_name"),
            _read(to).label("read"),
            *offer,
            spent.label("offer_spent"),
            own_fields.c.label,
            own_fields.c.value,
        )
        .outerjoin(stores, stores.c.id == notices.c.store_id)
        .outerjoin(coupons, coupons.c.id == notices.c.coupon_id)
        .outerjoin(own_fields, own_fields.c.id == notices.c.field_id)
    )


def page(connection: Connection, to: Reader, before: Before | None) -> list[Row[Any]]:
    """Newest first, one more than a page when there are more."""
    query = _shown(to).where(*_heard(to))
    return list(connection.execute(_onwards(query, before)))


def _onwards(query: "Select[*tuple[Any, ...]]", before: Before | None) -> "Select[*tuple[Any, ...]]":
    if before is not None:
        query = query.where(tuple_(notices.c.published_at, notices.c.id) < tuple_(literal(before[0]), literal(before[1], UUID)))
    return query.order_by(notices.c.published_at.desc(), notices.c.id.desc()).limit(PAGE + 1)


def one(connection: Connection, to: Reader, notice_id: str) -> Row[Any] | None:
    """A muted one too: whoever has it open goes on reading."""
    return connection.execute(_shown(to).where(notices.c.id == notice_id, _addressed(to))).one_or_none()


def held(connection: Connection, member_id: str, offers: Iterable[str]) -> dict[str, tuple[str, str]]:
    """(voucher, its state) of these offers, by offer; of several the one that can still be used."""
    query = select(vouchers.c.coupon_id, vouchers.c.id, vouchers.c.state).where(
        vouchers.c.member_id == member_id, vouchers.c.coupon_id.in_(list(offers))
    )
    rows = sorted(connection.execute(query), key=lambda row: (row.state not in ("used", "expired"), row.id))
    return {row.coupon_id: (row.id, row.state) for row in rows}


def unread(connection: Connection, to: Reader) -> wire.Unread:
    some = select(notices.c.id).where(*_heard(to), ~_read(to)).limit(wire.MOST_UNREAD).subquery()
    count = connection.execute(select(func.count()).select_from(some)).scalar_one()
    newest = select(notices.c.id).where(*_heard(to)).order_by(notices.c.published_at.desc(), notices.c.id.desc()).limit(1)
    return wire.Unread(unread=count, newest=connection.scalars(newest).one_or_none())


def mark(connection: Connection, to: Reader, notice_id: str | None, now: int) -> None:
    """One, or all there are."""
    wanted = select(literal(to.member_id, UUID), notices.c.id, literal(now)).where(_addressed(to), ~_read(to))
    if notice_id is not None:
        wanted = wanted.where(notices.c.id == notice_id)
    connection.execute(_once(connection, notice_reads).from_select(["member_id", "notice_id", "at"], wanted).on_conflict_do_nothing())


def mute(connection: Connection, member_id: str, what: str, value: str, now: int, *, muted: bool) -> None:
    mine = {"member_id": member_id, "what": what, "value": value}
    connection.execute(delete(notice_mutes).where(*(notice_mutes.c[name] == each for name, each in mine.items())))
    if muted:
        connection.execute(_once(connection, notice_mutes).values(**mine, at=now).on_conflict_do_nothing())


def _once(connection: Connection, table: Table) -> "postgresql.Insert | sqlite.Insert":
    """Two phones of one member may say the same at the same moment."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def all_stores(connection: Connection) -> Sequence[Any]:
    return connection.execute(select(stores.c.id, stores.c.name).order_by(stores.c.name)).all()


# -- writing
def add(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """All with the same columns."""
    connection.execute(insert(notices), rows)


def known(connection: Connection, subjects: list[str]) -> set[str]:
    """Those that were written about before."""
    return set(connection.scalars(select(notices.c.subject).where(notices.c.subject.in_(subjects))))


def offered() -> "Select[*tuple[Any, ...]]":
    """Offers that stand inside a notice to everybody."""
    return select(notices.c.coupon_id).where(notices.c.coupon_id.is_not(None), notices.c.member_id.is_(None))


def ring(connection: Connection, member_ids: Iterable[str], now: int) -> None:
    """Wakes the streams of these members, in every process."""
    mine = select(holdings.c.account_id).where(holdings.c.member_id.in_(list(member_ids)), holdings.c.until.is_(None))
    accounts = list(connection.scalars(mine))
    if accounts:
        connection.execute(insert(outbox), [{"account_id": each, "kind": "notice", "payload": "", "recorded_at": now} for each in accounts])
    for each in accounts:
        note(connection, Note(each, None, None))


def ring_everybody(connection: Connection, now: int) -> None:
    connection.execute(insert(outbox).values(store_id=EVERYBODY, kind="notice", payload="", recorded_at=now))
    note(connection, Note(None, EVERYBODY, None))


# -- what the shop sees
def published(connection: Connection, mine: Iterable[str], before: Before | None) -> list[Row[Any]]:
    """What people wrote for the brand and for these stores, newest first, one more than a page when there are more."""
    query = _published().where(notices.c.store_id.is_(None) | notices.c.store_id.in_(list(mine)))
    return list(connection.execute(_onwards(query, before)))


def written(connection: Connection, notice_id: str) -> Row[Any] | None:
    return connection.execute(_published().where(notices.c.id == notice_id)).one_or_none()


def _published() -> "Select[*tuple[Any, ...]]":
    count = select(func.count()).where(notice_reads.c.notice_id == notices.c.id).scalar_subquery()
    return (
        select(
            notices,
            stores.c.name.label("store_name"),
            coupons.c.name_ja.label("coupon_ja"),
            coupons.c.name_en.label("coupon_en"),
            staff.c.name.label("staff_name"),
            count.label("reads"),
        )
        .outerjoin(stores, stores.c.id == notices.c.store_id)
        .outerjoin(coupons, coupons.c.id == notices.c.coupon_id)
        .outerjoin(staff, (staff.c.id == notices.c.staff_id) & staff.c.active)
        .where(notices.c.kind == "shop")
    )


def has(connection: Connection, notice_id: str) -> bool:
    return connection.scalars(select(notices.c.id).where(notices.c.id == notice_id)).one_or_none() is not None


def withdraw(connection: Connection, notice_id: str) -> None:
    connection.execute(delete(notice_reads).where(notice_reads.c.notice_id == notice_id))
    connection.execute(delete(notices).where(notices.c.id == notice_id))


def forget(connection: Connection, member_id: str) -> None:
    """All that is one member's, when he is erased."""
    connection.execute(delete(notice_reads).where(notice_reads.c.member_id == member_id))
    connection.execute(delete(notices).where(notices.c.member_id == member_id))
    for table in (notice_mutes, own_fields):
        connection.execute(delete(table).where(table.c.member_id == member_id))
