"""What did not happen after all: a sale voided by its till, and the return of a return."""

from collections.abc import AsyncIterator
from itertools import permutations
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, func, select

from backend.coupons.tables import vouchers
from backend.db.engine import Database
from backend.earning.rules import RuleSet
from backend.jobs.expiry import Expiry
from backend.ledger.repository import explained, points_page
from backend.receipts.repository import receipt
from backend.receipts.tables import sale_lines, sales
from backend.stats.tables import member_month, store_hour
from backend.till import explaining
from backend.till.operations import Identified, Redeem
from shared.clock import DAY, to_datetime
from shared.wire.coupons import Voucher
from shared.wire.sales import Sale
from tests.backend.earning.bills import line
from tests.backend.earning.bills import sale as bill
from tests.backend.till.shop import Shop, accepted, args_of, refused, returned, sale
from tests.backend.till.test_decide import World
from tests.backend.till.test_lots import LAST, lapsed
from tests.backend.till.test_parts import four, some, stories
from tests.backend.till.test_returns import standing
from tests.backend.till.test_shortfall import lost
from tests.backend.till.test_vouchers import new

OFFERS = (new("hundred", minimum=1000),)


@pytest.fixture
async def shop(database: Database) -> AsyncIterator[Shop]:
    made = Shop(database)
    await made.open("hanako", "taro", offers=OFFERS)
    yield made
    await made.sound()


def void(body: Sale, revision: int = 1) -> Sale:
    return msgspec.structs.replace(body, void=True, revision=revision)


async def sums(shop: Shop) -> Any:
    def look(connection: Connection) -> Any:
        hour = select(store_hour.c.sales, store_hour.c.receipts, store_hour.c.points_granted, store_hour.c.coupons_used)
        months = select(member_month.c.receipts, member_month.c.amount)
        return [tuple(row) for row in connection.execute(hour)], [tuple(row) for row in connection.execute(months)]

    return await shop.database.read(look)


async def used(shop: Shop) -> list[str]:
    return await shop.database.read(lambda connection: list(connection.scalars(select(vouchers.c.state))))


async def test_a_voided_sale_leaves_everything_as_before(shop: Shop) -> None:
    await shop.give("hanako", 600)
    before = await sums(shop)
    voucher = accepted(await shop.issue("hanako", "hundred"), Voucher).id
    visit = await shop.visit("hanako")
    await shop.redeem(visit, 500, voucher, due=3000)
    bought = sale("1", 2900, paid_by_points=500)
    earned = (await shop.sell(bought)).points
    answer = await shop.sell(void(bought))
    assert (answer.matched, answer.points, answer.balance, answer.notes) == ("original", -earned, 600, ("void",))
    assert await sums(shop) == before
    assert await used(shop) == ["issued"]
    assert await shop.ring(void(bought)) == await shop.ring(void(bought))
    assert refused(await shop.ring(void(bought, 2))) == "NUMBER_VOID"
    assert refused(await shop.ring(returned(bought, "2"))) == "RETURN_EXCEEDS_SALE"
    assert refused(await shop.ring(msgspec.structs.replace(sale("1", 700), revision=2))) == "NUMBER_VOID"


async def test_what_is_left_of_a_sale_is_voided(shop: Shop) -> None:
    bought = four()
    await shop.sell(bought, who=shop.code("hanako"))
    await shop.sell(some(bought, "2", bought.lines[1:2]))
    assert (await shop.sell(void(bought))).points == -16
    assert await standing(shop) == (0, 0)
    assert refused(await shop.ring(void(bought, 2))) == "NUMBER_VOID"


@pytest.mark.parametrize(("lines", "back"), [((11, 12, 13), 1), ((3,), 1), ((3,), 0)])
async def test_what_is_left_is_what_was_sold_whatever_its_void_says(shop: Shop, lines: tuple[int, ...], back: int) -> None:
    """A POS may number the lines of a void anew, or send some of them: nothing of the sale stays behind, and nothing comes back later."""
    bought = four()
    await shop.sell(bought, who=shop.code("hanako"))
    if back:
        await shop.sell(some(bought, "2", bought.lines[:1]))
    said = tuple(msgspec.structs.replace(bought.lines[place], n=n) for place, n in enumerate(lines))
    total = sum([each.amount for each in said])
    taxes = tuple(msgspec.structs.replace(each, taxable=0, tax=0) for each in bought.taxes[:1])
    answer = await shop.sell(void(msgspec.structs.replace(bought, lines=said, total=total, taxes=taxes, tenders=())))
    assert (answer.points, answer.balance) == (-12 if back else -22, 0)
    assert refused(await shop.ring(some(bought, "3", bought.lines[1:2]))) == "RETURN_EXCEEDS_SALE"
    taken = select(func.sum(sale_lines.c.amount)).join(sales, sales.c.id == sale_lines.c.sale_id).where(sales.c.notes == "void")
    assert await shop.database.read(lambda connection: connection.scalar(taken)) == (-1200 if back else -2200)


