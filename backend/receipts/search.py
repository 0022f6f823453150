"""What a member looks for among receipts: days, amounts, a store, a thing."""

import unicodedata
from datetime import date
from typing import NamedTuple

from shared.clock import DAY, end_of_day

MOST_YEN = 1_000_000_000


class Search(NamedTuple):
    """Each part narrows it; the default finds everything. Days are the shop's calendar, both inclusive."""

    since: date | None = None
    until: date | None = None
    low: int | None = None
    """Yen; a return counts by what was paid back."""
    high: int | None = None
    store: str = ""
    text: str = ""

    @property
    def start(self) -> int | None:
        """The first instant."""
        return None if self.since is None else end_of_day(self.since) + 1 - DAY

    @property
    def end(self) -> int | None:
        """The last instant."""
        return None if self.until is None else end_of_day(self.until)


_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}


def fold(text: str) -> str:
    """What two spellings of one thing have in common: full and half width, capitals, and the two kana are alike (ｸﾛﾜｯｻﾝ, くろわっさん)."""
    return unicodedata.normalize("NFKC", text).casefold().translate(_HIRAGANA)


def meant(name: str, text: str) -> bool:
    """Whether a thing's name has every word of the text, in any order."""
    folded = fold(name)
    return all(word in folded for word in fold(text).split())
