"""What people are shown from several domains at once: the member's card and coupons, the explanation of points, the manager's day."""

from collections.abc import Sequence

from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from backend.auth.actions import Action
from backend.auth.principal import Call
from backend.auth.routes import route
from backend.db.engine import Database
from backend.kit.http import Reply, found, path_id, reply
from backend.members.personal import Personal
from backend.till import board, reading
from shared.clock import Clock
from shared.wire import coupons, members, staff


class ViewEndpoints:
    def __init__(self, database: Database, clock: Clock, personal: Personal) -> None:
        self._database = database
        self._personal = personal
        self._clock = clock

    async def card(self, request: Call) -> Reply:
        """All that the member's first screen shows."""
        member, now = request.user.member_id, self._clock.now()
        return found(await self._database.read(lambda connection: reading.card(connection, self._personal, member, now)))

    async def why(self, request: Call, row: FromPath[str]) -> Reply:
        """How the points of one row of the history came about."""
        member, row_id, now = request.user.member_id, path_id(row), self._clock.now()
        return found(await self._database.read(lambda connection: reading.why(connection, member, row_id, now)))

    async def vouchers(self, request: Call) -> Reply:
        """The member's coupons: usable, coming, and those used in the last 90 days."""
        member, now = request.user.member_id, self._clock.now()
        return reply(await self._database.read(lambda connection: reading.vouchers(connection, member, now)))

    async def today(self, request: Call, store: FromPath[str]) -> Reply:
        """The day of a store beside the same weekday a week before, up to the same time."""
        where, now = request.user.at(Action.READ_TODAY, store), self._clock.now()
        return reply(await self._database.read(lambda connection: board.today(connection, where, now)))

    def routes(self) -> Sequence[HTTPRouteHandler]:
        return (
            route("GET", "/v1/me/card", Action.READ_OWN, self.card, answer=members.Card),
            route("GET", "/v1/me/points/{row:str}", Action.READ_OWN, self.why, answer=members.Why),
            route("GET", "/v1/me/coupons", Action.READ_OWN_COUPONS, self.vouchers, answer=tuple[coupons.Voucher, ...]),
            route("GET", "/v1/stores/{store:str}/today", Action.READ_TODAY, self.today, answer=staff.Today),
        )