@pytest.mark.parametrize("order", list(permutations(range(3))))
async def test_a_void_may_come_before_its_sale(shop: Shop, order: tuple[int, ...]) -> None:
    bought = sale("1", 10_000)
    mail = [(bought, shop.code("hanako")), (void(bought), None), (sale("3", 700), shop.code("hanako"))]
    for index in order:
        body, who = mail[index]
        await shop.ring(body, who=who)
    assert await standing(shop) == (7, 0)


@pytest.mark.parametrize("order", list(permutations(range(3))))
async def test_a_void_that_names_some_of_its_sale_takes_it_all_in_any_order(shop: Shop, order: tuple[int, ...]) -> None:
    bought = four()
    said = (msgspec.structs.replace(bought.lines[2], n=11),)
    taxes = tuple(msgspec.structs.replace(each, taxable=0, tax=0) for each in bought.taxes[:1])
    some_of_it = void(msgspec.structs.replace(bought, lines=said, total=600, taxes=taxes, tenders=()))
    mail = [(bought, shop.code("hanako")), (some_of_it, None), (some(bought, "2", bought.lines[:1]), None)]
    for index in order:
        body, who = mail[index]
        await shop.ring(body, who=who)
    assert await standing(shop) == (0, 0)
    if order.index(0) < 2 or order.index(1) < order.index(2):
        assert refused(await shop.ring(some(bought, "3", bought.lines[1:2]))) == "RETURN_EXCEEDS_SALE"
    taken = select(func.sum(sale_lines.c.amount)).join(sales, sales.c.id == sale_lines.c.sale_id).where(sales.c.original_id.is_not(None))
    assert await shop.database.read(lambda connection: connection.scalar(taken)) == -2200
    assert refused(await shop.ring(void(bought, 2))) in {"NUMBER_VOID", "RETURN_EXCEEDS_SALE"}


async def test_the_void_of_a_return_makes_the_sale_stand_again(shop: Shop) -> None:
    await shop.give("hanako", 600)
    voucher = accepted(await shop.issue("hanako", "hundred"), Voucher).id
    visit = await shop.visit("hanako")
    await shop.redeem(visit, 500, voucher, due=3000)
    bought = sale("1", 2900, paid_by_points=500)
    sold = await shop.sell(bought)
    before = await sums(shop)
    back = returned(bought, "2")
    await shop.sell(back)
    assert await used(shop) == ["issued"]
    answer = await shop.sell(void(back))
    assert (answer.points, answer.balance, answer.notes) == (sold.points, sold.balance, ("void",))
    assert await sums(shop) == before
    assert await used(shop) == ["used"]
    assert (await shop.sell(returned(bought, "3"))).balance == 600  # it may come back after all
    assert refused(await shop.ring(void(back, 2))) == "NUMBER_VOID"


async def test_a_part_that_did_not_come_back(shop: Shop) -> None:
    bought = four()
    await shop.sell(bought, who=shop.code("hanako"))
    milk, bread = (some(bought, number, [bought.lines[n]]) for number, n in (("2", 1), ("3", 0)))
    await shop.sell(milk)
    await shop.sell(bread)
    assert await standing(shop) == (6, 0)
    await shop.sell(void(milk))
    assert await standing(shop) == (12, 0)
    await shop.sell(some(bought, "4", bought.lines[1:]))
    assert await standing(shop) == (0, 0)


@pytest.mark.parametrize(("shortfall", "left"), [("debt", 20), ("hold", 20), ("clamp", 20)])
async def test_whoever_had_spent_the_points_has_what_he_had(shop: Shop, shortfall: Any, left: int) -> None:
    await shop.govern(RuleSet(version=2, shortfall=shortfall))
    bought = sale("1", 10_000)
    await shop.sell(bought, who=shop.code("hanako"))
    await shop.redeem(await shop.visit("hanako", terminal="r2"), 80)
    back = returned(bought, "2")
    await shop.sell(back)
    await shop.sell(void(back))
    assert await standing(shop) == (left, 0)
    assert await shop.database.read(lost) == 0


