"""The stamp cards that a shop offers, and what members have on them. Only the till stamps."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from backend.coupons import repository
from backend.coupons.rules import Coupon
from backend.coupons.stamps import StampCard
from backend.coupons.tables import coupons, stamp_cards, stamps
from backend.stores import brand
from shared.clock import DAY, day_number, to_date
from shared.wire import stamps as wire

_CARD = [stamp_cards.c[name] for name in StampCard.__struct_fields__]
_COUPON = [coupons.c[name] for name in Coupon.__struct_fields__]


def add(connection: Connection, new: wire.NewStampCard, now: int) -> None:
    """With its reward."""
    repository.add(connection, new.reward, now, way="stamps")
    connection.execute(
        insert(stamp_cards).values(
            id=new.id,
            name_ja=new.name_ja,
            name_en=new.name_en,
            size=new.size,
            basis=new.basis,
            yen=new.yen,
            once_a_day=new.once_a_day,
            starts_on=day_number(new.starts_on),
            ends_on=day_number(new.ends_on),
            coupon_id=new.reward.id,
            created_at=now,
        )
    )


def switch(connection: Connection, card_id: str, *, on: bool) -> None:
    connection.execute(update(stamp_cards).where(stamp_cards.c.id == card_id).values(stopped=not on))


def exists(connection: Connection, card_id: str) -> bool:
    return connection.execute(select(stamp_cards.c.id).where(stamp_cards.c.id == card_id)).first() is not None


def all_cards(connection: Connection) -> tuple[wire.StampCard, ...]:
    """The newest first."""
    query = (
        select(*_CARD, *_COUPON, stamp_cards.c.given, stamp_cards.c.filled)
        .join(coupons, coupons.c.id == stamp_cards.c.coupon_id)
        .order_by(stamp_cards.c.created_at.desc(), stamp_cards.c.id)
    )
    return tuple(_card(row) for row in connection.execute(query))


def _card(row: Sequence[Any]) -> wire.StampCard:
    *plain, given, full = row
    found, offer = StampCard(*plain[: len(_CARD)]), Coupon(*plain[len(_CARD) :])
    return wire.StampCard(
        id=found.id,
        name_ja=found.name_ja,
        name_en=found.name_en,
        size=found.size,
        basis=found.basis,  # pyright: ignore[reportArgumentType]  the table's words are the wire's
        yen=found.yen,
        once_a_day=found.once_a_day,
        starts_on=to_date(found.starts_on),
        ends_on=to_date(found.ends_on),
        coupon=found.coupon_id,
        given=given,
        filled=full,
        stopped=bool(found.stopped),
        kind=offer.kind,  # pyright: ignore[reportArgumentType]  as the basis
        value=offer.value,
        reward_ja=offer.name_ja,
        reward_en=offer.name_en,
        terms=offer.terms,
    )


ENDED_SHOWN = 30 * DAY
"""So long a member still sees a card that ended with stamps on it."""


def of_member(connection: Connection, member_id: str, today: int, *, since: int | None = None) -> tuple[wire.MyStamps, ...]:
    """The cards of today, the one that ends first at the top; none where the shop has switched them off. `since` a day also those that
    ended from then on, if anything was left on them.
    """
    if not (brand.has(connection, "stamps") and brand.has(connection, "coupons")):
        return ()
    own = stamps.c.member_id == member_id
    sums = {
        row[0]: row[1] for row in connection.execute(select(stamps.c.card_id, func.sum(stamps.c.n)).where(own).group_by(stamps.c.card_id))
    }
    stamped = select(stamps.c.card_id).where(own, stamps.c.day == today, stamps.c.kind.in_(("stamp", "taken")))
    now = set(connection.scalars(stamped.group_by(stamps.c.card_id).having(func.sum(stamps.c.n) > 0)))
    query = (
        select(*_CARD, *_COUPON)
        .join(coupons, coupons.c.id == stamp_cards.c.coupon_id)
        .where(stamp_cards.c.starts_on <= today, stamp_cards.c.ends_on >= (since or today), stamp_cards.c.stopped.is_(False))
        .order_by(stamp_cards.c.ends_on, stamp_cards.c.id)
    )
    split = len(_CARD)
    pairs = [(StampCard(*row[:split]), Coupon(*row[split:])) for row in connection.execute(query)]
    mine = [(card, offer, int(sums.get(card.id, 0))) for card, offer in pairs]
    mine.sort(key=lambda each: each[0].ends_on < today)  # what is over stands below
    return tuple(
        _mine(card, offer, have, today=card.id in now, over=card.ends_on < today)
        for card, offer, have in mine
        if card.ends_on >= today or have > 0
    )


def _mine(card: StampCard, offer: Coupon, have: int, *, today: bool, over: bool) -> wire.MyStamps:
    return wire.MyStamps(
        id=card.id,
        name_ja=card.name_ja,
        name_en=card.name_en,
        size=card.size,
        have=max(0, have),
        basis=card.basis,  # pyright: ignore[reportArgumentType]  the table's words are the wire's
        yen=card.yen,
        once_a_day=card.once_a_day,
        today=today,
        ends_on=to_date(card.ends_on),
        coupon=card.coupon_id,
        over=over,
        kind=offer.kind,  # pyright: ignore[reportArgumentType]  as the basis
        value=offer.value,
        reward_ja=offer.name_ja,
        reward_en=offer.name_en,
        terms=offer.terms,
    )


def flaw(new: wire.NewStampCard) -> str | None:
    """Which part does not fit the others."""
    reward = new.reward
    last: date = new.ends_on
    wrong = {
        "$.ends_on": last < new.starts_on,
        "$.yen": (new.basis == "yen") != (new.yen is not None),
        "$.reward.ends_on": reward.ends_on < last,
        "$.reward.way": reward.way != "chosen" or reward.on_join or reward.total_limit is not None or reward.per_member is not None,
    }
    return next((place for place, is_wrong in wrong.items() if is_wrong), None)
