"""A notice as the member sees it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row

from backend.members import repository as members
from backend.members.personal import Box, Personal
from backend.notices import repository
from backend.notices.repository import PAGE, Before, Reader
from backend.notices.rules import Words, reminder
from backend.stores import brand
from shared.clock import business_date, to_date, to_datetime
from shared.wire import notices as wire

LABEL, VALUE = "own_fields/label", "own_fields/value"


def page(connection: Connection, personal: Personal, member_id: str, now: int, before: Before | None) -> wire.NoticesPage:
    to = repository.reader(connection, member_id)
    rows = repository.page(connection, to, before)
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return wire.NoticesPage(
        rows=_shown(connection, personal, to, rows[:PAGE], now),
        next=None if last is None else f"{last.published_at}.{last.id}",
        unread=repository.unread(connection, to).unread,
    )


def one(connection: Connection, personal: Personal, member_id: str, notice_id: str, now: int) -> wire.Notice | None:
    to = repository.reader(connection, member_id)
    row = repository.one(connection, to, notice_id)
    return None if row is None else _shown(connection, personal, to, [row], now)[0]


def _shown(connection: Connection, personal: Personal, to: Reader, rows: Sequence[Row[Any]], now: int) -> tuple[wire.Notice, ...]:
    offers = {row.coupon_id for row in rows} - {None}
    held: dict[str, tuple[str, str]] | None = None  # where coupons are off, no notice has one
    if offers and brand.has(connection, "coupons"):
        held = repository.held(connection, to.member_id, offers)
    box = personal.box(members.member(connection, to.member_id)) if any(row.field_id for row in rows) else None
    return tuple(_notice(row, held, box, business_date(now)) for row in rows)


def _notice(row: Row[Any], held: dict[str, tuple[str, str]] | None, box: Box | None, today: int) -> wire.Notice:
    words = Words(row.title_ja, row.title_en, row.text_ja, row.text_en)
    if row.field_id is not None and box is not None:
        words = reminder(box.open(LABEL, row.label), box.open(VALUE, row.value))
    return wire.Notice(
        id=row.id,
        kind=row.kind,
        store=row.store_id,
        store_name=row.store_name or "",
        title_ja=words.title_ja,
        title_en=words.title_en,
        text_ja=words.text_ja,
        text_en=words.text_en,
        picture=row.picture,
        coupon=None if row.coupon_id is None or held is None else _coupon(row, held.get(row.coupon_id), today),
        at=to_datetime(row.published_at),
        read=bool(row.read),
    )


def _coupon(row: Row[Any], held: tuple[str, str] | None, today: int) -> wire.NoticeCoupon:
    over = row.offer_ends_on < today or bool(row.offer_spent)
    state = "over" if over else "open"
    if held is not None:
        state = "used" if held[1] == "used" else "over" if row.offer_ends_on < today else "held"
    return wire.NoticeCoupon(
        id=row.coupon_id,
        kind=row.offer_kind,
        value=row.offer_value,
        name_ja=row.offer_name_ja,
        name_en=row.offer_name_en,
        minimum=row.offer_minimum,
        starts_on=to_date(row.offer_starts_on),
        ends_on=to_date(row.offer_ends_on),
        state=state,
    )


def published(row: Row[Any]) -> wire.Published:
    """As those see it who write."""
    return wire.Published(
        id=row.id,
        store=row.store_id,
        store_name=row.store_name or "",
        title_ja=row.title_ja,
        title_en=row.title_en,
        text_ja=row.text_ja,
        text_en=row.text_en,
        picture=row.picture,
        coupon=row.coupon_id,
        coupon_ja=row.coupon_ja or "",
        coupon_en=row.coupon_en or "",
        at=to_datetime(row.published_at),
        staff=row.staff_name or "",
        read=row.reads,
    )


def mutes(connection: Connection, member_id: str) -> wire.Mutes:
    to = repository.reader(connection, member_id)
    return wire.Mutes(
        kinds=tuple(kind for kind in wire.QUIET if kind in to.kinds),
        stores=tuple(wire.StoreMute(id=row.id, name=row.name, muted=row.id in to.stores) for row in repository.all_stores(connection)),
    )
