"""What went wrong in other shops' systems, case by case, where no test beside says it by itself."""

import asyncio
from itertools import permutations

import msgspec
from sqlalchemy import Connection, func, select

from backend.earning.rules import RuleSet
from backend.jobs.expiry import Expiry
from backend.ledger.tables import transactions
from backend.till.operations import Accepted
from shared.clock import DAY, SECOND
from tests.backend.earning.bills import rung
from tests.backend.till.shop import Shop, returned, sale
from tests.backend.till.test_lots import LAST
from tests.backend.till.test_returns import standing


def booked(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(transactions)).scalar_one()


async def test_the_same_event_five_times_and_out_of_order_is_one(shop: Shop) -> None:
    one, two = sale("1", 3000), sale("2", 500)
    mail = [shop.ring_op(one, who=shop.code("hanako")), shop.ring_op(two, who=shop.code("hanako")), shop.ring_op(returned(one, "3"))]
    orders = [*permutations(mail)][1:6]
    answers = [[await shop.till.post(op) for op in order] for order in orders]
    for op in mail:
        assert len({found[order.index(op)] for order, found in zip(orders, answers, strict=True)}) == 1
    assert await standing(shop) == (5, 0)
    assert await shop.database.read(booked) == 3


async def test_whoever_heard_nothing_and_asks_again_has_done_it_once(shop: Shop) -> None:
    op = shop.ring_op(sale("1", 3000), who=shop.code("hanako"))
    waiting = asyncio.ensure_future(shop.till.post(op))
    await asyncio.sleep(0)
    waiting.cancel()  # the till gave up; what it sent is on its way all the same
    again = [await shop.till.post(op) for _ in range(3)]
    assert isinstance(again[0], Accepted)
    assert len(set(again)) == 1
    assert await standing(shop) == (30, 0)
    assert await shop.database.read(booked) == 1


async def test_a_balance_does_not_collapse_at_midnight_when_some_of_it_was_spent_before(shop: Shop) -> None:
    """23:59:59 and 00:00 in Tokyo, with an older lot of which some is spent and a younger one."""
    await shop.give("hanako", 100)
    shop.clock.forward(30 * DAY)
    await shop.give("hanako", 50)
    await shop.redeem(await shop.visit("hanako"), 30)
    job = Expiry(shop.database, shop.clock, shop.till)
    for at, left in ((LAST - SECOND, 120), (LAST, 120), (LAST + 1, 50)):
        shop.clock.at = at
        assert await standing(shop) == (left, 0)
        await job.run(shop.now - DAY)
        assert await standing(shop) == (left, 0)


async def test_a_member_who_shows_the_card_after_paying_has_the_points_of_the_sale_once(shop: Shop) -> None:
    assert (await shop.sell(sale("1", 3000))).matched == "none"
    late = msgspec.structs.replace(sale("1", 3000), revision=1)
    op = shop.ring_op(late, who=shop.code("hanako"))
    answers = {await shop.till.post(op) for _ in range(2)}
    assert len(answers) == 1
    assert await standing(shop) == (30, 0)
    assert (await shop.sell(returned(sale("1", 3000), "2"))).points == -30
    assert await standing(shop) == (0, 0)


def test_of_1590_yen_a_point_for_100_is_not_ten_for_1000() -> None:
    bill = sale("1", 1590)
    assert rung(RuleSet(), bill)[0].points == 15
    assert rung(RuleSet(unit_amount=1000, points_per_unit=10), bill)[0].points == 10
