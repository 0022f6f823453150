"""Names of things come from here: UUIDv7 (RFC 9562), time-ordered, so that rows of one batch land on neighbouring pages.

An id names an act or a thing; it is no secret and authorises nothing.
"""

import os
from collections.abc import Iterator
from typing import Protocol

from shared.clock import Clock

AT_ONCE = 256
"""Ids for one call of the system for random bits."""
VARIANT = {digit: "89ab"[n & 3] for n, digit in enumerate("0123456789abcdef")}
"""Two bits of a random digit, under the two that RFC 9562 prescribes."""


class Ids(Protocol):
    def new(self) -> str:
        """A fresh UUIDv7."""
        ...


class SystemIds:
    """UUIDv7 with a counter in the 12 bits after the millisecond, so that ids made in one millisecond keep their order."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0
        self._tails: Iterator[str] = iter(())

    def new(self) -> str:
        self._last = stamp = max(self._clock.now() << 12, self._last + 1)
        tail = next(self._tails, None)
        if tail is None:
            self._tails = iter(_tails())
            tail = next(self._tails)
        head = f"{stamp:015x}"
        return f"{head[:8]}-{head[8:12]}-7{head[12:]}-{tail}"


def _tails() -> list[str]:
    """The last two groups, which are random."""
    noise = os.urandom(AT_ONCE * 8).hex()
    return [f"{VARIANT[noise[n]]}{noise[n + 1 : n + 4]}-{noise[n + 4 : n + 16]}" for n in range(0, len(noise), 16)]
