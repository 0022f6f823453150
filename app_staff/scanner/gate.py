"""Which reading is a scan: once per showing, and only what can be believed."""

from dataclasses import dataclass
from typing import Literal

from app_staff.scanner.decode import Reading
from shared.qr.m1 import normal
from shared.qr.number import is_card_number

GONE_AFTER = 1.5
"""Seconds without the code in view until it counts as taken away: a hand trembles, a frame blurs."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A text that was shown, shot or typed, normalised."""

    text: str
    way: Literal["camera", "gun", "hand"]


class Gate:
    """Remembers what is in view. Times are monotonic seconds."""

    def __init__(self, *, gone_after: float = GONE_AFTER) -> None:
        self._gone_after = gone_after
        self._in_view = ""
        self._seen_at = float("-inf")
        self._bar = ""

    def see(self, reading: Reading | None, now: float) -> Scan | None:
        """A scan when the reading is new in view; None while the same code stays, for nothing read, and for a bar code read only once."""
        if reading is None:
            return None
        text = normal(reading.text)
        if reading.kind == "bar" and not self._believed(text):
            return None
        still_there = text == self._in_view and now - self._seen_at <= self._gone_after
        self._in_view, self._seen_at = text, now
        return None if still_there or not text else Scan(text, "camera")

    def _believed(self, text: str) -> bool:
        """Bar codes are misread now and then: the check digit must fit and two readings in a row agree."""
        twice = text == self._bar
        self._bar = text
        return twice and is_card_number(text)
