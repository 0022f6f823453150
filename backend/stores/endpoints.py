"""Setting up a shop, and what a tablet asks before and at its lock screen."""

from collections.abc import Sequence

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from backend.auth.actions import Action
from backend.auth.principal import Call
from backend.auth.routes import route
from backend.kit.http import Reply, answer, read
from backend.problems import Refusal
from backend.stores.service import Stores
from shared.wire import staff as wire
from shared.wire.problems import Code

SETUP = msgspec.json.Decoder(wire.Setup)
NEW_STORE = msgspec.json.Decoder(wire.NewStore)
NEW_ENROLMENT = msgspec.json.Decoder(wire.NewEnrolment)
ENROL_DEVICE = msgspec.json.Decoder(wire.EnrolDevice)
UNLOCK = msgspec.json.Decoder(wire.Unlock)
NEW_CONNECTOR = msgspec.json.Decoder(wire.NewConnector)


class StoreEndpoints:
    def __init__(self, stores: Stores) -> None:
        self._stores = stores

    async def set_up(self, request: Call) -> Reply:
        """The very first call: makes the brand, its first store and its first manager, with the token that the server printed."""
        return answer(await self._stores.set_up(await read(request, SETUP)), 201)

    async def add_store(self, request: Call) -> Reply:
        """Adds a store; the manager who adds it is its first manager."""
        return answer(await self._stores.add_store(request.user, await read(request, NEW_STORE)), 201)

    async def store(self, request: Call, store: FromPath[str]) -> Reply:
        """A store that the bearer works at."""
        return answer(await self._stores.store(request.user.at(Action.READ_STORE, store)))

    async def invite_device(self, request: Call) -> Reply:
        """A one-time token for a tablet, good for ten minutes; shown as a QR."""
        body = await read(request, NEW_ENROLMENT)
        request.user.at(Action.MANAGE_DEVICES, body.store)
        return answer(await self._stores.invite_device(request.user, body), 201)

    async def enrol_device(self, request: Call) -> Reply:
        """Trades an enrolment token for the device's own bearer."""
        body = await read(request, ENROL_DEVICE)
        return answer(await self._stores.enrol_device(body.token), 201)

    async def desk(self, request: Call) -> Reply:
        """Who can unlock this tablet, and whether its terminal is linked to a POS."""
        return answer(await self._stores.desk(request.user.device_id))

    async def unlock(self, request: Call) -> Reply:
        """A person's PIN at this tablet: five tries, then pauses that double."""
        return answer(await self._stores.unlock(request.user, await read(request, UNLOCK)))

    async def add_connector(self, request: Call) -> Reply:
        """Connects a POS or a cart to stores that the manager manages; its token and secret are shown once."""
        body = await read(request, NEW_CONNECTOR)
        if not body.stores or not body.scopes:
            raise Refusal(Code.INVALID, where="$.scopes" if body.stores else "$.stores")
        for store in body.stores:
            request.user.at(Action.MANAGE_CONNECTORS, store)
        return answer(await self._stores.add_connector(request.user, body), 201)

    def routes(self) -> Sequence[HTTPRouteHandler]:
        return (
            route("POST", "/v1/setup", Action.SET_UP, self.set_up, body=wire.Setup, answer=wire.SetUp, status=201),
            route("POST", "/v1/stores", Action.MANAGE_STORES, self.add_store, body=wire.NewStore, answer=wire.Store, status=201),
            route("GET", "/v1/stores/{store:str}", Action.READ_STORE, self.store, answer=wire.Store),
            route(
                "POST",
                "/v1/enrolments",
                Action.MANAGE_DEVICES,
                self.invite_device,
                body=wire.NewEnrolment,
                answer=wire.Enrolment,
                status=201,
            ),
            route("POST", "/v1/devices", Action.ENROL_DEVICE, self.enrol_device, body=wire.EnrolDevice, answer=wire.Enrolled, status=201),
            route("GET", "/v1/desk", Action.READ_DESK, self.desk, answer=wire.Desk),
            route("POST", "/v1/unlock", Action.UNLOCK, self.unlock, body=wire.Unlock, answer=wire.Unlocked),
            route(
                "POST",
                "/v1/connectors",
                Action.MANAGE_CONNECTORS,
                self.add_connector,
                body=wire.NewConnector,
                answer=wire.Connector,
                status=201,
            ),
        )
