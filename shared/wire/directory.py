"""Members as those who look after them see them: a list without names, and one member's page, whose opening is logged."""

from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import Meta

from shared.wire.base import Answer, Request, Yen
from shared.wire.coupons import Voucher
from shared.wire.members import HistoryRow, RankView
from shared.wire.sales import Expiry
from shared.wire.tickets import TicketBook

Sort = Literal["joined", "visited", "spent"]


class MemberRow(Answer, frozen=True, kw_only=True):
    """Nobody's name: a list of those is more than anybody needs at a glance."""

    id: str
    card: str
    """The last four digits."""
    rank: str
    spent: Yen
    """In the months that the rank counts."""
    balance: int
    """Points that can be used now."""
    last_visit_at: datetime | None
    joined_at: datetime
    store: str
    """The name of the store where the member joined."""
    frozen: bool


class MembersPage(Answer, frozen=True, kw_only=True):
    rows: tuple[MemberRow, ...]
    next: str | None


class FindMember(Request, frozen=True, kw_only=True):
    """By the whole number of a card: it says who somebody is, so it stands in no address, which proxies write down."""

    number: Annotated[str, Meta(pattern=r"^[0-9]{12}$")]


class MemberReceipt(Answer, frozen=True, kw_only=True):
    """A receipt from one of the stores that the asker looks after."""

    id: str
    kind: Literal["sale", "return"]
    at: datetime
    store: str
    total: Yen
    points: int
    points_used: int


class MemberPage(Answer, frozen=True, kw_only=True):
    row: MemberRow
    name: str
    """As the till shows it."""
    email: str | None
    """For whoever looks after personal data; None for all others."""
    birthday: date | None
    """As `email`; None too when it was never given."""
    rank: RankView
    debt: int
    expiries: tuple[Expiry, ...]
    devices: int
    """Phones and browsers that are signed in."""
    visits: int
    frozen_at: datetime | None
    vouchers: tuple[Voucher, ...]
    tickets: tuple[TicketBook, ...] = ()
    """Paid ahead. None where the shop sells none."""
    points: tuple[HistoryRow, ...]
    """The newest thirty."""
    receipts: tuple[MemberReceipt, ...]
    """The newest thirty."""
