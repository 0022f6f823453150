"""From a bearer to a principal, and how sessions begin and end.

A token says its kind with its first letter and is stored as SHA-256. What it stands for (role, store, revocation) is read again at
least every five seconds; a session ended in this process is dropped at once.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, cast

from sqlalchemy import Connection

from backend.audit import trail
from backend.auth import repository
from backend.auth.actions import Part
from backend.auth.principal import Principal
from backend.db.engine import Database
from backend.kit import ids
from backend.kit.keys import hash_of
from shared.clock import DAY, HOUR, MINUTE, Clock

FRESH = 5.0
"""Seconds that a principal may be remembered."""
MOST_REMEMBERED = 20_000
MEMBER_LIFE = 365 * DAY
STAFF_LIFE = 12 * HOUR


class Sessions:
    """`own_member` finds a staff member's own card: the tables of persons lie above this layer."""

    def __init__(self, database: Database, clock: Clock, own_member: Callable[[Connection, str], str | None]) -> None:
        self._database = database
        self._clock = clock
        self._own_member = own_member
        self._known: dict[bytes, tuple[float, Principal]] = {}

    async def principal(self, token: str) -> Principal | None:
        """None when the token is unknown, ended, expired or revoked."""
        token_hash = hash_of(token)
        remembered = self._known.get(token_hash)
        now = self._clock.monotonic()
        if remembered is not None and now - remembered[0] < FRESH:
            return remembered[1]
        found = await self._database.read(lambda connection: self._load(connection, token[:2], token_hash))
        if isinstance(found, _Key):
            await self._used(found)
            found = found.principal
        if found is None:
            self._known.pop(token_hash, None)
            return None
        if len(self._known) >= MOST_REMEMBERED:
            self._known.clear()
        self._known[token_hash] = (now, found)
        return found

    async def _used(self, key: "_Key") -> None:
        """A key's last use is kept to the minute, so that few requests write."""
        now = self._clock.now()
        if now - key.used_at >= MINUTE:
            await self._database.transact(lambda connection: repository.use_key(connection, key.id, now))

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

    def begin_member(self, connection: Connection, member_id: str, credential_id: str) -> str:
        """A bearer for a member; the caller's transaction makes it valid."""
        token = "m_" + ids.token()
        now = self._clock.now()
        repository.add_session(
            connection,
            token_hash=hash_of(token),
            kind="member",
            member_id=member_id,
            credential_id=credential_id,
            created_at=now,
            expires_at=now + MEMBER_LIFE,
        )
        return token

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
        )
        return token, now + STAFF_LIFE

    def _load(self, connection: Connection, prefix: str, token_hash: bytes) -> "Principal | _Key | None":
        if prefix == "d_":
            return _device(repository.device_by_token(connection, token_hash), token_hash)
        if prefix == "c_":
            return _connector(connection, token_hash)
        row = repository.session(connection, token_hash, self._clock.now()) if prefix in ("m_", "s_") else None
        if row is None:
            return None
        if row.kind == "member":
            return Principal(
                "member",
                "member",
                f"member:{row.member_id}",
                token_hash,
                row.expires_at,
                member_id=row.member_id,
                credential_id=row.credential_id,
            )
        return self._staff(connection, row)

    def _staff(self, connection: Connection, row: Any) -> Principal | None:  # noqa: ANN401 - a row of sessions with its device
        if row.store_id is None:  # the device was revoked
            return None
        parts = cast("dict[str, Part]", repository.roles_of(connection, row.staff_id))
        if row.store_id not in parts:
            return None
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
        )


def _device(row: repository.Found, token_hash: bytes) -> Principal | None:
    if row is None:
        return None
    return Principal(
        "device",
        "device",
        f"device:{row.id}",
        token_hash,
        device_id=row.id,
        store_id=row.store_id,
        terminal=row.terminal,
        parts={row.store_id: "device"},
    )


class _Key(NamedTuple):
    id: str
    used_at: int
    principal: Principal


def _connector(connection: Connection, token_hash: bytes) -> _Key | None:
    row = repository.connector_by_token(connection, token_hash)
    if row is None:
        return None
    found = connector_principal(connection, row.connector_id, token_hash, frozenset(row.scopes.split()))
    return _Key(row.id, row.used_at or 0, found)


def connector_principal(
    connection: Connection, connector_id: str, token_hash: bytes = b"", scopes: frozenset[str] = frozenset()
) -> Principal:
    """Also for a connector that proved itself by a signature."""
    parts: dict[str, Part] = dict.fromkeys(repository.stores_of_connector(connection, connector_id), "connector")
    return Principal(
        "connector", "connector", f"connector:{connector_id}", token_hash, connector_id=connector_id, scopes=scopes, parts=parts
    )
