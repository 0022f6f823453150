"""Setting up a shop: the brand, stores, people, tablets and connections."""

import hmac
from typing import cast

from sqlalchemy import Connection

from backend.audit import trail
from backend.auth import repository as auth
from backend.auth.connectors import Connectors
from backend.auth.devices import Devices, Made
from backend.auth.pins import Pins, is_weak
from backend.auth.principal import Principal
from backend.auth.sessions import Sessions
from backend.db.engine import Database
from backend.kit.ids import Ids
from backend.problems import Refused
from backend.stores import brand, repository
from shared.clock import Clock, to_datetime
from shared.wire import staff as wire
from shared.wire.problems import Code


class Stores:
    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        ids: Ids,
        sessions: Sessions,
        pins: Pins,
        devices: Devices,
        connectors: Connectors,
        setup_token: str,
    ) -> None:
        self._database = database
        self._clock = clock
        self._ids = ids
        self._sessions = sessions
        self._pins = pins
        self._devices = devices
        self._connectors = connectors
        self._setup_token = setup_token

    async def set_up(self, body: wire.Setup) -> wire.SetUp | Refused:
        """Makes the brand, its first store and its first manager; works once."""
        if not self._setup_token or not hmac.compare_digest(body.token.encode(), self._setup_token.encode()):
            return Refused(Code.ENROLMENT_INVALID)
        if body.manager.pin is None:
            return Refused(Code.INVALID, {"where": "manager.pin"})  # nobody is there to tell a temporary one to
        if is_weak(body.manager.pin):
            return Refused(Code.PIN_WEAK)
        staff_id = self._ids.new()
        pin = await self._pins.hash(staff_id, body.manager.pin)

        def make(connection: Connection) -> wire.SetUp | Refused:
            if repository.brand_name(connection) is not None:
                return Refused(Code.ALREADY_EXISTS, {"what": "brand"})
            repository.add_brand(connection, body.brand, self._clock.now())
            self._add_store(connection, body.store)
            repository.add_staff(connection, staff_id, body.manager.name, self._clock.now())
            auth.add_pin(connection, staff_id, pin)
            auth.add_role(connection, staff_id, body.store.id, "manager")
            made = self._devices.invite(connection, body.store.id, None, body.manager.name, staff_id)
            trail.record(connection, self._clock.now(), trail.Actor("public"), "brand.set-up", staff_id, store=body.store.id)
            return wire.SetUp(staff=staff_id, enrolment=_enrolment(made, body.store.id))

        return await self._database.transact(make)

    async def add_store(self, principal: Principal, body: wire.NewStore) -> wire.Store | Refused:
        """The manager who adds a store is its first manager."""

        def add(connection: Connection) -> wire.Store | Refused:
            if repository.store(connection, body.id) is not None:
                return Refused(Code.ALREADY_EXISTS, {"what": body.id})
            self._add_store(connection, body)
            auth.add_role(connection, principal.staff_id, body.id, "manager")
            trail.record(connection, self._clock.now(), principal.actor, "store.add", body.id, store=body.id)
            return wire.Store(id=body.id, name=body.name)

        added = await self._database.transact(add)
        self._sessions.forget_all()  # the new role counts from now, not in five seconds
        return added

    async def store(self, store_id: str) -> wire.Store | Refused:
        found = await self._database.read(lambda connection: repository.store(connection, store_id))
        return Refused(Code.NOT_FOUND) if found is None else wire.Store(id=found.id, name=found.name)

    async def invite_device(self, principal: Principal, body: wire.NewEnrolment) -> wire.Enrolment:
        def invite(connection: Connection) -> Made:
            trail.record(connection, self._clock.now(), principal.actor, "device.invite", body.terminal or "", store=body.store)
            return self._devices.invite(connection, body.store, body.terminal, body.device_name, principal.staff_id)

        return _enrolment(await self._database.transact(invite), body.store)

    async def enrol_device(self, token: str) -> wire.Enrolled | Refused:
        def enrol(connection: Connection) -> wire.Enrolled | Refused:
            device = self._devices.enrol(connection, token)
            if isinstance(device, Refused):
                return device
            enrolled = trail.Actor(f"device:{device.id}", None, device.id, device.store_id)
            trail.record(connection, self._clock.now(), enrolled, "device.enrol", device.id)
            store = _store(connection, device.store_id)
            brand = repository.brand_name(connection) or ""
            return wire.Enrolled(token=device.token, device=device.id, store=store, brand=brand, terminal=device.terminal)

        return await self._database.transact(enrol)

    async def desk(self, device_id: str) -> wire.Desk | Refused:
        return await self._database.read(lambda connection: self._desk(connection, device_id))

    async def unlock(self, device: Principal, body: wire.Unlock) -> wire.Unlocked | Refused:
        unlocked = await self._pins.unlock(device, body.staff, body.pin, body.new_pin)
        if isinstance(unlocked, Refused):
            return unlocked
        names = await self._database.read(lambda connection: repository.staff_names(connection, [unlocked.staff_id]))
        person = wire.StaffMember(id=unlocked.staff_id, name=names.get(unlocked.staff_id, ""), role=_role(unlocked.role))
        return wire.Unlocked(token=unlocked.token, staff=person, expires_at=to_datetime(unlocked.expires_at))

    async def add_connector(self, manager: Principal, body: wire.NewConnector) -> wire.Connector | Refused:
        """Links the named terminals at each of its stores: no amounts are typed there any more."""

        def add(connection: Connection) -> wire.Connector | Refused:
            if taken := repository.linked(connection, body.stores, body.terminals):
                return Refused(Code.ALREADY_EXISTS, {"what": taken[0]})
            stores = tuple(dict.fromkeys(body.stores))
            made = self._connectors.add(connection, body.name, stores, body.scopes)
            for store in stores:
                for terminal in dict.fromkeys(body.terminals):
                    repository.link(connection, store, terminal, made.id)
                trail.record(connection, self._clock.now(), manager.actor, "connector.add", made.id, store=store, terminals=body.terminals)
            return wire.Connector(id=made.id, token=made.token, secret=made.secret, key=made.key)

        return await self._database.transact(add)

    def _add_store(self, connection: Connection, body: wire.NewStore) -> None:
        repository.add_store(
            connection, id=body.id, name=body.name, issuer=body.issuer, registration=body.registration, created_at=self._clock.now()
        )

    def _desk(self, connection: Connection, device_id: str) -> wire.Desk | Refused:
        device = auth.device(connection, device_id)
        if device is None:
            return Refused(Code.UNAUTHENTICATED)
        roles = auth.staff_at(connection, device.store_id)
        names = repository.staff_names(connection, list(roles))
        face = brand.present(connection)
        return wire.Desk(
            device=device.id,
            device_name=device.name,
            store=_store(connection, device.store_id),
            brand=face.name,
            brand_version=face.version,
            terminal=device.terminal,
            linked=repository.is_linked(connection, device.store_id, device.terminal),
            kiosk=device.kiosk_since is not None,
            staff=tuple(wire.StaffMember(id=person, name=name, role=_role(roles[person])) for person, name in names.items()),
            server_now=to_datetime(self._clock.now()),
        )


def _store(connection: Connection, store_id: str) -> wire.Store:
    found = repository.store(connection, store_id)
    return wire.Store(id=store_id, name="" if found is None else found.name)


def _enrolment(made: Made, store: str) -> wire.Enrolment:
    return wire.Enrolment(token=made.token, store=store, expires_at=to_datetime(made.expires_at))


def _role(text: str) -> wire.Role:
    return cast("wire.Role", text)  # the table holds nothing else
