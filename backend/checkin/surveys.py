"""What the manager says about checking in: points for coming, questionnaires, and what came of them."""

from sqlalchemy import Connection

from backend.audit import trail
from backend.auth.actions import Action
from backend.auth.principal import Principal
from backend.checkin import repository, rules
from backend.coupons import repository as coupons
from backend.db.engine import Database
from backend.earning import repository as earning
from backend.problems import Refused
from shared.clock import Clock
from shared.wire import checkin as wire
from shared.wire.problems import Code


class Surveys:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def visit_points(self) -> wire.VisitPoints:
        return await self._database.read(self._points)

    async def offered(self, store: str) -> wire.Offered:
        def look(connection: Connection) -> wire.Offered:
            asked = any(survey.active and store in survey.stores for survey in repository.all_surveys(connection))
            return wire.Offered(points=repository.points(connection), survey=asked)

        return await self._database.read(look)

    async def set_visit_points(self, manager: Principal, body: wire.SetVisitPoints) -> wire.VisitPoints | Refused:
        """Refused `gift-too-large` above what the law leaves beside the questionnaires that are on."""

        def put(connection: Connection) -> wire.VisitPoints | Refused:
            if refused := self._too_large(connection, body.points, _asked_points(connection)):
                return refused
            repository.set_points(connection, body.points)
            trail.record(connection, self._clock.now(), manager.actor, "checkin.points", "", points=body.points)
            return self._points(connection)

        return await self._database.transact(put)

    async def all(self) -> tuple[wire.Survey, ...]:
        return await self._database.read(repository.all_surveys)

    async def save(self, manager: Principal, body: wire.SaveSurvey) -> wire.Survey | Refused:
        for store in body.stores:
            manager.at(Action.MANAGE_CHECKIN, store)
        if (where := rules.misfit(body)) is not None:
            return Refused(Code.INVALID, {"where": where})
        return await self._database.transact(lambda connection: self._save(connection, manager, body))

    def _save(self, connection: Connection, manager: Principal, body: wire.SaveSurvey) -> wire.Survey | Refused:
        known = repository.survey(connection, body.id)
        if known is not None and known.answered and known.questions != body.questions:
            return Refused(Code.SURVEY_FIXED)
        if body.coupon is not None and coupons.offer(connection, body.coupon) is None:
            return Refused(Code.COUPON_UNKNOWN)
        if refused := self._too_large(connection, body.points, repository.points(connection) if body.active else 0):
            return refused
        now = self._clock.now()
        repository.save(connection, body, now)
        said: dict[str, object] = {"active": body.active, "stores": body.stores, "points": body.points, "coupon": body.coupon}
        trail.record(connection, now, manager.actor, "checkin.survey", body.id, survey=said)
        return repository.survey(connection, body.id) or Refused(Code.NOT_FOUND)

    async def results(self, survey_id: str) -> wire.SurveyResults | Refused:
        def look(connection: Connection) -> wire.SurveyResults | Refused:
            survey = repository.survey(connection, survey_id)
            if survey is None:
                return Refused(Code.NOT_FOUND)
            counted = rules.counts(survey.questions, repository.answers(connection, survey_id))
            return wire.SurveyResults(survey=survey, questions=tuple(wire.Counts(counts=each) for each in counted))

        return await self._database.read(look)

    def _points(self, connection: Connection) -> wire.VisitPoints:
        return wire.VisitPoints(points=repository.points(connection), most=self._room(connection, _asked_points(connection)))

    def _too_large(self, connection: Connection, points: int, other: int) -> Refused | None:
        room = self._room(connection, other)
        return Refused(Code.GIFT_TOO_LARGE, {"most": wire.MOST_GIFT, "room": room}) if points > room else None

    def _room(self, connection: Connection, other: int) -> int:
        """By what a point is worth today."""
        return rules.room(other, earning.current(connection, self._clock.now()).spending)


def _asked_points(connection: Connection) -> int:
    """The most that a questionnaire which is on brings: of several, a visit asks one."""
    return max((survey.points for survey in repository.all_surveys(connection) if survey.active), default=0)
