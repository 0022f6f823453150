"""Personal PINs at an enrolled tablet: argon2id over PIN and server pepper, and a counter per device and person.

A try is counted before the PIN is checked, so that tries sent at the same time count too; the right PIN sets the counter back.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy import Connection, insert, select, update

from backend.audit import trail
from backend.auth import repository
from backend.auth.principal import Principal
from backend.auth.sessions import Sessions
from backend.auth.tables import pin_counters, pins
from backend.db.engine import Database
from backend.kit import ids
from backend.kit.keys import Keys
from backend.problems import Refused
from shared.clock import HOUR, SECOND, Clock
from shared.lines import Window
from shared.wire.problems import Code

TRIES = 5
PAUSE = 60
"""Seconds after the fifth wrong PIN in a row; twice as long after each further one."""
LONGEST_PAUSE = 3600
TEMPORARY = 24 * HOUR
"""How long a PIN from the manager waits for the person to choose his own."""
COLLEAGUES = 100
"""With so many a new PIN is compared, at 20 ms each."""
CHANGES = 10
"""New PINs that one person may propose in an hour: each answer tells whether somebody has that one."""
HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
"""OWASP's least for argon2id."""
_RUNS = "01234567890"


@dataclass(frozen=True, slots=True)
class Unlocked:
    token: str
    expires_at: int
    staff_id: str
    role: str


def is_weak(pin: str) -> bool:
    """Among the first that a thief tries: one digit six times, a run up or down, a group of two or three repeated."""
    repeated = pin in (pin[:1] * 6, pin[:2] * 3, pin[:3] * 2)
    return repeated or pin in _RUNS or pin in _RUNS[::-1]


def make() -> str:
    """A temporary PIN that is not a weak one."""
    while is_weak(pin := ids.digits(6)):
        pass
    return pin


def pause_after(failures: int) -> int:
    """Seconds of pause after so many failures in a row."""
    return 0 if failures < TRIES else min(PAUSE << (failures - TRIES), LONGEST_PAUSE)


