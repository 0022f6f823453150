"""The member's points."""

import re
from collections.abc import Sequence

from litestar.handlers import HTTPRouteHandler

from backend.auth.actions import Action
from backend.auth.principal import Call
from backend.auth.routes import route
from backend.db.engine import Database
from backend.kit.http import Reply, cursor, found
from backend.ledger import repository
from shared.clock import Clock
from shared.wire import members as wire

CURSOR = re.compile(r"[0-9]{1,15}")


class LedgerEndpoints:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def points(self, request: Call) -> Reply:
        """Balance, what expires when, and the history, newest first."""
        member, before, now = request.user.member_id, cursor(request, CURSOR), self._clock.now()
        version = None if before is None else int(before)
        return found(await self._database.read(lambda connection: repository.points_page(connection, member, now, version)))

    def routes(self) -> Sequence[HTTPRouteHandler]:
        return (route("GET", "/v1/me/points", Action.READ_OWN, self.points, answer=wire.PointsPage),)
