"""Rules tried on a made-up sale, and the versions that there were."""

from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import Meta

from shared.wire.base import Answer, Request, Slug
from shared.wire.members import Step
from shared.wire.rules import Name, Permille, RuleBody

Price = Annotated[int, Meta(ge=0, le=10_000_000)]
Minute = Annotated[int, Meta(ge=0, le=1439)]


class TryLine(Request, frozen=True, kw_only=True):
    name: Annotated[str, Meta(max_length=64)] = ""
    sku: Annotated[str, Meta(max_length=64)] = ""
    category: Annotated[str, Meta(max_length=64)] = ""
    tags: Annotated[tuple[Name, ...], Meta(max_length=16)] = ()
    price: Price
    """yen for one piece, 税込."""
    pieces: Annotated[int, Meta(ge=1, le=999)] = 1
    tax_rate_permille: Annotated[int, Meta(ge=0, le=1000)] = 100


class TryRules(Request, frozen=True, kw_only=True):
    """What a sale would bring. Nothing is written, and nothing is read but what stands here."""

    rules: RuleBody
    lines: Annotated[tuple[TryLine, ...], Meta(min_length=1, max_length=20)]
    day: date
    minute: Minute = 720
    """Of the day."""
    store: Slug | None = None
    channel: Literal["store", "online", "app"] = "store"
    rank: Slug | None = None
    """None for the one that everybody begins with."""
    own_rate: Permille | None = None
    birthday_month: bool = False
    first: bool = False
    visit: bool = True
    paperless: bool = False
    answered: bool = False
    """Every questionnaire that the rules name."""
    month_spent: Price = 0
    """yen of the month, before this sale."""
    paid_by_points: Price = 0


class Tried(Answer, frozen=True, kw_only=True):
    total: int
    points: int
    last_day: date
    """Of what the base brings; a bonus may have a shorter life."""
    steps: tuple[Step, ...]
    """Their points sum to `points`."""
    payable: int = 0
    """The most points that it takes."""
    payable_yen: int = 0
    """What they pay."""


class RuleVersion(Answer, frozen=True, kw_only=True):
    version: int
    since: datetime | None
    """None for the first, which has governed always."""
    made_at: datetime | None
    """None for the first."""
    state: Literal["coming", "now", "over", "never"]
    """`never`: another one was set for the same instant before it came."""
    rules: RuleBody
