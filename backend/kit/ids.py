"""Ids and secrets come from here, and nowhere else.

Ids are UUIDv7 (RFC 9562): time-ordered, so that rows of one batch land on neighbouring pages. They name, they do not authorise.
"""

import os
import secrets
from typing import Protocol
from uuid import UUID, uuid5

from shared.clock import Clock

STORE_ACCOUNTS = UUID("0192f0c4-1b6e-7c7a-9f5e-6a7b8c9d0e1f")
"""Name space of the five accounts of a store: their ids follow from the store's, so nobody has to look them up."""


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


def store_account(store: str, kind: str) -> str:
    """The id of a store's `issued`, `redeemed`, `expired`, `adjusted` or `offline_loss` account."""
    return str(uuid5(STORE_ACCOUNTS, f"{store}/{kind}"))


def token() -> str:
    """A bearer of 256 random bits."""
    return secrets.token_urlsafe(32)


def digits(count: int) -> str:
    """Random decimal digits, for one-time codes and card numbers."""
    return f"{secrets.randbelow(10**count):0{count}d}"
