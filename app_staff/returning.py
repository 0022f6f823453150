"""A return from the screen's side: a receipt is found, lines are picked, what their return changes is shown, and they are taken back."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from app_staff import picking
from app_staff.actions import Door
from app_staff.desk import Declined, Desk, TakeBack, Unsure
from app_staff.session import Finding, Missed, Returning, Seeking, Session, Till, Tone
from app_staff.slate import Slate
from shared.i18n.staff import STAFF
from shared.ids import Ids
from shared.ui.guard import Guard, sentence
from shared.wire.returns import AskReturn, BackLine, ReturnLine, ReturnSale, TakeReturn


class Returns:
    """`send` asks the server for a return and shows what comes of it; `missed` lets a refusal go by itself."""

    def __init__(  # noqa: PLR0913 - what a counter is made of
        self,
        session: Session,
        till: Till,
        door: Door,
        desk: Desk,
        guard: Guard,
        ids: Ids,
        *,
        send: Callable[[Returning, TakeBack], Awaitable[None]],
        missed: Callable[[Missed], None],
        tone: Callable[[Tone], None],
    ) -> None:
        self._session = session
        self._till = till
        self._door = door
        self._desk = desk
        self._guard = guard
        self._ids = ids
        self._send = send
        self._missed = missed
        self._tone = tone

    def begin(self) -> None:
        """The clerk wants to take something back."""
        self._door.touch()
        self._till.step = Finding()

    async def find(self, number: str) -> None:
        """By the number on the receipt; the only one opens by itself."""
        self._door.touch()
        step = self._till.step
        slate = step.slate if isinstance(step, Finding) else Slate()
        asked = self._till.step = Finding(number, busy=True, slate=slate)
        answer = await self._desk.receipts(number)
        if self._till.step is not asked:
            return
        if isinstance(answer, (Declined, Unsure)):
            self._till.step = Finding(slate=slate)
            self._guard.toast(self._said(answer))
        elif len(answer) == 1:
            self.open(answer[0].id)
        else:
            self._till.step = Finding(number, answer, slate=slate)

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
            self._till.step = Returning(answer, picking.everything(answer))
            self._tone("good")
        else:
            problem = answer.problem if isinstance(answer, Declined) else None
            self._till.step = missed = Missed("", "", problem, sale)
            self._tone("bad" if problem else "amber")
            if problem:
                self._missed(missed)

    # -- choosing
    def pick(self, n: int, milli: int) -> None:
        """So much of a line comes back, in thousandths."""
        self._pick(lambda step: picking.with_pieces(step.lines, n, milli))

    def pick_yen(self, line: ReturnLine, yen: int) -> None:
        """So much of a sale that was typed as one sum."""
        self._pick(lambda step: picking.with_yen(step.sale, line, yen))

    def pick_all(self) -> None:
        """Everything that is left; nothing, when all of it was picked."""
        self._pick(lambda step: () if step.lines == picking.everything(step.sale) else picking.everything(step.sale))

    def ask(self) -> None:
        """Once more, after no answer."""
        self._pick(lambda step: step.lines)

    def _pick(self, change: Callable[[Returning], tuple[BackLine, ...]]) -> None:
        self._door.touch()
        step = self._till.step
        if isinstance(step, Returning) and step.act is None and picking.open_to(step.sale):
            lines = change(step)
            self._till.step = replace(step, lines=lines, asking=bool(lines), missed=False)
            if lines:
                self._guard.spawn(lambda: self._ask(step.sale, lines))

    async def _ask(self, sale: ReturnSale, lines: tuple[BackLine, ...]) -> None:
        answer = await self._desk.would_return(sale.id, AskReturn(lines=lines))
        step = self._till.step
        if not isinstance(step, Returning) or step.sale.id != sale.id or step.lines != lines or not step.asking:
            return  # something else was picked meanwhile
        if isinstance(answer, ReturnSale):
            self._till.step = replace(step, sale=answer, asking=False)
        else:
            self._till.step = replace(step, asking=False, missed=True)
            self._guard.toast(self._said(answer))

    # -- the act
    async def take(self) -> None:
        step = self._till.step
        if isinstance(step, Returning) and step.act is None and step.lines and not (step.asking or step.missed):
            await self._send(step, TakeBack(step.sale.id, TakeReturn(op_id=self._ids.new(), lines=step.lines)))

    async def unsettled(self, act: TakeBack) -> Returning | None:
        """The act's sale and lines, to be sent again. Once they have come back the server does not say any more what that would change."""
        sale = await self._desk.would_return(act.sale, AskReturn(lines=act.body.lines))
        if not isinstance(sale, ReturnSale):
            sale = await self._desk.receipt(act.sale)
        return Returning(sale, act.body.lines or picking.everything(sale), act=act) if isinstance(sale, ReturnSale) else None

    def _said(self, answer: ReturnSale | Declined | Unsure) -> str:
        if isinstance(answer, Declined):
            return sentence(answer.problem, self._session.language)
        words = STAFF.of(self._session.language)
        return words.panel.missed_title if isinstance(answer, Unsure) else words.result.settled
