"""The manager's side of people and devices."""

from collections.abc import Sequence

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from backend.auth.actions import Action
from backend.auth.principal import Call
from backend.auth.routes import route
from backend.kit.http import Nothing, Reply, answer, path_id, read, reply
from backend.problems import Refused, refuse
from backend.stores.people import People
from shared.wire import staff as wire

NEW_STAFF = msgspec.json.Decoder(wire.NewStaff)
CHANGE_ROLE = msgspec.json.Decoder(wire.ChangeRole)
LINK_CARD = msgspec.json.Decoder(wire.LinkCard)
RENAME = msgspec.json.Decoder(wire.Rename)


class PeopleEndpoints:
    def __init__(self, people: People) -> None:
        self._people = people

    async def staff(self, request: Call, store: FromPath[str]) -> Reply:
        """Everybody who works at a store."""
        return reply(await self._people.at(request.user.at(Action.READ_STAFF, store)))

    async def add_staff(self, request: Call) -> Reply:
        """Adds a person with a role at stores that the manager manages; without a PIN, a temporary one is answered, once."""
        body = await read(request, NEW_STAFF)
        for store in body.stores:
            request.user.at(Action.MANAGE_STAFF, store)
        return answer(await self._people.add(request.user, body), 201)

    async def change_role(self, request: Call, staff: FromPath[str]) -> Reply:
        """Another role at a store that the manager manages. Nobody changes his own, and a store keeps a manager."""
        return _done(await self._people.change_role(request.user, path_id(staff), await read(request, CHANGE_ROLE)))

    async def leave(self, request: Call, staff: FromPath[str]) -> Reply:
        """The person has left: PIN, roles and sessions end at once."""
        return _done(await self._people.leave(request.user, path_id(staff)))

    async def reset_pin(self, request: Call, staff: FromPath[str]) -> Reply:
        """A temporary PIN for somebody who forgot his; he chooses a new one at the next unlock."""
        return answer(await self._people.reset_pin(request.user, path_id(staff)))

    async def link_card(self, request: Call, staff: FromPath[str]) -> Reply:
        """Says which card is the person's own: he cannot serve it."""
        return _done(await self._people.link_card(request.user, path_id(staff), await read(request, LINK_CARD)))

    async def devices(self, request: Call, store: FromPath[str]) -> Reply:
        """The devices enrolled at a store."""
        return reply(await self._people.devices(request.user, request.user.at(Action.MANAGE_DEVICES, store)))

    async def rename_device(self, request: Call, device: FromPath[str]) -> Reply:
        """Another name for a device."""
        return _done(await self._people.rename_device(request.user, path_id(device), (await read(request, RENAME)).name))

    async def revoke_device(self, request: Call, device: FromPath[str]) -> Reply:
        """Lost or replaced: its bearer and every session at it end at once."""
        return _done(await self._people.revoke_device(request.user, path_id(device)))

    def routes(self) -> Sequence[HTTPRouteHandler]:
        person, device, store = "/v1/staff/{staff:str}", "/v1/devices/{device:str}", "/v1/stores/{store:str}"
        staff, devices = Action.MANAGE_STAFF, Action.MANAGE_DEVICES
        return (
            route("GET", f"{store}/staff", Action.READ_STAFF, self.staff, answer=tuple[wire.Colleague, ...]),
            route("POST", "/v1/staff", staff, self.add_staff, body=wire.NewStaff, answer=wire.StaffAdded, status=201),
            route("POST", f"{person}/role", staff, self.change_role, body=wire.ChangeRole, status=204),
            route("POST", f"{person}/leave", staff, self.leave, status=204),
            route("POST", f"{person}/pin", staff, self.reset_pin, answer=wire.TemporaryPin),
            route("POST", f"{person}/card", staff, self.link_card, body=wire.LinkCard, status=204),
            route("GET", f"{store}/devices", devices, self.devices, answer=tuple[wire.DeviceRow, ...]),
            route("POST", f"{device}/name", devices, self.rename_device, body=wire.Rename, status=204),
            route("POST", f"{device}/revoke", devices, self.revoke_device, status=204),
        )


def _done(refused: Refused | None) -> Reply:
    if refused is not None:
        raise refuse(refused)
    return Nothing()
