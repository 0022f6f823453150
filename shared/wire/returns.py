"""Goods brought back to the counter: what the receipt was, and what its return changes."""

from datetime import datetime
from typing import Literal

from shared.wire.base import Answer, Id, Points, Request, Yen
from shared.wire.receipts import ReceiptCoupon, ReceiptLine, ReceiptTax, ReceiptTender


class ReturnEffect(Answer, frozen=True, kw_only=True):
    """What a return of the whole sale does to the member's points, or has done."""

    taken: Points
    """Granted by the sale, taken back."""
    restored: Points
    """Used on the sale, given back."""
    owed: Points
    """What of `taken` the member does not have any more: later grants repay it first."""
    borne: Points = 0
    """What of `taken` the shop bears itself, where its rules say so."""
    coupons: tuple[ReceiptCoupon, ...]
    """Used on the sale and still valid: they can be used again."""
    balance: Points
    """Of the member, after the return."""


class ReturnSale(Answer, frozen=True, kw_only=True):
    """A sale as the counter sees it when its goods come back."""

    id: Id
    terminal: str
    number: str
    at: datetime
    total: Yen
    lines: tuple[ReceiptLine, ...]
    taxes: tuple[ReceiptTax, ...]
    tenders: tuple[ReceiptTender, ...]
    card: str
    """The last four digits of the member's card; empty where the sale is nobody's."""
    state: Literal["open", "at_pos", "part", "returned"]
    """`at_pos`: its till posts its own returns; `part`: some of its lines came back. A sale that is a return itself is unknown here."""
    returned_at: datetime | None
    """Of the last return."""
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


class TakeReturn(Request, frozen=True, kw_only=True):
    """The whole sale comes back. `op_id` makes it safe to send again."""

    op_id: Id
