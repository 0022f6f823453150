"""What happens at the till, from the screen's side: a scan becomes a panel, a choice becomes an act, an act becomes a result.

The scanner never waits for a person: a new scan takes the panel over at any time. An act without an answer stays in
`till.unsettled` with its id, on the panel and overtaken alike, until the server has said what became of it.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace

from app_staff import bill, outcomes, waiting
from app_staff.actions import Door
from app_staff.billing import Billing
from app_staff.desk import Act, Answer, Declined, Desk, Grant, Identify, Spend, Swap, TakeBack, Unsure
from app_staff.returning import Returns
from app_staff.scanner.gate import Scan, whose
from app_staff.session import QUEUE, Done, Looking, Missed, Returning, Seeking, Serving, Session, Settled, Till, Tone, Waiting
from shared.clock import MINUTE, Clock
from shared.i18n.counter import COUNTER
from shared.i18n.staff import STAFF, Staff
from shared.ids import Ids
from shared.qr import r1
from shared.qr.m1 import looks_like_code
from shared.qr.number import is_card_number
from shared.ui.guard import Guard
from shared.wire.goods import Exchange, Mistaken, Prize
from shared.wire.sales import SaleAnswer
from shared.wire.visits import Panel, Redeem

SAME_VISIT = 10 * MINUTE
"""So long the server takes the same code with the same visit id for the same visit."""
HANDED = 4
"""A result that hands a good over stays so many times longer."""
KEPT = 64
"""Visits remembered."""


@dataclass(frozen=True, slots=True)
class Remembered:
    visit: str
    until: int


class Counter:
    """One per session. Its verbs are called by handlers inside the guard, and return at once where they can."""

    def __init__(
        self, session: Session, till: Till, door: Door, desk: Desk, guard: Guard, clock: Clock, ids: Ids, *, result_for: float
    ) -> None:
        self._session = session
        self._till = till
        self._door = door
        self._desk = desk
        self._guard = guard
        self._clock = clock
        self._ids = ids
        self._result_for = result_for
        self._words = waiting.Words(till, desk, clock, self.resume, self._unanswered)
        self._visits: OrderedDict[str, Remembered] = OrderedDict()
        self._whose = ""
        self.on_result: Callable[[Tone], None] = lambda _: None
        """Sound and touch."""
        self.billing = Billing(session, till, door, desk, guard, ids)
        self.returns = Returns(
            session,
            till,
            door,
            desk,
            guard,
            ids,
            send=self._send,
            missed=self._missed,
            tone=self._tone,
        )

    @property
    def words(self) -> Staff:
        return STAFF.of(self._session.language)

    # -- a scan
    def scanned(self, scan: Scan) -> None:
        """A card was shown, shot or typed."""
        self._door.touch()
        if looks_like_code(scan.text) or is_card_number(scan.text):
            self._call(scan.text)
        elif (sale := r1.parse(scan.text)) is not None:
            self._bring_back(scan.text, sale)
        else:
            self._guard.toast(self.words.scan_page.not_a_card)
            self.on_result("amber")

    def _call(self, text: str) -> None:
        step = self._till.step
        if isinstance(step, (Serving, Looking, Done)) and whose(text) == self._whose:
            return  # the phone is still held up, or shown again to the same panel
        self._till.park()
        self._whose = whose(text)
        visit = self._visit_of(text)
        self._till.step = Looking(visit)
        self._guard.spawn(lambda: self._identify(Identify(visit, text, self._terminal())))

    def _bring_back(self, text: str, sale: str) -> None:
        """A receipt's code: what it was, and what its return changes."""
        if isinstance(self._till.step, (Returning, Seeking, Done)) and self._whose == text:
            return  # it is still held up
        self._till.park()
        self._whose = text
        self.returns.open(sale)

    def take_return(self) -> None:
        """Without a code at hand: by the receipt's number."""
        self._till.park()
        self._whose = ""
        self.returns.begin()

    def again(self) -> None:
        """The same scan once more, after no answer."""
        self._door.touch()
        step = self._till.step
        if isinstance(step, Missed) and step.sale:
            self.returns.open(step.sale)
        elif isinstance(step, Missed):
            self._till.step = Looking(step.visit)
            self._guard.spawn(lambda: self._identify(Identify(step.visit, step.code, self._terminal())))

    async def _identify(self, act: Identify) -> None:
        answer = await self._desk.identify(act)
        step = self._till.step
        if not isinstance(step, Looking) or step.visit != act.visit:
            return  # a next customer came in between
        if isinstance(answer, Panel):
            self._till.step = Serving(answer, vouchers=bill.applied(answer))
            self.on_result("good")
        elif isinstance(answer, Declined):
            self._whose = ""
            self._till.step = missed = Missed(act.visit, act.code, answer.problem)
            self.on_result("bad")
            self._missed(missed)
        else:
            self._till.step = Missed(act.visit, act.code, None)
            self.on_result("amber")

    def _visit_of(self, text: str) -> str:
        """The visit that this very code has opened in the last minutes, or a new one."""
        now = self._clock.now()
        known = self._visits.get(text)
        if known is None or known.until < now:
            known = self._visits[text] = Remembered(self._ids.new(), now + SAME_VISIT)
            while len(self._visits) > KEPT:
                self._visits.popitem(last=False)
        return known.visit

    def _terminal(self) -> str | None:
        return None if self._session.desk is None else self._session.desk.terminal

    # -- choosing
    def choose_points(self, points: int) -> None:
        self._choose(lambda serving: serving.choose(points=max(0, min(points, bill.most_of(serving)))))

    def type_points(self, change: Callable[[int], int]) -> None:
        """A key of the pad: from the number as it is to the next; cut to what may be spent."""
        self._choose(lambda serving: serving.choose(points=max(0, min(change(serving.points), bill.most_of(serving)))))

    def choose_voucher(self, voucher: str) -> None:
        """One more, or one less; what does not go with it is put back."""
        self._choose(lambda serving: bill.cut(serving.choose(vouchers=bill.toggled(serving.panel, serving.vouchers, voucher))))

    def choose_prize(self, prize: Prize) -> None:
        self._choose(lambda serving: serving.want(prize))

    def enter(self, *, amount: bool) -> None:
        """Opens or closes the amount pad."""
        self._choose(lambda serving: replace(serving, entering=amount))

    def _choose(self, change: Callable[[Serving], Serving]) -> None:
        self._door.touch()
        step = self._till.step
        if isinstance(step, Serving) and step.act is None:
            self._till.step = change(step)

    async def look_again(self) -> None:
        """The panel as it is now, after something else changed the balance."""
        step = self._till.step
        if isinstance(step, Serving) and step.act is None:
            found = await self._desk.look(step.panel.visit)
            if isinstance(found, Panel) and self._till.step is step:
                self._till.step = replace(step, panel=found, points=min(step.points, found.spendable))

    # -- acts
    async def confirm(self) -> None:
        """The second tap of a redemption."""
        step = self._till.step
        if isinstance(step, Serving) and step.act is None and step.prize is not None:
            wanted = Exchange(op_id=self._ids.new(), sku=step.prize.sku, points=step.prize.points)
            await self._send(step, Swap(step.panel.visit, wanted))
        elif isinstance(step, Serving) and step.act is None and (step.points or step.vouchers):
            body = Redeem(op_id=self._ids.new(), points=step.points, vouchers=step.vouchers, amount_due=step.due)
            await self._send(step, Spend(step.panel.visit, body))

    async def mistaken(self, exchange: str) -> None:
        """An exchange that should not have been: the manager hears of it."""
        self._door.touch()
        await self._door.api.exchange_mistaken(exchange, Mistaken())
        self._guard.toast(COUNTER.of(self._session.language).exchange.told, good=True)
        self.go_on()

    async def record(self, amount: int, rate_permille: int) -> None:
        """A sale that the clerk typed: `amount` yen 税込, after coupons, points included."""
        step = self._till.step
        desk = self._session.desk
        if isinstance(step, Serving) and step.act is None and amount > 0 and desk is not None:
            words = self.words.amount
            sale = bill.typed_sale(
                desk,
                step.panel.visit,
                amount,
                rate_permille,
                by_points=step.used_yen,
                now=self._clock.now(),
                mark=self._ids.new()[-12:],
                item=words.item,
                rest=words.rest,
            )
            await self._send(step, Grant(step.panel.visit, sale))

    async def resend(self) -> None:
        """The same act, with the same id."""
        step = self._till.step
        if isinstance(step, (Serving, Returning)) and step.act is not None and not step.busy:
            await self._send(step, step.act)

    async def _send(self, step: Serving | Returning, act: Act) -> None:
        self._door.touch()
        self._till.step = replace(step, busy=True, act=act)
        self._settle(act, await self._ask(act))

    async def resume(self, act: waiting.Asks) -> None:
        """The member has answered: the same act again."""
        self._settle(act, await self._ask(act))

    def _unanswered(self, serving: Serving) -> None:
        done = Done("amber", self.words.panel.unanswered_title, self.words.panel.unanswered)
        if serving.act is not None:
            self._note(serving.act, done, shown=True)
        self._show(replace(done, after=replace(serving, busy=False, act=None, asking=None)))

    def stop_asking(self) -> None:
        """The clerk does not wait for the member's word: without the act, it is good for nothing."""
        self._door.touch()
        step = self._till.step
        if isinstance(step, Serving) and step.asking is not None:
            self._till.step = replace(step, busy=False, act=None, asking=None)

    async def settle_all(self) -> None:
        """Asks again about every act without an answer."""
        for act in self._till.unsettled:
            await self.settle(act)

    async def settle(self, act: Act) -> None:
        """Sends one of them again, from wherever; what comes of it is said there and on its panel."""
        self._door.touch()
        if act in self._till.sending:
            return
        step = self._till.at(act)
        if step is not None:
            await self._send(step, act)
        else:
            self._settle(act, await self._ask(act))

    def seen(self, settled: Settled) -> None:
        """Somebody has read what came of it."""
        self._door.touch()
        self._till.settled = tuple(one for one in self._till.settled if one is not settled)

    async def open_act(self, act: Act) -> bool:
        """Back on the panel as it was left: not answered, to be sent again. False where it cannot be looked up now."""
        if self._till.at(act) is not None:
            return True
        if isinstance(act, TakeBack):
            step = await self.returns.unsettled(act)
        else:
            panel = await self._desk.look(act.visit)
            due = act.body.amount_due if isinstance(act, Spend) else None
            step = Serving(panel, act=act, due=due) if isinstance(panel, Panel) else None
        if step is not None:
            self._show_again(replace(step, busy=act in self._till.sending))
        return step is not None

    def reopen(self, serving: Serving) -> None:
        """Back to a member who was being asked when the next one came; the answer is looked for on."""
        if serving not in self._till.parked:
            return  # he is on the panel
        self._forget(serving)
        self._show_again(serving)
        act, asked = serving.act, serving.asking
        if asked is not None and isinstance(act, (Spend, Swap)):
            self._guard.spawn(lambda: self._words.wait(act, asked))

    def give_up(self, serving: Serving) -> None:
        """The act was never done, and is not sent again."""
        if serving is self._till.step:
            self.stop_asking()
        self._door.touch()
        self._forget(serving)

    def _forget(self, serving: Serving) -> None:
        self._till.parked = tuple(one for one in self._till.parked if one is not serving)

    def _show_again(self, step: Serving | Returning) -> None:
        self._till.park()
        self._whose = ""
        self._till.step = step

    async def _ask(self, act: Act) -> Answer | Unsure:
        self._till.sending = (*self._till.sending, act)
        try:
            if isinstance(act, Swap):
                return await self._desk.exchange(act)
            if isinstance(act, TakeBack):
                return await self._desk.take_back(act)
            return await (self._desk.redeem(act) if isinstance(act, Spend) else self._desk.grant(act))
        except BaseException:
            self._put_by(act)  # signed out, or the screen is closing: the act waits for whoever comes back
            raise
        finally:
            self._till.sending = tuple(one for one in self._till.sending if one != act)

    def _put_by(self, act: Act) -> None:
        """No answer that counts: it waits in the queue, and on its panel, to be sent again."""
        self._till.put_by(act)
        step = self._till.at(act)
        if isinstance(step, Serving):
            self._till.step = replace(step, busy=False, asking=None)
        elif step is not None:
            self._till.step = replace(step, busy=False)

    def _settle(self, act: Act, answer: Answer | Unsure) -> None:
        if isinstance(answer, Unsure):
            self._put_by(act)
            self.on_result("amber")
            return
        self._till.answered(act)
        step = self._till.at(act)
        if isinstance(step, Serving) and isinstance(act, (Spend, Swap)) and isinstance(answer, Declined):
            asked = waiting.asked(answer, self._clock.monotonic())
            if asked is not None:
                self._till.step = replace(step, busy=True, asking=asked)
                self._guard.spawn(lambda: self._words.wait(act, asked))
                return
        done = outcomes.told(self._session, act, answer)
        self._note(act, done, shown=step is not None)
        if step is not None:
            self._show(outcomes.on_panel(self._session, step, answer, done) if isinstance(step, Serving) else done)
        if isinstance(step, Serving) and isinstance(answer, SaleAnswer):
            self._guard.spawn(lambda: self._desk.leave(step.panel.visit))

    def _note(self, act: Act, done: Done, *, shown: bool) -> None:
        """Away from its panel it is said in the queue, while that is open, or in passing. A refusal stays there until it is read."""
        watched = self._session.place == QUEUE
        if watched or (done.tone == "bad" and not shown):
            self._till.settled = (*self._till.settled, Settled(act, done))
        if not (watched or shown):
            self._guard.toast(self.words.result.settled if done.tone == "good" else done.sentence, good=done.tone == "good")

    # -- results
    def _show(self, done: Done) -> None:
        self._till.step = done
        self.on_result(done.tone)
        self._guard.spawn(lambda: self._return_from(done))

    def _tone(self, tone: Tone) -> None:
        self.on_result(tone)

    def _missed(self, missed: Missed) -> None:
        self._guard.spawn(lambda: self._return_from(missed))

    async def _return_from(self, shown: Done | Missed) -> None:
        handed = isinstance(shown, Done) and (shown.exchange or shown.facts)
        await asyncio.sleep(self._result_for * (HANDED if handed else 1))
        if self._till.step is shown:
            self.go_on()

    def go_on(self) -> None:
        """Away from a result: to the member who is still to be served, or to the next one."""
        self._door.touch()
        step = self._till.step
        self._till.step = (step.after if isinstance(step, Done) else None) or Waiting()

    def leave(self) -> None:
        """The clerk is done with this member. At a linked till the visit stays open: the POS's sale is still to join it."""
        self._door.touch()
        step = self._till.step
        if isinstance(step, Serving) and self._session.manual and step.act is None:
            self._guard.spawn(lambda: self._desk.leave(step.panel.visit))
        self._till.park()
        self._till.step = Waiting()
        self._whose = ""
