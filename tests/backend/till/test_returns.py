from itertools import permutations

import msgspec
import pytest
from sqlalchemy import Connection, select

from backend.ledger.repository import held, open_lots
from backend.ledger.rules import balance
from backend.stats.tables import member_month, store_hour
from shared.clock import DAY
from shared.wire.sales import SaleKey
from tests.backend.till.shop import Shop, refused, returned, sale


async def standing(shop: Shop, name: str = "hanako") -> tuple[int, int]:
    """(points, debt)"""

    def look(connection: Connection) -> tuple[int, int]:
        found = held(connection, shop.members[name])
        assert found is not None
        return balance(open_lots(connection, found.account_id), shop.now), found.debt

    return await shop.database.read(look)


async def test_a_sale_and_its_return_leave_everything_as_before(shop: Shop) -> None:
    await shop.give("hanako", 600)
    visit = await shop.visit("hanako")
    await shop.redeem(visit, 500, *shop.vouchers["hanako"], due=3000)
    bought = sale("1", 2700, paid_by_points=500)
    assert (await shop.sell(bought)).points == 27  # silver: 22 units at 1.25
    answer = await shop.sell(returned(bought, "2"))
    assert (answer.matched, answer.points, answer.balance, answer.notes) == ("original", -27, 600, ())
    assert answer.lines[0] == "今回ポイント -27 pt"
    visit = await shop.visit("hanako")
    await shop.redeem(visit, 600, *shop.vouchers["hanako"], due=3000)
    assert await standing(shop) == (0, 0)
    hours = await shop.database.read(lambda connection: connection.execute(select(store_hour)).mappings().all())
    assert [(hour["sales"], hour["points_used"], hour["coupons_used"]) for hour in hours] == [(60_000, 600, 1)]
    spent = await shop.database.read(lambda connection: connection.execute(select(member_month.c.receipts, member_month.c.amount)).all())
    assert [tuple(row) for row in spent] == [(1, 60_000)]


async def test_what_is_brought_back_to_another_store_is_taken_from_the_one_that_sold(shop: Shop) -> None:
    bought = sale("1", 3000, store="eki")
    await shop.sell(bought)
    await shop.sell(sale("2", 1000))
    await shop.sell(msgspec.structs.replace(returned(bought, "3"), store="honten"))
    hours = await shop.database.read(lambda connection: connection.execute(select(store_hour)).mappings().all())
    assert {hour["store_id"]: (hour["sales"], hour["receipts"]) for hour in hours} == {"eki": (0, 0), "honten": (1000, 1)}


async def test_what_cannot_be_taken_back_is_owed_and_repaid_first(shop: Shop) -> None:
    bought = sale("1", 10_000)
    await shop.visit("hanako")
    await shop.sell(bought)
    visit = await shop.visit("hanako", terminal="r2")
    await shop.redeem(visit, 80)
    answer = await shop.sell(returned(bought, "2"))
    assert (answer.points, answer.balance, answer.notes) == (-100, 0, ("debt",))
    assert await standing(shop) == (0, 80)
    again = await shop.sell(sale("3", 5000), who=shop.code("hanako"))
    assert (again.points, again.balance) == (50, 0)
    more = await shop.sell(sale("4", 5000), who=shop.code("hanako"))
    assert (more.points, more.balance) == (50, 20)
    assert await standing(shop) == (20, 0)


async def test_points_from_a_lot_that_has_expired_since_get_days_of_grace(shop: Shop) -> None:
    await shop.give("hanako", 100)
    shop.clock.forward(370 * DAY)
    visit = await shop.visit("hanako")
    await shop.redeem(visit, 100)
    bought = sale("1", 1000, at=shop.now)
    await shop.sell(bought)
    shop.clock.forward(7 * DAY)
    answer = await shop.sell(returned(bought, "2", at=shop.now))
    assert answer.balance == 100
    assert answer.next_expiry is not None
    assert answer.next_expiry.on.isoformat() == "2028-01-01"
    shop.clock.forward(31 * DAY)
    assert await standing(shop) == (0, 0)


@pytest.mark.parametrize("order", list(permutations(range(3))))
async def test_a_return_may_come_before_its_sale(shop: Shop, order: tuple[int, ...]) -> None:
    """A second return of the same sale is refused or stays parked, whichever way they come."""
    bought = sale("1", 10_000)
    mail = [(bought, shop.code("hanako")), (returned(bought, "2"), None), (sale("3", 700), shop.code("hanako"))]
    for index in order:
        body, who = mail[index]
        await shop.ring(body, who=who)
    assert await standing(shop) == (7, 0)


async def test_no_more_is_returned_than_was_sold(shop: Shop) -> None:
    bought = sale("1", 1000)
    await shop.sell(bought)
    more = msgspec.structs.replace(returned(sale("1", 1001), "2"), original=SaleKey(store="honten", terminal="r1", number="1"))
    assert refused(await shop.ring(more)) == "RETURN_EXCEEDS_SALE"
    await shop.sell(returned(bought, "3"))
    assert refused(await shop.ring(returned(bought, "4"))) == "RETURN_EXCEEDS_SALE"
    assert refused(await shop.ring(msgspec.structs.replace(returned(bought, "5"), original=None))) == "ORIGINAL_REQUIRED"
    assert refused(await shop.ring(returned(bought, "1"))) == "IDEMPOTENCY_CONFLICT"


async def test_a_parked_return_that_does_not_fit_its_sale_waits_for_a_person(shop: Shop) -> None:
    answer = await shop.sell(returned(sale("1", 1100), "2"))
    assert answer.notes == ("parked",)
    assert (await shop.sell(sale("1", 1000), who=shop.code("hanako"))).balance == 10
