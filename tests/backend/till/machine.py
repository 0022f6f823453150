"""A shop's life as a state machine: whatever happens in whatever order, the books hold and every answer stays what it was.

The model beside it is small on purpose: what each member's history must add up to. Everything deeper is `verify`'s, after each example.
"""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, MultipleResults, RuleBasedStateMachine, consumes, invariant, multiple, rule
from sqlalchemy import text

from backend.db.engine import Database
from backend.till.operations import Accepted, Actor, Commit, Identified, Operation, Outcome, RecordSale, Release
from backend.till.verify import verify
from shared.clock import DAY, MINUTE, SetClock
from shared.wire import visits
from shared.wire.sales import Sale, SaleAnswer
from tests.backend.till.shop import NOON, Shop, accepted, returned, sale

T = TypeVar("T")
PEOPLE = ("hanako", "taro")
TABLETS = ("0192f0c4-1b6e-7c7a-9f5e-000000000001", "0192f0c4-1b6e-7c7a-9f5e-000000000002")
NOTHING: MultipleResults[str] = multiple()


@dataclass
class Told:
    """What a member was told last, and everything that was ever answered."""

    balance: dict[str, int] = field(default_factory=dict[str, int])
    answers: list[tuple[Operation, Outcome]] = field(default_factory=list[tuple[Operation, Outcome]])


