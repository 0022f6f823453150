"""What ticket books must have in them, beside the till: a small model of sold, used and withdrawn."""

import msgspec

from shared import law
from shared.clock import business_date, day_number, to_date
from shared.wire.tickets import NewTicketOffer, TicketsDone
from tests.backend.till.test_tickets import offer

OFFERS: tuple[NewTicketOffer, ...] = (offer(), offer("week", days=7, months=None))
LASTS = {each.id: (each.months, each.days) for each in OFFERS}


class Book(msgspec.Struct):
    id: str
    who: str
    name: str
    unused: int
    tickets: int
    ends_on: int
    order: int


class Used(msgspec.Struct):
    """One act, and how many tickets of which book."""

    day: int
    taken: list[tuple[Book, int]]
    undone: bool = False


class Tickets:
    def __init__(self) -> None:
        self.books: list[Book] = []
        self.acts: dict[str, Used] = {}

    def sold(self, who: str, name: str, done: TicketsDone, now: int) -> None:
        """Its last day is what a book of that kind lasts from today on."""
        until = day_number(law.last_day(to_date(business_date(now)), *LASTS[name]))
        book = Book(done.act, who, name, done.count, done.count, until, len(self.books))
        self.books.append(book)
        self.acts[done.act] = Used(business_date(now), [(book, -done.count)])
        assert done.left == self.left(who, name, now)

    def left(self, who: str, name: str, now: int) -> int:
        return sum(each.unused for each in self._live(who, name, now))

    def used(self, who: str, name: str, act: str, count: int, now: int) -> None:
        taken: list[tuple[Book, int]] = []
        for book in self._live(who, name, now):
            n = min(count, book.unused)
            book.unused -= n
            count -= n
            if n:
                taken.append((book, n))
        self.acts[act] = Used(business_date(now), taken)

    def may_undo(self, act: str, now: int) -> bool:
        done = self.acts[act]
        begun = any(n < 0 and book.unused < book.tickets for book, n in done.taken)
        return not done.undone and done.day == business_date(now) and not begun

    def undone(self, act: str) -> None:
        done = self.acts[act]
        done.undone = True
        for book, n in done.taken:
            book.unused += n

    def _live(self, who: str, name: str, now: int) -> list[Book]:
        """The one that ends first, then the oldest."""
        today = business_date(now)
        found = [each for each in self.books if (each.who, each.name) == (who, name) and each.unused and today <= each.ends_on]
        return sorted(found, key=lambda each: (each.ends_on, each.order))
