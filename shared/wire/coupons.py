"""Offers (coupons) and what a member holds of them (vouchers)."""

from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from shared import law
from shared.wire.base import Answer, Id, Request, Slug, Text, Yen

Kind = Literal["percent", "amount", "free", "price", "cheapest", "bundle"]
"""Percent or yen off; one piece free; pieces at a set price; the cheapest piece free; buy some, get some."""
Way = Literal["chosen", "auto", "word", "stamps"]
"""How a member comes by it: the shop gives it, every scan does, a word does, or a full stamp card and nothing else."""
Shelf = Annotated[str, Meta(min_length=1, max_length=64)]
Value = Annotated[int, Meta(ge=1, le=1_000_000)]
Pieces = Annotated[int, Meta(ge=1, le=99)]
Word = Annotated[str, Meta(pattern=r"^[A-Z0-9]{4,24}$", description="typed or scanned; letters count as capitals")]
MOST_LINES = 200


class Terms(Answer, frozen=True, kw_only=True):
    """What a coupon asks for, and what it goes together with. A coupon of the time before has them all as they stand here."""

    skus: Annotated[tuple[Shelf, ...], Meta(max_length=64)] = ()
    categories: Annotated[tuple[Shelf, ...], Meta(max_length=16)] = ()
    """The goods it is for; with neither, everything."""
    goods_ja: Annotated[str, Meta(max_length=60)] = ""
    """What they are called on the coupon."""
    goods_en: Annotated[str, Meta(max_length=60)] = ""
    pieces: Pieces = 1
    """How many have to be bought: of `price` together, of `cheapest` at least, of `bundle` for each round."""
    gives: Pieces = 1
    """Of `bundle`: how many of the next ones are cheaper."""
    weekdays: Annotated[tuple[Annotated[int, Meta(ge=0, le=6)], ...], Meta(max_length=7)] = ()
    """0 is Monday; none is every day."""
    holidays: bool = False
    """On national holidays as well as on those weekdays; without weekdays, on holidays alone."""
    birthday_month: bool = False
    first_visit: bool = False
    group: Annotated[str, Meta(pattern=r"^$|^[a-z0-9][a-z0-9-]{0,31}$")] = ""
    """Of one group at most one coupon is used in a visit."""
    stackable: bool = False
    """Goes together with other stackable ones. One that does not is used alone."""


class NewTerms(Terms, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """As a manager sends them."""


class NewCoupon(Request, frozen=True, kw_only=True):
    id: Slug
    kind: Kind
    value: Value
    """`percent`: 1-100. `amount`: yen off. `free`: the usual price, which is the most that is taken off. `price`: yen for all the pieces.
    `bundle`: percent off the given pieces, 100 is free. `cheapest`: 100."""
    name_ja: Text
    name_en: Text
    starts_on: date
    ends_on: date
    minimum: Annotated[int, Meta(ge=0, le=1_000_000_000)] = 0
    """The sale must come to this many yen."""
    on_join: bool = False
    """Every new member gets one."""
    total_limit: Annotated[int, Meta(ge=1, le=1_000_000_000)] | None = None
    """How many may be used in all."""
    per_member: Annotated[int, Meta(ge=1, le=1_000_000)] | None = None
    """How many one member may use."""
    way: Way = "chosen"
    word: Word | None = None
    terms: NewTerms = NewTerms()


def judged(offer: NewCoupon) -> law.Verdict:
    """What the offer is under 景品表示法. Less to pay for what is bought, or more of the same for the price, is 値引; a thing is not."""
    return law.verdict(law.Offer(goods=offer.kind == "free"), offer.value, offer.minimum)


class Coupon(Answer, frozen=True, kw_only=True):
    id: str
    kind: Kind
    value: int
    name_ja: str
    name_en: str
    starts_on: date
    ends_on: date
    minimum: Yen
    issued: int
    used: int
    total_limit: int | None = None
    per_member: int | None = None
    way: Way = "chosen"
    word: str | None = None
    terms: Terms = Terms()


class IssueVoucher(Request, frozen=True, kw_only=True):
    op_id: Id
    coupon: Slug
    member: Id


class ClaimCoupon(Request, frozen=True, kw_only=True):
    """A word that was printed, said or posted becomes a voucher, once for each member."""

    op_id: Id
    word: Word


class Voucher(Answer, frozen=True, kw_only=True):
    id: Id
    coupon: str
    kind: Kind
    value: int
    name_ja: str
    name_en: str
    minimum: Yen
    starts_on: date
    ends_on: date
    state: Literal["issued", "reserved", "used", "expired"]
    usable: bool
    """Today, with nothing but its minimum and its goods left to meet."""
    used_at: datetime | None = None
    receipt: Id | None = None
    chosen: bool = False
    """The member has picked it for the next scan."""
    terms: Terms = Terms()


class BasketLine(Request, frozen=True, kw_only=True):
    """What lies on the counter before it is paid for."""

    sku: Annotated[str, Meta(max_length=64)]
    price: Annotated[int, Meta(ge=0, le=10_000_000)]
    """yen for one piece, 税込."""
    pieces: Annotated[int, Meta(ge=1, le=999)] = 1
    category: Annotated[str, Meta(max_length=64)] = ""
    tags: Annotated[tuple[Annotated[str, Meta(min_length=1, max_length=24)], ...], Meta(max_length=16)] | UnsetType = UNSET
    points_excluded: bool | UnsetType = UNSET
    """It earns nothing, as the till's own line says it."""


Basket = Annotated[tuple[BasketLine, ...], Meta(max_length=MOST_LINES)]
Due = Annotated[int, Meta(ge=0, le=1_000_000_000)]


class Off(Answer, frozen=True, kw_only=True):
    """What one voucher takes off."""

    voucher: Id
    coupon: str
    yen: Yen | None
    """None where only the goods tell and no basket was sent: the till takes it off the goods that the coupon's terms name."""


class AskProposal(Request, frozen=True, kw_only=True):
    amount_due: Due | None = None
    basket: Basket = ()


class Proposal(Answer, frozen=True, kw_only=True):
    """The vouchers that take the most off together."""

    vouchers: tuple[Id, ...]
    yen: Yen | None
    """What they take off; None as long as the bill is not known."""
    reason: Literal["picked", "only", "most", "together", "sooner", "none"]
    """The member picked it; nothing else fits; it takes the most off; these together do; as much as another, and it ends sooner."""
    instead: Yen | None = None
    """What the next best choice would take off."""
