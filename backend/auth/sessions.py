"""From a bearer to a principal, and how sessions begin and end.

A token says its kind with its first letter and is stored as SHA-256. What it stands for (role, store, revocation) is read again at
least every five seconds; a session ended in this process is dropped at once.

A member has an access token for an hour and a refresh token for a year, which is used once: whoever uses it again ends all that came
from that sign-in, for one of the two holders stole it. Only within a minute it may come again and gets the same answer, because on a
phone answers are lost. Staff have no refresh token; their PIN is one: twelve hours at most, and ten minutes without an act.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple, cast
from uuid import uuid4

from sqlalchemy import Connection

from backend.audit import trail
from backend.auth import repository
from backend.auth.actions import Part
from backend.auth.principal import Principal
from backend.db.engine import Database
from backend.kit import ids
from backend.kit.keys import Keys, hash_of
from backend.problems import Refused
from shared.clock import DAY, HOUR, MINUTE, SECOND, Clock
from shared.wire.problems import Code

FRESH = 5.0
"""Seconds that a principal may be remembered."""
MOST_REMEMBERED = 20_000
MEMBER_ACCESS = HOUR
MEMBER_LIFE = 365 * DAY
"""From each refresh."""
AGAIN = MINUTE
STAFF_LIFE = 12 * HOUR
IDLE = 10 * MINUTE
NOTED = 30 * SECOND
"""An act is written down when the last one written is older: few requests write."""


class Pair(NamedTuple):
    access: str
    refresh: str


class Sessions:
    """`own_member` finds a staff member's own card: the tables of persons lie above this layer. `idle` in milliseconds."""

    def __init__(
        self, database: Database, keys: Keys, clock: Clock, own_member: Callable[[Connection, str], str | None], idle: int = IDLE
    ) -> None:
        self._database = database
        self._keys = keys
        self._idle = idle
        self._clock = clock
        self._own_member = own_member
        self._known: dict[bytes, tuple[float, Principal]] = {}

    async def principal(self, token: str, *, acts: bool = True) -> Principal | Code:
        """UNAUTHENTICATED when the token is unknown, ended or revoked, SESSION_EXPIRED when it is time to refresh it. A stream that only
        looks whether its session still stands does not act.
        """
        token_hash = hash_of(token)
        remembered = self._known.get(token_hash)
        now = self._clock.monotonic()
        if remembered is not None and now - remembered[0] < FRESH:
            return remembered[1]
        found = await self._database.read(lambda connection: self._load(connection, token[:2], token_hash))
        if isinstance(found, _Loaded):
            if acts and found.note is not None:
                await self._database.transact(found.note)
            found = found.principal
        if isinstance(found, Code):
            self._known.pop(token_hash, None)
            return found
        if not found.idle:
            if len(self._known) >= MOST_REMEMBERED:
                self._known.clear()
            self._known[token_hash] = (now, found)
        return found

    def forget(self, principal: Principal) -> None:
        self._known.pop(principal.token_hash, None)

    def forget_all(self) -> None:
        """After a change of roles."""
        self._known.clear()

    async def end(self, principal: Principal) -> None:
        """Ends the session behind this principal."""
        now = self._clock.now()

        def end(connection: Connection) -> None:
            repository.end_session(connection, principal.token_hash, now)
            trail.record(connection, now, principal.actor, "auth.end", principal.staff_id or principal.member_id)

        await self._database.transact(end)
        self.forget(principal)

    def end_member(self, connection: Connection, member_id: str, credential: str | None = None) -> None:
        """All of a member's sessions, or those of one device; the caller forgets them after its commit."""
        repository.end_sessions_of_member(connection, member_id, credential, self._clock.now())

    def begin_member(self, connection: Connection, member_id: str, credential_id: str) -> Pair:
        """A bearer for a member and what refreshes it; the caller's transaction makes them valid."""
        pair = Pair("m_" + ids.token(), "r_" + ids.token())
        self._add(connection, pair, member_id, credential_id, str(uuid4()))
        return pair

    def _add(self, connection: Connection, pair: Pair, member_id: str, credential_id: str, family: str) -> None:
        now = self._clock.now()
        repository.add_session(
            connection,
            token_hash=hash_of(pair.access),
            kind="member",
            member_id=member_id,
            credential_id=credential_id,
            created_at=now,
            expires_at=now + MEMBER_ACCESS,
            seen_at=now,
            family=family,
            refresh_hash=hash_of(pair.refresh),
            refresh_until=now + MEMBER_LIFE,
        )

    async def refresh(self, token: str) -> Pair | Refused:
        """The next pair. UNAUTHENTICATED when the token is none; and when it has been used before, the end of its whole family."""
        refresh_hash = hash_of(token)
        access, refresh = self._keys.follow(token)
        pair = Pair("m_" + access, "r_" + refresh)
        done = await self._database.transact(lambda connection: self._refresh(connection, refresh_hash, pair))
        if isinstance(done, Refused):
            self.forget_all()
        return done

    def _refresh(self, connection: Connection, refresh_hash: bytes, pair: Pair) -> Pair | Refused:
        now = self._clock.now()
        row = repository.session_by_refresh(connection, refresh_hash)
        if row is None or row.ended_at is not None or row.refresh_until <= now:
            return Refused(Code.UNAUTHENTICATED)
        if row.refreshed_at is None:
            repository.refreshed(connection, row.token_hash, now)
            repository.forget_refreshed(connection, row.family, now - repository.KNOWN)
            self._known.pop(row.token_hash, None)
            self._add(connection, pair, row.member_id, row.credential_id, row.family)
            return pair
        following = repository.session_by_refresh(connection, hash_of(pair.refresh))
        if now - row.refreshed_at <= AGAIN and following is not None and following.refreshed_at is None:
            return pair
        repository.end_family(connection, row.family, now)
        trail.record(
            connection, now, trail.Actor(f"member:{row.member_id}"), "auth.refresh-reused", row.member_id, credential=row.credential_id
        )
        return Refused(Code.UNAUTHENTICATED)

    def begin_staff(self, connection: Connection, staff_id: str, device_id: str) -> tuple[str, int]:
        """A bearer for a person at a device, and when it expires."""
        token = "s_" + ids.token()
        now = self._clock.now()
        repository.add_session(
            connection,
            token_hash=hash_of(token),
            kind="staff",
            staff_id=staff_id,
            device_id=device_id,
            created_at=now,
            expires_at=now + STAFF_LIFE,
            seen_at=now,
        )
        return token, now + STAFF_LIFE

    def _load(self, connection: Connection, prefix: str, token_hash: bytes) -> "Principal | _Loaded | Code":
        if prefix == "d_":
            return _device(repository.device_by_token(connection, token_hash), token_hash)
        if prefix == "c_":
            return self._connector(connection, token_hash)
        row = repository.session(connection, token_hash) if prefix in ("m_", "s_") else None
        if row is None:
            return Code.UNAUTHENTICATED
        if row.kind == "staff":
            return self._staff(connection, row)
        if row.expires_at <= self._clock.now():
            return Code.SESSION_EXPIRED
        return Principal(
            "member",
            "member",
            f"member:{row.member_id}",
            token_hash,
            row.expires_at,
            member_id=row.member_id,
            credential_id=row.credential_id,
        )

    def _connector(self, connection: Connection, token_hash: bytes) -> "_Loaded | Code":
        row = repository.connector_by_token(connection, token_hash)
        if row is None:
            return Code.UNAUTHENTICATED
        now = self._clock.now()
        found = connector_principal(connection, row.connector_id, token_hash, frozenset(row.scopes.split()))
        due = now - (row.used_at or 0) >= MINUTE
        return _Loaded(found, partial(repository.use_key, key_id=row.id, now=now) if due else None)

    def _staff(self, connection: Connection, row: Any) -> "_Loaded | Code":  # noqa: ANN401 - a row of sessions with its device
        now = self._clock.now()
        if row.store_id is None or row.expires_at <= now:  # the device was revoked, or the day is over
            return Code.UNAUTHENTICATED
        parts = cast("dict[str, Part]", repository.roles_of(connection, row.staff_id))
        if row.store_id not in parts:
            return Code.UNAUTHENTICATED
        idle = now - row.seen_at > self._idle
        due = not idle and now - row.seen_at >= NOTED
        found = self._person(connection, row, parts, idle=idle)
        return _Loaded(found, partial(repository.saw, token_hash=row.token_hash, now=now) if due else None)

    def _person(self, connection: Connection, row: Any, parts: dict[str, Part], *, idle: bool) -> Principal:  # noqa: ANN401 - as above
        return Principal(
            "staff",
            parts[row.store_id],
            f"device:{row.device_id}",
            row.token_hash,
            row.expires_at,
            staff_id=row.staff_id,
            device_id=row.device_id,
            store_id=row.store_id,
            terminal=row.terminal,
            parts=parts,
            own_member_id=self._own_member(connection, row.staff_id),
            office=row.browser,
            idle=idle,
        )


class _Loaded(NamedTuple):
    principal: Principal
    note: Callable[[Connection], None] | None
    """Writes down that it was used, when that is due."""


def _device(row: repository.Found, token_hash: bytes) -> Principal | Code:
    if row is None:
        return Code.UNAUTHENTICATED
    part: Part = "device" if row.kiosk_since is None else "kiosk"
    return Principal(
        "device",
        part,
        f"device:{row.id}",
        token_hash,
        device_id=row.id,
        store_id=row.store_id,
        terminal=row.terminal,
        parts={row.store_id: part},
    )


def connector_principal(
    connection: Connection, connector_id: str, token_hash: bytes = b"", scopes: frozenset[str] = frozenset()
) -> Principal:
    """Also for a connector that proved itself by a signature."""
    parts: dict[str, Part] = dict.fromkeys(repository.stores_of_connector(connection, connector_id), "connector")
    return Principal(
        "connector", "connector", f"connector:{connector_id}", token_hash, connector_id=connector_id, scopes=scopes, parts=parts
    )
