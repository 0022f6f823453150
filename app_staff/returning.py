"""A return from the screen's side: a receipt is found, what its return changes is shown, and the whole of it is taken back."""

from collections.abc import Callable
from dataclasses import replace

from app_staff.actions import Door
from app_staff.desk import Declined, Desk, TakeBack, Unsure
from app_staff.session import Done, Finding, Missed, Returning, Seeking, Session, Till, Tone
from shared.i18n import formats, pick
from shared.i18n.returning import RETURNING
from shared.i18n.staff import STAFF, Staff
from shared.ids import Ids
from shared.ui.guard import Guard, sentence
from shared.wire.returns import ReturnSale, TakeReturn


class Returns:
    """`show` puts a result on the panel; `missed` lets a refusal go by itself; `put_by` keeps an act that was overtaken."""

    def __init__(  # noqa: PLR0913 - what a counter is made of
        self,
        session: Session,
        till: Till,
        door: Door,
        desk: Desk,
        guard: Guard,
        ids: Ids,
        *,
        show: Callable[[Done], None],
        missed: Callable[[Missed], None],
        put_by: Callable[[TakeBack], None],
        tone: Callable[[Tone], None],
    ) -> None:
        self._session = session
        self._till = till
        self._door = door
        self._desk = desk
        self._guard = guard
        self._ids = ids
        self._show = show
        self._missed = missed
        self._put_by = put_by
        self._tone = tone

    def begin(self) -> None:
        """The clerk wants to take something back."""
        self._door.touch()
        self._till.step = Finding()

    async def find(self, number: str) -> None:
        """By the number on the receipt; the only one opens by itself."""
        self._door.touch()
        asked = self._till.step = Finding(number, busy=True)
        answer = await self._desk.receipts(number)
        if self._till.step is not asked:
            return
        if isinstance(answer, (Declined, Unsure)):
            self._till.step = Finding(number="")
            self._guard.toast(self._said(answer))
        elif len(answer) == 1:
            self.open(answer[0].id)
        else:
            self._till.step = Finding(number, answer)

    def open(self, sale: str) -> None:
        """A receipt was read, or chosen."""
        self._door.touch()
        self._till.step = Seeking(sale)
        self._guard.spawn(lambda: self._look(sale))

    async def _look(self, sale: str) -> None:
        answer = await self._desk.receipt(sale)
        step = self._till.step
        if not isinstance(step, Seeking) or step.sale != sale:
            return  # somebody else came in between
        if isinstance(answer, ReturnSale):
            self._till.step = Returning(answer)
            self._tone("good")
        else:
            problem = answer.problem if isinstance(answer, Declined) else None
            self._till.step = missed = Missed("", "", problem, sale)
            self._tone("bad" if problem else "amber")
            if problem:
                self._missed(missed)

    async def take(self) -> None:
        step = self._till.step
        if isinstance(step, Returning) and step.act is None and step.sale.state == "open":
            await self._send(step, TakeBack(step.sale.id, TakeReturn(op_id=self._ids.new())))

    async def resend(self) -> None:
        """The same act, with the same id."""
        step = self._till.step
        if isinstance(step, Returning) and step.act is not None and not step.busy:
            await self._send(step, step.act)

    async def _send(self, step: Returning, act: TakeBack) -> None:
        self._door.touch()
        self._till.step = replace(step, act=act, busy=True)
        try:
            answer = await self._desk.take_back(act)
        except BaseException:
            self._put_by(act)
            raise
        here = self._at(act)
        if isinstance(answer, Unsure):
            if here is None:
                self._put_by(act)
            else:
                self._till.step = replace(here, busy=False)
            self._tone("amber")
        elif here is None:
            self._guard.toast(self._said(answer), good=isinstance(answer, ReturnSale))
        elif isinstance(answer, Declined):
            self._show(Done("bad", self._words.result.refused, self._said(answer)))
        else:
            self._show(self.done(answer))

    def _at(self, act: TakeBack) -> Returning | None:
        step = self._till.step
        return step if isinstance(step, Returning) and step.act == act else None

    def done(self, sale: ReturnSale) -> Done:
        """What is to be handed back, and what has changed."""
        words, language = RETURNING.of(self._session.language), self._session.language
        paid = sale.total - sum(tender.amount for tender in sale.tenders if tender.kind == "points")
        said = words.refund(formats.yen(paid)) if paid else words.nothing_to_refund
        effect = sale.effect
        if effect is None:
            return Done("good", words.done, said)
        facts = [f"{words.taken} {formats.signed(-effect.taken)}"] if effect.taken else []
        facts += [f"{words.restored} {formats.signed(effect.restored)}"] if effect.restored else []
        facts += [words.coupon(pick(language, one.name_ja, one.name_en)) for one in effect.coupons]
        facts += [words.owed(formats.points(effect.owed))] if effect.owed else []
        facts += [words.borne(formats.points(effect.borne))] if effect.borne else []
        change = effect.restored - effect.taken + effect.owed + effect.borne
        return Done("good", words.done, said, effect.balance, change, facts=tuple(facts))

    @property
    def _words(self) -> Staff:
        return STAFF.of(self._session.language)

    def _said(self, answer: ReturnSale | Declined | Unsure) -> str:
        if isinstance(answer, Declined):
            return sentence(answer.problem, self._session.language)
        return self._words.panel.missed_title if isinstance(answer, Unsure) else self._words.result.settled
