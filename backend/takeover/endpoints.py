"""Old cards: claimed by the member, shown and refused at the counter, imported by the manager. Confirming one is the till's."""

from collections.abc import Sequence
from typing import cast

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from backend.auth.actions import Action
from backend.auth.principal import Call
from backend.auth.routes import BYTES, route
from backend.kit.http import Nothing, Reply, answer, path_id, raw, read, reply
from backend.kit.proxies import ADDRESS
from backend.problems import refuse
from backend.takeover.service import Takeovers
from shared.wire import takeover as wire

TAKE_OVER = msgspec.json.Decoder(wire.TakeOver)
REFUSE = msgspec.json.Decoder(wire.RefuseTakeover)


class TakeoverEndpoints:
    def __init__(self, takeovers: Takeovers) -> None:
        self._takeovers = takeovers

    async def claim(self, request: Call) -> Reply:
        """Says that an old card is the member's. It waits for the shop, whatever number it is."""
        body = await read(request, TAKE_OVER)
        address = str(cast("dict[str, object]", request.scope).get(ADDRESS, ""))
        return answer(await self._takeovers.claim(request.user, body, address))

    async def mine(self, request: Call) -> Reply:
        """The member's old cards and what became of them."""
        return reply(await self._takeovers.mine(request.user))

    async def waiting(self, request: Call) -> Reply:
        """Old cards that wait for somebody who has seen them."""
        del request
        return reply(await self._takeovers.waiting())

    async def refuse(self, request: Call, takeover: FromPath[str]) -> Reply:
        """Says no, with a reason that the member reads."""
        body = await read(request, REFUSE)
        refused = await self._takeovers.refuse(request.user, path_id(takeover), body.reason)
        if refused is not None:
            raise refuse(refused)
        return Nothing()

    async def load(self, request: Call) -> Reply:
        """A CSV of old cards: number, points, and if wanted name and last day. All of it is taken, or nothing."""
        return reply(await self._takeovers.load(request.user, await raw(request)))

    async def state(self, request: Call) -> Reply:
        """How many cards there were, and how many have been taken over."""
        del request
        return reply(await self._takeovers.state())

    def routes(self) -> Sequence[HTTPRouteHandler]:
        mine, cards = "/v1/me/takeovers", "/v1/legacy-cards"
        see, manage = Action.READ_TAKEOVERS, Action.MANAGE_TAKEOVERS
        return (
            route("POST", mine, Action.TAKE_OVER, self.claim, body=wire.TakeOver, answer=wire.MyTakeover),
            route("GET", mine, Action.TAKE_OVER, self.mine, answer=tuple[wire.MyTakeover, ...]),
            route("GET", "/v1/takeovers", see, self.waiting, answer=tuple[wire.TakeoverRow, ...]),
            route("POST", "/v1/takeovers/{takeover:str}/refuse", see, self.refuse, body=wire.RefuseTakeover, status=204),
            route("POST", cards, manage, self.load, takes=BYTES, answer=wire.Imported),
            route("GET", cards, manage, self.state, answer=wire.LegacyState),
        )
