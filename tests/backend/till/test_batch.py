"""Neighbours in one batch, faults half-way, failed commits, and two writers on one PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import Connection, text

from backend.db.engine import Database
from backend.db.writer import Result, Unavailable
from backend.kit.ids import Ids
from backend.problems import Refused
from backend.till.batch import DECIDE, Batcher
from backend.till.draft import Draft
from backend.till.operations import Accepted, Commit, RecordSale, Release
from backend.till.state import State
from backend.till.visiting import Opened
from shared.wire.coupons import Voucher
from shared.wire.sales import SaleAnswer
from shared.wire.visits import Redemption
from tests.backend.till.conftest import HUNDRED_YEN, TEN_PERCENT
from tests.backend.till.shop import Shop, accepted, refused, returned, sale


class Failing:
    """A batcher whose writing fails as often as it is told, after everything is written."""

    def __init__(self, ids: Ids, times: int) -> None:
        self._inner = Batcher(ids)
        self.left = times
        self.sizes: list[int] = []

    def __call__(self, connection: Connection, operations: list[Any], /) -> Result:
        result = self._inner(connection, operations)
        self.sizes.append(len(operations))
        if self.left:
            self.left -= 1
            raise OSError("no space left on device")
        return result


def stumbling(state: State, op: Any, ids: Ids) -> "tuple[Draft, bytes] | Refused":
    """Decides a sale, and falls over its own feet after it has drafted everything when the number says so."""
    decided = DECIDE[RecordSale][1](state, op, ids)
    if op.sale.number == "stumble":
        raise ZeroDivisionError("a bug")
    return decided


async def test_an_operation_that_raises_half_way_leaves_its_neighbours_alone(shop: Shop) -> None:
    shop.database.writer.install(Batcher(shop.ids, {**DECIDE, RecordSale: ("sale", stumbling)}))
    numbers = ["1", "stumble", "2"]
    outcomes = await asyncio.gather(*[shop.ring(sale(n, 1000), who=shop.code("hanako")) for n in numbers], return_exceptions=True)
    assert isinstance(outcomes[1], ZeroDivisionError)
    assert [accepted(outcomes[n], SaleAnswer).balance for n in (0, 2)] == [10, 20]  # pyright: ignore[reportArgumentType]  not exceptions


async def test_a_failed_commit_is_loaded_again_and_retried_alone(shop: Shop) -> None:
    await shop.give("hanako", 100)
    visit = await shop.visit("hanako")
    failing = Failing(shop.ids, times=1)
    shop.database.writer.install(failing)
    outcomes = await asyncio.gather(*[shop.redeem(visit, 60) for _ in range(3)])
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Accepted", "Refused", "Refused"]
    assert failing.sizes[1] == 1


async def test_what_cannot_be_written_never_happened(shop: Shop) -> None:
    shop.database.writer.install(Failing(shop.ids, times=2))
    ring = shop.ring_op(sale("1", 1000), who=shop.code("hanako"))
    with pytest.raises(Unavailable):
        await shop.till.record_sale(ring)
    assert accepted(await shop.till.record_sale(ring), SaleAnswer).balance == 10


async def test_a_day_in_one_batch(shop: Shop) -> None:
    """Scan, sale, redemption and return together: whatever needs more than was loaded comes in the next batch."""
    bought = sale("1", 10_000)
    visit = shop.ids.new()
    opened, sold, redeemed, back, again = await asyncio.gather(
        shop.scan("hanako", visit=visit),
        shop.ring(bought),
        shop.redeem(visit, 10),
        shop.ring(returned(bought, "2")),
        shop.ring(bought),
    )
    assert accepted(opened, Opened).visit == visit
    assert accepted(sold, SaleAnswer).matched == "open_visit"
    assert again == sold
    assert refused(redeemed) in {"VISIT_CLOSED", "POINTS_INSUFFICIENT"}
    assert accepted(back, SaleAnswer).points in {-100, 0}


@pytest.fixture
async def rivals(postgres_url: str) -> AsyncIterator[tuple[Shop, Shop]]:
    """Two servers on one database."""
    first, second = Database.open(postgres_url), Database.open(postgres_url)
    one = Shop(first)
    two = Shop(second, one.clock)
    two.members = one.members
    await one.open("hanako", "taro", offers=(TEN_PERCENT, HUNDRED_YEN))
    yield one, two
    await one.sound()
    await first.close()
    await second.close()


async def test_two_tablets_cannot_redeem_one_balance(rivals: tuple[Shop, Shop]) -> None:
    one, two = rivals
    for name in ["hanako", "taro"] * 4:  # four gifts each: a fifth would raise the rank
        await one.give(name, 100)
        visit = await one.visit(name)
        outcomes = await asyncio.gather(one.redeem(visit, 100), two.redeem(visit, 100))
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Accepted", "Refused"]
        await one.sell(sale(one.ids.new(), 1000))


async def test_two_tablets_cannot_use_one_voucher(rivals: tuple[Shop, Shop]) -> None:
    one, two = rivals
    visit = await one.visit("hanako")
    outcomes = await asyncio.gather(*[shop.redeem(visit, 0, *one.vouchers["hanako"]) for shop in (one, two, one, two)])
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Accepted", *["Refused"] * 3]


async def test_a_limited_offer_is_not_used_more_often(rivals: tuple[Shop, Shop]) -> None:
    one, two = rivals
    acts: list[Any] = []
    for n in range(4):
        name = f"guest{n}"
        await one.join(name)
        voucher = accepted(await one.issue(name, "hundred"), Voucher).id
        visit = await one.visit(name, actor=one.actor(device=one.ids.new()))
        acts.append((one, two)[n % 2].redeem(visit, 0, voucher, due=1000))
    outcomes = await asyncio.gather(*acts)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Accepted", "Accepted", "Refused", "Refused"]


async def test_one_balance_is_reserved_once_and_one_reservation_settled_once(rivals: tuple[Shop, Shop]) -> None:
    one, two = rivals
    await one.give("hanako", 100)
    visit = await one.visit("hanako")
    outcomes = await asyncio.gather(one.reserve(visit, 100), two.reserve(visit, 100))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Accepted", "Refused"]
    held = next(accepted(outcome, Redemption) for outcome in outcomes if isinstance(outcome, Accepted)).redemption
    settled = await asyncio.gather(one.settle(held, Commit), two.settle(held, Release))
    assert sorted(type(outcome).__name__ for outcome in settled) == ["Accepted", "Refused"]


async def test_one_code_opens_one_visit(rivals: tuple[Shop, Shop]) -> None:
    one, two = rivals
    for _ in range(10):
        code = one.code("hanako")
        outcomes = await asyncio.gather(one.scan(code), two.scan(code))
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Accepted", "Refused"]


async def test_one_sale_is_recorded_once(rivals: tuple[Shop, Shop]) -> None:
    one, two = rivals
    for n in range(10):
        body, who = sale(str(n), 1000), one.code("hanako")
        outcomes = await asyncio.gather(*[shop.ring(body, who=who) for shop in (one, two, one, two)])
        assert len(set(outcomes)) == 1
        assert accepted(outcomes[0], SaleAnswer).balance == 10 * (n + 1)


async def test_a_return_and_its_sale_never_miss_each_other(rivals: tuple[Shop, Shop]) -> None:
    one, two = rivals
    for n in range(20):
        body = sale(f"s{n}", 1000)
        await asyncio.gather(one.ring(body, who=one.code("hanako")), two.ring(returned(body, f"r{n}")))
    left = await one.database.read(
        lambda connection: connection.execute(text("SELECT sum(balance) FROM accounts WHERE kind = 'points'")).scalar()
    )
    assert left == 0


async def test_a_sale_is_returned_once_whoever_says_so(rivals: tuple[Shop, Shop]) -> None:
    one, two = rivals
    for n in range(10):
        body = sale(f"s{n}", 1000)
        await one.sell(body)
        outcomes = await asyncio.gather(one.ring(returned(body, f"a{n}")), two.ring(returned(body, f"b{n}")))
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Accepted", "Refused"]


async def test_everything_at_once_keeps_the_books(rivals: tuple[Shop, Shop]) -> None:
    """Many acts of two members from both servers: the fixture checks the books."""
    one, two = rivals
    await one.give("hanako", 2000)
    await one.give("taro", 2000)
    visit = await one.visit("hanako")
    held = accepted(await one.reserve(visit, 50), Redemption)
    acts: list[Any] = []
    for n in range(30):
        here = (one, two)[n % 2]
        name = ("hanako", "taro")[n % 3 % 2]
        body = sale(f"s{n}", 1000 + n, terminal=f"t{n % 4}")
        acts += [
            here.ring(body, who=one.code(name)),
            here.redeem(visit, n),
            here.scan(name, terminal=f"t{n % 4}", actor=one.actor(device=one.ids.new())),
        ]
        acts += [(two, one)[n % 2].ring(returned(body, f"r{n}")), here.issue(name, "ten")]
    acts += [one.settle(held.redemption, Commit), two.settle(held.redemption, Commit)]
    outcomes = await asyncio.gather(*acts)
    assert sum(isinstance(outcome, Accepted) for outcome in outcomes[-2:]) == 1
    assert all(isinstance(outcome, Accepted) for outcome in outcomes[:-2:5])
