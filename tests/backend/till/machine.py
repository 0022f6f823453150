"""A shop's life as a state machine: whatever happens in whatever order, the books hold and every answer stays what it was.

The model beside it is small on purpose: what each act must have done to its member. Everything deeper is `verify`'s, after each example.
"""

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any, TypeVar

import msgspec
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, MultipleResults, RuleBasedStateMachine, consumes, initialize, invariant, rule
from sqlalchemy import Connection, text

from backend.db.engine import Database
from backend.earning.rules import RuleSet
from backend.jobs.expiry import Expiry
from backend.ledger import verify as ledger
from backend.tickets import repository as tickets
from backend.till.operations import Accepted, Actor, Commit, Identified, Operation, Outcome, RecordSale, Release
from backend.till.service import Till
from backend.till.verify import verify
from shared.clock import DAY, MINUTE, SetClock, to_datetime
from shared.wire import adjustments, visits
from shared.wire.sales import Sale, SaleAnswer
from shared.wire.spending import Spending
from shared.wire.tickets import TicketsDone
from tests.backend.earning.bills import line
from tests.backend.earning.bills import sale as bill
from tests.backend.till import machine_model as model
from tests.backend.till.machine_model import COFFEE, NOTHING, PEOPLE, SPENDINGS, TABLETS, Remembering, Rung
from tests.backend.till.machine_tickets import LASTS, OFFERS, Tickets
from tests.backend.till.shop import NOON, Shop, accepted, args_of
from tests.backend.till.test_parts import some
from tests.backend.till.test_tickets import Counter

T = TypeVar("T")


