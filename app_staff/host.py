"""Receives customers at the tablet by the door: a card becomes points, answers become thanks, and then the screen is everybody's again.

An act without an answer is sent again as it is, with its id: nobody gets anything twice.
"""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from app_staff.actions import Door
from app_staff.doorstep import Answering, Arrived, Checking, Doorstep, Idle, Sorry, Step, Thanks
from app_staff.scanner.gate import Scan, whose
from app_staff.session import Session, Tone
from shared.client import ApiError, Refused, SignedOut, Unreachable
from shared.i18n.kiosk import KIOSK, Kiosk
from shared.ids import Ids
from shared.qr.m1 import looks_like_code
from shared.ui.guard import Guard
from shared.wire.checkin import AnswerSurvey, CheckIn
from shared.wire.problems import Code, problem

STAYS: dict[type[Step], int] = {Arrived: 3, Answering: 15, Thanks: 4, Sorry: 3}
"""How many times a result's usual time each screen stays by itself."""
TURN = 2
"""As above, of each language on the screen that waits."""
OFFERING = 6
"""As above, of a greeting that asks for answers."""
STAFF = 10
"""As above, of the door for the staff."""
HOLD = 1.5
"""Seconds for which the staff hold the corner, after the half that makes a touch a long one."""
RENEW = 300.0
"""Seconds until what the screen promises is asked anew."""