class Pins:
    def __init__(self, database: Database, keys: Keys, clock: Clock, sessions: Sessions) -> None:
        self._database = database
        self._keys = keys
        self._clock = clock
        self._sessions = sessions
        self._changes = Window(clock, CHANGES, HOUR // SECOND)
        self._nobody = HASHER.hash(self._peppered("", "000000"))

    async def hash(self, staff_id: str, pin: str) -> str:
        """For storing; in a thread, for it takes some 20 ms on purpose."""
        return await asyncio.to_thread(HASHER.hash, self._peppered(staff_id, pin))

    async def refused(self, proposer: str, staff_id: str, stores: Sequence[str], pin: str) -> Refused | None:
        """A refusal when another person of these stores has this PIN. Of two who choose the same at the same moment both are let."""
        wait = self._changes.wait(proposer)
        if wait:
            return Refused(Code.RATE_LIMITED, {"seconds": wait})
        others = await self._database.read(lambda connection: repository.pins_beside(connection, staff_id, stores, COLLEAGUES))
        taken = await asyncio.to_thread(lambda: any(self._matches(stored, person, pin) for person, stored in others))
        return Refused(Code.PIN_TAKEN) if taken else None

    async def unlock(self, device: Principal, staff_id: str, pin: str, new_pin: str | None = None) -> Unlocked | Refused:
        """A session for this person at this device, when the PIN is right and the device is not paused for the person.

        `new_pin` replaces it; a temporary one opens nothing without.
        """
        found = await self._database.transact(lambda connection: self._count(connection, device, staff_id))
        if isinstance(found, Refused):
            return found
        stored, failures, until = found
        if not await asyncio.to_thread(self._matches, stored or self._nobody, staff_id, pin) or not stored:
            if stored:
                await self._database.transact(lambda connection: self._note(connection, device, "auth.pin-wrong", staff_id, failures))
            return _wrong(failures)
        refused = self._new_refusal(until, pin, new_pin)
        if refused is not None:
            await self._database.transact(lambda connection: _reset(connection, device.device_id, staff_id))  # the PIN itself was right
            return refused
        chosen = None
        if new_pin is not None:
            stores = await self._database.read(lambda connection: tuple(repository.roles_of(connection, staff_id)))
            refused = await self.refused(staff_id, staff_id, stores, new_pin)
            if refused is not None:
                return refused  # and the try stays counted: who proposes one PIN after the other is looking for somebody's
            chosen = await self.hash(staff_id, new_pin)
        opened = await self._database.transact(lambda connection: self._open(connection, device, staff_id, chosen))
        self._sessions.forget(device)  # it may have been a kiosk
        return opened

    async def confirm(self, person: Principal, pin: str) -> Refused | None:
        """Whether it is still the person himself who stands at the unlocked tablet."""
        found = await self._database.transact(lambda connection: self._count(connection, person, person.staff_id))
        if isinstance(found, Refused):
            return found
        stored, failures, _ = found
        if not await asyncio.to_thread(self._matches, stored or self._nobody, person.staff_id, pin) or not stored:
            await self._database.transact(lambda connection: self._note(connection, person, "auth.pin-wrong", person.staff_id, failures))
            return _wrong(failures)
        await self._database.transact(lambda connection: _reset(connection, person.device_id, person.staff_id))
        return None

    def _new_refusal(self, temporary_until: int | None, pin: str, new_pin: str | None) -> Refused | None:
        if temporary_until is not None and temporary_until < self._clock.now():
            return Refused(Code.PIN_TEMPORARY_OVER)
        if new_pin is None:
            return None if temporary_until is None else Refused(Code.PIN_NEW_REQUIRED)
        return Refused(Code.PIN_WEAK) if new_pin == pin or is_weak(new_pin) else None

    def _count(self, connection: Connection, device: Principal, staff_id: str) -> tuple[str, int, int | None] | Refused:
        """(stored hash or empty, failures with this try, until when it is a temporary one), or a refusal while paused."""
        if device.store_id not in repository.roles_of(connection, staff_id):
            return "", 1, None  # unknown here: the same work and the same answer as for a wrong PIN
        now = self._clock.now()
        row = _counter(connection, device.device_id, staff_id)
        if row is not None and row.paused_until > now:
            return Refused(Code.PIN_PAUSED, {"seconds": -(-(row.paused_until - now) // SECOND)})
        failures = 1 if row is None else row.failures + 1
        values = {"failures": failures, "paused_until": now + pause_after(failures) * SECOND}
        if row is None:
            connection.execute(insert(pin_counters).values(device_id=device.device_id, staff_id=staff_id, **values))
        else:
            connection.execute(update(pin_counters).where(*_is(device.device_id, staff_id)).values(**values))
        stored = connection.execute(select(pins.c.hash, pins.c.temporary_until).where(pins.c.staff_id == staff_id)).one()
        return stored.hash, failures, stored.temporary_until

    def _open(self, connection: Connection, device: Principal, staff_id: str, chosen: str | None) -> Unlocked:
        _reset(connection, device.device_id, staff_id)
        if chosen is not None:
            repository.set_pin(connection, staff_id, chosen)
            trail.record(connection, self._clock.now(), device.actor, "auth.new-pin", staff_id)
        token, expires_at = self._sessions.begin_staff(connection, staff_id, device.device_id)
        person = trail.Actor(device.source, staff_id, device.device_id, device.store_id)
        if device.part == "kiosk":
            repository.change_device(connection, device.device_id, kiosk_since=None)
            trail.record(connection, self._clock.now(), person, "kiosk.end", device.device_id)
        trail.record(connection, self._clock.now(), person, "auth.unlock", staff_id)
        return Unlocked(token, expires_at, staff_id, repository.roles_of(connection, staff_id)[device.store_id])

    def _note(self, connection: Connection, device: Principal, action: str, staff_id: str, failures: int) -> None:
        trail.record(connection, self._clock.now(), device.actor, action, staff_id, failures=failures)

    def _matches(self, stored: str, staff_id: str, pin: str) -> bool:
        try:
            return HASHER.verify(stored, self._peppered(staff_id, pin))
        except VerifyMismatchError:
            return False

    def _peppered(self, staff_id: str, pin: str) -> bytes:
        return self._keys.peppered("pin", staff_id, pin)


def _is(device_id: str, staff_id: str) -> tuple[Any, Any]:
    return pin_counters.c.device_id == device_id, pin_counters.c.staff_id == staff_id


def _reset(connection: Connection, device_id: str, staff_id: str) -> None:
    connection.execute(update(pin_counters).where(*_is(device_id, staff_id)).values(failures=0, paused_until=0))


def _counter(connection: Connection, device_id: str, staff_id: str) -> repository.Found:
    return connection.execute(select(pin_counters).where(*_is(device_id, staff_id)).with_for_update()).one_or_none()


def _wrong(failures: int) -> Refused:
    pause = pause_after(failures)
    return Refused(Code.PIN_PAUSED, {"seconds": pause}) if pause else Refused(Code.PIN_WRONG, {"left": TRIES - failures})
