"""Names of things come from here: UUIDv7 (RFC 9562), time-ordered, so that rows of one batch land on neighbouring pages.

An id names an act or a thing; it is no secret and authorises nothing.
"""

import os
from typing import Protocol

from shared.clock import Clock


class Ids(Protocol):
    def new(self) -> str:
        """A fresh UUIDv7."""
        ...


class SystemIds:
    """UUIDv7 with a counter in the 12 bits after the millisecond, so that ids made in one millisecond keep their order."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def new(self) -> str:
        stamp = self._clock.now() << 12
        self._last = stamp = max(stamp, self._last + 1)
        tail = int.from_bytes(os.urandom(8), "big") & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        high = (stamp >> 12) << 16 | 0x7000 | stamp & 0xFFF
        text = f"{high:016x}{tail:016x}"
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
