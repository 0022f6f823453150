"""Six digits by mail: ten minutes, five tries, once, good only for the request that asked; five an hour to one address.

The answer to asking never depends on whether the address is known. A million codes deserve an HMAC: a bare hash would be undone at once.
The address is kept sealed until its code is used. A code says what it was asked for, and is good for nothing else.
"""

import hmac
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, delete, insert, select, update

from backend.auth.tables import mail_codes
from backend.db.engine import Database
from backend.kit import ids
from backend.kit.keys import Keys
from backend.problems import Refused
from shared.clock import HOUR, MINUTE, SECOND, Clock
from shared.wire.problems import Code

LIFE = 10 * MINUTE
TRIES = 5
PER_HOUR = 5
Purpose = Literal["sign-in", "unfreeze", "leave"]


@dataclass(frozen=True, slots=True)
class Asked:
    request: str
    code: str
    expires_at: int


class MailCodes:
    def __init__(self, database: Database, keys: Keys, clock: Clock, new: ids.Ids) -> None:
        self._database = database
        self._keys = keys
        self._clock = clock
        self._ids = new

    async def ask(self, email: str, purpose: Purpose = "sign-in") -> Asked | Refused:
        """A fresh code for an address in lower case."""
        return await self._database.transact(lambda connection: self._make(connection, email, purpose))

    def _make(self, connection: Connection, email: str, purpose: Purpose) -> Asked | Refused:
        now = self._clock.now()
        index = self._keys.blind(email)
        since = now - HOUR + LIFE  # a row knows when it expires, not when it was made
        recent = list(
            connection.scalars(
                select(mail_codes.c.expires_at)
                .where(mail_codes.c.email_index == index, mail_codes.c.expires_at > since)
                .order_by(mail_codes.c.expires_at)
            )
        )
        if len(recent) >= PER_HOUR:
            return Refused(Code.RATE_LIMITED, {"seconds": -(-(recent[-PER_HOUR] - since) // SECOND)})
        asked = Asked(self._ids.new(), ids.digits(6), now + LIFE)
        connection.execute(
            insert(mail_codes).values(
                id=asked.request,
                email_index=index,
                email=self._keys.seal(email.encode(), asked.request),
                code_hash=self._hash(asked.request, purpose, asked.code),
                tries=0,
                expires_at=asked.expires_at,
            )
        )
        return asked

    def check(self, connection: Connection, request: str, code: str, purpose: Purpose = "sign-in") -> str | None:
        """The address the right code was sent to; every call is a try, and after five nothing is right any more."""
        row = connection.execute(
            update(mail_codes)
            .where(
                mail_codes.c.id == request,
                mail_codes.c.used_at.is_(None),
                mail_codes.c.expires_at > self._clock.now(),
                mail_codes.c.tries < TRIES,
            )
            .values(tries=mail_codes.c.tries + 1)
            .returning(mail_codes.c.email, mail_codes.c.code_hash)
        ).one_or_none()
        if row is None or not hmac.compare_digest(row.code_hash, self._hash(request, purpose, code)):
            return None
        return self._keys.unseal(row.email, request).decode()

    def keep(self, connection: Connection, request: str) -> None:
        """Takes the last try back: the code was right, but its use has to wait for more."""
        connection.execute(update(mail_codes).where(mail_codes.c.id == request).values(tries=mail_codes.c.tries - 1))

    def use(self, connection: Connection, request: str) -> None:
        connection.execute(update(mail_codes).where(mail_codes.c.id == request).values(used_at=self._clock.now(), email=None))

    def forget(self, connection: Connection, email: str) -> None:
        """Every trace of this address."""
        connection.execute(delete(mail_codes).where(mail_codes.c.email_index == self._keys.blind(email)))

    def _hash(self, request: str, purpose: Purpose, code: str) -> bytes:
        return self._keys.peppered("mail", request, purpose, code)
