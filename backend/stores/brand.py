"""The shop's face and what of the product it uses: one row, asked at every start of an app and at every gated request."""

import msgspec
from sqlalchemy import Connection, select, update

from backend.audit import trail
from backend.auth.principal import Principal
from backend.db.engine import Database
from backend.media import repository as media
from backend.problems import Refused
from backend.stores.tables import brand
from shared.clock import Clock
from shared.wire import brand as wire
from shared.wire.problems import Code

FRESH = 5.0
"""Seconds that a switch may be remembered, as with rights: another process may have turned it."""
_OFF = msgspec.json.Decoder(tuple[str, ...])


def present(connection: Connection) -> wire.Brand:
    """Before the shop is set up it has no name."""
    row = connection.execute(select(brand)).one_or_none()
    if row is None:
        return wire.Brand(name="", seed=wire.SEED)
    off = _OFF.decode(row.modules_off)
    on = tuple(module for module in wire.MODULES if module not in off)
    logo, picture = (None if each is None else media.find(connection, each) for each in (row.logo, row.picture))
    return wire.Brand(name=row.name, seed=row.seed, logo=logo, picture=picture, modules=on, version=row.version)


def has(connection: Connection, module: wire.Module) -> bool:
    """Whether the shop uses it. One that is not set up yet has what every shop begins with."""
    off = connection.scalars(select(brand.c.modules_off)).one_or_none()
    return module in wire.AT_FIRST if off is None else module not in _OFF.decode(off)


class Brand:
    def __init__(self, database: Database, clock: Clock, address: str = "") -> None:
        """`address`: where customers open the card."""
        self._database = database
        self._address = address
        self._clock = clock
        self._remembered: tuple[float, wire.Brand] | None = None
        self._changes = 0

    async def present(self) -> wire.Brand:
        now = self._clock.monotonic()
        if self._remembered is not None and now - self._remembered[0] < FRESH:
            return self._remembered[1]
        changes = self._changes
        found = await self._database.read(self._face)
        if changes == self._changes:  # otherwise what was read is already the past
            self._remembered = now, found
        return found

    async def has(self, module: wire.Module) -> bool:
        return (await self.present()).has(module)

    async def change(self, manager: Principal, body: wire.ChangeBrand) -> wire.Brand | Refused:
        """Refused `not-found` when a picture is not in the store of pictures."""
        now = self._clock.now()

        def put(connection: Connection) -> wire.Brand | Refused:
            if any(media.find(connection, each) is None for each in (body.logo, body.picture) if each is not None):
                return Refused(Code.NOT_FOUND)
            face = msgspec.structs.asdict(body)
            connection.execute(update(brand).values(**face, version=brand.c.version + 1))
            trail.record(connection, now, manager.actor, "brand.change", "", **face)
            return self._face(connection)

        changed = await self._database.transact(put)
        self._forget()
        return changed

    async def switch(self, manager: Principal, body: wire.SwitchModule) -> wire.Brand:
        now = self._clock.now()

        def put(connection: Connection) -> wire.Brand:
            before = present(connection)
            off = [module for module in wire.MODULES if (not body.on if module == body.module else not before.has(module))]
            kept = msgspec.json.encode(off).decode()
            connection.execute(update(brand).values(modules_off=kept, version=brand.c.version + 1))
            trail.record(connection, now, manager.actor, "brand.module", body.module, on=body.on)
            return self._face(connection)

        switched = await self._database.transact(put)
        self._forget()
        return switched

    def _face(self, connection: Connection) -> wire.Brand:
        return msgspec.structs.replace(present(connection), address=self._address)

    def _forget(self) -> None:
        self._remembered = None
        self._changes += 1