class Host:
    """One per session. Its verbs are called by handlers inside the guard, and return at once where they can."""

    def __init__(self, session: Session, doorstep: Doorstep, door: Door, guard: Guard, ids: Ids, *, result_for: float) -> None:
        self._session = session
        self._doorstep = doorstep
        self._door = door
        self._guard = guard
        self._ids = ids
        self._result_for = result_for
        self._whose = ""
        self._showing = 0
        self._asked_to_leave = 0
        self._holds = 0
        self.hold_for = HOLD
        self.on_result: Callable[[Tone], None] = lambda _: None
        """Sound and touch."""

    @property
    def turn_after(self) -> float:
        """Seconds of each language on the screen that waits."""
        return self._result_for * TURN

    @property
    def words(self) -> Kiosk:
        """In the language of whoever stands here."""
        return KIOSK.of(self._doorstep.language or self._session.language)

    # -- the screen that waits
    async def watch(self) -> None:
        """As long as the screen faces the customers: what it promises is kept right."""
        self.go_on()
        self._doorstep.leaving = False
        while True:
            try:
                self._doorstep.offered = await self._door.device.kiosk()
            except SignedOut:
                raise
            except ApiError:
                pass  # it promises nothing new
            await asyncio.sleep(RENEW)

    def switch_language(self) -> None:
        """For whoever stands here; the next one finds the tablet's own again."""
        speaks = self._doorstep.language or self._session.language
        self._doorstep.language = "en" if speaks == "ja" else "ja"
        self._stay(self._doorstep.step)

    def hold_corner(self) -> None:
        """A finger rests on the hidden corner."""
        self._holds += 1
        mine = self._holds

        async def wait() -> None:
            await asyncio.sleep(self.hold_for)
            if mine == self._holds:
                self.ask_to_leave()

        self._guard.spawn(wait)

    def let_go(self) -> None:
        self._holds += 1

    def ask_to_leave(self) -> None:
        """Somebody of the staff: the names and the PIN, for a while."""
        self._asked_to_leave += 1
        mine = self._asked_to_leave
        self._doorstep.leaving = True

        async def back() -> None:
            await asyncio.sleep(self._result_for * STAFF)
            if mine == self._asked_to_leave:
                self._doorstep.leaving = False

        self._guard.spawn(back)

    def stay(self) -> None:
        """The tablet goes on facing the customers."""
        self._doorstep.leaving = False

    # -- a card
    def scanned(self, scan: Scan) -> None:
        """A card was held up. Who answers is not disturbed; anybody else may be followed by the next one."""
        step = self._doorstep.step
        if isinstance(step, (Checking, Answering)) or self._doorstep.leaving:
            return
        if not isinstance(step, Idle) and whose(scan.text) == self._whose:
            return  # the phone is still held up
        self._whose = whose(scan.text)
        if looks_like_code(scan.text):
            self._check(Checking(self._ids.new(), scan.text))
        else:
            self._put(Sorry(problem(Code.CHECKIN_NEEDS_CODE)), "amber")

    def again(self) -> None:
        """The same once more, after no answer."""
        step = self._doorstep.step
        if isinstance(step, Sorry) and step.checking is not None:
            self._check(step.checking)

    def _check(self, checking: Checking) -> None:
        self._put(checking)
        self._guard.spawn(lambda: self._checked(checking))

    async def _checked(self, checking: Checking) -> None:
        try:
            arrival = await self._door.device.check_in(CheckIn(id=checking.checkin, code=checking.code))
        except SignedOut:
            self.go_on()
            raise
        except Unreachable:
            self._put(Sorry(None, checking), "amber")
        except Refused as refused:
            self._put(Sorry(refused.problem), "good" if refused.code == Code.CHECKIN_DONE.slug else "amber")
        else:
            self._put(Arrived(arrival), "good")

    # -- answers
    def begin(self) -> None:
        step = self._doorstep.step
        if isinstance(step, Arrived) and step.arrival.survey is not None:
            survey = step.arrival.survey
            self._put(Answering(step.arrival, survey, self._ids.new(), ((),) * len(survey.questions)))

    def choose(self, value: int) -> None:
        """A choice, or a step of a scale; of many choices one taken again is put back."""
        step = self._doorstep.step
        if not isinstance(step, Answering) or step.busy or step.unsure:
            return
        taken, question = step.chosen[step.place], step.survey.questions[step.place]
        answer = tuple(sorted({*taken} ^ {value})) if question.kind == "many" else (value,)
        self._put(replace(step, chosen=(*step.chosen[: step.place], answer, *step.chosen[step.place + 1 :])))

    def turn(self, by: int) -> None:
        """To the next question, or back to the one before."""
        step = self._doorstep.step
        if isinstance(step, Answering) and not (step.busy or step.unsure) and 0 <= step.place + by < len(step.survey.questions):
            self._put(replace(step, place=step.place + by))

    async def send(self) -> None:
        step = self._doorstep.step
        if not isinstance(step, Answering) or step.busy or not (step.last and step.ready):
            return
        busy = replace(step, busy=True, unsure=False)
        self._put(busy)
        body = AnswerSurvey(op_id=step.op_id, survey=step.survey.id, answers=step.chosen)
        try:
            thanks = await self._door.device.answer_survey(step.arrival.checkin, body)
        except SignedOut:
            self.go_on()
            raise
        except Unreachable:
            self._put(replace(busy, busy=False, unsure=True), "amber")
        except Refused as refused:
            self._put(Sorry(refused.problem), "amber")
        else:
            self._put(Thanks(step.survey, thanks), "good")

    # -- and back
    def go_on(self) -> None:
        """The screen is everybody's again."""
        self._showing += 1
        self._doorstep.step = Idle()
        self._doorstep.language = None

    def _put(self, step: Step, tone: Tone | None = None) -> None:
        self._doorstep.step = step
        if tone is not None:
            self.on_result(tone)
        self._stay(step)

    def _stay(self, step: Step) -> None:
        """For its time, unless something happens meanwhile."""
        self._showing += 1
        times = STAYS.get(type(step))
        if times is None:
            return
        if isinstance(step, Arrived) and step.arrival.survey is not None:
            times = OFFERING
        mine = self._showing

        async def back() -> None:
            await asyncio.sleep(self._result_for * times)
            if mine == self._showing:
                self.go_on()

        self._guard.spawn(back)
