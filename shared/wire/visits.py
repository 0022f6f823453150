"""Scanning a card: the visit and what the clerk sees."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from shared.wire.base import Answer, Id, Points, Request, Slug, Yen
from shared.wire.coupons import Basket, Off, Proposal, Voucher
from shared.wire.goods import Prize
from shared.wire.notes import Detail, Note
from shared.wire.sales import Expiry
from shared.wire.spending import Spending
from shared.wire.stamps import MyStamps
from shared.wire.tickets import Tickets


class OpenVisit(Request, frozen=True, kw_only=True):
    """The tablet makes the id. The store is the device's own."""

    id: Id
    code: Annotated[str, Meta(min_length=1, max_length=400, description="what the scanner read: an M1 code, or the 12 digits under it")]
    terminal: Slug | None = None


class LastPurchase(Answer, frozen=True, kw_only=True):
    at: datetime
    store: str
    """Its name."""
    total: Yen
    items: tuple[str, ...]
    picture: str | None = None
    """Of the dearest thing that has one: `GET /v1/media/{id}`."""


class Panel(Answer, frozen=True, kw_only=True):
    """Everything the clerk needs after a scan, in one answer."""

    visit: Id
    member: Id
    name: str
    rank: str
    """`regular`, `silver` or `gold`: the i18n catalogue has the words."""
    rate_permille: int
    """Rank rate: 1000 = ×1, 1500 = ×1.5."""
    balance: Points
    spendable: Points
    """The most that this visit may spend now."""
    spend_limited_by: Literal["balance", "limit", "card", "frozen", "owed"]
    """Why it is not more: nothing, the shop's limit per visit, a card number instead of the phone's code, the member's own freeze, or
    what a return left owing where the shop has it repaid first."""
    vouchers: tuple[Voucher, ...]
    """Usable now, best first."""
    next_expiry: Expiry | None
    last_purchase: LastPurchase | None
    birthday_month: bool
    visits: int
    """How often the member has been here, this visit included."""
    how: Literal["code", "card"]
    opened_at: datetime
    askable: Points = 0
    """The most that it may spend once the member allows it on the phone; `spendable` needs no such word."""
    prizes: tuple[Prize, ...] = ()
    """Goods that these points buy now, dearest first."""
    details: tuple[Detail, ...] = ()
    """The shop's own fields in their order, those without an answer too."""
    notes: tuple[Note, ...] = ()
    """The newest ones first."""
    takeovers: int = 0
    """Old cards of the member that wait for the shop's word."""
    stamps: tuple[MyStamps, ...] = ()
    """Today's stamp cards, as they stand after this scan."""
    tickets: Tickets | None = None
    """What of the member's can be used here and what is sold here; None where the shop has no ticket books."""
    proposal: Proposal | None = None
    """Which of the vouchers to use, and why."""
    spending: Spending = Spending()
    """What of the bill the points may pay."""


class Redeem(Request, frozen=True, kw_only=True):
    """Confirm on the tablet: commits at once. `op_id` makes it safe to send again."""

    op_id: Id
    points: Points = 0
    vouchers: Annotated[tuple[Id, ...], Meta(max_length=8)] = ()
    amount_due: Annotated[int, Meta(ge=0, le=1_000_000_000)] | None = None
    """What the customer has to pay before coupons and points, when the clerk knows it: more points than it takes are refused."""
    basket: Basket | UnsetType = UNSET
    """The goods, for coupons that are for certain ones; without them the clerk takes off what the answer names."""


class Approval(Answer, frozen=True, kw_only=True):
    """The member's word on one redemption. `approval-needed` names it; the tablet waits, then sends the same redemption again."""

    id: Id
    state: Literal["waiting", "given", "denied", "expired"]
    store_name: str
    points: Points
    yen: Yen | None = None
    """What they pay; None for goods."""
    coupon_ja: str
    """Its name, or empty."""
    coupon_en: str
    goods_ja: str = ""
    """The good that the points are exchanged for, or empty."""
    goods_en: str = ""
    expires_at: datetime
    server_now: datetime


class Allow(Request, frozen=True, kw_only=True):
    allow: bool


class Redemption(Answer, frozen=True, kw_only=True):
    redemption: Id
    state: Literal["reserved", "committed", "released"]
    points: Points
    points_value: Yen
    """What they pay: the till takes it off the bill."""
    vouchers: tuple[Voucher, ...]
    balance: Points
    expires_at: datetime | None = None
    """When a reservation lapses."""
    notes: tuple[str, ...] = ()
    offs: tuple[Off, ...] = ()
    """What each voucher takes off, in the order of `vouchers`; their sum is never more than the bill."""


class Reserve(Request, frozen=True, kw_only=True):
    """For tills and carts that call us in two steps: holds for five minutes."""

    op_id: Id
    store: Slug
    member: Annotated[str, Meta(min_length=1, max_length=400)]
    """An M1 code or the id of an open visit."""
    points: Points = 0
    vouchers: Annotated[tuple[Id, ...], Meta(max_length=8)] = ()
    amount_due: Annotated[int, Meta(ge=0, le=1_000_000_000)] | None = None
    basket: Basket | UnsetType = UNSET


class Settle(Request, frozen=True, kw_only=True):
    """Commits or releases a reservation."""

    op_id: Id
    terminal: Slug | None = None
    number: Annotated[str, Meta(max_length=64)] | None = None
    """The receipt it belongs to, when known at commit."""
    amount_due: Annotated[int, Meta(ge=0, le=1_000_000_000)] | UnsetType = UNSET
    """What the bill has come to meanwhile, before coupons and points: while the reservation holds, more points than it takes are refused."""
    basket: Basket | UnsetType = UNSET
    """Its goods, where points cannot pay for all of them; without an amount it comes to their sum."""
