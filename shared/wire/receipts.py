"""Receipts as the member keeps them: searched, read, and taken along."""

from datetime import date, datetime
from typing import Literal

import msgspec

from shared.wire.base import Answer, Id, Points, Yen

Returned = Literal["none", "part", "whole"]
"""How much of a sale was taken back since."""


class ReceiptSearch(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for, as the query of `GET /v1/me/receipts`; the default finds everything. Days are the shop's, both inclusive."""

    since: date | None = None
    until: date | None = None
    low: int | None = None
    """Yen; a return counts by what was paid back."""
    high: int | None = None
    store: str = ""
    """Its id."""
    item: str = ""
    """Words of a thing's name, in any order; width, capitals and kana do not matter."""


class ReceiptRow(Answer, frozen=True, kw_only=True):
    id: Id
    kind: Literal["sale", "return"]
    store: str
    store_name: str
    at: datetime
    total: Yen
    points: int
    points_used: Points
    items: int
    item: str = ""
    """The name of its first line; of a search for an item, of the first line that was meant."""
    returned: Returned = "none"
    amended: bool = False
    """The store has said it anew; the former is on the receipt itself."""


class ReceiptMonth(Answer, frozen=True, kw_only=True):
    """What a whole month of the search comes to, however few of its rows are on the page."""

    month: date
    """Its first day, in the shop's calendar."""
    receipts: int
    total: Yen
    """Sales less returns."""
    points: int


class ReceiptStore(Answer, frozen=True, kw_only=True):
    id: str
    name: str


class ReceiptsPage(Answer, frozen=True, kw_only=True):
    rows: tuple[ReceiptRow, ...]
    next: str | None
    """Pass as `before`, with the same search."""
    months: tuple[ReceiptMonth, ...] = ()
    """Of the months on this page."""
    stores: tuple[ReceiptStore, ...] = ()
    """Where the member has receipts from; on the first page only."""


class ReceiptLine(Answer, frozen=True, kw_only=True):
    n: int
    name: str
    quantity_milli: int
    unit_price: Yen
    amount: Yen
    discount: Yen
    reduced: bool
    """軽減税率: shown with ※."""
    picture: str | None = None
    """Where the shop has one: its hash, for `/v1/media/{hash}`."""


class ReceiptTax(Answer, frozen=True, kw_only=True):
    rate_permille: int
    taxable: Yen
    tax: Yen


class ReceiptTender(Answer, frozen=True, kw_only=True):
    kind: str
    name: str
    amount: Yen


class ReceiptCoupon(Answer, frozen=True, kw_only=True):
    """A coupon of the member's that was used on it."""

    name_ja: str
    name_en: str


class ReceiptReturn(Answer, frozen=True, kw_only=True):
    """Goods that came back: the receipt of it, and what was given back."""

    id: Id
    at: datetime
    total: Yen
    """Above zero."""


class Receipt(Answer, frozen=True, kw_only=True):
    """適格簡易請求書: issuer, registration number, date, lines with ※, totals and tax per rate."""

    id: Id
    kind: Literal["sale", "return"]
    store: str
    store_name: str
    issuer: str
    registration: str
    """T and 13 digits, or empty."""
    terminal: str
    number: str
    at: datetime
    business_date: date
    lines: tuple[ReceiptLine, ...]
    discounts: tuple[ReceiptTender, ...]
    taxes: tuple[ReceiptTax, ...]
    tenders: tuple[ReceiptTender, ...]
    total: Yen
    points: int
    points_used: Points
    grant: Id | None
    """The row of `/v1/me/points` that explains the points."""
    original: Id | None
    """Of a return: the sale."""
    returns: tuple[ReceiptReturn, ...] = ()
    """Of a sale that was taken back, whole or in parts."""
    coupons: tuple[ReceiptCoupon, ...] = ()
    code: str = ""
    """R1: names this sale when its goods are brought back. Empty when there is nothing left to return."""
    amends: Id | None = None
    """The receipt that this one, under the same number, has taken the place of."""
    amended_by: Id | None = None
    """The newest of its number, where this is a former one."""
