"""Offers, and what members hold of them."""

from collections.abc import Mapping

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update

from backend.coupons.rules import Coupon, Voucher
from backend.coupons.tables import coupon_choices, coupons, vouchers
from shared.clock import HOUR, day_number, to_date
from shared.wire import coupons as wire

CHOICE = HOUR
"""So long a picked coupon waits for the scan."""
_COUPON = [coupons.c[name] for name in Coupon.__struct_fields__]
_VOUCHER = [vouchers.c[name] for name in Voucher.__struct_fields__]


def offers(connection: Connection) -> list[Coupon]:
    """All of them, the newest first."""
    return [Coupon(*row) for row in connection.execute(select(*_COUPON).order_by(coupons.c.created_at.desc(), coupons.c.id))]


def offer(connection: Connection, coupon_id: str) -> Coupon | None:
    row = connection.execute(select(*_COUPON).where(coupons.c.id == coupon_id)).one_or_none()
    return None if row is None else Coupon(*row)


def words(connection: Connection) -> dict[str, str]:
    """The words that bring a voucher, by offer: for managers' eyes."""
    query = select(coupons.c.id, coupons.c.word).where(coupons.c.word.is_not(None))
    return {row.id: row.word for row in connection.execute(query)}


def greeting(connection: Connection, today: int) -> Coupon | None:
    """What a new member gets first."""
    query = select(*_COUPON).where(coupons.c.on_join, coupons.c.ends_on >= today).order_by(coupons.c.id).limit(1)
    row = connection.execute(query).one_or_none()
    return None if row is None else Coupon(*row)


def add(connection: Connection, new: wire.NewCoupon, now: int, *, way: wire.Way | None = None) -> None:
    connection.execute(
        insert(coupons).values(
            id=new.id,
            kind=new.kind,
            value=new.value,
            minimum=new.minimum,
            name_ja=new.name_ja,
            name_en=new.name_en,
            starts_on=day_number(new.starts_on),
            ends_on=day_number(new.ends_on),
            on_join=new.on_join,
            total_limit=new.total_limit,
            created_at=now,
            per_member=new.per_member,
            way=way or new.way,
            word=new.word,
            body=msgspec.json.encode(new.terms).decode(),
        )
    )


def end(connection: Connection, found: Coupon, last: int) -> None:
    """Its last day was this one; one that had not begun never does."""
    days = {"starts_on": min(found.starts_on, last), "ends_on": last}
    connection.execute(update(coupons).where(coupons.c.id == found.id).values(**days))


def held(connection: Connection, member_id: str, used_since: int) -> list[tuple[Voucher, Coupon]]:
    """A member's vouchers with their offers; used ones only when used since an instant."""
    query = (
        select(*_VOUCHER, *_COUPON)
        .join(coupons, coupons.c.id == vouchers.c.coupon_id)
        .where(vouchers.c.member_id == member_id, vouchers.c.used_at.is_(None) | (vouchers.c.used_at >= used_since))
    )
    split = len(_VOUCHER)
    return [(Voucher(*row[:split]), Coupon(*row[split:])) for row in connection.execute(query)]


def used_by(connection: Connection, member_id: str) -> dict[str, int]:
    """How many of each offer's vouchers a member has used."""
    query = (
        select(vouchers.c.coupon_id, func.count())
        .where(vouchers.c.member_id == member_id, vouchers.c.state == "used")
        .group_by(vouchers.c.coupon_id)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def choose(connection: Connection, member_id: str, voucher_id: str | None, now: int) -> None:
    """The member's one choice for the next scan, or none."""
    connection.execute(delete(coupon_choices).where(coupon_choices.c.member_id == member_id))
    if voucher_id is not None:
        connection.execute(insert(coupon_choices).values(member_id=member_id, voucher_id=voucher_id, chosen_at=now))


def chosen(connection: Connection, member_id: str, now: int) -> str | None:
    """The voucher that the member has picked and that still counts."""
    query = select(coupon_choices.c.voucher_id).where(coupon_choices.c.member_id == member_id, coupon_choices.c.chosen_at > now - CHOICE)
    return connection.scalars(query).one_or_none()


def word_taken(connection: Connection, word: str) -> bool:
    return connection.execute(select(coupons.c.id).where(coupons.c.word == word)).first() is not None


def shown(found: Coupon, words: Mapping[str, str]) -> wire.Coupon:
    """`words` by offer."""
    return wire.Coupon(
        id=found.id,
        kind=found.kind,  # pyright: ignore[reportArgumentType]  the table's kinds are the wire's
        value=found.value,
        name_ja=found.name_ja,
        name_en=found.name_en,
        starts_on=to_date(found.starts_on),
        ends_on=to_date(found.ends_on),
        minimum=found.minimum,
        issued=found.issued,
        used=found.used,
        total_limit=found.total_limit,
        per_member=found.per_member,
        way=found.way,  # pyright: ignore[reportArgumentType]  as the kind
        word=words.get(found.id),
        terms=found.terms,
    )
