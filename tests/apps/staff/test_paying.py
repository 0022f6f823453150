"""The bill at the tablet: typed once, it goes with the coupons, the points and the sale; and where points pay a share of it, it is asked for."""

import flet as ft
import pytest

from shared.wire.problems import Code
from shared.wire.spending import Spending
from shared.wire.visits import Panel
from tests.apps.staff.conftest import OpenTablet, Tablet
from tests.apps.staff.made_up import panel, together
from tests.apps.staff.test_amount import type_amount

HALF = Spending(permille=500)


def shared(rule: Spending) -> Panel:
    return panel(vouchers=(), proposal=None, spending=rule)


async def on_the_bill(here: Tablet, digits: str) -> None:
    for digit in digits:
        await here.app.click(f"bill-pad-{digit}")
    await here.app.click("bill-go")


async def test_from_the_amount_to_the_sale_one_number_is_typed_once(tablet: OpenTablet) -> None:
    here = await tablet(member=together())
    await here.scan()
    await here.app.click("enter-amount")
    await type_amount(here, "1200")
    await here.app.click("amount-back")
    assert here.shop.calls("/proposal") == [{"amount_due": 1200, "basket": []}]
    assert here.app.shows("-¥168")
    assert here.app.shows("1,032 pt まで")
    await here.app.click("preset-500")
    await here.app.click("confirm")
    sent = here.shop.calls("/redemptions")[0]
    assert (sent["amount_due"], sent["points"], len(sent["vouchers"])) == (1200, 500, 2)
    await here.app.click("go-on")
    assert here.app.shows("532 pt まで")  # of ¥1,032, less what this visit has used
    await here.app.click("enter-amount")
    assert here.app.shows("¥1,032")
    assert here.app.shows("うち 500 pt")
    await here.app.click("record")
    sale = here.shop.calls("/v1/sales")[0]
    assert (sale["total"], [tender["amount"] for tender in sale["tenders"]]) == (1032, [500, 532])


async def test_what_is_known_gives_way_to_the_first_digit(tablet: OpenTablet) -> None:
    here = await tablet(member=together())
    await here.scan()
    await here.app.click("enter-amount")
    await type_amount(here, "1200")
    await here.app.click("amount-back")
    await here.app.click("enter-amount")
    assert here.app.shows("¥1,200")
    await here.app.click("pad-back")
    assert here.app.shows("¥120")
    await here.app.click("amount-back")
    await here.app.click("enter-amount")
    await type_amount(here, "98")
    assert here.app.shows("¥98")
    await here.app.click("amount-back")
    assert [asked["amount_due"] for asked in here.shop.calls("/proposal")] == [1200, 120, 98]


@pytest.mark.parametrize("linked", [True, False])
async def test_where_points_pay_a_share_the_bill_is_asked_for_first(tablet: OpenTablet, *, linked: bool) -> None:
    here = await tablet(member=shared(HALF), linked=linked)
    await here.scan()
    assert here.app.shows("お会計の 50% まで")
    assert here.app.shows("先に金額を入れてください")
    assert not here.app.has("preset-all")
    assert not here.app.has("open-due")
    assert here.app.key("bill-go").disabled
    await on_the_bill(here, "1001")
    assert here.app.shows("ポイントで払えるのはお会計の 50% まで、このお会計では 500 pt までです。")
    await here.app.click("preset-all")
    for digit in ("pad-9", "pad-9"):
        await here.app.click(digit)
    await here.app.click("confirm")
    sent = here.shop.calls("/redemptions")[0]
    assert (sent["amount_due"], sent["points"]) == (1001, 500)


async def test_steps_and_a_least_are_said_and_kept(tablet: OpenTablet) -> None:
    here = await tablet(member=shared(Spending(unit=100, least=200, barred=True)))
    await here.scan()
    assert here.app.shows("100 pt 単位、200 pt から。ポイントがつかない商品には使えません。")
    assert here.app.key("preset-odd").disabled
    await here.app.click("preset-all")
    await here.app.click("pad-back")
    assert here.app.key("confirm").disabled
    assert here.app.shows("100 pt 単位、200 pt から")
    await here.app.click("preset-500")
    assert not here.app.key("confirm").disabled


async def test_more_than_the_bill_takes_is_said_with_what_is_possible(tablet: OpenTablet) -> None:
    here = await tablet(member=shared(HALF))
    await here.scan()
    await on_the_bill(here, "1000")
    await here.app.click("preset-500")
    here.shop.refuse("/redemptions", Code.POINTS_OVER_SHARE, most=300)
    await here.app.click("confirm")
    assert here.app.shows("このお会計で使えるのは 300 pt までです。")
    await here.app.click("go-on")
    await here.app.click("open-due")
    assert here.app.key("due", ft.TextField).value == "1000"


async def test_where_a_point_is_no_yen_both_are_said_from_the_panel_to_the_sale(tablet: OpenTablet) -> None:
    member = panel(vouchers=(), proposal=None, balance=5000, spendable=5000, spending=Spending(unit=1000, yen=700))
    here = await tablet(member=member)
    await here.scan()
    assert here.app.shows("1,000 pt で ¥700 分")
    assert here.app.key("spend-yen", ft.Text).value == "お会計から ¥0 引きます"
    await here.app.click("open-due")
    await here.app.type("due", "1590")
    await here.app.click("due-go")
    assert here.app.shows("2,000 pt (¥1,400 分) まで")
    await here.app.click("preset-500")  # 500 are no step: the fewest that are
    assert here.app.shows("お会計から ¥700 引きます")
    assert here.app.shows("1,000 pt (¥700 分)")
    await here.app.click("confirm")
    assert here.shop.calls("/redemptions")[0]["points"] == 1000
    assert here.app.shows("¥700")
    await here.app.click("go-on")
    assert here.app.shows("1,000 pt (¥700 分)")  # used here
    await here.app.click("enter-amount")
    assert here.app.shows("うち 1,000 pt (¥700 分)")
    await here.app.click("record")
    sale = here.shop.calls("/v1/sales")[0]
    assert [(tender["kind"], tender["amount"]) for tender in sale["tenders"]] == [("points", 700), ("other", 890)]
