"""Which reading is a scan: once per showing, and only what can be believed."""

from dataclasses import dataclass, field
from typing import Literal

from shared.qr.m1 import normal, parse
from shared.qr.number import is_card_number
from shared.scanner.decode import Reading

GONE_AFTER = 1.5
"""Seconds without the code in view until it counts as taken away: a hand trembles, a frame blurs."""


def folded(text: str) -> str:
    """Digits as plain digits, whatever blanks, hyphens or full-width forms they came with; anything else as it is."""
    digits = normal(text)
    return digits if digits.isdigit() else text.strip()


def whose(text: str) -> str:
    """What stays the same while one phone is held up: its code is made anew every 30 s, the credential inside is not."""
    token = parse(text)
    return text if token is None else token.credential


@dataclass(frozen=True, slots=True)
class Scan:
    """A text that was shown, shot or typed, normalised. How it came about is no part of what it is."""

    text: str
    way: Literal["camera", "gun", "hand"]
    reader: str = field(default="", compare=False)
    """Of a picture: the decoder that read it."""
    millis: int = field(default=0, compare=False)
    """From the picture, or a gun's first key, to the text."""


class Gate:
    """Remembers what is in view. Times are monotonic seconds."""

    def __init__(self, *, gone_after: float = GONE_AFTER) -> None:
        self._gone_after = gone_after
        self._in_view = ""
        self._seen_at = float("-inf")
        self._bar = ""

    def see(self, reading: Reading | None, now: float) -> Scan | None:
        """A scan when the reading is new in view; None while the same phone stays, for nothing read, and for a bar code read only once."""
        if reading is None:
            return None
        text = folded(reading.text)
        if reading.kind == "bar" and not self._believed(text):
            return None
        owner = whose(text)
        still_there = owner == self._in_view and now - self._seen_at <= self._gone_after
        self._in_view, self._seen_at = owner, now
        return None if still_there or not text else Scan(text, "camera", reading.reader)

    def _believed(self, text: str) -> bool:
        """Bar codes are misread now and then: the check digit must fit and two readings in a row agree."""
        twice = text == self._bar
        self._bar = text
        return twice and is_card_number(text)
