"""Password and authenticator: how a manager signs in away from the counter.

Wrong tries are counted per account and browser. A browser that has signed in before has its own counter, so that strangers, who share
one, can make each other wait and never the manager. Nothing in answer, status or work tells whether an address is known.
"""

import asyncio
import base64
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import UUID

from argon2.exceptions import VerifyMismatchError
from sqlalchemy import Connection, delete, insert, select, update

from backend.audit import trail
from backend.auth import repository, totp
from backend.auth.passwords import is_common
from backend.auth.pins import HASHER, pause_after
from backend.auth.principal import Principal
from backend.auth.sessions import Sessions
from backend.auth.tables import devices, passwords, pin_counters, recovery_codes
from backend.db.engine import Database
from backend.kit import ids
from backend.kit.keys import Keys, hash_of
from backend.problems import Refused
from shared.clock import SECOND, Clock
from shared.wire.problems import Code

STRANGERS = "00000000-0000-0000-0000-000000000000"
"""In place of a browser's id, for browsers that never signed in."""
ROLES = ("manager", "auditor")
RECOVERY = 8
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class Offer:
    uri: str
    secret: str


@dataclass(frozen=True, slots=True)
class SignedIn:
    token: str
    browser: str
    expires_at: int
    staff_id: str
    role: str
    store_id: str


@dataclass(frozen=True, slots=True)
class _Try:
    account: str
    browser: Any
    """The row of a browser that signed in before, or None."""
    stored: Any
    """The row of a confirmed password, or None."""


