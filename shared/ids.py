"""Names of things come from here: UUIDv7 (RFC 9562), time-ordered, so that rows of one batch land on neighbouring pages.

An id names an act or a thing; it is no secret and authorises nothing.
"""

import os
import struct
from collections.abc import Iterator
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
        self._tails: Iterator[int] = iter(())

    def new(self) -> str:
        stamp = self._clock.now() << 12
        self._last = stamp = max(stamp, self._last + 1)
        tail = next(self._tails, None)
        if tail is None:  # one call of the system for 256 ids
            self._tails = iter(struct.unpack(">256Q", os.urandom(2048)))
            tail = next(self._tails)
        high, low = stamp >> 12, tail & 0xFFFF_FFFF_FFFF
        return f"{high >> 16:08x}-{high & 0xFFFF:04x}-7{stamp & 0xFFF:03x}-{tail >> 50 | 0x8000:04x}-{low:012x}"
