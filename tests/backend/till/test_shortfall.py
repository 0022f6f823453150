"""What becomes of points that a return takes back and the member has spent: owed, owed and held, or borne by the shop."""

from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from backend.earning.rules import RuleSet
from backend.ledger.repository import explained, points_page
from backend.ledger.tables import accounts, postings
from backend.till import explaining
from backend.till.operations import Accepted
from backend.till.panel import panel
from shared.clock import DAY
from shared.wire.sales import SaleAnswer
from tests.backend.till.shop import Shop, args_of, refused, returned, sale
from tests.backend.till.test_returns import standing
from tests.backend.till.test_visits import PERSONAL


async def spent_and_returned(shop: Shop, shortfall: Any) -> SaleAnswer:
    """100 pt from a sale, 80 of them spent, and the sale comes back."""
    await shop.govern(RuleSet(version=2, shortfall=shortfall))
    bought = sale("1", 10_000)
    await shop.sell(bought, who=shop.code("hanako"))
    visit = await shop.visit("hanako", terminal="r2")
    await shop.redeem(visit, 80)
    return await shop.sell(returned(bought, "2"))


def lost(connection: Connection) -> int:
    query = select(func.coalesce(func.sum(-postings.c.amount), 0)).join(accounts, accounts.c.id == postings.c.account_id)
    return int(connection.scalars(query.where(accounts.c.kind == "return_loss")).one())


async def test_it_is_owed_and_repaid_from_what_comes_next(shop: Shop) -> None:
    assert (await spent_and_returned(shop, "debt")).notes == ("debt",)
    assert await standing(shop) == (0, 80)
    await shop.sell(sale("3", 10_000), who=shop.code("hanako"))
    assert await standing(shop) == (20, 0)
    assert await shop.database.read(lost) == 0


async def test_the_shop_bears_it_in_an_account_of_its_own(shop: Shop) -> None:
    answer = await spent_and_returned(shop, "clamp")
    assert (answer.points, answer.balance, answer.notes) == (-100, 0, ("borne",))
    assert await standing(shop) == (0, 0)
    assert await shop.database.read(lost) == 80
    await shop.sell(sale("3", 10_000), who=shop.code("hanako"))
    assert await standing(shop) == (100, 0)


async def test_the_member_reads_who_bears_it(shop: Shop) -> None:
    await spent_and_returned(shop, "clamp")

    def look(connection: Connection) -> Any:
        page = points_page(connection, shop.members["hanako"], shop.now)
        assert page is not None
        found = explained(connection, shop.members["hanako"], page.rows[0].id)
        assert found is not None
        return found.row, explaining.steps_of(connection, found)

    row, steps = await shop.database.read(look)
    assert [(step.rule, step.points) for step in steps] == [("taken-back@1", -100), ("borne@1", 80)]
    assert sum(step.points for step in steps) == row.points == -20


async def test_where_it_is_held_nothing_is_spent_until_it_is_repaid(shop: Shop) -> None:
    await spent_and_returned(shop, "hold")
    assert await standing(shop) == (0, 80)
    await shop.stock("coffee", 10)
    visit = await shop.visit("hanako")
    for outcome in (await shop.redeem(visit, 1), await shop.reserve(visit, 1), await shop.exchange(visit, "coffee", 10)):
        assert (refused(outcome), args_of(outcome)) == ("POINTS_OWED", {"owed": 80})
    await shop.redeem(visit, 0, *shop.vouchers["hanako"])  # coupons are no points
    await shop.sell(sale("3", 10_000), who=shop.code("hanako"))
    assert await standing(shop) == (20, 0)
    assert isinstance(await shop.redeem(await shop.visit("hanako"), 20), Accepted)


async def test_what_comes_back_to_who_owes_repays_it_at_once(shop: Shop) -> None:
    """Points used on one sale, spent ones of another: nobody owes and holds, and the member reads where they went."""
    bought, paid = sale("1", 10_000), sale("2", 1000, paid_by_points=100)
    await shop.sell(bought, who=shop.code("hanako"))
    await shop.redeem(await shop.visit("hanako", terminal="r1"), 100)
    assert (await shop.sell(paid)).points == 9
    assert (await shop.sell(returned(bought, "3"))).notes == ("debt",)
    assert await standing(shop) == (0, 91)
    answer = await shop.sell(returned(paid, "4"))
    assert (answer.points, answer.balance, answer.notes) == (-9, 0, ("repaid",))
    assert await standing(shop) == (0, 0)

    def look(connection: Connection) -> Any:
        page = points_page(connection, shop.members["hanako"], shop.now)
        assert page is not None
        found = [explained(connection, shop.members["hanako"], row.id) for row in page.rows[:2]]
        return [(each.row.kind, each.row.points, [step.rule for step in explaining.steps_of(connection, each)]) for each in found if each]

    assert await shop.database.read(look) == [
        ("repay", -91, ["repay@1"]),
        ("reverse", 91, ["taken-back@1", "given-back@1"]),
    ]


async def test_what_only_waits_is_taken_before_anything_is_owed(shop: Shop) -> None:
    """Points that count some days later repay as soon as they are granted; so they do when the debt comes after them."""
    await shop.govern(RuleSet(version=2, confirm_days=7))
    bought = sale("1", 10_000)
    await shop.sell(bought, who=shop.code("hanako"))
    shop.clock.forward(8 * DAY)
    await shop.redeem(await shop.visit("hanako", terminal="r2"), 80)
    await shop.sell(sale("2", 5000, at=shop.now), who=shop.code("hanako"))
    assert (await shop.sell(returned(bought, "3", at=shop.now))).notes == ("debt",)
    assert await standing(shop) == (0, 30)
    shop.clock.forward(8 * DAY)
    assert await standing(shop) == (0, 30)


async def test_the_counter_sees_why_nothing_can_be_spent(shop: Shop) -> None:
    await spent_and_returned(shop, "hold")
    visit = await shop.visit("hanako")
    seen = await shop.database.read(lambda connection: panel(connection, PERSONAL, visit, shop.now))
    assert seen is not None
    assert (seen.spendable, seen.askable, seen.spend_limited_by) == (0, 0, "owed")


@pytest.mark.parametrize("shortfall", ["debt", "hold", "clamp"])
async def test_a_shop_of_an_older_version_gets_the_account_with_its_next_operation(shop: Shop, shortfall: str) -> None:
    await shop.sell(sale("0", 100))
    await shop.database.transact(lambda connection: connection.execute(accounts.delete().where(accounts.c.kind == "return_loss")))
    assert isinstance((await spent_and_returned(shop, shortfall)).points, int)
