"""Stamp cards as arithmetic: how many stamps an act brings, what a return takes back, and when a card is full."""

import msgspec


class StampCard(msgspec.Struct, frozen=True, gc=False):
    """Days are business dates, both inclusive."""

    id: str
    name_ja: str
    name_en: str
    size: int
    basis: str
    """visit | yen"""
    yen: int | None
    once_a_day: bool
    starts_on: int
    ends_on: int
    coupon_id: str
    stopped: bool = False
    """Nothing is stamped until it is started again; what is on it stays."""


class Stamp(msgspec.Struct, frozen=True, gc=False):
    """A row, in the order of its table. A full card is `spent` for a voucher; `taken` and `back` undo a `stamp` and a `spent`."""

    id: str
    card_id: str
    member_id: str
    kind: str
    """stamp | taken | spent | back"""
    n: int
    day: int
    visit_id: str | None
    sale_id: str | None
    voucher_id: str | None
    at: int


def of_visit(card: StampCard, day: int, given_today: int) -> int:
    return _limited(card, 1, day, given_today) if card.basis == "visit" else 0


def of_sale(card: StampCard, total: int, day: int, given_today: int) -> int:
    """`total` in yen; a sale that is no visit of its own brings nothing to a card of visits."""
    return _limited(card, max(0, total) // card.yen, day, given_today) if card.basis == "yen" and card.yen else 0


def kept_of(card: StampCard, had: int, left: int | None) -> int:
    """What stays of the stamps of a sale of which goods for `left` yen are kept, None for no goods. A visit has been one until then."""
    if left is None:
        return 0
    return had if card.basis == "visit" else min(had, max(0, left) // (card.yen or 1))


def filled(have: int, size: int) -> int:
    """How many cards so many stamps fill. After a return whose voucher was used already, stamps are owed first."""
    return max(0, have) // size


def _limited(card: StampCard, stamps: int, day: int, given_today: int) -> int:
    if card.stopped or not card.starts_on <= day <= card.ends_on:
        return 0
    return min(stamps, max(0, 1 - given_today)) if card.once_a_day else stamps
