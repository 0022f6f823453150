"""回数券: so many tickets for goods or a service, paid ahead. A shop that does not switch them on has none."""

from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import Meta

from shared import law
from shared.wire.base import Answer, Id, Request, Slug, Text, Yen

Count = Annotated[int, Meta(ge=1, le=100)]


class NewTicketOffer(Request, frozen=True, kw_only=True):
    """It stays as it is; what changes is a new one."""

    id: Slug
    name_ja: Text
    name_en: Text
    goods_ja: Text
    """What one ticket stands for."""
    goods_en: Text
    tickets: Annotated[int, Meta(ge=2, le=100)]
    """Of one book."""
    price: Annotated[int, Meta(ge=1, le=1_000_000)]
    """yen of a whole book, 税込."""
    months: Annotated[int, Meta(ge=1, le=120)] | None = None
    """How long a book lasts, the day of its sale included: so many months, or so many days."""
    days: Annotated[int, Meta(ge=1, le=3650)] | None = None
    stores: Annotated[tuple[Slug, ...], Meta(max_length=200)] = ()
    """Where it is sold and used; none: everywhere."""


def short_enough(new: NewTicketOffer) -> bool:
    """Whether the law leaves it alone."""
    return law.within_half_a_year(new.months, new.days)


class TicketOffer(Answer, frozen=True, kw_only=True):
    id: str
    name_ja: str
    name_en: str
    goods_ja: str
    goods_en: str
    tickets: int
    price: int
    months: int | None
    days: int | None
    stores: tuple[str, ...]
    """Their ids."""
    stopped: bool
    """Not sold any more; what was sold can be used."""
    sold: int
    """Books."""
    used: int
    """Tickets, like the next."""
    left: int
    """That members may still use."""
    value: int
    """yen that was paid for those."""


class TicketOffers(Answer, frozen=True, kw_only=True):
    """The newest first."""

    offers: tuple[TicketOffer, ...]
    left: int
    """Tickets of all."""
    value: int
    """yen that was paid for those."""


class SwitchTicketOffer(Request, frozen=True, kw_only=True):
    """Stops the sale, or starts it again."""

    on: bool


class SellTickets(Request, frozen=True, kw_only=True):
    """One book to the member of a visit, who has paid at the till."""

    op_id: Id
    offer: Slug
    receipt: Annotated[str, Meta(min_length=1, max_length=64, pattern=r"\S")]
    """The number of the receipt on which it was paid."""


class UseTickets(Request, frozen=True, kw_only=True):
    """The ones that end first go first."""

    op_id: Id
    offer: Slug
    count: Count = 1


class UndoTickets(Request, frozen=True, kw_only=True):
    """Takes a sale or a use of today back, whole."""

    op_id: Id


class RefundTickets(Request, frozen=True, kw_only=True):
    """A book whose receipt has come back on a later day: what is left of it goes, for the money that the till has given back."""

    op_id: Id


class TicketsDone(Answer, frozen=True, kw_only=True):
    act: Id
    """Names the sale or the use; of an undo what it took back."""
    kind: Literal["sold", "used", "undone", "refunded"]
    offer: str
    name_ja: str
    name_en: str
    count: int
    """Tickets that came or went."""
    left: int
    """Of this kind, now."""
    ends_on: date | None
    """The last day of those that end first."""
    refund: Yen = 0
    """What the customer is handed for a book that is refunded."""


class TicketBook(Answer, frozen=True, kw_only=True):
    """One that a member bought."""

    id: Id
    offer: str
    name_ja: str
    name_en: str
    goods_ja: str
    goods_en: str
    tickets: int
    left: int
    sold_at: datetime
    ends_on: date
    """The last day on which it can be used, to its end in Tokyo."""
    state: Literal["usable", "soon", "used_up", "over"]
    """`soon`: it ends within two weeks."""
    stores: tuple[str, ...]
    """Names of where it can be used; none: everywhere."""
    refund: Yen = 0
    """What is handed back for what is left of it: its price less the used tickets, each at its part of the price."""


class TicketAct(Answer, frozen=True, kw_only=True):
    """A sale, a use or a refund."""

    id: Id
    kind: Literal["sold", "used", "refunded"]
    name_ja: str
    name_en: str
    count: int
    at: datetime
    store: str
    """Its name."""
    undone: bool


class TicketsOnSale(Answer, frozen=True, kw_only=True):
    offer: str
    name_ja: str
    name_en: str
    goods_ja: str
    goods_en: str
    tickets: int
    price: int
    ends_on: date
    """The last day of one that is sold today."""
    stores: tuple[str, ...]


class Tickets(Answer, frozen=True, kw_only=True):
    """A member's, and what the shop sells."""

    books: tuple[TicketBook, ...] = ()
    """What can be used first, the one that ends first at the top; then those of the last months that are used up or over."""
    acts: tuple[TicketAct, ...] = ()
    """The newest first. At the till only those of today that can be taken back there."""
    on_sale: tuple[TicketsOnSale, ...] = ()
