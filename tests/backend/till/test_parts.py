"""Returns of some lines: the sale is always worth what is left of it, whatever came back in which order."""

from collections.abc import Sequence
from itertools import permutations
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from backend.coupons.tables import vouchers
from backend.earning.rules import Bonus, RuleSet
from backend.receipts.lines import Stored, everything, gone_after
from backend.till.operations import Identified, Redeem
from shared.clock import DAY, to_datetime
from shared.wire.sales import Line, Sale, SaleKey
from tests.backend.earning.bills import SKUS, line, rule_sets
from tests.backend.earning.bills import sale as bill
from tests.backend.till.shop import NOON, Shop, refused
from tests.backend.till.test_decide import World
from tests.backend.till.test_returns import standing

CARD = Identified(member_id="m", how="card")


def some(original: Sale, number: str, lines: Sequence[Line], *, yen: int | None = None, at: int = NOON, store: str = "") -> Sale:
    """A return of some lines, at another store when one is named."""
    back = tuple(
        msgspec.structs.replace(each, quantity_milli=-each.quantity_milli, amount=-each.amount, returns_line=each.n) for each in lines
    )
    amount = sum(each.amount for each in back)
    return msgspec.structs.replace(
        original,
        store=store or original.store,
        number=number,
        kind="return",
        occurred_at=to_datetime(at),
        original=SaleKey(store=original.store, terminal=original.terminal, number=original.number),
        lines=back,
        taxes=tuple(msgspec.structs.replace(each, taxable=0, tax=0) for each in original.taxes),
        tenders=(),
        discounts=(msgspec.structs.replace(original.discounts[0], amount=amount + yen),) if yen is not None and original.discounts else (),
        total=amount if yen is None else -yen,
        member=None,
    )


