"""A tablet that faces the customer: check-in with the card, and one short questionnaire as thanks for which there is a coupon or points."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from shared.wire.base import Answer, Id, Points, Request, Slug, Text
from shared.wire.coupons import Voucher
from shared.wire.staff import Pin

MOST_GIFT = 200
"""Yen, in points, that one visit may bring without a purchase: what 景品表示法 allows as a gift to everybody who comes."""
USUAL = 5
"""Points for coming, until the shop says otherwise."""
SCALE = 5
"""Steps of a scale."""
Gift = Annotated[int, Meta(ge=0, le=1_000_000_000, description="points")]
Kind = Literal["one", "many", "scale"]
Label = Annotated[str, Meta(min_length=1, max_length=80)]


class StartKiosk(Request, frozen=True, kw_only=True):
    """The person at the tablet once more proves to be himself."""

    pin: Pin


class Offered(Answer, frozen=True, kw_only=True):
    """What the tablet may promise before anybody is known."""

    points: Points
    """For coming."""
    survey: bool
    """A questionnaire is asked here."""


class CheckIn(Request, frozen=True, kw_only=True):
    """The tablet makes the id."""

    id: Id
    code: Annotated[str, Meta(min_length=1, max_length=400, description="what the scanner read: an M1 code")]


class SurveyChoice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    ja: Label
    en: Label


class SurveyQuestion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`one` of its choices, `many` of them (or none), or a `scale` from 1 to 5, which has no choices."""

    kind: Kind
    ja: Text
    en: Text
    choices: Annotated[tuple[SurveyChoice, ...], Meta(max_length=6)] = ()


Questions = Annotated[tuple[SurveyQuestion, ...], Meta(min_length=1, max_length=5)]


class Asked(Answer, frozen=True, kw_only=True):
    """A questionnaire as it is asked on the tablet."""

    id: Id
    title_ja: str
    title_en: str
    questions: tuple[SurveyQuestion, ...]
    points: Points
    coupon_ja: str
    """The name of the coupon that it brings, or empty."""
    coupon_en: str


class Arrival(Answer, frozen=True, kw_only=True):
    """What the tablet shows for a moment: strangers may look on, so no more than what somebody is called, and the balance."""

    checkin: Id
    name: str
    points: Points
    balance: Points
    coupons: tuple[Voucher, ...]
    """Usable today, best first."""
    survey: Asked | None
    """One that the member has not answered yet."""


class AnswerSurvey(Request, frozen=True, kw_only=True):
    """In the order of the questions: the places of what was chosen, from 0; of a scale its one step, from 1."""

    op_id: Id
    survey: Id
    answers: Annotated[tuple[Annotated[tuple[int, ...], Meta(max_length=6)], ...], Meta(max_length=5)]


class Thanked(Answer, frozen=True, kw_only=True):
    points: Points
    balance: Points
    coupon: Voucher | None


class VisitPoints(Answer, frozen=True, kw_only=True):
    points: Points
    most: Points
    """What the law leaves beside the questionnaires that are on."""


class SetVisitPoints(Request, frozen=True, kw_only=True):
    points: Gift
    """0: none."""


class SaveSurvey(Request, frozen=True, kw_only=True):
    """A new one, or all of one that is there. Once somebody has answered, its questions stay as they are."""

    id: Id
    title_ja: Text
    title_en: Text
    questions: Questions
    stores: Annotated[tuple[Slug, ...], Meta(max_length=500)]
    """Where it is asked."""
    active: bool = True
    points: Gift = 0
    coupon: Slug | None = None
    """What the thanks are."""


class Survey(Answer, frozen=True, kw_only=True):
    id: Id
    title_ja: str
    title_en: str
    questions: tuple[SurveyQuestion, ...]
    stores: tuple[str, ...]
    active: bool
    points: Points
    coupon: str | None
    answered: int
    """By how many members."""


class Counts(Answer, frozen=True, kw_only=True):
    """How often each choice was taken, in their order; of a scale, each step from 1 to 5."""

    counts: tuple[int, ...]


class SurveyResults(Answer, frozen=True, kw_only=True):
    survey: Survey
    questions: tuple[Counts, ...]