class TillMachine(RuleBasedStateMachine):
    """Subclasses say where the database is. Two writers take turns where the engine has room for two."""

    writers = 1

    rung = Bundle("rung")
    brought = Bundle("brought")
    held = Bundle("held")
    waiting = Bundle("waiting")
    ticket_acts = Bundle("ticket_acts")

    @staticmethod
    def url() -> str:
        raise NotImplementedError

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.clock = SetClock(NOON)
        url = self.url()
        self.databases = [Database.open(url) for _ in range(self.writers)]
        self.shops: list[Shop] = []
        self.answers: list[tuple[Operation, Outcome]] = []
        self.number = 0
        self.lapsed = NOON
        self.holds = False
        self.version = 1
        self.spending = Spending()
        self.tickets = Tickets()
        self.run(self._open())

    async def _open(self) -> None:
        self.shops = [Shop(database, self.clock) for database in self.databases]
        first = self.shops[0]
        await first.open(*PEOPLE)
        await first.stock("coffee", COFFEE)
        await first.database.transact(lambda line: [tickets.add(line, each, self.clock.now()) for each in OFFERS])
        for shop in self.shops:
            shop.members = first.members
            shop.till = till = Remembering(shop.database, self.clock, shop.ids)
            till.answers = self.answers

    @initialize(shortfall=st.sampled_from(("debt", "hold", "clamp")), spending=st.sampled_from(SPENDINGS))
    def the_shop_decides(self, shortfall: Any, spending: Spending) -> None:
        """What becomes of points that a return cannot take back any more; what a bill takes, and what points are worth."""
        self.shortfall = shortfall
        self.holds = shortfall == "hold"
        self._govern(spending, 0)

    @rule(spending=st.sampled_from(SPENDINGS))
    def points_are_worth_something_else(self, spending: Spending) -> None:
        """From now on; what was used stays what it was."""
        self.clock.forward(MINUTE)
        self._govern(spending, self.clock.now())

    def _govern(self, spending: Spending, since: int) -> None:
        self.version += 1
        self.spending = spending
        spend = {f"spend_{name}": getattr(spending, name) for name in ("unit", "yen", "least", "permille")}
        self.run(self.shops[0].govern(RuleSet(version=self.version, shortfall=self.shortfall, **spend), since))

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(work)

    def teardown(self) -> None:
        assert self.run(self.databases[0].read(verify)) == []
        for database in self.databases:
            self.run(database.close())
        self.loop.run_until_complete(self.loop.shutdown_default_executor())
        self.loop.close()

    # ---------------------------------------------------------------- acts
    def shop(self, turn: int) -> Shop:
        return self.shops[turn % len(self.shops)]

    def code(self, who: str) -> Identified:
        """The first writer counts the codes of all phones."""
        return self.shops[0].code(who, purpose=2)

    def body(self, amounts: Sequence[int], **more: Any) -> Sale:
        self.number += 1
        lines = [line(n, f"sku{n}", amount, pieces=n) for n, amount in enumerate(amounts, 1)]
        return msgspec.structs.replace(bill(*lines, **more), number=str(self.number), occurred_at=to_datetime(self.clock.now()))

    @rule(
        target=rung,
        who=st.sampled_from((*PEOPLE, "")),
        amounts=st.lists(st.integers(1, 30_000), min_size=1, max_size=3),
        turn=st.integers(0, 1),
    )
    def sell(self, who: str, amounts: list[int], turn: int) -> Rung:
        body = self.body(amounts)
        answer = self.run(self.shop(turn).sell(body, who=self.code(who) if who else None))
        assert answer.points >= 0
        if who:
            assert (answer.matched, answer.balance) == ("code", self.shown(who))
        return self._rung(who, body, answer)

    def _rung(self, who: str, body: Sale, answer: SaleAnswer, used: int = 0) -> Rung:
        return Rung(who, body, answer.points, self.run(self.databases[0].read(lambda line: model.rate_of(line, answer.sale))), used)

    @rule(
        target=rung,
        who=st.sampled_from(PEOPLE),
        points=st.integers(1, 2_000),
        amount=st.integers(200, 30_000),
        turn=st.integers(0, 1),
        said=st.booleans(),
    )
    def scan_redeem_and_pay(self, who: str, points: int, amount: int, turn: int, said: bool) -> Rung:  # noqa: FBT001 - Hypothesis's own way
        """As at the counter: the visit, the points that the bill takes, the sale that joins them."""
        shop, spending, points = self.shop(turn), self.spending, model.stepped(self.spending, points)
        visit = self.run(shop.visit(self.code(who), terminal=f"t{self.number}"))
        before, owed, usable = self.shown(who), self.owed(who), self.usable(who)
        outcome = self.run(shop.redeem(visit, points, due=amount))
        used = points if isinstance(outcome, Accepted) else 0
        most = spending.most(amount)
        assert used == (points if spending.fits(points) and points <= min(usable, most) else 0)
        if not used and spending.fits(points) and points <= usable:
            assert args_of(outcome) == {"most": most}
        terminal, worth = f"t{self.number}", spending.value(used)
        body = msgspec.structs.replace(self.body([amount // 2, amount - amount // 2], paid=worth), terminal=terminal)
        too_much = model.paying(body, spending.value(most + spending.unit)) if spending.of_bill else None
        for wrong in (model.saying(body, used + spending.unit), too_much):
            if wrong is not None:
                assert not isinstance(self.run(shop.ring(wrong)), Accepted), "points and yen belong together, within what the bill takes"
        answer = self.run(shop.sell(model.saying(body, used) if said else body))
        assert answer.matched == "open_visit"
        assert answer.balance == before - used + answer.points - (owed - self.owed(who))  # what he owed is repaid from the new points
        return self._rung(who, body, answer, used)

    @rule(target=brought, each=rung, n=st.integers(0, 2), turn=st.integers(0, 1))
    def give_some_back(self, each: Rung, n: int, turn: int) -> "tuple[Rung, Sale] | MultipleResults[str]":
        open_lines = [line for line in each.body.lines if line.n not in each.back]
        return (each, self._give_back(each, [open_lines[n % len(open_lines)]], turn)) if open_lines else NOTHING

    @rule(each=consumes(brought), turn=st.integers(0, 1))
    def it_did_not_come_back(self, each: tuple[Rung, Sale], turn: int) -> None:
        """The till cancels a return; of a sale that is void there is nothing to bring back again."""
        rung, back = each
        if not rung.void:
            self.run(self.shop(turn).sell(msgspec.structs.replace(back, void=True, revision=back.revision + 1)))
            rung.back.difference_update(line.n for line in back.lines)
            self._as_it_stands(rung)

    @rule(each=rung, amounts=st.lists(st.integers(1, 30_000), min_size=1, max_size=3), turn=st.integers(0, 1))
    def it_was_another(self, each: Rung, amounts: list[int], turn: int) -> None:
        """The till says the sale anew; it cannot while some of it has come back."""
        each.revision += 1
        body = msgspec.structs.replace(each.body, lines=self.body(amounts).lines, tenders=(), total=sum(amounts), revision=each.revision)
        body = msgspec.structs.replace(body, taxes=tuple(msgspec.structs.replace(tax, taxable=0, tax=0) for tax in body.taxes))
        outcome = self.run(self.shop(turn).ring(body, who=self.code(each.who) if each.who else None))
        assert isinstance(outcome, Accepted) == (not each.back)
        if isinstance(outcome, Accepted):
            now = self._rung(each.who, body, accepted(outcome, SaleAnswer))
            each.body, each.points, each.rate = body, now.points, now.rate
            self._as_it_stands(each)

    @rule(each=consumes(rung), turn=st.integers(0, 1))
    def it_was_not_sold(self, each: Rung, turn: int) -> None:
        outcome = self.run(self.shop(turn).ring(msgspec.structs.replace(each.body, void=True, revision=each.revision + 1)))
        whole = len(each.back) == len(each.body.lines)
        assert isinstance(outcome, Accepted) == (not whole), "what came back whole is gone already"
        each.void = not whole
        each.back.update(line.n for line in each.body.lines)
        self._as_it_stands(each)

    @rule(each=consumes(rung), turn=st.integers(0, 1), again=st.booleans())
    def give_back(self, each: Rung, turn: int, again: bool) -> None:  # noqa: FBT001 - Hypothesis's own way
        """All that is left of it."""
        open_lines = [line for line in each.body.lines if line.n not in each.back]
        if open_lines:
            self._give_back(each, open_lines, turn)
        if again:  # another return of the same sale takes nothing back
            self.number += 1
            twice = some(each.body, f"r{self.number}", each.body.lines, at=self.clock.now())
            assert not isinstance(self.run(self.shop(turn).ring(twice)), Accepted)

    def _give_back(self, each: Rung, lines: list[Any], turn: int) -> Sale:
        self.number += 1
        body = some(each.body, f"r{self.number}", lines, at=self.clock.now())
        answer = self.run(self.shop(turn).sell(body))
        each.back.update(line.n for line in lines)
        if each.who:
            assert answer.balance == self.shown(each.who)
        self._as_it_stands(each)
        return body

    def _as_it_stands(self, each: Rung) -> None:
        if each.who:
            assert self.run(self.databases[0].read(lambda line: model.kept_of(line, each.body.number))) == each.worth()
            assert self.number_of(model.GIVEN_BACK, number=each.body.number) == each.given_back()

    @rule(target=held, who=st.sampled_from(PEOPLE), points=st.integers(1, 900), turn=st.integers(0, 1))
    def reserve(self, who: str, points: int, turn: int) -> "str | MultipleResults[str]":
        before, points = self.usable(who), model.stepped(self.spending, points)
        outcome = self.run(self.shop(turn).reserve(self.code(who), points))
        assert isinstance(outcome, Accepted) == (points <= before and self.spending.fits(points))
        if isinstance(outcome, Accepted):
            assert accepted(outcome, visits.Redemption).points_value == self.spending.value(points)
        return accepted(outcome, visits.Redemption).redemption if isinstance(outcome, Accepted) else NOTHING

    @rule(each=consumes(held), turn=st.integers(0, 1), keep=st.booleans())
    def settle(self, each: str, turn: int, keep: bool) -> None:  # noqa: FBT001 - as above
        outcome = self.run(self.shop(turn).settle(each, Commit if keep else Release))
        assert isinstance(outcome, Accepted), "a commit after its reservation lapsed is still a fact"

    @rule(who=st.sampled_from(PEOPLE), turn=st.integers(0, 1))
    def exchange(self, who: str, turn: int) -> None:
        shop, before, shown = self.shop(turn), self.usable(who), self.shown(who)
        visit = self.run(shop.visit(self.code(who), terminal=None))
        outcome = self.run(shop.exchange(visit, "coffee", COFFEE))
        assert isinstance(outcome, Accepted) == (before >= COFFEE)
        assert self.shown(who) == shown - COFFEE * isinstance(outcome, Accepted)

    @rule(
        target=waiting,
        who=st.sampled_from(PEOPLE),
        points=st.integers(-4_000, 4_000),
        role=st.sampled_from(("shift_lead", "manager")),
        turn=st.integers(0, 1),
    )
    def adjust(self, who: str, points: int, role: str, turn: int) -> "tuple[str, str] | MultipleResults[str]":
        """By hand: over the limit of the day it waits for a second person."""
        shop = self.shop(turn)
        visit = self.run(shop.visit(self.code(who), terminal=None))
        shown, owed, usable = self.shown(who), self.owed(who), self.available(who)
        outcome = self.run(shop.adjust(visit, points, role=role))
        assert isinstance(outcome, Accepted) == (points != 0 and -points <= usable)
        booked = isinstance(outcome, Accepted) and accepted(outcome, adjustments.Adjustment).state == "booked"
        assert self.shown(who) == shown + (points * booked) - (owed - self.owed(who))
        if booked or not isinstance(outcome, Accepted):
            return NOTHING
        return who, accepted(outcome, adjustments.Adjustment).id

    @rule(each=consumes(waiting), turn=st.integers(0, 1), approve=st.booleans())
    def decide(self, each: tuple[str, str], turn: int, approve: bool) -> None:  # noqa: FBT001 - as above
        self.run(self.shop(turn).decide(each[1], approve=approve))

    @rule(data=st.data(), turn=st.integers(0, 1))
    def send_again(self, data: st.DataObject, turn: int) -> None:
        """Whatever it was, by whichever server."""
        if not self.answers:
            return
        op, outcome = data.draw(st.sampled_from(self.answers))
        till = self.shop(turn).till
        assert self.run(Till.post(till, op)) == outcome, "the same operation gets the same bytes"
        if isinstance(op, RecordSale):
            other = msgspec.structs.replace(op, fingerprint=b"other")
            assert not isinstance(self.run(Till.post(till, other)), Accepted)

    @rule(who=st.sampled_from(PEOPLE), points=st.integers(1, 1_500))
    def both_at_once(self, who: str, points: int) -> None:
        """Two tablets want the same points; what both got was there."""
        before, points = self.usable(who), model.stepped(self.spending, points)
        doors = [self.run(self.shop(turn).visit(self.code(who), terminal=None, actor=self._at(turn))) for turn in (0, 1)]
        outcomes = self.run(self._at_once(doors, points))
        given = points * sum(isinstance(each, Accepted) for each in outcomes)
        assert given <= before
        assert given == 2 * points or before - given < points or not self.spending.fits(points)

    def _at(self, tablet: int) -> Actor:
        return self.shops[0].actor(device=TABLETS[tablet])

    async def _at_once(self, doors: list[str], points: int) -> list[Outcome]:
        return await asyncio.gather(*(self.shop(turn).redeem(door, points, actor=self._at(turn)) for turn, door in enumerate(doors)))

    @rule(days=st.integers(0, 500), minutes=st.integers(1, 600))
    def time_goes_on(self, days: int, minutes: int) -> None:
        """Each server has the job that books what lapsed; all of them run it."""
        self.clock.forward((days if days > 400 else 0) * DAY + minutes * MINUTE)
        before = [self.shown(who) for who in PEOPLE]
        self.run(self._lapse())
        assert [self.shown(who) for who in PEOPLE] == before
        assert self.number_of(model.OVER) == 0

    async def _lapse(self) -> None:
        jobs = [Expiry(shop.database, self.clock, shop.till) for shop in self.shops]
        self.lapsed = (await asyncio.gather(*[job.run(self.lapsed) for job in jobs]))[0]

    # ---------------------------------------------------------------- what always holds
    @invariant()
    def the_books_hold(self) -> None:
        if self.shops:
            assert self.run(self.databases[0].read(lambda line: ledger.verify(line) + ledger.broken(line, model.ALWAYS))) == []

    @invariant()
    def nobody_owes_and_holds(self) -> None:
        """Not even points that only wait: every credit repays at once."""
        if self.shops:
            assert self.number_of(model.BOTH) == 0

    def shown(self, who: str) -> int:
        return self.number_of(model.SHOWN, who)

    def available(self, who: str) -> int:
        return max(0, self.shown(who) - self.number_of(model.HELD, who))

    def usable(self, who: str) -> int:
        """Nothing, where the shop has a debt repaid first."""
        return 0 if self.holds and self.owed(who) else self.available(who)

    def owed(self, who: str) -> int:
        return self.number_of(model.OWED, who)

    # ---------------------------------------------------------------- ticket books
    @rule(target=ticket_acts, who=st.sampled_from(PEOPLE), name=st.sampled_from(sorted(LASTS)), turn=st.integers(0, 1))
    def sell_tickets(self, who: str, name: str, turn: int) -> str:
        done = accepted(self.run(Counter(self.shop(turn)).sell(self._came(who, turn), name)), TicketsDone)
        self.tickets.sold(who, name, done, self.clock.now())
        return done.act

    @rule(
        target=ticket_acts,
        who=st.sampled_from(PEOPLE),
        name=st.sampled_from(sorted(LASTS)),
        count=st.integers(1, 4),
        turn=st.integers(0, 1),
    )
    def use_tickets(self, who: str, name: str, count: int, turn: int) -> "str | MultipleResults[str]":
        """All that are asked for or none; those that end first."""
        before = self.tickets.left(who, name, self.clock.now())
        outcome = self.run(Counter(self.shop(turn)).use(self._came(who, turn), count, name))
        assert isinstance(outcome, Accepted) == (count <= before)
        if not isinstance(outcome, Accepted):
            assert args_of(outcome) == {"left": before}
            return NOTHING
        done = accepted(outcome, TicketsDone)
        assert done.left == before - count
        self.tickets.used(who, name, done.act, count, self.clock.now())
        return done.act

    @rule(act=ticket_acts, turn=st.integers(0, 1))
    def withdraw_tickets(self, act: str, turn: int) -> None:
        """Once, on its own day; a book as long as none of it is used."""
        may = self.tickets.may_undo(act, self.clock.now())
        assert isinstance(self.run(Counter(self.shop(turn)).undo(act)), Accepted) == may
        if may:
            self.tickets.undone(act)

    @invariant()
    def tickets_are_what_was_sold_less_what_was_used(self) -> None:
        if self.shops and self.tickets.books:
            held = self.run(self.databases[0].read(lambda line: {row[0]: row[1] for row in line.execute(text(model.BOOKS))}))
            assert held == {each.id: each.unused for each in self.tickets.books}

    def _came(self, who: str, turn: int) -> str:
        return self.run(self.shop(turn).visit(self.code(who), terminal=None))

    def number_of(self, sql: str, who: str = "", **more: str) -> int:
        def ask(line: Connection) -> int:
            member = text("SELECT account_id AS account, debt_id AS debt FROM holdings WHERE member_id = :member")
            names = [dict(row) for row in line.execute(member, {"member": self.shops[0].members.get(who)}).mappings()]
            return int(line.execute(text(sql), {"now": self.clock.now(), **more, **(names[0] if names else {})}).scalar_one())

        return self.run(self.databases[0].read(ask))