@st.composite
def stories(draw: st.DrawFn) -> tuple[RuleSet, Sale, list[Sale]]:
    """Rules, a sale, and returns that together are some or all of its lines."""
    lines = [
        line(n, draw(st.sampled_from(SKUS)), draw(st.integers(1, 3000)), excluded=draw(st.integers(0, 4)) == 0)
        for n in range(1, draw(st.integers(1, 5)) + 1)
    ]
    gross = sum(each.amount for each in lines)
    discount = draw(st.sampled_from([0, 0, gross // 3]))
    body = bill(*lines, discount=discount, paid=draw(st.integers(0, gross - discount)))
    count = draw(st.integers(1, 3))
    groups = [[each for each in lines if draw(st.integers(0, 2)) < 2 and hash((each.n, n)) and each.n % count == n] for n in range(count)]
    backs = [
        some(body, f"r{n}", group, yen=sum(each.amount * body.total // gross for each in group)) for n, group in enumerate(groups) if group
    ]
    return draw(rule_sets()), body, backs


def after(rules: RuleSet, mail: Sequence[Sale], used: int = 0) -> Any:
    """What the member has by lot, and owes. Some points may be `used` in the visit that the sale joins: of a purchase that has come back
    since, so that he owes them.
    """
    world = World()
    world.state.rule_sets = [(0, rules)]
    if used:
        before = msgspec.structs.replace(bill(line(1, "bread", 90_000)), number="0")
        world.ring(before, CARD)
        world.clock.forward(DAY)
        world.spend(used, Redeem)
        world.ring(some(before, "0r", before.lines, at=world.clock.now()))
    for body in mail:
        now = msgspec.structs.replace(body, occurred_at=to_datetime(world.clock.now()))
        world.ring(now, None if body.kind == "return" else CARD)
    return world.shape()


@settings(max_examples=60, deadline=None)
@given(stories(), st.sampled_from([0, 0, 7, 100, 300]))
def test_all_orders_of_a_sale_and_its_returns_end_equal(story: tuple[RuleSet, Sale, list[Sale]], used: int) -> None:
    rules, body, backs = story
    found = [after(rules, mail, used) for mail in permutations([body, *backs])]
    assert all(each == found[0] for each in found)


@settings(max_examples=60, deadline=None)
@given(stories())
def test_all_lines_in_parts_leave_everything_as_before(story: tuple[RuleSet, Sale, list[Sale]]) -> None:
    rules, body, _ = story
    gross = sum(each.amount for each in body.lines)
    yen = [each.amount * body.total // gross for each in body.lines]
    yen[-1] += body.total - sum(yen)
    backs = [some(body, f"r{each.n}", [each], yen=part) for each, part in zip(body.lines, yen, strict=True)]
    assert after(rules, [body, *backs]) == {"lots": {}, "debt": 0, "months": {}}


def four(number: str = "1", **more: Any) -> Sale:
    """¥1,000 of bread, ¥600 of milk, twice ¥300 of beer."""
    lines = (line(1, "bread", 1000), line(2, "milk", 600), line(3, "beer", 600, pieces=2))
    return msgspec.structs.replace(bill(*lines, **more), number=number)


async def test_parts_of_a_sale_come_back_one_by_one_at_any_store(shop: Shop) -> None:
    bought = four()
    assert (await shop.sell(bought, who=shop.code("hanako"))).points == 22
    one = await shop.sell(some(bought, "2", bought.lines[1:2], store="eki"))
    assert (one.matched, one.points, one.balance) == ("original", -6, 16)
    assert refused(await shop.ring(some(bought, "3", bought.lines[1:2]))) == "RETURN_EXCEEDS_SALE"
    can = msgspec.structs.replace(bought.lines[2], quantity_milli=1000, amount=300)
    assert [(await shop.sell(some(bought, number, [can]))).points for number in ("4", "5")] == [-3, -3]
    assert (await shop.sell(some(bought, "6", bought.lines[:1]))).balance == 0
    assert await standing(shop) == (0, 0)


async def test_a_threshold_that_is_no_longer_met_takes_its_points_back(shop: Shop) -> None:
    extra = Bonus(id="b", name_ja="2,000 円以上", name_en="From ¥2,000", points=50, from_amount=2000, budget=1000)
    await shop.govern(RuleSet(version=2, bonuses=(extra,)))
    bought = four()
    assert (await shop.sell(bought, who=shop.code("hanako"))).points == 72
    assert (await shop.sell(some(bought, "2", bought.lines[1:2]))).points == -56
    assert await standing(shop) == (16, 0)


async def test_used_points_come_back_in_proportion_and_never_twice(shop: Shop) -> None:
    await shop.give("hanako", 600)
    visit = await shop.visit("hanako")
    await shop.redeem(visit, 550, *shop.vouchers["hanako"], due=2200)
    bought = four(paid=550)
    assert (await shop.sell(bought)).balance == 50 + 20  # 16 units at silver's 1.25
    await shop.sell(some(bought, "2", bought.lines[1:2]))
    assert await standing(shop) == (50 + 150 + 15, 0)  # a quarter and a bit of 550; 1200 left of 1600
    await shop.sell(some(bought, "3", bought.lines[:1]))
    await shop.sell(some(bought, "4", bought.lines[2:]))
    assert await standing(shop) == (600, 0)
    states = await shop.database.read(lambda connection: list(connection.scalars(select(vouchers.c.state))))
    assert "used" not in states


async def test_what_was_spent_meanwhile_is_owed_part_by_part(shop: Shop) -> None:
    bought = four()
    await shop.sell(bought, who=shop.code("hanako"))
    visit = await shop.visit("hanako")
    await shop.redeem(visit, 20)
    assert (await shop.sell(some(bought, "2", bought.lines[1:2]))).notes == ("debt",)
    assert await standing(shop) == (0, 4)
    await shop.sell(some(bought, "3", (bought.lines[0], bought.lines[2])))
    assert await standing(shop) == (0, 20)


async def test_the_row_of_a_part_says_how_it_came_about(shop: Shop) -> None:
    shop.clock.forward(DAY)
    bought = msgspec.structs.replace(four(), occurred_at=to_datetime(shop.now))
    await shop.sell(bought, who=shop.code("hanako"))
    await shop.sell(some(bought, "2", bought.lines[1:2], at=shop.now))

    def look(connection: Connection) -> Any:
        from backend.ledger import repository as ledger  # noqa: PLC0415 - for this test alone
        from backend.till import reading  # noqa: PLC0415 - as above

        page = ledger.points_page(connection, shop.members["hanako"], shop.now)
        assert page is not None
        return reading.why(connection, shop.members["hanako"], page.rows[0].id, shop.now)

    why = await shop.database.read(look)
    assert (why.row.kind, sum(step.points for step in why.steps), why.row.points) == ("reverse", -6, -6)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_lines_without_a_reference_find_their_goods(order: tuple[int, ...]) -> None:
    sold = [Stored(1, "a", 100, 1000, 100, "", False, None), Stored(2, "a", 100, 2000, 200, "", False, None)]  # noqa: FBT003 - a row
    gone = {}
    for _ in order:
        found = gone_after(sold, gone, [Stored(9, "a", 100, -1000, -100, "", False, None)])  # noqa: FBT003 - a row
        assert found is not None
        gone = found
    assert gone == everything(sold)
    assert gone_after(sold, gone, [Stored(9, "a", 100, -1000, -100, "", False, None)]) is None  # noqa: FBT003 - a row
