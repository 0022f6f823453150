"""Where the code under the ring comes from: the phone signs its own, for a browser the server does."""

import base64
from dataclasses import dataclass
from typing import Protocol

import msgspec
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shared.client import MemberApi
from shared.clock import SECOND, Clock, to_instant
from shared.qr import m1

RENEW = 30.0
"""Seconds that a code is shown; it lives for 60, so what is on the screen is always at least 30 from its death."""


@dataclass(frozen=True, slots=True)
class Fresh:
    """A code and the seconds it still lives."""

    digits: str
    life: float


class Codes(Protocol):
    async def next(self) -> Fresh:
        """A fresh code; raises ApiError where that needs the server and the server says no or nothing."""
        ...


class WebCodes:
    """The server signs: no key ever reaches a browser."""

    def __init__(self, api: MemberApi) -> None:
        self._api = api

    async def next(self) -> Fresh:
        made = await self._api.code()
        return Fresh(made.code, (to_instant(made.expires_at) - to_instant(made.server_now)) / SECOND)


class Identity(msgspec.Struct, frozen=True):
    """What a phone keeps in its vault to be itself."""

    key: str
    """The Ed25519 private key, base64url."""
    credential: str
    offset: int = 0
    """Server time minus this phone's, in milliseconds, as of the last answer."""


class PhoneCodes:
    """The phone signs with its own key, in the server's time, so a code is good without a connection."""

    def __init__(self, identity: Identity, clock: Clock) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(base64.urlsafe_b64decode(identity.key))
        self._credential = identity.credential
        self._clock = clock
        self._counter = 0
        self.offset = identity.offset

    async def next(self) -> Fresh:
        self._counter += 1
        issued_at = (self._clock.now() + self.offset) // SECOND
        return Fresh(m1.make(self._key, self._credential, issued_at, self._counter), float(m1.LIFE))


def new_key() -> tuple[str, str]:
    """(private, public) of a new phone, both base64url of 32 bytes; the public one without padding."""
    key = Ed25519PrivateKey.generate()
    raw = key.private_bytes(serialization.Encoding.Raw, serialization.PrivateFormat.Raw, serialization.NoEncryption())
    public = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return base64.urlsafe_b64encode(raw).decode(), base64.urlsafe_b64encode(public).decode().rstrip("=")
