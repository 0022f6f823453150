"""Goods brought back to the counter: what the receipt was, and what its return changes."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta

from shared.wire.base import Answer, Id, Points, Request, Yen
from shared.wire.receipts import ReceiptCoupon, ReceiptLine, ReceiptTax, ReceiptTender
from shared.wire.sales import Count


class ReturnEffect(Answer, frozen=True, kw_only=True):
    """What a return does to the member's points, or has done."""

    taken: int
    """Granted by the sale, taken back; below zero where what is kept is worth more without the rest."""
    restored: Points
    """Used on the sale, given back."""
    owed: Points
    """What of `taken` the member does not have any more: later grants repay it first."""
    repaid: Points = 0
    """What comes back goes to what the member owed before."""
    borne: Points = 0
    """What of `taken` the shop bears itself, where its rules say so."""
    coupons: tuple[ReceiptCoupon, ...]
    """Used on the sale and still valid: they can be used again."""
    balance: Points
    """Of the member, after the return."""


class ReturnLine(ReceiptLine, frozen=True, kw_only=True):
    """A line of the sale, and what of it came back before."""

    back_milli: int = 0
    back: Yen = 0


class ReturnSale(Answer, frozen=True, kw_only=True):
    """A sale as the counter sees it when its goods come back, with one return of it: the one that is asked about, of all that is left
    when nothing is asked, the one that was just taken, or all of them where nothing is left.
    """

    id: Id
    terminal: str
    number: str
    at: datetime
    total: Yen
    lines: tuple[ReturnLine, ...]
    taxes: tuple[ReceiptTax, ...]
    tenders: tuple[ReceiptTender, ...]
    card: str
    """The last four digits of the member's card; empty where the sale is nobody's."""
    state: Literal["open", "at_pos", "part", "returned"]
    """`at_pos`: its till posts its own returns; `part`: some of it came back. A sale that is a return itself is unknown here."""
    returned_at: datetime | None
    """Of the last return."""
    back: Yen
    """What the return gives back, the part that was paid with points included."""
    money: Yen
    """Of it, what the customer is handed."""
    effect: ReturnEffect | None
    """None where the sale is nobody's."""


class ReturnRow(Answer, frozen=True, kw_only=True):
    """One of several sales with the same number."""

    id: Id
    terminal: str
    at: datetime
    total: Yen
    item: str
    """The name of its first line."""


class BackLine(Request, frozen=True, kw_only=True):
    """What of a line comes back: pieces of it, or yen of what cannot be counted."""

    n: Count
    quantity_milli: Annotated[int, Meta(ge=1, le=100_000_000)] | None = None
    amount: Annotated[int, Meta(ge=1, le=1_000_000_000)] | None = None


class AskReturn(Request, frozen=True, kw_only=True):
    """Without `lines`: all that is left of the sale."""

    lines: Annotated[tuple[BackLine, ...], Meta(max_length=1000)] = ()


class TakeReturn(AskReturn, frozen=True, kw_only=True):
    """`op_id` makes it safe to send again."""

    op_id: Id
