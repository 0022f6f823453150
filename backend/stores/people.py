"""People who come, change and go, and the devices they stand at. Whatever is taken away ends at once: the next request finds it gone."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from sqlalchemy import Connection

from backend.audit import trail
from backend.auth import pins as rules
from backend.auth import repository as auth
from backend.auth.actions import Action
from backend.auth.pins import Pins
from backend.auth.principal import Principal
from backend.auth.sessions import Sessions
from backend.db.engine import Database
from backend.kit.ids import Ids
from backend.problems import Refused
from backend.stores import repository
from shared.clock import Clock, to_datetime
from shared.wire import staff as wire
from shared.wire.problems import Code

T = TypeVar("T")


class People:
    """`member_of` finds whose card a number is: the tables of members lie beside this layer."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        ids: Ids,
        sessions: Sessions,
        pins: Pins,
        member_of: Callable[[Connection, str], str | None],
    ) -> None:
        self._database = database
        self._clock = clock
        self._ids = ids
        self._sessions = sessions
        self._pins = pins
        self._member_of = member_of

    async def add(self, manager: Principal, body: wire.NewStaff) -> wire.StaffAdded | Refused:
        """Somebody new; without a PIN in the body, with a temporary one to tell him."""
        if body.pin is not None and rules.is_weak(body.pin):
            return Refused(Code.PIN_WEAK)
        staff_id = self._ids.new()
        if body.pin is not None:
            refused = await self._pins.refused(manager.staff_id or "", staff_id, body.stores, body.pin)
            if refused is not None:
                return refused
        temporary = None if body.pin is not None else self._temporary()
        pin = await self._pins.hash(staff_id, body.pin or (temporary.pin if temporary else ""))
        until = None if temporary is None else self._clock.now() + rules.TEMPORARY

        def make(connection: Connection) -> None:
            repository.add_staff(connection, staff_id, body.name, self._clock.now())
            auth.add_pin(connection, staff_id, pin, until)
            for store in dict.fromkeys(body.stores):
                auth.add_role(connection, staff_id, store, body.role)
                trail.record(connection, self._clock.now(), manager.actor, "staff.add", staff_id, store=store, role=body.role)

        await self._database.transact(make)
        return wire.StaffAdded(id=staff_id, name=body.name, role=body.role, temporary=temporary)

    async def at(self, store: str) -> tuple[wire.Colleague, ...]:
        """Everybody who works at a store, by name."""

        def look(connection: Connection) -> tuple[wire.Colleague, ...]:
            roles = auth.staff_at(connection, store)
            pending = auth.pending_pins(connection, list(roles))
            return tuple(
                wire.Colleague(
                    id=row.id,
                    name=row.name,
                    role=roles[row.id],  # pyright: ignore[reportArgumentType]  the table holds the wire's roles
                    pin_pending=row.id in pending,
                    card_linked=row.member_id is not None,
                )
                for row in repository.people(connection, list(roles))
            )

        return await self._database.read(look)

    async def change_role(self, manager: Principal, staff_id: str, body: wire.ChangeRole) -> Refused | None:
        manager.at(Action.MANAGE_STAFF, body.store)
        if staff_id == manager.staff_id:
            return Refused(Code.OWN_RIGHTS)

        def change(connection: Connection) -> Refused | None:
            held = auth.roles_of(connection, staff_id)
            if body.store not in held:
                return Refused(Code.NOT_FOUND)
            if held[body.store] == "manager" and body.role != "manager" and not auth.managers_but(connection, staff_id, body.store):
                return Refused(Code.LAST_MANAGER)
            auth.set_role(connection, staff_id, body.store, body.role)
            self._record(connection, manager, "staff.role", staff_id, (body.store,), before=held[body.store], after=body.role)
            return None

        return await self._done(change)

    async def leave(self, manager: Principal, staff_id: str) -> Refused | None:
        """PIN, roles and sessions end; what he did keeps his name."""
        if staff_id == manager.staff_id:
            return Refused(Code.OWN_RIGHTS)

        def close(connection: Connection) -> Refused | None:
            held = auth.roles_of(connection, staff_id)
            refused = _beyond(manager, held)
            if refused is not None:
                return refused
            if any(role == "manager" and not auth.managers_but(connection, staff_id, store) for store, role in held.items()):
                return Refused(Code.LAST_MANAGER)
            auth.close_pin(connection, staff_id)
            auth.remove_roles(connection, staff_id)
            auth.end_sessions_of(connection, "staff_id", staff_id, self._clock.now())
            repository.close_staff(connection, staff_id)
            self._record(connection, manager, "staff.leave", staff_id, held)
            return None

        return await self._done(close)

    async def reset_pin(self, manager: Principal, staff_id: str) -> wire.TemporaryPin | Refused:
        """The old PIN is dead, and so is every session; the person chooses his own at the next unlock. One's own is changed with the
        old one: who finds a tablet unlocked must not get a PIN for it.
        """
        if staff_id == manager.staff_id:
            return Refused(Code.OWN_RIGHTS)
        temporary = self._temporary()
        pin = await self._pins.hash(staff_id, temporary.pin)

        def reset(connection: Connection) -> Refused | None:
            held = auth.roles_of(connection, staff_id)
            refused = _beyond(manager, held)
            if refused is not None:
                return refused
            self._record(connection, manager, "staff.reset-pin", staff_id, held)
            auth.set_pin(connection, staff_id, pin, self._clock.now() + rules.TEMPORARY)
            auth.end_sessions_of(connection, "staff_id", staff_id, self._clock.now())
            return None

        return await self._done(reset) or temporary

    async def link_card(self, manager: Principal, staff_id: str, body: wire.LinkCard) -> Refused | None:
        """Whose own card is known cannot serve it. So nobody takes his own away again: he would serve himself, and put it back."""

        def link(connection: Connection) -> Refused | None:
            held = auth.roles_of(connection, staff_id)
            refused = _beyond(manager, held)
            if refused is not None:
                return refused
            if staff_id == manager.staff_id and repository.own_member(connection, staff_id) is not None:
                return Refused(Code.OWN_RIGHTS)
            member = None if body.number is None else self._member_of(connection, body.number)
            if body.number is not None and member is None:
                return Refused(Code.CARD_NUMBER_WRONG)
            repository.link_card(connection, staff_id, member)
            self._record(connection, manager, "staff.link-card", staff_id, held, member=member or "")
            return None

        return await self._done(link)

    async def devices(self, asker: Principal, store: str) -> tuple[wire.DeviceRow, ...]:
        found = await self._database.read(lambda connection: auth.devices_at(connection, store))
        return tuple(
            wire.DeviceRow(
                id=row.id,
                name=row.name,
                terminal=row.terminal,
                browser=row.browser,
                enrolled_at=to_datetime(row.enrolled_at),
                this=row.id == asker.device_id,
            )
            for row in found
        )

    async def rename_device(self, manager: Principal, device_id: str, name: str) -> Refused | None:
        return await self._device(
            manager, device_id, "device.rename", lambda connection: auth.change_device(connection, device_id, name=name)
        )

    async def revoke_device(self, manager: Principal, device_id: str) -> Refused | None:
        """Its bearer and every session at it end."""
        now = self._clock.now()

        def revoke(connection: Connection) -> None:
            auth.change_device(connection, device_id, revoked_at=now)
            auth.end_sessions_of(connection, "device_id", device_id, now)

        return await self._device(manager, device_id, "device.revoke", revoke)

    async def _device(self, manager: Principal, device_id: str, action: str, change: Callable[[Connection], None]) -> Refused | None:
        def run(connection: Connection) -> Refused | None:
            device = auth.device(connection, device_id)
            if device is None or not manager.may(Action.MANAGE_DEVICES, device.store_id):
                return Refused(Code.NOT_FOUND)
            change(connection)
            self._record(connection, manager, action, device_id, (device.store_id,))
            return None

        return await self._done(run)

    def _record(self, connection: Connection, manager: Principal, action: str, target: str, stores: Iterable[str], **data: str) -> None:
        for store in stores:
            trail.record(connection, self._clock.now(), manager.actor, action, target, store=store, **data)

    async def _done(self, change: Callable[[Connection], T]) -> T:
        """What changed counts from the next request on, not in five seconds."""
        outcome = await self._database.transact(change)
        self._sessions.forget_all()
        return outcome

    def _temporary(self) -> wire.TemporaryPin:
        return wire.TemporaryPin(pin=rules.make(), expires_at=to_datetime(self._clock.now() + rules.TEMPORARY))


def _beyond(manager: Principal, held: dict[str, str]) -> Refused | None:
    """Who takes everything from a person must manage every store that he works at."""
    if not held or not all(manager.may(Action.MANAGE_STAFF, store) for store in held):
        return Refused(Code.NOT_FOUND)
    return None
