"""Ticket books as arithmetic: which tickets go first, until when they count, and what is left."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Literal

import msgspec

from shared.clock import to_date

SOON = timedelta(days=14)


class TicketOffer(msgspec.Struct, frozen=True, gc=False):
    """Up to `stopped` in the order of its table."""

    id: str
    name_ja: str
    name_en: str
    goods_ja: str
    goods_en: str
    tickets: int
    price: int
    months: int | None
    days: int | None
    stores: str
    """JSON list; empty: everywhere."""
    stopped: bool

    def at(self, store: str) -> bool:
        places = stores_of(self)
        return not places or store in places


class Book(msgspec.Struct, frozen=True, gc=False):
    """In the order of its table."""

    id: str
    offer_id: str
    member_id: str
    store_id: str
    tickets: int
    unused: int
    price: int
    receipt: str
    sold_at: int
    ends_on: int
    ended_at: int | None = None


class Move(msgspec.Struct, frozen=True, gc=False):
    """In the order of its table."""

    act_id: str
    book_id: str
    member_id: str
    kind: str
    """sold | used | refunded, and what takes each back: unsold | back | kept"""
    n: int
    """Above zero for tickets that came. None go with a refund: it ends the book with what is left in it."""
    day: int
    store_id: str
    at: int


def stores_of(offer: TicketOffer) -> tuple[str, ...]:
    return msgspec.json.decode(offer.stores, type=tuple[str, ...])


def live(books: Iterable[Book], day: int) -> list[Book]:
    """What can be used on a business day: the one that ends first, then the oldest."""
    found = [each for each in books if each.unused and each.ended_at is None and day <= each.ends_on]
    return sorted(found, key=lambda each: (each.ends_on, each.sold_at, each.id))


def left(books: Iterable[Book], day: int) -> int:
    return sum([each.unused for each in live(books, day)])


def take(books: Iterable[Book], count: int, day: int) -> list[tuple[Book, int]]:
    """How many tickets of which book make `count`; fewer, where fewer are left."""
    taken: list[tuple[Book, int]] = []
    for book in live(books, day):
        n = min(count, book.unused)
        if n:
            taken.append((book, n))
            count -= n
    return taken


def refund(book: Book) -> int:
    """Yen for what is left: the price less what is used, a ticket at its part of the price. The yen that does not divide stays with the member."""
    return book.price - (book.tickets - book.unused) * (book.price // book.tickets)


def state(book: Book, day: int) -> Literal["usable", "soon", "used_up", "over"]:
    if not book.unused:
        return "used_up"
    if book.ended_at is not None or book.ends_on < day:
        return "over"
    return "soon" if to_date(book.ends_on) - to_date(day) < SOON else "usable"
