"""Sales of goods that cost nothing: their pieces tell what of them is left."""

from collections.abc import AsyncIterator, Sequence
from itertools import permutations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from backend.coupons.tables import vouchers
from backend.db.engine import Database
from backend.earning.rules import RuleSet
from backend.receipts.finding import page
from shared.clock import DAY
from shared.wire.coupons import Voucher
from shared.wire.sales import Line, Sale
from tests.backend.earning.bills import line
from tests.backend.earning.bills import sale as bill
from tests.backend.till.shop import Shop, accepted, refused
from tests.backend.till.test_parts import after, some
from tests.backend.till.test_returns import standing
from tests.backend.till.test_voids import sums, void
from tests.backend.till.test_vouchers import new

COFFEE = new("coffee", kind="free", value=480, skus=("coffee",), stackable=True)
TEA = new("tea", kind="free", value=400, skus=("tea",), stackable=True)


@pytest.fixture
async def shop(database: Database) -> AsyncIterator[Shop]:
    made = Shop(database)
    await made.open("hanako", offers=(COFFEE, TEA))
    yield made
    await made.sound()


def free(*skus: str, pieces: int = 1) -> Sale:
    """Goods of ¥480 each, given away."""
    lines = [line(n, sku, 0, pieces=pieces, discount=480 * pieces) for n, sku in enumerate(skus, 1)]
    return bill(*[msgspec.structs.replace(each, unit_price=480) for each in lines])


def pieces(of: Line, count: int) -> Line:
    return msgspec.structs.replace(of, quantity_milli=count * 1000)


async def states(shop: Shop) -> list[str]:
    query = select(vouchers.c.state).order_by(vouchers.c.coupon_id)
    return await shop.database.read(lambda connection: list(connection.scalars(query)))


async def returned(shop: Shop) -> list[str]:
    """What the member's list says of the sales."""
    rows = (await shop.database.read(lambda connection: page(connection, shop.members["hanako"]))).rows
    return [row.returned for row in rows if row.kind == "sale"]


async def test_what_was_given_comes_back_in_parts_with_the_coupon_it_took(shop: Shop) -> None:
    both = [accepted(await shop.issue("hanako", coupon), Voucher).id for coupon in ("coffee", "tea")]
    visit = await shop.visit("hanako")
    await shop.redeem(visit, 0, *both)
    bought = free("coffee", "tea")
    await shop.sell(bought)
    assert (await returned(shop), await states(shop)) == (["none"], ["used", "used"])
    await shop.sell(some(bought, "2", bought.lines[1:]))
    assert (await returned(shop), await states(shop)) == (["part"], ["used", "issued"])
    assert refused(await shop.ring(some(bought, "3", bought.lines[1:]))) == "RETURN_EXCEEDS_SALE"
    await shop.sell(some(bought, "4", bought.lines[:1]))
    assert (await returned(shop), await standing(shop)) == (["whole"], (0, 0))
    assert refused(await shop.ring(void(bought))) == "RETURN_EXCEEDS_SALE"
    assert (await states(shop), (await sums(shop))[1]) == (["issued", "issued"], [(0, 0)])


@pytest.mark.parametrize("count", [1, 2])
async def test_a_coupon_is_used_as_long_as_its_goods_are_kept(shop: Shop, count: int) -> None:
    voucher = accepted(await shop.issue("hanako", "coffee"), Voucher).id
    visit = await shop.visit("hanako")
    await shop.redeem(visit, 0, voucher)
    bought = free("coffee", pieces=2)
    await shop.sell(bought)
    back = some(bought, "2", [pieces(bought.lines[0], count)])
    await shop.sell(back)
    assert await states(shop) == (["used"] if count == 1 else ["issued"])
    await shop.sell(void(back))
    assert (await states(shop), await returned(shop)) == (["used"], ["none"])


async def test_a_void_that_names_some_of_what_was_given_takes_it_all(shop: Shop) -> None:
    bought = free("coffee", "tea")
    await shop.sell(bought, who=shop.code("hanako"))
    await shop.sell(void(msgspec.structs.replace(bought, lines=bought.lines[:1])))
    assert await returned(shop) == ["whole"]
    assert refused(await shop.ring(some(bought, "2", bought.lines[1:]))) == "RETURN_EXCEEDS_SALE"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=3), st.data())
def test_all_orders_end_equal_and_all_parts_leave_nothing(counts: Sequence[int], data: st.DataObject) -> None:
    """Also where points are given on what goods cost before their discount."""
    rules = RuleSet(version=2, before_discounts=True, unit_amount=100)
    lines = [line(n, "coffee", 0, pieces=count, discount=480 * count) for n, count in enumerate(counts, 1)]
    body = bill(*lines)
    first = [pieces(each, data.draw(st.integers(0, count))) for each, count in zip(lines, counts, strict=True)]
    rest = [pieces(each, count - part.quantity_milli // 1000) for each, part, count in zip(lines, first, counts, strict=True)]
    backs = [some(body, f"r{n}", [each for each in part if each.quantity_milli]) for n, part in enumerate((first, rest))]
    backs = [back for back in backs if back.lines]
    assert all(after(rules, mail) == {"lots": {}, "debt": 0, "months": {}} for mail in permutations([body, *backs]))
    kept = sum(part.quantity_milli // 1000 for part in rest)
    if len(backs) == 2:
        assert all(sum(after(rules, mail)["lots"].values()) == 480 * kept // 100 for mail in permutations([body, backs[0]]))


async def test_free_goods_of_yesterday_come_back_today(shop: Shop) -> None:
    bought = free("coffee", pieces=3)
    await shop.sell(bought, who=shop.code("hanako"))
    shop.clock.forward(DAY)
    for number in ("2", "3", "4"):
        await shop.sell(some(bought, number, [pieces(bought.lines[0], 1)], at=shop.now))
    assert await returned(shop) == ["whole"]
