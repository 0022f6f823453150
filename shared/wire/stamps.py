"""Stamp cards: so many stamps, then a coupon."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from shared import law
from shared.wire.base import Answer, Request, Slug, Text
from shared.wire.coupons import Kind, NewCoupon, Terms, judged

Basis = Literal["visit", "yen"]
Size = Annotated[int, Meta(ge=2, le=50)]


class NewStampCard(Request, frozen=True, kw_only=True):
    id: Slug
    name_ja: Text
    name_en: Text
    size: Size
    """Stamps that fill it."""
    basis: Basis
    """One for each visit, or one for every full so many yen of a sale."""
    yen: Annotated[int, Meta(ge=1, le=1_000_000)] | None = None
    once_a_day: bool = False
    """At most one stamp a day."""
    starts_on: date
    ends_on: date
    reward: NewCoupon
    """What a full card becomes. Only this card gives it."""


def judged_card(card: NewStampCard) -> law.Verdict:
    """The reward of a full card. Its trade is all that had to be bought for it; coming alone is no purchase."""
    alone = judged(card.reward)
    trade = max(card.reward.minimum, card.size * (card.yen or 0))
    return law.verdict(law.Offer(goods=alone.kind == "gift"), card.reward.value, trade)


class StampCard(Answer, frozen=True, kw_only=True):
    id: str
    name_ja: str
    name_en: str
    size: int
    basis: Basis
    yen: int | None
    once_a_day: bool
    starts_on: date
    ends_on: date
    coupon: str
    given: int
    """Stamps, less those that returns took back."""
    filled: int
    """Full cards."""
    stopped: bool
    kind: Kind
    """Of the coupon that a full card becomes, as the next four."""
    value: int
    reward_ja: str
    reward_en: str
    terms: Terms = Terms()


class SwitchStampCard(Request, frozen=True, kw_only=True):
    """A card that is off is nowhere and stamps nothing; what members have on it is there when it is on again."""

    on: bool


class MyStamps(Answer, frozen=True, kw_only=True):
    """One card of one member."""

    id: str
    name_ja: str
    name_en: str
    size: int
    have: int
    """0 up to one less than `size`: a full card has become a coupon."""
    basis: Basis
    yen: int | None
    once_a_day: bool
    today: bool
    """A stamp was given today."""
    ends_on: date
    coupon: str = ""
    """What a full card becomes."""
    over: bool = False
    """Its last day is past; what was left on it does not count any more."""
    kind: Kind
    """Of the coupon that a full card becomes, as the next four."""
    value: int
    reward_ja: str
    reward_en: str
    terms: Terms = Terms()
