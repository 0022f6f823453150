"""What the shop sells, and what points can be exchanged for."""

from typing import Annotated

from msgspec import Meta

from shared.wire.base import Answer, Id, Points, Request, Text
from shared.wire.brand import PictureId

Sku = Annotated[str, Meta(min_length=1, max_length=64, description="as the POS calls it")]
Price = Annotated[int, Meta(ge=1, le=1_000_000_000, description="points")]


class SaveGood(Request, frozen=True, kw_only=True):
    """A new one, or all of one that is there."""

    sku: Sku
    name_ja: Text
    name_en: Annotated[str, Meta(max_length=200)] = ""
    category: Annotated[str, Meta(max_length=64)] = ""
    picture: PictureId | None = None
    points: Price | None = None
    """For how many it can be had instead of money; None: for money only."""
    active: bool = True
    """One that is not can be had no more, and is still shown on old receipts."""


class Good(Answer, frozen=True, kw_only=True):
    sku: str
    name_ja: str
    name_en: str
    category: str
    picture: str | None
    """`GET /v1/media/{id}`."""
    points: int | None
    active: bool


class GoodsPage(Answer, frozen=True, kw_only=True):
    rows: tuple[Good, ...]
    next: str | None
    """Pass as `after` for the next page."""
    categories: tuple[str, ...] = ()
    """All that the shop has, on the first page."""


class Prize(Answer, frozen=True, kw_only=True):
    """A good that points buy."""

    sku: str
    name_ja: str
    name_en: str
    """In Japanese where there is no English name."""
    picture: str | None
    points: int


class Exchange(Request, frozen=True, kw_only=True):
    """Points for a good, at the till. `points` is the price that the clerk saw."""

    op_id: Id
    sku: Sku
    points: Price


class Exchanged(Answer, frozen=True, kw_only=True):
    id: Id
    sku: str
    name_ja: str
    name_en: str
    points: int
    balance: Points


class Mistaken(Request, frozen=True, kw_only=True):
    """An exchange that was a mistake: nothing is undone by itself, a manager looks at it."""

    note: Annotated[str, Meta(max_length=200)] = ""
