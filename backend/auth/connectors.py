"""POS and cart connections: a bearer for calls, and secrets for signed events (Standard Webhooks 1.0.0).

Both belong to a key. Several keys of a connector may be live at once, so that a shop can change one without missing a sale: make the
new one, put it into the POS, see that it is used, revoke the old one. Secrets are sealed with the server's key.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from backend.auth import repository
from backend.auth.actions import Scope
from backend.db.engine import Database
from backend.kit import ids
from backend.kit.keys import Keys, hash_of
from backend.problems import Refused
from shared.clock import MINUTE, SECOND, Clock
from shared.wire.problems import Code

TOLERANCE = 5 * MINUTE
FRESH = 5.0


@dataclass(frozen=True, slots=True)
class Made:
    id: str
    """Of the connector."""
    key: str
    token: str
    secret: str


@dataclass(frozen=True, slots=True)
class Signature:
    """The three headers of Standard Webhooks, as they came."""

    id: str
    timestamp: str
    signatures: str


@dataclass(slots=True)
class _Key:
    id: str
    connector: str
    secret: bytes
    events: bool
    used_at: int


class Connectors:
    def __init__(self, database: Database, keys: Keys, clock: Clock, new: ids.Ids) -> None:
        self._database = database
        self._keys = keys
        self._clock = clock
        self._ids = new
        self._known: tuple[float, list[_Key]] | None = None

    def add(self, connection: Connection, name: str, stores: tuple[str, ...], scopes: Collection[Scope]) -> Made:
        connector = self._ids.new()
        repository.add_connector(connection, stores, id=connector, name=name, created_at=self._clock.now())
        return self.add_key(connection, connector, scopes)

    def add_key(self, connection: Connection, connector: str, scopes: Collection[Scope]) -> Made:
        made = Made(connector, self._ids.new(), "c_" + ids.token(), "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode())
        repository.add_key(
            connection,
            id=made.key,
            connector_id=connector,
            token_hash=hash_of(made.token),
            secret=self._keys.seal(made.secret.encode(), made.key),
            scopes=" ".join(sorted(set(scopes))),
            created_at=self._clock.now(),
        )
        self._known = None
        return made

    def revoke(self, connection: Connection, connector: str, key: str) -> bool:
        """False when there is no such live key. Other processes notice within FRESH seconds."""
        self._known = None
        return repository.revoke_key(connection, connector, key, self._clock.now())

    def forget(self) -> None:
        """After the commit of a change."""
        self._known = None

    async def verify(self, signature: Signature, body: bytes, connector: str = "") -> str | Refused:
        """The connector whose secret signed these very bytes. `connector` narrows the search; without it every live one is tried,
        because most senders can be given an address and a secret, and nothing else.
        """
        if not signature.id or len(signature.id) > 200 or not (signature.timestamp.isascii() and signature.timestamp.isdigit()):
            return Refused(Code.SIGNATURE_INVALID)
        signed = f"{signature.id}.{signature.timestamp}.".encode() + body
        given = _given(signature.signatures)
        found = None
        for key in await self._live():
            if connector in ("", key.connector):
                wanted = hmac.digest(key.secret, signed, hashlib.sha256)
                if any(hmac.compare_digest(wanted, one) for one in given):
                    found = key
        if found is None:
            return Refused(Code.SIGNATURE_INVALID)
        now = self._clock.now()
        if abs(now - int(signature.timestamp[:15]) * SECOND) > TOLERANCE:
            return Refused(Code.TIMESTAMP_OLD)
        if not found.events:
            return Refused(Code.FORBIDDEN)
        if now - found.used_at >= MINUTE:
            found.used_at = now
            await self._database.transact(lambda connection: repository.use_key(connection, found.id, now))
        return found.connector

    async def _live(self) -> list[_Key]:
        now = self._clock.monotonic()
        if self._known is None or now - self._known[0] >= FRESH:
            rows = await self._database.read(repository.connector_secrets)
            self._known = (now, [self._key(row) for row in rows])
        return self._known[1]

    def _key(self, row: Any) -> _Key:  # noqa: ANN401 - a row of connector_keys
        plain = self._keys.unseal(row.secret, row.id).decode()
        secret = base64.b64decode(plain.removeprefix("whsec_"))
        return _Key(row.id, row.connector_id, secret, "events" in row.scopes.split(), row.used_at or 0)


def _given(header: str) -> list[bytes]:
    """The `v1,<base64>` signatures of the header: several while the sender changes its secret. At most 16 are looked at."""
    found: list[bytes] = []
    for part in header.split(" ")[:16]:
        version, _, text = part.partition(",")
        if version == "v1":
            try:
                found.append(base64.b64decode(text, validate=True))
            except ValueError:  # also binascii.Error, and a text that is not ASCII
                continue
    return found
