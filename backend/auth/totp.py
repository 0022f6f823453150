"""Time-based one-time codes (RFC 6238): SHA-1, six digits, 30 seconds, as every authenticator app makes them."""

import hmac
import struct

STEP = 30
"""Seconds."""
DRIFT = 1
"""Steps that a phone's clock may be off, to either side."""


def code(secret: bytes, step: int) -> str:
    """The six digits of one step."""
    digest = hmac.digest(secret, struct.pack(">Q", step), "sha1")
    start = digest[-1] & 15
    number = struct.unpack_from(">I", digest, start)[0] & 0x7FFF_FFFF
    return f"{number % 1_000_000:06d}"


def match(secret: bytes, text: str, seconds: int, after: int) -> int | None:
    """The step whose code it is, if that is around `seconds` and later than the step used last."""
    now = seconds // STEP
    found = None
    for step in range(now - DRIFT, now + DRIFT + 1):
        if hmac.compare_digest(code(secret, step).encode(), text.encode()) and step > after:
            found = step
    return found
