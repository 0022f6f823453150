"""Boards: what a manager looks at, of one store or several side by side."""

from datetime import date, datetime
from typing import Literal

from shared.wire.base import Answer, Id, Request, Yen

By = Literal["day", "week", "month"]


class Sums(Answer, frozen=True, kw_only=True):
    """What happened in a time; amounts in yen, returns subtracted."""

    sales: Yen = 0
    receipts: int = 0
    visits: int = 0
    member_sales: Yen = 0
    member_receipts: int = 0
    points_granted: int = 0
    points_used: int = 0
    coupons_used: int = 0
    joined: int = 0


def change(now: int, before: int) -> int | None:
    """Whole percent more (below zero: less) than before, halves away from zero; None where there was nothing to be more than."""
    if before <= 0:
        return None
    percent = (abs(now - before) * 200 + before) // (2 * before)
    return percent if now >= before else -percent


class Span(Answer, frozen=True, kw_only=True):
    """A day, a week or a month, beside two others. One that still runs is compared up to the same time of day."""

    first: date
    last: date
    now: Sums
    before: Sums
    """A week earlier, weekday beside weekday; of months the month before."""
    year: Sums
    """52 weeks earlier; of months the same month of the year before."""


class StoreSales(Answer, frozen=True, kw_only=True):
    store: str
    name: str
    total: Span
    sales: tuple[Yen, ...]
    """By period, as the board's rows."""


class SalesBoard(Answer, frozen=True, kw_only=True):
    since: date
    until: date
    by: By
    rows: tuple[Span, ...]
    """The chosen stores together, oldest first."""
    total: Span
    stores: tuple[StoreSales, ...]


class ItemRow(Answer, frozen=True, kw_only=True):
    sku: str
    name: str
    quantity_milli: int
    """Thousandths: goods by weight."""
    amount: Yen


class ItemsBoard(Answer, frozen=True, kw_only=True):
    """Best sellers; what was returned is subtracted."""

    since: date
    until: date
    rows: tuple[ItemRow, ...]
    """The first hundred."""
    kinds: int
    """How many different goods were sold in all."""
    amount: Yen
    """Of all goods."""


class HoursBoard(Answer, frozen=True, kw_only=True):
    """Seven rows from Monday, each of 24 hours; the sums of the whole range."""

    since: date
    until: date
    days: tuple[int, ...]
    """How many of each weekday the range holds."""
    sales: tuple[tuple[int, ...], ...]
    receipts: tuple[tuple[int, ...], ...]
    visits: tuple[tuple[int, ...], ...]


class CouponRow(Answer, frozen=True, kw_only=True):
    id: str
    name_ja: str
    name_en: str
    starts_on: date
    ends_on: date
    issued: int
    """Ever, at all stores."""
    used: int
    """Ever, at all stores; given back is not used."""
    used_here: int
    """At the chosen stores in the range."""
    receipts: int
    """Of those, how many have their receipt: a till without a POS may never tell it."""
    sales: Yen
    """Of those receipts."""


class CouponsBoard(Answer, frozen=True, kw_only=True):
    since: date
    until: date
    rows: tuple[CouponRow, ...]


class TerminalRow(Answer, frozen=True, kw_only=True):
    """A till of a store."""

    id: str
    connector: str | None
    """Its POS posts the sales; None: the clerk types the amount."""
    connector_name: str
    devices: tuple[str, ...]
    """Names of the tablets beside it."""
    last_sale_at: datetime | None
    """None when nothing was recorded in 31 days."""


class LinkTerminal(Request, frozen=True, kw_only=True):
    connector: Id | None
    """The POS that posts its sales; None for amounts typed on the tablet."""
