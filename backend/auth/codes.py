"""Credentials that make member codes: made at sign-in, signed for when they live on the web, verified when a code is shown.

A code itself is never logged, only the first 8 hex digits of its SHA-256, with why it was not trusted.
"""

import asyncio
import hashlib
import logging
import os
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, Row, insert, select, update

from backend.auth.principal import Principal
from backend.auth.tables import credentials
from backend.db.engine import Database
from backend.kit.gather import Gather
from backend.kit.keys import KID, Keys
from backend.problems import Refused
from shared.clock import SECOND, Clock
from shared.qr import m1
from shared.wire.problems import Code

log = logging.getLogger("tamaru.codes")


@dataclass(frozen=True, slots=True)
class Verified:
    """A code that was really made by this member's credential, just now."""

    member_id: str
    credential_id: str
    issued_at: int
    """Milliseconds."""
    counter: int
    purpose: int


@dataclass(frozen=True, slots=True)
class Signed:
    text: str
    issued_at: int
    expires_at: int


class Codes:
    def __init__(self, database: Database, keys: Keys, clock: Clock) -> None:
        self._database = database
        self._keys = keys
        self._clock = clock
        self._web_key = keys.signing.public_key()
        self._credentials = Gather(lambda wanted: database.read(lambda connection: _credentials(connection, wanted)))

    def add(self, connection: Connection, member_id: str, public_key: bytes | None, name: str) -> str:
        """A new credential, of a phone with its own key or of a browser for which the server signs; its 12 hex digits."""
        credential = os.urandom(6).hex()
        connection.execute(
            insert(credentials).values(
                id=credential,
                member_id=member_id,
                kind="web" if public_key is None else "device",
                public_key=public_key,
                name=name,
                counter=0,
                created_at=self._clock.now(),
            )
        )
        return credential

    def of(self, connection: Connection, member_id: str) -> list[Row[Any]]:
        """The live credentials of a member, newest first."""
        mine = select(credentials).where(credentials.c.member_id == member_id, credentials.c.revoked_at.is_(None))
        return list(connection.execute(mine.order_by(credentials.c.created_at.desc(), credentials.c.id)))

    def rename(self, connection: Connection, member_id: str, credential: str, name: str) -> bool:
        """False when the member has no such live credential."""
        return self._change(connection, member_id, credential, name=name)

    def revoke(self, connection: Connection, member_id: str, credential: str) -> bool:
        """Its codes are refused from now on. False when the member has no such live credential."""
        return self._change(connection, member_id, credential, revoked_at=self._clock.now())

    def erase(self, connection: Connection, member_id: str) -> None:
        """All of a member's: none makes a code any more, and none says whose phone it was."""
        mine = update(credentials).where(credentials.c.member_id == member_id)
        connection.execute(mine.where(credentials.c.revoked_at.is_(None)).values(revoked_at=self._clock.now()))
        connection.execute(mine.values(name="", public_key=None))

    def _change(self, connection: Connection, member_id: str, credential: str, **values: Any) -> bool:  # noqa: ANN401 - the columns of the table
        mine = (credentials.c.id == credential, credentials.c.member_id == member_id, credentials.c.revoked_at.is_(None))
        return connection.execute(update(credentials).where(*mine).values(**values)).rowcount == 1

    async def sign(self, member: Principal) -> Signed | Refused:
        """A fresh code for the member's web credential; a phone's key never leaves the phone, so the server cannot sign for it."""
        counter = await self._database.transact(lambda connection: _count(connection, member.credential_id))
        if counter is None:
            return Refused(Code.FORBIDDEN)
        issued_at = self._clock.now() // SECOND
        text = m1.make(self._keys.signing, member.credential_id, issued_at, counter, kid=KID)
        return Signed(text, issued_at * SECOND, (issued_at + m1.LIFE) * SECOND)

    async def verify(self, text: str, at: int | None = None) -> Verified | Refused:
        """Takes a normalised text; everything that is not this brand's truly signed code, fresh when it was shown, is refused."""
        moment = self._clock.now() if at is None else at
        token = m1.parse(text)
        if token is None:
            return self._distrust(text, "not an M1")
        row = await self._credentials.find(token.credential)
        key = None if row is None else self._key(row, token.kid)
        if row is None or key is None:
            return self._distrust(text, "no such credential" if row is None else "signed by the wrong kind of key")
        verdict, seconds = await asyncio.to_thread(token.judge, key, moment // SECOND)
        if verdict == "good":
            return Verified(row.member_id, token.credential, token.issued_at * SECOND, token.counter, token.purpose)
        return self._distrust(text, verdict, seconds)

    def _key(self, row: Any, kid: int) -> Ed25519PublicKey | None:  # noqa: ANN401 - a row of credentials
        """The credential says who may sign for it: the server's key never for a phone, a phone's never for the web."""
        if row.kind == "web":
            return self._web_key if kid == KID else None
        return Ed25519PublicKey.from_public_bytes(row.public_key) if kid == 0 else None

    def _distrust(self, text: str, why: str, seconds: int = 0) -> Refused:
        log.info("code %s not trusted: %s %d", hashlib.sha256(text.encode()).hexdigest()[:8], why, seconds)
        if why == "ahead":
            return Refused(Code.CODE_CLOCK, {"minutes": -(-seconds // 60)})
        return Refused(Code.CODE_EXPIRED if why == "expired" else Code.CODE_INVALID)


def _credentials(connection: Connection, wanted: list[str]) -> dict[str, Row[Any]]:
    found = connection.execute(select(credentials).where(credentials.c.id.in_(wanted), credentials.c.revoked_at.is_(None)))
    return {row.id: row for row in found}


def _count(connection: Connection, credential: str) -> int | None:
    return connection.execute(
        update(credentials)
        .where(credentials.c.id == credential, credentials.c.kind == "web", credentials.c.revoked_at.is_(None))
        .values(counter=credentials.c.counter + 1)
        .returning(credentials.c.counter)
    ).scalar_one_or_none()
