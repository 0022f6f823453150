"""POS and cart connections: a bearer for calls, and secrets for signed events (Standard Webhooks 1.0.0).

The secrets are sealed with the server's key; several may be live at once, so that a shop can change one without missing an event.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection

from backend.auth import repository
from backend.db.engine import Database
from backend.kit import ids
from backend.kit.keys import Keys, hash_of
from backend.problems import Refused
from shared.clock import MINUTE, SECOND, Clock
from shared.wire.problems import Code

TOLERANCE = 5 * MINUTE
FRESH = 5.0
_SECRETS = msgspec.json.Decoder(list[str])


@dataclass(frozen=True, slots=True)
class Made:
    id: str
    token: str
    secret: str


@dataclass(frozen=True, slots=True)
class Signature:
    """The three headers of Standard Webhooks, as they came."""

    id: str
    timestamp: str
    signatures: str


class Connectors:
    def __init__(self, database: Database, keys: Keys, clock: Clock, new: ids.Ids) -> None:
        self._database = database
        self._keys = keys
        self._clock = clock
        self._ids = new
        self._known: tuple[float, dict[str, list[bytes]]] | None = None

    def add(self, connection: Connection, name: str, stores: tuple[str, ...]) -> Made:
        made = Made(self._ids.new(), "c_" + ids.token(), "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode())
        sealed = self._keys.seal(msgspec.json.encode([made.secret]), made.id)
        now = self._clock.now()
        repository.add_connector(connection, stores, id=made.id, name=name, token_hash=hash_of(made.token), secrets=sealed, created_at=now)
        self._known = None
        return made

    async def verify(self, signature: Signature, body: bytes, connector: str = "") -> str | Refused:
        """The connector whose secret signed these very bytes. `connector` narrows the search; without it every live one is tried,
        because most senders can be given an address and a secret, and nothing else.
        """
        if not signature.id or len(signature.id) > 200 or not signature.timestamp.isdigit():
            return Refused(Code.SIGNATURE_INVALID)
        signed = f"{signature.id}.{signature.timestamp}.".encode() + body
        given = _given(signature.signatures)
        known = await self._secrets()
        found = ""
        for candidate, keys in known.items() if not connector else ((connector, known.get(connector, [])),):
            for key in keys:
                wanted = hmac.digest(key, signed, hashlib.sha256)
                if any(hmac.compare_digest(wanted, one) for one in given):
                    found = candidate
        if not found:
            return Refused(Code.SIGNATURE_INVALID)
        off = abs(self._clock.now() - int(signature.timestamp[:15]) * SECOND)
        return found if off <= TOLERANCE else Refused(Code.TIMESTAMP_OLD)

    async def _secrets(self) -> dict[str, list[bytes]]:
        now = self._clock.monotonic()
        if self._known is None or now - self._known[0] >= FRESH:
            sealed = await self._database.read(repository.connector_secrets)
            self._known = (now, {connector: self._open(connector, text) for connector, text in sealed})
        return self._known[1]

    def _open(self, connector: str, sealed: bytes) -> list[bytes]:
        plain = _SECRETS.decode(self._keys.unseal(sealed, connector))
        return [base64.b64decode(secret.removeprefix("whsec_")) for secret in plain]


def _given(header: str) -> list[bytes]:
    """The `v1,<base64>` signatures of the header: several while the sender changes its secret. At most 16 are looked at."""
    found: list[bytes] = []
    for part in header.split(" ")[:16]:
        version, _, text = part.partition(",")
        if version == "v1":
            try:
                found.append(base64.b64decode(text, validate=True))
            except binascii.Error:
                continue
    return found
