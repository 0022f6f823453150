"""The manager's boards: of one store, or of several side by side."""

from collections.abc import Callable, Sequence

import msgspec
from litestar.handlers import HTTPRouteHandler
from sqlalchemy import Connection

from backend.analytics import boards, repository
from backend.analytics.asking import asked
from backend.analytics.boards import Asked
from backend.analytics.rules import By
from backend.auth.actions import Action
from backend.auth.principal import Call
from backend.auth.routes import route
from backend.db.engine import Database
from backend.kit.http import Reply, reply
from backend.problems import Refusal
from shared.clock import Clock
from shared.wire import stats as wire
from shared.wire.problems import Code
from shared.wire.staff import Store

BY: tuple[By, ...] = ("day", "week", "month")
READ = Action.READ_BOARDS


class BoardEndpoints:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def stores(self, request: Call) -> Reply:
        """The stores whose boards this person may see."""
        mine = tuple(store for store in request.user.parts if request.user.may(READ, store))
        named = await self._database.read(lambda connection: repository.names(connection, mine))
        return reply(tuple(Store(id=store, name=name) for store, name in named.items()))

    async def sales(self, request: Call) -> Reply:
        """Sales, receipts, the members' part and points by day, week or month, beside the period before and a year ago."""
        by, now = by_of(request), self._clock.now()
        return await self._board(request, lambda connection, what: boards.sales(connection, what, by, now))

    async def items(self, request: Call) -> Reply:
        """What sold best, by amount."""
        return await self._board(request, boards.items)

    async def hours(self, request: Call) -> Reply:
        """Sales, receipts and visits by weekday and hour."""
        return await self._board(request, boards.hours)

    async def coupons(self, request: Call) -> Reply:
        """Each coupon: how many were issued and used, and what was bought with it."""
        return await self._board(request, boards.coupons)

    async def _board(self, request: Call, make: Callable[[Connection, Asked], msgspec.Struct]) -> Reply:
        what = asked(request, READ, self._clock.now())
        return reply(await self._database.read(lambda connection: make(connection, what)))

    def routes(self) -> Sequence[HTTPRouteHandler]:
        return (
            route("GET", "/v1/boards/stores", READ, self.stores, answer=tuple[Store, ...]),
            route("GET", "/v1/boards/sales", READ, self.sales, answer=wire.SalesBoard),
            route("GET", "/v1/boards/items", READ, self.items, answer=wire.ItemsBoard),
            route("GET", "/v1/boards/hours", READ, self.hours, answer=wire.HoursBoard),
            route("GET", "/v1/boards/coupons", READ, self.coupons, answer=wire.CouponsBoard),
        )


def by_of(request: Call) -> By:
    by = request.query_params.get("by", "day")
    if by not in BY:
        raise Refusal(Code.INVALID, where="by")
    return by