async def test_points_that_were_given_back_and_spent_elsewhere_are_owed(shop: Shop) -> None:
    await shop.give("hanako", 500)
    visit = await shop.visit("hanako")
    await shop.redeem(visit, 500, due=3000)
    bought = sale("1", 500, paid_by_points=500)
    await shop.sell(bought)
    back = returned(bought, "2")
    await shop.sell(back)
    await shop.redeem(await shop.visit("hanako"), 450)
    answer = await shop.sell(void(back))
    assert (answer.balance, answer.notes) == (0, ("void", "debt"))
    assert await standing(shop) == (0, 450)


async def test_a_return_that_waits_for_its_sale_can_be_voided(shop: Shop) -> None:
    bought = sale("1", 1000)
    back = returned(bought, "2")
    assert refused(await shop.ring(void(back))) == "VOID_UNKNOWN"
    await shop.sell(back)
    await shop.sell(void(back))
    assert (await shop.sell(bought, who=shop.code("hanako"))).balance == 10


async def test_kinds_and_revisions_are_kept_apart(shop: Shop) -> None:
    bought = msgspec.structs.replace(sale("1", 1000), revision=3)
    await shop.sell(bought)
    assert refused(await shop.ring(void(bought, 2))) == "REVISION_TOO_LOW"
    assert refused(await shop.ring(void(returned(bought, "1"), 4))) == "SALE_KIND_CHANGED"
    assert args_of(await shop.ring(void(bought, 2))) == {"revision": 3}
    await shop.sell(void(bought, 5))


async def test_the_member_reads_that_a_return_was_cancelled(shop: Shop) -> None:
    bought = sale("1", 10_000)
    sold = await shop.sell(bought, who=shop.code("hanako"))
    back = returned(bought, "2")
    await shop.sell(back)

    def look(connection: Connection) -> Any:
        page = points_page(connection, shop.members["hanako"], shop.now)
        assert page is not None
        found = explained(connection, shop.members["hanako"], page.rows[0].id)
        paper = receipt(connection, shop.members["hanako"], sold.sale)
        assert found is not None
        assert paper is not None
        return found.row.points, explaining.steps_of(connection, found), len(paper.returns)

    assert (await shop.database.read(look))[2] == 1
    await shop.sell(void(back))
    points, steps, gone = await shop.database.read(look)
    assert ([(step.rule, step.points) for step in steps], points, gone) == ([("granted-again@1", 100)], 100, 0)


async def test_what_had_expired_stays_expired(shop: Shop) -> None:
    bought = sale("1", 10_000)
    await shop.sell(bought, who=shop.code("hanako"))
    await shop.redeem(await shop.visit("hanako", terminal="r2"), 30)
    shop.clock.at = LAST + 1
    await Expiry(shop.database, shop.clock, shop.till).run(0)
    assert await shop.database.read(lapsed) == (1, 70)
    for number in ("2", "3"):
        back = returned(bought, number, at=shop.now)
        assert (await shop.sell(back)).notes == ("debt",)
        assert (await standing(shop), await shop.database.read(lapsed)) == ((0, 30), (1, 0))
        await shop.sell(void(back))
        assert (await standing(shop), await shop.database.read(lapsed)) == ((0, 0), (1, 70))


def shape(world: World) -> Any:
    """What a member has, owes, has bought and has used."""
    have = sum(lot.left for lot in world.state.lots.get("points", {}).values())
    months = {month: each for month, each in world.state.months.get("m", {}).items() if any(each)}
    used = {each.id: (each.state, each.points, each.restored) for each in world.state.redemptions.values()}
    return have, world.state.accounts["debt"].balance, months, sorted(used.values())


@settings(max_examples=80, deadline=None)
@given(stories(), st.integers(0, 300), st.integers(0, 2))
def test_a_return_and_its_void_leave_everything_as_without_them(story: tuple[RuleSet, Sale, list[Sale]], points: int, which: int) -> None:
    """Whatever else came back before and after, and with points used for the sale."""
    rules, body, backs = story
    worlds = [World(), World()]
    for world in worlds:
        world.state.rule_sets = [(0, rules)]
        world.ring(msgspec.structs.replace(bill(line(1, "bread", 90_000)), number="0"), Identified(member_id="m", how="card"))
        world.clock.forward(DAY)
        world.spend(points, Redeem)
        world.ring(_at(body, world), Identified(member_id="m", how="card"))
        for n, back in enumerate(backs):
            if world is worlds[0] or n != which:
                world.ring(_at(back, world))
    if which < len(backs):
        worlds[0].ring(_at(void(backs[which]), worlds[0]))
    assert shape(worlds[0]) == shape(worlds[1])


def _at(body: Sale, world: World) -> Sale:
    return msgspec.structs.replace(body, occurred_at=to_datetime(world.clock.now()))
