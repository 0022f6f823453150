"""The bill at the counter: with its amount the server says which coupons to use and why, and how many points it takes; a word brings its coupon."""

from collections.abc import Callable
from dataclasses import replace

from app_staff import bill
from app_staff.actions import Door
from app_staff.desk import Declined, Desk, Unsure
from app_staff.session import Serving, Session, Till
from shared.i18n.staff import STAFF
from shared.ids import Ids
from shared.ui.guard import Guard, sentence
from shared.wire.coupons import AskProposal, ClaimCoupon, Proposal
from shared.wire.visits import Panel


class Billing:
    def __init__(self, session: Session, till: Till, door: Door, desk: Desk, guard: Guard, ids: Ids) -> None:
        self._session = session
        self._till = till
        self._door = door
        self._desk = desk
        self._guard = guard
        self._ids = ids
        self._claims: dict[tuple[str, str], str] = {}

    async def ask(self, due: int) -> None:
        """Of a bill of so many yen; what is proposed stands chosen. 0 forgets the bill; without an answer it is known all the same."""
        step = self._open()
        if step is None:
            return
        self._put(step.panel.visit, lambda now: bill.cut(replace(now, due=due or None, proposal=None)))
        if not due or not self._session.has("coupons"):
            return
        answer = await self._desk.propose(step.panel.visit, AskProposal(amount_due=due))
        if isinstance(answer, Proposal):
            self._put(step.panel.visit, lambda now: _with(now, answer) if now.due == due else now)
        else:
            self._guard.toast(self._said(answer))

    async def enter_word(self, word: str) -> bool:
        """Whether its coupon is the member's now. A word that was not answered keeps its id: it may have arrived."""
        step = self._open()
        if step is None:
            return False
        visit = step.panel.visit
        claim = self._claims.setdefault((visit, word), self._ids.new())
        answer = await self._desk.enter_word(visit, ClaimCoupon(op_id=claim, word=word))
        if isinstance(answer, (Declined, Unsure)):
            self._guard.toast(self._said(answer))
            return False
        del self._claims[visit, word]
        panel = await self._desk.look(visit)
        if isinstance(panel, Panel):
            self._put(visit, lambda now: replace(now, panel=panel, proposal=None))
            if step.due:
                await self.ask(step.due)
        return True

    def _open(self) -> Serving | None:
        self._door.touch()
        step = self._till.step
        return step if isinstance(step, Serving) and step.act is None else None

    def _put(self, visit: str, change: Callable[[Serving], Serving]) -> None:
        """Unless another customer came in between, or the act is on its way."""
        step = self._till.step
        if isinstance(step, Serving) and step.act is None and step.panel.visit == visit:
            self._till.step = change(step)

    def _said(self, answer: Declined | Unsure) -> str:
        if isinstance(answer, Declined):
            return sentence(answer.problem, self._session.language)
        return STAFF.of(self._session.language).panel.missed_title


def _with(now: Serving, found: Proposal) -> Serving:
    shown = {voucher.id for voucher in now.panel.vouchers}
    chosen = tuple(each for each in found.vouchers if each in shown)
    return bill.cut(replace(now, proposal=found, vouchers=chosen, prize=None))
