"""The tablet by the door, and what the manager says about it."""

from collections.abc import Sequence

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from backend.auth.actions import Action
from backend.auth.principal import Call
from backend.auth.routes import route
from backend.checkin.service import Kiosk
from backend.checkin.surveys import Surveys
from backend.kit.http import Nothing, Reply, answer, path_id, read, reply
from backend.problems import Refused, refuse
from shared.wire import checkin as wire

START = msgspec.json.Decoder(wire.StartKiosk)
CHECK_IN = msgspec.json.Decoder(wire.CheckIn)
ANSWER = msgspec.json.Decoder(wire.AnswerSurvey)
POINTS = msgspec.json.Decoder(wire.SetVisitPoints)
SAVE = msgspec.json.Decoder(wire.SaveSurvey)


class CheckinEndpoints:
    def __init__(self, kiosk: Kiosk, surveys: Surveys) -> None:
        self._kiosk = kiosk
        self._surveys = surveys

    async def start(self, request: Call) -> Reply:
        """Turns this tablet to the customers: it checks members in, and nothing else, until somebody of the staff unlocks it."""
        refused = await self._kiosk.start(request.user, (await read(request, START)).pin)
        if refused is not None:
            raise refuse(refused)
        return Nothing()

    async def offered(self, request: Call) -> Reply:
        """What awaits whoever holds up a card here."""
        return reply(await self._surveys.offered(request.user.store_id))

    async def check_in(self, request: Call) -> Reply:
        """Points for coming, once a member, store and day; consumes the code. Answers what may stand on a screen that everybody sees."""
        return answer(await self._kiosk.check_in(request.user, await read(request, CHECK_IN)))

    async def reply(self, request: Call, checkin: FromPath[str]) -> Reply:
        """The answers of whoever has just checked in, once a questionnaire, and the thanks for them."""
        outcome = await self._kiosk.answer(request.user, path_id(checkin), await read(request, ANSWER))
        if isinstance(outcome, Refused):
            raise refuse(outcome)
        return Reply(outcome.answer)

    async def visit_points(self, request: Call) -> Reply:
        """What a member gets for coming, and the most it may be."""
        del request
        return reply(await self._surveys.visit_points())

    async def set_visit_points(self, request: Call) -> Reply:
        """Changes what a member gets for coming."""
        return answer(await self._surveys.set_visit_points(request.user, await read(request, POINTS)))

    async def surveys(self, request: Call) -> Reply:
        """Every questionnaire, the newest first."""
        del request
        return reply(await self._surveys.all())

    async def save(self, request: Call) -> Reply:
        """Keeps a questionnaire: a new one, or all of one that is there."""
        return answer(await self._surveys.save(request.user, await read(request, SAVE)))

    async def results(self, request: Call, survey: FromPath[str]) -> Reply:
        """How often each answer was given. Who gave it is nowhere."""
        del request
        return answer(await self._surveys.results(path_id(survey)))

    def routes(self) -> Sequence[HTTPRouteHandler]:
        points, surveys = "/v1/visit-points", "/v1/surveys"
        return (
            route("POST", "/v1/kiosk", Action.START_KIOSK, self.start, body=wire.StartKiosk, status=204),
            route("GET", "/v1/kiosk", Action.CHECK_IN, self.offered, answer=wire.Offered),
            route("POST", "/v1/checkins", Action.CHECK_IN, self.check_in, body=wire.CheckIn, answer=wire.Arrival),
            route("POST", "/v1/checkins/{checkin:str}/answers", Action.CHECK_IN, self.reply, body=wire.AnswerSurvey, answer=wire.Thanked),
            route("GET", points, Action.READ_SURVEYS, self.visit_points, answer=wire.VisitPoints),
            route("POST", points, Action.MANAGE_CHECKIN, self.set_visit_points, body=wire.SetVisitPoints, answer=wire.VisitPoints),
            route("GET", surveys, Action.READ_SURVEYS, self.surveys, answer=tuple[wire.Survey, ...]),
            route("POST", surveys, Action.MANAGE_CHECKIN, self.save, body=wire.SaveSurvey, answer=wire.Survey),
            route("GET", f"{surveys}/{{survey:str}}/results", Action.READ_SURVEYS, self.results, answer=wire.SurveyResults),
        )
