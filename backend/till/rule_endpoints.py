"""The rules in force, as the manager reads them and sets others."""

from collections.abc import Sequence
from typing import Any

import msgspec
from litestar.handlers import HTTPRouteHandler
from sqlalchemy import Connection

from backend.audit import trail
from backend.auth.actions import Action
from backend.auth.principal import Call, Principal
from backend.auth.routes import route
from backend.db.engine import Database
from backend.earning import repository as earning
from backend.earning.checking import Wrong, wrong
from backend.earning.rules import DEFAULT
from backend.goods.repository import any_for_points
from backend.kit.http import Reply, answer, read, reply
from backend.problems import Refused
from backend.till.adjusting import ALONE
from backend.till.trying import tried
from shared.clock import HOUR, Clock, to_datetime, to_instant, tokyo
from shared.wire import rules as wire
from shared.wire import trying
from shared.wire.adjustments import LIMITS
from shared.wire.problems import Code

SET = msgspec.json.Decoder(wire.SetRules)
TRY = msgspec.json.Decoder(trying.TryRules)
MOST_VERSIONS = 50


class RuleEndpoints:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def present(self, request: Call) -> Reply:
        """How points are earned, kept and spent today: the stored rule set, and the limits for adjustments by hand."""
        del request
        now = self._clock.now()
        return reply(await self._database.read(lambda connection: _present(connection, now)))

    async def set(self, request: Call) -> Reply:
        """A new version of all rules, from now or a later instant on. What was sold before keeps the rules that it had."""
        body, manager = await read(request, SET), request.user
        return answer(await self._database.transact(lambda connection: _set(connection, manager, body, self._clock.now())))

    async def versions(self, request: Call) -> Reply:
        """The newest versions of the rules, those that are over included, each whole."""
        del request
        now = self._clock.now()
        return reply(await self._database.read(lambda connection: _versions(connection, now)))

    async def preview(self, request: Call) -> Reply:
        """What a made-up sale would bring under these rules, step by step. Nothing is kept; rules that could not be saved are refused alike."""
        body = await read(request, TRY)
        goods = await self._database.read(any_for_points)
        found = wrong(body.rules, tokyo(self._clock.now()).date(), goods=goods)
        return answer(tried(body) if found is None else Refused(*found))

    def routes(self) -> Sequence[HTTPRouteHandler]:
        return (
            route("GET", "/v1/rules", Action.READ_RULES, self.present, answer=wire.Rules),
            route("POST", "/v1/rules", Action.SET_RULES, self.set, body=wire.SetRules, answer=wire.Rules),
            route("GET", "/v1/rules/versions", Action.READ_RULES, self.versions, answer=tuple[trying.RuleVersion, ...]),
            route("POST", "/v1/rules/preview", Action.TRY_RULES, self.preview, body=trying.TryRules, answer=trying.Tried),
        )


def _set(connection: Connection, manager: Principal, body: wire.SetRules, now: int) -> wire.Rules | Refused:
    effective = now if body.effective_at is None else to_instant(body.effective_at)
    found = (Code.RULES_EARLY, dict[str, Any]()) if effective < now else _wrong(connection, body.rules, effective)
    if found is not None:
        return Refused(*found)
    version = earning.set_next(connection, body.rules, effective, now)
    trail.record(connection, now, manager.actor, "rules.set", str(version), effective_at=effective)
    return _present(connection, now)


def _wrong(connection: Connection, rules: wire.RuleBody, effective: int) -> Wrong | None:
    return wrong(rules, tokyo(effective).date(), goods=any_for_points(connection))


def _present(connection: Connection, now: int) -> wire.Rules:
    (rules, since), coming = earning.in_force(connection, now), earning.coming(connection, now)
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
        rules=earning.body_of(rules),
        goods=any_for_points(connection),
        next_at=None if coming is None else to_datetime(coming),
    )


def _versions(connection: Connection, now: int) -> tuple[trying.RuleVersion, ...]:
    found = earning.versions(connection, MOST_VERSIONS) or [(DEFAULT, 0, 0)]
    governs = max(((since, rules.version) for rules, since, _ in found if since <= now), default=None)
    seen: set[int] = set()
    shown: list[trying.RuleVersion] = []
    for rules, since, made in found:
        later = since in seen
        seen.add(since)
        shown.append(
            trying.RuleVersion(
                version=rules.version,
                since=to_datetime(since) if since else None,
                made_at=to_datetime(made) if since else None,
                state="now" if (since, rules.version) == governs else "never" if later else "coming" if since > now else "over",
                rules=earning.body_of(rules),
            )
        )
    return tuple(shown)
