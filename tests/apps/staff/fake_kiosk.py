"""What the fake shop answers to the tablet by the door and to the manager who sets it up."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import httpx
import msgspec

from shared.wire import checkin as wire
from shared.wire.problems import Code, Problem, problem
from tests.apps.staff.made_up import uid, voucher

THANKS = voucher(
    7, coupon="thanks", kind="amount", value=100, name_ja="アンケートのお礼 100 円引き", name_en="¥100 off, with our thanks", ends_on=date(2026, 12, 31)
)  # fmt: skip
QUESTIONS = (
    wire.SurveyQuestion(
        kind="one",
        ja="当店をどこでお知りになりましたか。",
        en="How did you hear of us?",
        choices=tuple(
            wire.SurveyChoice(ja=ja, en=en)
            for ja, en in (("通りがかり", "Passing by"), ("ご家族・ご友人から", "Family or friends"), ("インターネット", "The internet"))
        ),
    ),
    wire.SurveyQuestion(
        kind="many",
        ja="よくお求めになるものはどれですか。",
        en="What do you like to buy?",
        choices=tuple(
            wire.SurveyChoice(ja=ja, en=en)
            for ja, en in (("食パン", "Loaves"), ("菓子パン", "Sweet buns"), ("サンドイッチ", "Sandwiches"), ("焼き菓子", "Cakes"))
        ),
    ),
    wire.SurveyQuestion(kind="scale", ja="スタッフの対応はいかがですか。", en="How do you like our service?"),
)
ASKED = wire.Asked(
    id=uid(300),
    title_ja="ご来店アンケート",
    title_en="About your visit",
    questions=QUESTIONS,
    points=10,
    coupon_ja=THANKS.name_ja,
    coupon_en=THANKS.name_en,
)
SURVEY = wire.Survey(
    id=ASKED.id,
    title_ja=ASKED.title_ja,
    title_en=ASKED.title_en,
    questions=QUESTIONS,
    stores=("honten",),
    active=True,
    points=10,
    coupon="thanks",
    answered=48,
)
OLDER = msgspec.structs.replace(SURVEY, id=uid(301), title_ja="夏の新作について", title_en="Our summer breads", active=False, answered=0, coupon=None)  # fmt: skip


def arrival(**changes: Any) -> wire.Arrival:
    usual = wire.Arrival(
        checkin=uid(310),
        name="花子",
        points=5,
        balance=1239,
        coupons=(voucher(1), voucher(2, kind="amount", value=200, name_ja="200 円引き", name_en="¥200 off")),
        survey=ASKED,
    )
    return msgspec.structs.replace(usual, **changes)


@dataclass
class FakeKiosk:
    """One member who comes by once; `facing` says whether the tablet is turned to the customers."""

    facing: bool = False
    arrival: wire.Arrival = field(default_factory=arrival)
    points: int = 5
    surveys: tuple[wire.Survey, ...] = (SURVEY, OLDER)
    came: dict[str, wire.Arrival] = field(default_factory=dict[str, wire.Arrival])
    """By the id of the check-in."""
    answered: list[wire.AnswerSurvey] = field(default_factory=list[wire.AnswerSurvey])

    def answer(self, method: str, path: str, content: bytes) -> httpx.Response | None:
        """None for a path that is not ours."""
        match method, path.split("/")[2:]:
            case "POST", ["kiosk"]:
                return self._start(content)
            case "GET", ["kiosk"]:
                return _good(wire.Offered(points=self.points, survey=self.arrival.survey is not None))
            case "POST", ["checkins"]:
                return self._come(content)
            case "POST", ["checkins", _, "answers"]:
                return self._answered(content)
            case _:
                return self._manage(method, path.split("/")[2:], content)

    def _manage(self, method: str, parts: list[str], content: bytes) -> httpx.Response | None:
        if parts == ["visit-points"]:
            return self._points(method, content)
        return self._surveys(method, content, parts[1:]) if parts[:1] == ["surveys"] else None

    def _answered(self, content: bytes) -> httpx.Response:
        body = msgspec.json.decode(content, type=wire.AnswerSurvey)
        if body not in self.answered:
            self.answered.append(body)
        return _good(wire.Thanked(points=10, balance=self.arrival.balance + 10, coupon=THANKS))

    def _start(self, content: bytes) -> httpx.Response:
        if msgspec.json.decode(content, type=wire.StartKiosk).pin != "274918":
            return _problem(problem(Code.PIN_WRONG, {"left": 4}))
        self.facing = True
        return httpx.Response(200, content=b"null")

    def _come(self, content: bytes) -> httpx.Response:
        body = msgspec.json.decode(content, type=wire.CheckIn)
        if self.came and body.id not in self.came:
            return _problem(problem(Code.CHECKIN_DONE))
        return _good(self.came.setdefault(body.id, self.arrival))

    def _points(self, method: str, content: bytes) -> httpx.Response:
        most = wire.MOST_GIFT - max((each.points for each in self.surveys if each.active), default=0)
        if method == "POST":
            points = msgspec.json.decode(content, type=wire.SetVisitPoints).points
            if points > most:
                return _problem(problem(Code.GIFT_TOO_LARGE, {"most": wire.MOST_GIFT, "room": most}))
            self.points = points
        return _good(wire.VisitPoints(points=self.points, most=most))

    def _surveys(self, method: str, content: bytes, rest: list[str]) -> httpx.Response:
        if rest:
            found = next(each for each in self.surveys if each.id == rest[0])
            counts = (wire.Counts(counts=(21, 18, 9)), wire.Counts(counts=(30, 12, 8, 4)), wire.Counts(counts=(0, 1, 6, 19, 22)))
            return _good(wire.SurveyResults(survey=found, questions=counts))
        if method == "GET":
            return _good(self.surveys)
        body = msgspec.json.decode(content, type=wire.SaveSurvey)
        saved = wire.Survey(
            **msgspec.structs.asdict(body), answered=next((each.answered for each in self.surveys if each.id == body.id), 0)
        )
        if any(each.id == body.id for each in self.surveys):
            self.surveys = tuple(saved if each.id == body.id else each for each in self.surveys)
        else:
            self.surveys = (saved, *self.surveys)
        return _good(saved)


def _good(answer: msgspec.Struct | tuple[msgspec.Struct, ...]) -> httpx.Response:
    return httpx.Response(200, content=msgspec.json.encode(answer))


def _problem(found: Problem) -> httpx.Response:
    return httpx.Response(found.status, content=msgspec.json.encode(found))
