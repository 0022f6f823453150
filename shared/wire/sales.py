"""A sale as any POS can say it, and what the till answers.

Amounts of a return are negative. A sale, return or exchange that did not happen after all comes again as a `void`: a higher `revision`
of the same number. A sale that was different comes again whole with a higher `revision`, and takes the place of the former.
The idempotency key of a sale is (connector, store, terminal, number, revision), whatever the member.
"""

from datetime import date
from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType
from msgspec.structs import replace

from shared.wire.base import Answer, Id, Instant, Points, Request, Slug, Text, Yen
from shared.wire.problems import Problem

NDJSON = "application/x-ndjson"
MOST_LINES = 5_000
"""Sales in one batch, and how large it may be altogether, in bytes."""
MOST_BATCH = 8 * 1024 * 1024
Count = Annotated[int, Meta(ge=1, le=1000)]


class SaleKey(Request, frozen=True, kw_only=True):
    store: Slug
    terminal: Slug
    number: Annotated[str, Meta(min_length=1, max_length=64)]


class Ref(Request, frozen=True, kw_only=True):
    """How a sale names its member: an M1 code, a card number (the 12 digits under the QR), the POS's own customer code, or a visit."""

    kind: Literal["code", "card", "external", "visit"]
    value: Annotated[str, Meta(min_length=1, max_length=256)]


class Line(Request, frozen=True, kw_only=True):
    n: Count
    sku: Annotated[str, Meta(max_length=64)]
    name: Text
    quantity_milli: Annotated[
        int, Meta(ge=-100_000_000, le=100_000_000, description="thousandths: 1000 is one piece, 250 is a quarter kilogram")
    ]
    unit_price: Yen
    amount: Yen
    """What the customer pays for the line, 税込, after the line's own discount."""
    tax_rate_permille: Annotated[int, Meta(ge=0, le=1000)]
    """100 = 10 %, 80 = 8 % (軽減)."""
    discount: Yen = 0
    price_includes_tax: bool = True
    category: Annotated[str, Meta(max_length=64)] = ""
    tags: Annotated[tuple[Annotated[str, Meta(min_length=1, max_length=24)], ...], Meta(max_length=16)] = ()
    points_excluded: bool = False
    cost: Yen | None = None
    returns_line: Count | None = None


class Tax(Request, frozen=True, kw_only=True):
    rate_permille: Annotated[int, Meta(ge=0, le=1000)]
    taxable: Yen
    """税込 total of the lines at this rate."""
    tax: Yen


class Tender(Request, frozen=True, kw_only=True):
    kind: Literal["cash", "card", "qr", "emoney", "points", "other"]
    amount: Yen
    name: Annotated[str, Meta(max_length=64)] = ""
    points: Annotated[int, Meta(ge=-1_000_000_000, le=1_000_000_000)] | UnsetType = UNSET
    """Of kind `points`: how many they were. When it is said, `amount` has to be what they are worth."""


def turned(tender: Tender) -> Tender:
    """Paid back instead of paid, or the other way."""
    return replace(tender, amount=-tender.amount, points=UNSET if tender.points is UNSET else -tender.points)


class Discount(Request, frozen=True, kw_only=True):
    """A discount on the whole sale, already taken off the lines' amounts or listed here and not in the lines: `total` decides."""

    name: Text
    amount: Yen
    voucher: Id | None = None


class Sale(Request, frozen=True, kw_only=True):
    store: Slug
    terminal: Slug
    number: Annotated[
        str, Meta(min_length=1, max_length=62, description="the receipt's number at this terminal; what takes it back is kept with -R")
    ]
    kind: Literal["sale", "return", "exchange"]
    """An exchange has both: lines below zero are goods of its `original` that come back, the others are taken for them. Its total is
    the difference; discounts stand in its lines.
    """
    occurred_at: Instant
    business_date: date
    lines: Annotated[tuple[Line, ...], Meta(min_length=1, max_length=1000)]
    taxes: Annotated[tuple[Tax, ...], Meta(min_length=1, max_length=16)]
    tenders: Annotated[tuple[Tender, ...], Meta(max_length=32)]
    total: Yen
    """What was due, 税込, after all discounts; the tenders (points included) add up to it."""
    revision: Annotated[int, Meta(ge=0, le=1000)] = 0
    original: SaleKey | None = None
    """Required for a return and an exchange."""
    member: Ref | None = None
    discounts: Annotated[tuple[Discount, ...], Meta(max_length=64)] = ()
    channel: Literal["store", "online", "app"] | UnsetType = UNSET
    """Where it was bought; a store when nothing is said."""
    paperless: bool | UnsetType = UNSET
    """Whether the shopper took no paper receipt."""
    void: bool | UnsetType = UNSET
    """This sale, return or exchange did not happen after all: sent with its lines and a higher `revision`, under its own number."""


class Delivered(Answer, frozen=True, kw_only=True):
    """Points of a sale that count from now on; the same answer however often it is said."""

    sale: Id
    points: Points
    balance: Points | None
    """None where the sale is nobody's."""


class SaleEvent(Request, frozen=True, kw_only=True, tag_field="type", tag="sale.recorded"):
    """The body of a signed event, `POST /v1/pos/events` (Standard Webhooks): something was sold or brought back."""

    timestamp: Instant
    """When it happened there; the headers carry the time of this attempt."""
    data: Sale


class DeliveredEvent(Request, frozen=True, kw_only=True, tag_field="type", tag="sale.delivered"):
    """The other one: what was bought online has arrived."""

    timestamp: Instant
    data: SaleKey


PosEvent = SaleEvent | DeliveredEvent


class EventTaken(Answer, frozen=True, kw_only=True):
    """202: the event is kept and will be applied."""

    event: str


class Expiry(Answer, frozen=True, kw_only=True):
    points: Points
    on: date
    """The last day on which they can be spent."""


class SaleAnswer(Answer, frozen=True, kw_only=True):
    sale: Id
    matched: Literal["code", "card", "external", "visit", "open_visit", "original", "none"]
    """How the member was found."""
    points: int
    """Granted (positive) or taken back (negative) by this sale."""
    balance: Points | None
    next_expiry: Expiry | None
    lines: tuple[str, ...]
    """What the POS prints under the receipt."""
    notes: tuple[str, ...] = ()
    """Flags for people: `clock` (the POS's time was not believable), `parked` (the original has not come yet), `debt` (not all of
    the points were there any more), `borne` (nor were they, and the shop bears it), `void`, `exchange`, `amended` (it took the place of a lower revision), `superseded` (a
    higher one is here already: nothing was booked, and `sale` is that one)."""


class BatchAnswer(Answer, frozen=True, kw_only=True):
    """One line of the answer to a batch, in the order of its sales: what that sale would have been answered alone."""

    status: int
    """As HTTP's: 200 with `answer`, otherwise `problem` says why. 429 and 5xx may be sent again, the rest has to be mended first."""
    answer: SaleAnswer | None = None
    problem: Problem | None = None
