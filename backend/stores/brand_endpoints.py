"""The shop's face and its switches: anybody reads them, a manager changes them."""

from collections.abc import Sequence

import msgspec
from litestar.handlers import HTTPRouteHandler

from backend.auth.actions import Action
from backend.auth.principal import Call
from backend.auth.routes import route
from backend.kit.http import Reply, answer, read, reply
from backend.stores.brand import Brand
from shared.wire import brand as wire

CHANGE = msgspec.json.Decoder(wire.ChangeBrand)
SWITCH = msgspec.json.Decoder(wire.SwitchModule)


class BrandEndpoints:
    def __init__(self, brand: Brand) -> None:
        self._brand = brand

    async def present(self, request: Call) -> Reply:
        """Name, colour, pictures, and which modules are on: what an app asks at its start."""
        del request
        return reply(await self._brand.present())

    async def change(self, request: Call) -> Reply:
        """The whole face at once, for all stores. Its pictures are uploaded before."""
        return answer(await self._brand.change(request.user, await read(request, CHANGE)))

    async def switch(self, request: Call) -> Reply:
        """Turns a module on or off for all stores. What is off is nowhere: its routes answer 404 `module-off`. Nothing is deleted."""
        return reply(await self._brand.switch(request.user, await read(request, SWITCH)))

    def routes(self) -> Sequence[HTTPRouteHandler]:
        modules = "/v1/brand/modules"
        return (
            route("GET", "/v1/brand", Action.READ_BRAND, self.present, answer=wire.Brand),
            route("POST", "/v1/brand", Action.MANAGE_BRAND, self.change, body=wire.ChangeBrand, answer=wire.Brand),
            route("POST", modules, Action.MANAGE_BRAND, self.switch, body=wire.SwitchModule, answer=wire.Brand),
        )