class TillMachine(RuleBasedStateMachine):
    """Subclasses say where the database is. Two writers take turns where the engine has room for two."""

    writers = 1

    rung = Bundle("rung")
    held = Bundle("held")

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
        self.told = Told()
        self.number = 0
        self.run(self._open())

    async def _open(self) -> None:
        first, *others = [Shop(database, self.clock) for database in self.databases]
        await first.open(*PEOPLE)
        for other in others:
            other.members = first.members
        self.shops = [first, *others]

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

    def post(self, turn: int, op: Operation) -> Outcome:
        outcome = self.run(self.shop(turn).till.post(op))
        self.told.answers.append((op, outcome))
        return outcome

    def code(self, who: str) -> Identified:
        """The first writer counts the codes of all phones."""
        return self.shops[0].code(who, purpose=2)

    @rule(target=rung, who=st.sampled_from((*PEOPLE, "")), amount=st.integers(0, 90_000), turn=st.integers(0, 1))
    def sell(self, who: str, amount: int, turn: int) -> tuple[str, Sale]:
        self.number += 1
        body = sale(str(self.number), amount, at=self.clock.now())
        op = self.shop(turn).ring_op(body, who=self.code(who) if who else None)
        answer = accepted(self.post(turn, op), SaleAnswer)
        assert answer.points >= 0
        if who:
            assert answer.matched == "code"
            self.told.balance[who] = answer.balance or 0
        return who, body

    @rule(target=rung, who=st.sampled_from(PEOPLE), points=st.integers(1, 2_000), amount=st.integers(2_000, 30_000), turn=st.integers(0, 1))
    def scan_redeem_and_pay(self, who: str, points: int, amount: int, turn: int) -> tuple[str, Sale]:
        """As at the counter: the visit, the points, the sale that joins them."""
        shop = self.shop(turn)
        visit = self.run(shop.visit(self.code(who), terminal=f"t{self.number}"))
        before = self.run(self._shown(who))
        outcome = self.run(shop.redeem(visit, points))
        used = points if isinstance(outcome, Accepted) else 0
        assert used <= before
        assert used == points or points > before
        self.number += 1
        body = sale(str(self.number), amount, at=self.clock.now(), terminal=f"t{self.number - 1}", paid_by_points=used)
        answer = accepted(self.post(turn, shop.ring_op(body)), SaleAnswer)
        assert answer.matched == "open_visit"
        assert answer.balance == before - used + self._gained(answer, who)
        self.told.balance[who] = answer.balance or 0
        return who, body

    def _gained(self, answer: SaleAnswer, who: str) -> int:
        """What of the new points the member keeps: what he owed is repaid from them."""
        return answer.points - self.run(self._repaid(answer.sale, who))

    @rule(each=consumes(rung), turn=st.integers(0, 1), again=st.booleans())
    def give_back(self, each: tuple[str, Sale], turn: int, again: bool) -> None:  # noqa: FBT001 - Hypothesis's own way
        who, body = each
        self.number += 1
        op = self.shop(turn).ring_op(returned(body, f"r{self.number}", at=self.clock.now()))
        answer = accepted(self.post(turn, op), SaleAnswer)
        assert answer.points <= 0
        if who:
            self.told.balance[who] = answer.balance or 0
        if again:  # another return of the same sale takes nothing back
            twice = self.shop(turn).ring_op(returned(body, f"r{self.number}again", at=self.clock.now()))
            assert not isinstance(self.post(turn, twice), Accepted)

    @rule(target=held, who=st.sampled_from(PEOPLE), points=st.integers(1, 900), turn=st.integers(0, 1))
    def reserve(self, who: str, points: int, turn: int) -> "str | MultipleResults[str]":
        outcome = self.run(self.shop(turn).reserve(self.code(who), points))
        return accepted(outcome, visits.Redemption).redemption if isinstance(outcome, Accepted) else NOTHING

    @rule(each=consumes(held), turn=st.integers(0, 1), keep=st.booleans())
    def settle(self, each: str, turn: int, keep: bool) -> None:  # noqa: FBT001 - as above
        outcome = self.run(self.shop(turn).settle(each, Commit if keep else Release))
        assert isinstance(outcome, Accepted), "a commit after its reservation lapsed is still a fact"

    @rule(data=st.data(), turn=st.integers(0, 1))
    def send_again(self, data: st.DataObject, turn: int) -> None:
        if not self.told.answers:
            return
        op, outcome = data.draw(st.sampled_from(self.told.answers))
        assert self.run(self.shop(turn).till.post(op)) == outcome, "the same operation gets the same bytes"
        if isinstance(op, RecordSale):
            other = msgspec.structs.replace(op, fingerprint=b"other")
            assert not isinstance(self.run(self.shop(turn).till.post(other)), Accepted)

    @rule(who=st.sampled_from(PEOPLE), points=st.integers(1, 1_500))
    def both_at_once(self, who: str, points: int) -> None:
        """Two tablets want the same points; what both got was there."""
        before = self.run(self._available(who))
        doors = [self.run(self.shop(turn).visit(self.code(who), terminal=None, actor=self._at(turn))) for turn in (0, 1)]
        outcomes = self.run(self._at_once(doors, points))
        given = points * sum(isinstance(each, Accepted) for each in outcomes)
        assert given <= before
        assert given == 2 * points or before - given < points

    def _at(self, tablet: int) -> Actor:
        return self.shops[0].actor(device=TABLETS[tablet])

    async def _at_once(self, doors: list[str], points: int) -> list[Outcome]:
        return await asyncio.gather(*(self.shop(turn).redeem(door, points, actor=self._at(turn)) for turn, door in enumerate(doors)))

    @rule(days=st.integers(0, 500), minutes=st.integers(1, 600))
    def time_goes_on(self, days: int, minutes: int) -> None:
        self.clock.forward((days if days > 400 else 0) * DAY + minutes * MINUTE)

    # ---------------------------------------------------------------- what always holds
    @invariant()
    def nobody_has_less_than_nothing(self) -> None:
        shown = [self.run(self._shown(who)) for who in PEOPLE]
        assert min(shown) >= 0

    async def _shown(self, who: str) -> int:
        sql = text('SELECT coalesce(sum("left"), 0) FROM lots WHERE account_id = :account AND confirm_at <= :now AND expire_at >= :now')
        account = await self._account(who)
        return await self.databases[0].read(
            lambda line: int(line.execute(sql, {"account": account, "now": self.clock.now()}).scalar() or 0)
        )

    async def _available(self, who: str) -> int:
        sql = text(
            "SELECT coalesce(sum(points), 0) FROM redemptions WHERE account_id = :account AND state = 'reserved' AND expires_at > :now"
        )
        account = await self._account(who)
        held = await self.databases[0].read(
            lambda line: int(line.execute(sql, {"account": account, "now": self.clock.now()}).scalar() or 0)
        )
        return max(0, await self._shown(who) - held)

    async def _repaid(self, sale_id: str, who: str) -> int:
        sql = text("SELECT coalesce(-sum(points), 0) FROM transactions WHERE kind = 'repay' AND sale_id = :sale AND account_id = :account")
        account = await self._account(who)
        return await self.databases[0].read(lambda line: int(line.execute(sql, {"sale": sale_id, "account": account}).scalar() or 0))

    async def _account(self, who: str) -> str:
        sql = text("SELECT account_id FROM holdings WHERE member_id = :member")
        member = self.shops[0].members[who]
        return await self.databases[0].read(lambda line: str(line.execute(sql, {"member": member}).scalar()))
