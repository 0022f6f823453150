"""`decide` and `apply` alone, without a database: whatever happens in whatever order, the books hold."""

import copy
from collections import Counter
from collections.abc import Callable
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.kit.ids import SystemIds
from backend.ledger.rules import Account
from backend.problems import Refused
from backend.till.batch import DECIDE
from backend.till.draft import Draft
from backend.till.operations import Actor, Identified, Operation, RecordSale, Redeem, Reserve, fingerprint, sale_key
from backend.till.redeeming import available
from backend.till.state import Holder, State, Visit
from backend.till.write import Batch
from shared.clock import DAY, SetClock
from shared.wire import visits
from shared.wire.sales import Sale
from tests.backend.till.shop import NOON, returned, sale


class World:
    """One member, one store, time that goes on; every posting is added up beside the caches."""

    def __init__(self) -> None:
        self.clock = SetClock(NOON)
        self.ids = SystemIds(self.clock)
        self.state = State()
        self.state.stores["honten"] = "本店"
        self.holder = Holder("m", "points", "debt")
        self.state.holders["m"] = self.holder
        self.state.accounts = {"points": Account("points", "points", 0, 0), "debt": Account("debt", "debt", 0, 0)}
        self.sums: dict[str, int] = {}
        self.sold: list[Sale] = []
        self.number = 0

    def act(self, op: Operation) -> "tuple[Draft, bytes] | Refused":
        before = _fields(self.state)
        decided = DECIDE[type(op)][1](self.state, op, self.ids)
        assert _fields(self.state) == before, "decide changed the state"
        if not isinstance(decided, Refused):
            draft, _ = decided
            for row in draft.postings:
                self.sums[str(row[2])] = self.sums.get(str(row[2]), 0) + int(str(row[4]))
            Batch(self.state).apply(draft)
            self.check()
        return decided

    def check(self) -> None:
        points, debt = self.state.accounts["points"], self.state.accounts["debt"]
        lots = list(self.state.lots.get("points", {}).values())
        assert points.balance == self.sums.get("points", 0) == sum(lot.left for lot in lots)
        assert debt.balance == -self.sums.get("debt", 0)
        assert sum(self.sums.values()) == 0
        assert min(points.balance, debt.balance) >= 0
        assert all(0 <= lot.left <= lot.points for lot in lots)
        assert available(self.state, "points", self.clock.now()) >= 0
        assert not debt.balance or not any(lot.left and lot.expire_at >= self.clock.now() for lot in lots), "nobody owes and holds"

    def ring(self, body: Sale, who: Identified | None = None) -> "tuple[Draft, bytes] | Refused":
        now = self.clock.now()
        return self.act(
            RecordSale(
                source="pos",
                op_id=sale_key(body),
                at=now,
                actor=Actor(store_id="honten"),
                fingerprint=fingerprint(body),
                sale=body,
                identified=who,
            )
        )

    def sell(self, total: int) -> Sale:
        self.number += 1
        body = sale(str(self.number), total, at=self.clock.now())
        self.ring(body, Identified(member_id="m", how="card"))
        self.sold.append(body)
        return body

    def give_back(self, which: int) -> None:
        if self.sold:
            self.number += 1
            self.ring(returned(self.sold[which % len(self.sold)], str(self.number), at=self.clock.now()))

    def arrive(self) -> str:
        """A visit without the limit of the card's ordinary code."""
        visit = Visit(self.ids.new(), "m", "points", "honten", "r1", None, "code", 2, self.clock.now(), None, None)
        self.state.keep_visit(visit)
        return visit.id

    def _common(self) -> Any:
        at, actor = self.clock.now(), Actor(store_id="honten")
        return {"source": "device:t", "op_id": self.ids.new(), "at": at, "actor": actor, "fingerprint": b""}

    def redeem(self, visit: str, points: int, due: int | None = None) -> "tuple[Draft, bytes] | Refused":
        return self.act(Redeem(**self._common(), visit_id=visit, body=visits.Redeem(op_id=visit, points=points, amount_due=due)))

    def spend(self, points: int, kind: Callable[..., Any]) -> None:
        visit = self.arrive()
        if kind is Redeem:
            self.redeem(visit, points)
        else:
            self.act(
                Reserve(**self._common(), visit_id=visit, body=visits.Reserve(op_id=visit, store="honten", member=visit, points=points))
            )

    def shape(self) -> dict[str, Any]:
        """What a member has, by when it was earned and lapses, and what he owes."""
        lots = Counter[tuple[int, int]]()
        for lot in self.state.lots.get("points", {}).values():
            lots[lot.expire_at, lot.earned_at] += lot.left
        return {
            "lots": {each: left for each, left in lots.items() if left},
            "debt": self.state.accounts["debt"].balance,
            "months": {k: v for k, v in self.state.months.get("m", {}).items() if any(v)},
        }


def _fields(state: State) -> dict[str, Any]:
    return {name: copy.copy(value) for name, value in vars(state).items()}


acts = st.lists(
    st.one_of(
        st.tuples(st.just("sell"), st.integers(0, 60_000)),
        st.tuples(st.just("give_back"), st.integers(0, 20)),
        st.tuples(st.just("redeem"), st.integers(1, 900)),
        st.tuples(st.just("reserve"), st.integers(1, 900)),
        st.tuples(st.just("wait"), st.integers(1, 200)),
    ),
    max_size=25,
)


def play(world: World, story: list[tuple[str, int]]) -> None:
    for act, number in story:
        match act:
            case "sell":
                world.sell(number)
            case "give_back":
                world.give_back(number)
            case "redeem":
                world.spend(number, Redeem)
            case "reserve":
                world.spend(number, Reserve)
            case _:
                world.clock.forward(number * DAY)


@settings(max_examples=150, deadline=None)
@given(acts)
def test_the_books_hold_whatever_happens(story: list[tuple[str, int]]) -> None:
    play(World(), story)


@settings(max_examples=100, deadline=None)
@given(acts, st.integers(0, 60_000), st.integers(0, 900))
def test_a_sale_and_its_return_leave_the_member_as_before(story: list[tuple[str, int]], total: int, points: int) -> None:
    """Lot by lot, with points used for it or without; a debt that the sale repaid is a debt again."""
    world = World()
    play(world, story)
    world.clock.forward(DAY)  # nothing else stands open at the till
    before = world.shape()
    if points:
        world.spend(points, Redeem)
    body = world.sell(total)
    world.number += 1
    world.ring(returned(body, str(world.number), at=world.clock.now()))
    assert world.shape() == before


@settings(max_examples=60, deadline=None)
@given(acts, st.integers(0, 60_000))
def test_a_return_before_its_sale_ends_the_same(story: list[tuple[str, int]], total: int) -> None:
    world = World()
    play(world, story)
    world.clock.forward(DAY)
    before = world.shape()
    body = sale("late", total, at=world.clock.now())
    assert not isinstance(world.ring(returned(body, "early", at=world.clock.now())), Refused)
    assert world.shape() == before
    world.ring(body, Identified(member_id="m", how="card"))
    assert world.shape() == before


def test_the_rules_snapshot_is_kept_with_the_grant() -> None:
    world = World()
    decided = world.ring(sale("1", 3790), Identified(member_id="m", how="card"))
    assert not isinstance(decided, Refused)
    why = msgspec.json.decode(str(decided[0].transactions[0][-1]))
    assert why["rules"] == {
        "version": 1, "unit_amount": 100, "points_per_unit": 1, "rounding": "floor", "rank": "regular", "rate_permille": 1000
    }  # fmt: skip
    assert (why["total"], why["points"]) == (3790, 37)
