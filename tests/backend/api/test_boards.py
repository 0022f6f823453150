"""Boards over HTTP, on both engines: sums, comparisons, stores side by side, and who may look."""

from datetime import date, timedelta
from typing import Any

import pytest

from shared.client import ManagerApi, Refused
from shared.clock import DAY, HOUR, tokyo
from shared.wire import sales, staff, visits
from tests.backend.api.harness import PIN, House


def sold(shop: House, number: str, total: int = 1000, **more: Any) -> sales.Sale:
    """A sale now, typed or posted on the shop's own day."""
    return shop.sale(number, total, business_date=tokyo(shop.clock.now()).date(), **more)


def loaf(total: int, sku: str = "loaf", name: str = "食パン", quantity: int = 1000) -> tuple[sales.Line, ...]:
    return (sales.Line(n=1, sku=sku, name=name, quantity_milli=quantity, unit_price=total, amount=total, tax_rate_permille=80),)


async def elsewhere(shop: House) -> ManagerApi:
    """The manager at a tablet of the other store."""
    tablet = shop.at_tablet((await shop.at_tablet("").enrol(await shop.invite("eki"))).token)
    person = (await tablet.desk()).staff[0]
    tablet.token = (await tablet.unlock(staff.Unlock(staff=person.id, pin=PIN))).token
    return tablet