class Office:
    def __init__(self, database: Database, keys: Keys, clock: Clock, new: ids.Ids, sessions: Sessions) -> None:
        self._database = database
        self._keys = keys
        self._clock = clock
        self._ids = new
        self._sessions = sessions
        self._nobody = HASHER.hash(keys.peppered("password", "", ""))

    async def offer(self, person: Principal, email: str, password: str, brand: str) -> Offer | Refused:
        """A new password and secret for the authenticator; both count from the first right code."""
        if is_common(password):
            return Refused(Code.PASSWORD_COMMON)
        secret = secrets.token_bytes(20)
        hashed = await asyncio.to_thread(HASHER.hash, self._keys.peppered("password", person.staff_id, password))
        index = self._index(email)

        def store(connection: Connection) -> Refused | None:
            owner = connection.scalars(select(passwords.c.staff_id).where(passwords.c.email_index == index)).one_or_none()
            if owner not in {None, person.staff_id}:
                return Refused(Code.ALREADY_EXISTS, {"what": "e-mail"})
            connection.execute(delete(passwords).where(passwords.c.staff_id == person.staff_id))
            sealed = self._keys.seal(secret, person.staff_id)
            connection.execute(insert(passwords).values(staff_id=person.staff_id, email_index=index, hash=hashed, totp=sealed, last_step=0))
            trail.record(connection, self._clock.now(), person.actor, "password.set", person.staff_id)
            return None

        refused = await self._database.transact(store)
        if refused is not None:
            return refused
        text = base64.b32encode(secret).decode()
        return Offer(f"otpauth://totp/{quote(brand)}:{quote(email)}?secret={text}&issuer={quote(brand)}", text)

    async def confirm(self, person: Principal, code: str) -> tuple[str, ...] | Refused:
        """The first right code; answers the recovery codes, once. Whoever is still signed in with the password before is out."""
        codes = tuple(_recovery_code() for _ in range(RECOVERY))

        def confirm(connection: Connection) -> tuple[str, ...] | Refused:
            row = connection.execute(select(passwords).where(passwords.c.staff_id == person.staff_id)).one_or_none()
            step = None if row is None else self._step(row, code)
            if step is None:
                return Refused(Code.CODE_WRONG)
            now = self._clock.now()
            mine = passwords.c.staff_id == person.staff_id
            connection.execute(update(passwords).where(mine).values(confirmed_at=now, last_step=step))
            connection.execute(delete(recovery_codes).where(recovery_codes.c.staff_id == person.staff_id))
            rows = [{"staff_id": person.staff_id, "code_hash": self._recovery(person.staff_id, each)} for each in codes]
            connection.execute(insert(recovery_codes), rows)
            repository.end_sessions_in_browsers(connection, person.staff_id, now)
            trail.record(connection, now, person.actor, "password.confirm", person.staff_id)
            return codes

        done = await self._database.transact(confirm)
        self._sessions.forget_all()
        return done

    async def sign_in(self, email: str, password: str, code: str, browser: str | None) -> SignedIn | Refused:
        """A session in this browser, when all three are right and it is not paused for the account."""
        tried = await self._database.transact(lambda connection: self._count(connection, email, browser))
        if isinstance(tried, Refused):
            return tried
        if not await asyncio.to_thread(self._matches, tried.stored, password) or tried.stored is None:
            return Refused(Code.SIGN_IN_WRONG)
        return await self._database.transact(lambda connection: self._open(connection, tried, code))

    def _count(self, connection: Connection, email: str, browser: str | None) -> _Try | Refused:
        """A try is counted before anything is checked, so that tries sent at the same time count too."""
        now = self._clock.now()
        known = None if browser is None else repository.device_by_token(connection, hash_of(browser))
        tried = _Try(
            str(UUID(bytes=self._index(email)[:16])),
            known if known is not None and known.browser else None,
            connection.execute(
                select(passwords).where(passwords.c.email_index == self._index(email), passwords.c.confirmed_at.is_not(None))
            ).one_or_none(),
        )
        mine = _counter(tried)
        row = connection.execute(select(pin_counters).where(*mine).with_for_update()).one_or_none()
        if row is not None and row.paused_until > now:
            return Refused(Code.SIGN_IN_PAUSED, {"seconds": -(-(row.paused_until - now) // SECOND)})
        failures = 1 if row is None else row.failures + 1
        values = {"failures": failures, "paused_until": now + pause_after(failures) * SECOND}
        if row is None:
            where = {"device_id": STRANGERS if tried.browser is None else tried.browser.id, "staff_id": tried.account}
            connection.execute(insert(pin_counters).values(**where, **values))
        else:
            connection.execute(update(pin_counters).where(*mine).values(**values))
        return tried

    def _open(self, connection: Connection, tried: _Try, code: str) -> SignedIn | Refused:
        staff_id = tried.stored.staff_id
        roles = repository.roles_of(connection, staff_id)
        stores = sorted(store for store, role in roles.items() if role in ROLES)
        if not stores or not self._use(connection, tried.stored, code):
            return Refused(Code.SIGN_IN_WRONG)
        connection.execute(update(pin_counters).where(*_counter(tried)).values(failures=0, paused_until=0))
        now, token = self._clock.now(), "b_" + ids.token()
        if tried.browser is not None and tried.browser.store_id in stores:
            device_id, store = tried.browser.id, tried.browser.store_id
            connection.execute(update(devices).where(devices.c.id == device_id).values(token_hash=hash_of(token)))
        else:
            device_id, store = self._ids.new(), stores[0]
            repository.add_device(
                connection, id=device_id, store_id=store, name="", browser=True, token_hash=hash_of(token), enrolled_at=now
            )
        session, expires_at = self._sessions.begin_staff(connection, staff_id, device_id)
        actor = trail.Actor(f"device:{device_id}", staff_id, device_id, store)
        trail.record(connection, now, actor, "auth.sign-in", staff_id)
        return SignedIn(session, token, expires_at, staff_id, roles[store], store)

    def _use(self, connection: Connection, row: Any, code: str) -> bool:  # noqa: ANN401 - a row of passwords
        """Takes the code, once: the step moves on, or the recovery code is spent."""
        step = self._step(row, code)
        if step is not None:
            moved = update(passwords).where(passwords.c.staff_id == row.staff_id, passwords.c.last_step < step).values(last_step=step)
            return connection.execute(moved).rowcount == 1
        spent = update(recovery_codes).where(
            recovery_codes.c.staff_id == row.staff_id,
            recovery_codes.c.code_hash == self._recovery(row.staff_id, code),
            recovery_codes.c.used_at.is_(None),
        )
        return connection.execute(spent.values(used_at=self._clock.now())).rowcount == 1

    def _step(self, row: Any, code: str) -> int | None:  # noqa: ANN401 - as above
        return totp.match(self._keys.unseal(row.totp, row.staff_id), code, self._clock.now() // SECOND, row.last_step)

    def _matches(self, row: Any, password: str) -> bool:  # noqa: ANN401 - as above
        """For an unknown address the same work is done on nobody's hash."""
        staff_id, stored = ("", self._nobody) if row is None else (row.staff_id, row.hash)
        try:
            return HASHER.verify(stored, self._keys.peppered("password", staff_id, password))
        except VerifyMismatchError:
            return False

    def _index(self, email: str) -> bytes:
        return self._keys.peppered("office", email.strip().lower())

    def _recovery(self, staff_id: str, code: str) -> bytes:
        return self._keys.peppered("recovery", staff_id, code.strip().lower().replace("-", ""))


def _counter(tried: _Try) -> tuple[Any, Any]:
    browser = STRANGERS if tried.browser is None else tried.browser.id
    return pin_counters.c.device_id == browser, pin_counters.c.staff_id == tried.account


def _recovery_code() -> str:
    text = "".join(secrets.choice(_ALPHABET) for _ in range(10))
    return f"{text[:5]}-{text[5:]}"
