"""Goods, kept by the manager; and what points buy, for the member."""

from collections.abc import Sequence

import msgspec
from litestar.handlers import HTTPRouteHandler

from backend.auth.actions import Action
from backend.auth.principal import Call
from backend.auth.routes import route
from backend.goods.service import Goods
from backend.kit.http import Reply, answer, read, reply
from shared.wire import goods as wire

SAVE = msgspec.json.Decoder(wire.SaveGood)


class GoodsEndpoints:
    def __init__(self, goods: Goods) -> None:
        self._goods = goods

    async def page(self, request: Call) -> Reply:
        """The shop's goods by SKU; `q` looks in SKU, names and category."""
        query = request.query_params
        return reply(await self._goods.page(query.get("q", "")[:64], query.get("after")))

    async def save(self, request: Call) -> Reply:
        """Keeps a good: a new one, or all of one that is there."""
        return answer(await self._goods.save(request.user, await read(request, SAVE)))

    async def prizes(self, request: Call) -> Reply:
        """All that points can be exchanged for, the cheapest first."""
        del request
        return reply(await self._goods.prizes())

    def routes(self) -> Sequence[HTTPRouteHandler]:
        return (
            route("GET", "/v1/goods", Action.READ_GOODS, self.page, answer=wire.GoodsPage),
            route("POST", "/v1/goods", Action.MANAGE_GOODS, self.save, body=wire.SaveGood, answer=wire.Good),
            route("GET", "/v1/me/prizes", Action.READ_PRIZES, self.prizes, answer=tuple[wire.Prize, ...]),
        )
