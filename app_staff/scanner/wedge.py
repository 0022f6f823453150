"""Scanner guns that type: keys back to one text.

A gun sends its digits a few milliseconds apart and then Enter; a person does not. Through the page's key events letters arrive in upper
case and shifted symbols unshifted, so only digits are taken; our codes have nothing else.
"""

from app_staff.scanner.gate import Scan
from shared.clock import Clock
from shared.qr.m1 import LENGTH

GAP = 0.12
"""Seconds. Slower than this is a person, or an aborted burst."""
SHORTEST = 6
LONGEST = 2 * LENGTH
ENDS = frozenset({"Enter", "Numpad Enter", "Tab"})


class Wedge:
    """Feed it every key label; it answers with a scan when a burst ends."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._typed: list[str] = []
        self._last = self._began = float("-inf")

    def key(self, label: str) -> Scan | None:
        now = self._clock.monotonic()
        if now - self._last > GAP:
            self._typed.clear()
        self._last = now
        if label in ENDS:
            text = "".join(self._typed)
            self._typed.clear()
            return Scan(text, "gun", millis=round((now - self._began) * 1000)) if len(text) >= SHORTEST else None
        digit = label.removeprefix("Numpad ")
        if len(digit) == 1 and digit.isascii() and digit.isdigit():
            if not self._typed:
                self._began = now
            self._typed.append(digit)
            del self._typed[:-LONGEST]
        return None
