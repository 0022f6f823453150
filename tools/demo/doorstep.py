"""The tablet by the door of the first store, in the last weeks: who comes by checks in, and some answer the questions."""

import random

from shared.client import ManagerApi, MemberApi
from shared.ids import Ids
from shared.wire import checkin, staff
from tools.demo.shop import Desk, Person, Till

A_DAY = 2
ANSWERS = 0.7
"""How many of those who are asked; the others are asked again when they come next."""


class Doorstep:
    """Opened once, with its questionnaire."""

    def __init__(self, url: str, manager: Desk, ids: Ids, till: Till) -> None:
        self._tablet = ManagerApi(url)
        self._manager = manager
        self._ids = ids
        self._till = till
        self._dice = random.Random(2027)
        self._opened = False

    async def open(self) -> None:
        if self._opened:
            return
        self._opened = True
        async with self._manager.at_work() as api:
            await api.save_survey(self._questions())
            invited = await api.enrolment(staff.NewEnrolment(store=self._till.store, device_name="入口のタブレット"))
        device = (await self._tablet.enrol(invited.token)).token
        self._tablet.token = device
        self._tablet.token = (await self._tablet.unlock(staff.Unlock(staff=self._till.clerk, pin=self._till.pin))).token
        await self._tablet.start_kiosk(checkin.StartKiosk(pin=self._till.pin))
        self._tablet.token = device

    def choose(self, people: list[Person]) -> list[Person]:
        """Who comes by today."""
        return self._dice.sample(people, min(A_DAY, len(people)))

    async def come(self, phone: MemberApi) -> None:
        arrived = await self._tablet.check_in(checkin.CheckIn(id=self._ids.new(), code=(await phone.code()).code))
        asked = arrived.survey
        if asked is None or self._dice.random() > ANSWERS:
            return
        answers = ((self._dice.choice((0, 0, 1, 2)),), (self._dice.choice((3, 4, 4, 5, 5)),))
        await self._tablet.answer_survey(arrived.checkin, checkin.AnswerSurvey(op_id=self._ids.new(), survey=asked.id, answers=answers))

    async def close(self) -> None:
        await self._tablet.close()

    def _questions(self) -> checkin.SaveSurvey:
        ways = (("通りがかり", "Passing by"), ("ご紹介", "From a friend"), ("SNS", "Social media"))
        return checkin.SaveSurvey(
            id=self._ids.new(),
            title_ja="ご来店アンケート",
            title_en="About your visit",
            questions=(
                checkin.SurveyQuestion(
                    kind="one",
                    ja="当店をどこでお知りになりましたか。",
                    en="How did you hear of us?",
                    choices=tuple(checkin.SurveyChoice(ja=ja, en=en) for ja, en in ways),
                ),
                checkin.SurveyQuestion(kind="scale", ja="パンの品ぞろえはいかがですか。", en="How do you like our choice of breads?"),
            ),
            stores=(self._till.store,),
            points=20,
        )
