"""The rules in force, as the manager reads them."""

from collections.abc import Sequence

from litestar.handlers import HTTPRouteHandler
from sqlalchemy import Connection

from backend.auth.actions import Action
from backend.auth.principal import Call
from backend.auth.routes import route
from backend.db.engine import Database
from backend.earning import repository as earning
from backend.kit.http import Reply, reply
from backend.till.adjusting import ALONE
from shared.clock import HOUR, Clock, to_datetime
from shared.wire import rules as wire
from shared.wire.adjustments import LIMITS


class RuleEndpoints:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def present(self, request: Call) -> Reply:
        """How points are earned, kept and spent today: the stored rule set, and the limits for adjustments by hand."""
        del request
        now = self._clock.now()
        return reply(await self._database.read(lambda connection: _present(connection, now)))

    def routes(self) -> Sequence[HTTPRouteHandler]:
        return (route("GET", "/v1/rules", Action.READ_RULES, self.present, answer=wire.Rules),)


def _present(connection: Connection, now: int) -> wire.Rules:
    rules, since = earning.in_force(connection, now)
    return wire.Rules(
        version=rules.version,
        since=None if since is None else to_datetime(since),
        unit_amount=rules.unit_amount,
        points_per_unit=rules.points_per_unit,
        rounding=rules.rounding,
        ranks=tuple(wire.RankRule(id=rank.id, from_spent=rank.from_spent, rate_permille=rank.rate_permille) for rank in rules.ranks),
        rank_months=rules.rank_months,
        life_months=rules.life_months,
        visit_limit=rules.visit_limit,
        grace_days=rules.grace_days,
        adjustments=tuple(wire.AdjustRule(role=role, points=points) for role, points in LIMITS.items()),
        adjustment_hours=ALONE // HOUR,
    )
