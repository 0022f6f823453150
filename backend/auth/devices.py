"""Enrolment of tablets: a manager makes a one-time token, shown as a QR; the tablet trades it for its own bearer."""

from dataclasses import dataclass

from sqlalchemy import Connection

from backend.auth import repository
from backend.kit import ids
from backend.kit.keys import hash_of
from backend.problems import Refused
from shared.clock import MINUTE, Clock
from shared.wire.problems import Code

LIFE = 10 * MINUTE


@dataclass(frozen=True, slots=True)
class Made:
    token: str
    expires_at: int


@dataclass(frozen=True, slots=True)
class Device:
    id: str
    token: str
    store_id: str
    terminal: str | None


class Devices:
    """Everything here runs inside the caller's transaction."""

    def __init__(self, clock: Clock, new: ids.Ids) -> None:
        self._clock = clock
        self._ids = new

    def invite(self, connection: Connection, store: str, terminal: str | None, name: str, made_by: str) -> Made:
        made = Made(ids.token(), self._clock.now() + LIFE)
        repository.add_enrolment(
            connection,
            token_hash=hash_of(made.token),
            store_id=store,
            terminal=terminal,
            device_name=name,
            made_by=made_by,
            expires_at=made.expires_at,
        )
        return made

    def enrol(self, connection: Connection, token: str) -> Device | Refused:
        now = self._clock.now()
        invited = repository.use_enrolment(connection, hash_of(token), now)
        if invited is None or repository.roles_of(connection, invited.made_by).get(invited.store_id) != "manager":  # he has gone since
            return Refused(Code.ENROLMENT_INVALID)
        device = Device(self._ids.new(), "d_" + ids.token(), invited.store_id, invited.terminal)
        repository.add_device(
            connection,
            id=device.id,
            store_id=device.store_id,
            terminal=device.terminal,
            name=invited.device_name,
            browser=False,
            token_hash=hash_of(device.token),
            enrolled_at=now,
        )
        return device