async def test_days_stand_beside_the_week_before_and_the_year_before(each_shop: House) -> None:
    shop = each_shop
    await shop.unlocked("manager")
    today = shop.clock.now()
    shop.clock.at = today - 364 * DAY
    await shop.pos.sale(sold(shop, "1", 4000))
    shop.clock.at = today - 7 * DAY - 2 * HOUR
    await shop.pos.sale(sold(shop, "2", 3000))
    shop.clock.at = today - 7 * DAY + 2 * HOUR  # later than now, on its day: not yet to be compared with
    await shop.pos.sale(sold(shop, "3", 9000))
    shop.clock.at = today - 6 * DAY
    await shop.pos.sale(sold(shop, "4", 500))
    shop.clock.at = today
    manager = await shop.unlocked("manager")
    number = (await (await shop.member()).card()).number
    await shop.pos.sale(sold(shop, "5", 2000, member=sales.Ref(kind="card", value=number)))

    board = await manager.sales_board(stores="honten", since="2026-11-24", by="day")
    assert [row.first for row in board.rows] == [date(2026, 11, 24) + timedelta(days=n) for n in range(7)]
    last = board.rows[-1]
    assert (last.now.sales, last.before.sales, last.year.sales) == (2000, 3000, 0)  # noon's hour has only begun
    assert (last.now.member_sales, last.now.points_granted, last.now.receipts, last.now.joined) == (2000, 20, 1, 1)
    assert (board.rows[0].now.sales, board.total.now.sales, board.total.now.receipts) == (500, 2500, 2)
    shop.clock.forward(HOUR)
    manager = await shop.unlocked("manager")
    later = (await manager.sales_board(stores="honten", since="2026-11-30")).rows[-1]
    assert (later.before.sales, later.year.sales) == (3000, 4000)
    shop.clock.forward(HOUR + HOUR // 2)
    manager = await shop.unlocked("manager")
    assert (await manager.sales_board(stores="honten", since="2026-11-30")).rows[-1].before.sales == 3000 + 4500


async def test_weeks_and_months(each_shop: House) -> None:
    shop = each_shop
    await shop.unlocked("manager")
    today = shop.clock.now()
    for number, back in enumerate((0, 1, 8, 29, 31)):
        shop.clock.at = today - back * DAY
        await shop.pos.sale(sold(shop, str(number), 1000 * (number + 1)))
    shop.clock.at = today + HOUR
    manager = await shop.unlocked("manager")
    weeks = await manager.sales_board(since="2026-11-16", by="week")
    assert [(row.first.day, row.last.day, row.now.sales) for row in weeks.rows] == [(16, 22, 3000), (23, 29, 2000), (30, 30, 1000)]
    months = await manager.sales_board(since="2026-10-01", by="month")
    assert [(row.now.sales, row.before.sales) for row in months.rows] == [(5000, 0), (10_000, 5000)]


async def test_stores_side_by_side_and_only_ones_own(each_shop: House) -> None:
    shop = each_shop
    other = await elsewhere(shop)
    await shop.pos.sale(sold(shop, "1", 3000))
    await other.sale(sold(shop, "1", 1200, store="eki", terminal="tablet"))
    assert [store.name for store in await other.board_stores()] == ["本店", "駅前店"]
    board = await other.sales_board(since="2026-11-30")
    assert board.total.now.sales == 4200
    assert [(store.name, store.total.now.sales, store.sales) for store in board.stores] == [
        ("本店", 3000, (3000,)),
        ("駅前店", 1200, (1200,)),
    ]
    lead = await shop.unlocked("manager")  # of honten alone
    assert [store.id for store in await lead.board_stores()] == ["honten"]
    assert (await lead.sales_board(since="2026-11-30")).total.now.sales == 3000
    for stores in ("eki", "honten,eki", "nowhere"):
        with pytest.raises(Refused, match="forbidden"):
            await lead.sales_board(stores=stores)


async def test_best_sellers_without_what_came_back(each_shop: House) -> None:
    shop = each_shop
    await shop.pos.sale(sold(shop, "1", 900, lines=loaf(900, quantity=3000)))
    await shop.pos.sale(sold(shop, "2", 700, lines=loaf(700, "bag", "エコバッグ")))
    spoilt = sold(shop, "3", 5000, lines=loaf(5000, "cake", "ケーキ"))
    await shop.pos.sale(spoilt)
    back = sales.SaleKey(store="honten", terminal="r1", number="3")
    line = (
        sales.Line(
            n=1, sku="cake", name="ケーキ", quantity_milli=-1000, unit_price=5000, amount=-5000, tax_rate_permille=80, returns_line=1
        ),
    )
    tenders = (sales.Tender(kind="cash", amount=-5000),)
    taxes = (sales.Tax(rate_permille=80, taxable=-5000, tax=-370),)
    await shop.pos.sale(sold(shop, "4", -5000, kind="return", original=back, lines=line, tenders=tenders, taxes=taxes))
    unknown = sales.SaleKey(store="honten", terminal="r1", number="99")
    await shop.pos.sale(sold(shop, "5", -5000, kind="return", original=unknown, lines=line, tenders=tenders, taxes=taxes))
    board = await shop.manager.items_board(since="2026-11-30")
    assert [(row.name, row.quantity_milli, row.amount) for row in board.rows] == [("食パン", 3000, 900), ("エコバッグ", 1000, 700)]
    assert (board.kinds, board.amount) == (2, 1600)
    assert (await shop.manager.items_board(until="2026-11-29")).rows == ()


async def test_hours_by_weekday(each_shop: House) -> None:
    shop = each_shop
    await shop.unlocked("manager")
    await shop.pos.sale(sold(shop, "1", 1500))  # a Monday at noon
    shop.clock.forward(-2 * DAY + 3 * HOUR)
    await shop.pos.sale(sold(shop, "2", 800))
    shop.clock.forward(2 * DAY)
    board = await (await shop.unlocked("manager")).hours_board(since="2026-11-17")
    assert board.days == (2, 2, 2, 2, 2, 2, 2)
    assert (board.sales[0][12], board.receipts[0][12], board.sales[5][15]) == (1500, 1, 800)
    assert sum(map(sum, board.sales)) == 2300


async def test_coupons_and_what_was_bought_with_them(each_shop: House) -> None:
    shop = each_shop
    member = await shop.member()
    visit = shop.ids.new()
    panel = await shop.manager.open_visit(visits.OpenVisit(id=visit, code=(await member.code()).code, terminal="r1"))
    await shop.manager.redeem(visit, visits.Redeem(op_id=shop.ids.new(), vouchers=(panel.vouchers[0].id,)))
    await shop.pos.sale(sold(shop, "1", 4500))
    row = (await shop.manager.coupons_board()).rows[0]
    assert (row.id, row.issued, row.used, row.used_here, row.receipts, row.sales) == ("welcome", 1, 1, 1, 1, 4500)
    before = (await shop.manager.coupons_board(until="2026-11-29")).rows[0]
    assert (before.used, before.used_here, before.sales) == (1, 0, 0)


@pytest.mark.parametrize(
    "query", ["since=2026-13-01", "until=yesterday", "since=2026-12-24", "since=2020-01-01", "by=year", "since=2026-11-30&until=2026-11-01"]
)
async def test_days_that_are_none_are_told(shop: House, query: str) -> None:
    answer = await shop.ask("GET", f"/v1/boards/sales?{query}", shop.manager.token)
    assert answer.status_code == 422


async def test_auditors_look_and_cashiers_do_not(shop: House) -> None:
    auditor = await shop.unlocked("auditor")
    assert (await auditor.sales_board()).total.now.sales == 0
    with pytest.raises(Refused, match="forbidden"):
        await (await shop.unlocked("cashier")).sales_board()
