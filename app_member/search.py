"""What is looked for among the receipts: as one fills it in, as the server is asked, and as the chips over what was found."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

import msgspec

from app_member.days import parse_day, typed
from shared.client.member import EVERY_RECEIPT
from shared.i18n import Language, formats
from shared.i18n.member.paper import PAPER
from shared.ui.observed import observed
from shared.wire.receipts import ReceiptSearch, ReceiptStore

PRESETS = ("all", "month", "last", "quarter", "year")
OWN = "own"
SPANS = (*PRESETS, OWN)
LONGEST = 40
"""Characters of an item, as the server takes them."""
MOST_DIGITS = 9


@observed
@dataclass(eq=False)
class Wanted:
    """The search in force, and the stores that there are to choose from."""

    search: ReceiptSearch = EVERY_RECEIPT
    stores: tuple[ReceiptStore, ...] = ()

    def clear(self) -> None:
        self.search = EVERY_RECEIPT
        self.stores = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """The sheet as it is being filled in."""

    item: str = ""
    span: str = "all"
    first: str = ""
    """Days of one's own, as typed."""
    last: str = ""
    low: str = ""
    """Digits, or nothing."""
    high: str = ""
    store: str = ""

    @staticmethod
    def of(search: ReceiptSearch, today: date) -> "Draft":
        """The sheet for what is in force."""
        dates = (search.since, search.until)
        span = next((each for each in PRESETS if days(each, today) == dates), OWN)
        low, high = (("" if each is None else str(each)) for each in (search.low, search.high))
        draft = Draft(item=search.item, span=span, low=low, high=high, store=search.store)
        return replace(draft, first=typed(search.since), last=typed(search.until)) if span == OWN else draft

    @property
    def wrong(self) -> tuple[bool, bool]:
        """Which of the days of one's own cannot be read."""
        return (self.span == OWN and parse_day(self.first) == "wrong", self.span == OWN and parse_day(self.last) == "wrong")

    def search(self, today: date) -> ReceiptSearch:
        """Ends that were given the wrong way round are meant the right way. Nothing may be `wrong`."""
        since, until = _ordered(_day(self.first), _day(self.last)) if self.span == OWN else days(self.span, today)
        low, high = _ordered(int(self.low) if self.low else None, int(self.high) if self.high else None)
        return ReceiptSearch(since=since, until=until, low=low, high=high, store=self.store, item=" ".join(self.item.split())[:LONGEST])


def _day(text: str) -> date | None:
    day = parse_day(text)
    return None if day == "wrong" else day


Ends = TypeVar("Ends", int, date)


def _ordered(low: Ends | None, high: Ends | None) -> tuple[Ends | None, Ends | None]:
    return (high, low) if low is not None and high is not None and low > high else (low, high)


def days(span: str, today: date) -> tuple[date | None, date | None]:
    """Both inclusive; of one's own there are none yet."""
    first = today.replace(day=1)
    before = first - timedelta(days=1)
    match span:
        case "month":
            return first, today
        case "last":
            return before.replace(day=1), before
        case "quarter":
            return (before.replace(day=1) - timedelta(days=1)).replace(day=1), today
        case "year":
            return today.replace(month=1, day=1), today
        case _:
            return None, None


@dataclass(frozen=True, slots=True)
class Chip:
    """One part of the search in words, and the search without it."""

    key: str
    words: str
    without: ReceiptSearch


def chips(search: ReceiptSearch, stores: tuple[ReceiptStore, ...], language: Language) -> list[Chip]:
    words = PAPER.of(language).search
    found: list[Chip] = []
    if search.item:
        found.append(Chip("item", words.item_chip(search.item), msgspec.structs.replace(search, item="")))
    if search.since is not None or search.until is not None:
        said = words.range(*(("" if day is None else formats.plain_day(day, language)) for day in (search.since, search.until)))
        found.append(Chip("days", said, msgspec.structs.replace(search, since=None, until=None)))
    if search.low is not None or search.high is not None:
        said = words.range(*(("" if yen is None else formats.yen(yen)) for yen in (search.low, search.high)))
        found.append(Chip("amount", said, msgspec.structs.replace(search, low=None, high=None)))
    if search.store:
        name = next((store.name for store in stores if store.id == search.store), search.store)
        found.append(Chip("store", name, msgspec.structs.replace(search, store="")))
    return found
