from tests.apps.staff.conftest import NEXT, OpenTablet, Tablet
from tests.apps.staff.made_up import panel


async def type_amount(here: Tablet, digits: str) -> None:
    for digit in digits:
        await here.app.click(f"pad-{digit}")


async def test_a_typed_amount_becomes_a_sale_of_the_visit(tablet: OpenTablet) -> None:
    here = await tablet()
    await here.scan()
    await here.app.click("enter-amount")
    assert here.app.key("record").disabled
    await type_amount(here, "1280")
    await here.app.click("record")
    sale = here.shop.calls("/v1/sales")[0]
    assert (sale["store"], sale["terminal"], sale["kind"], sale["total"]) == ("honten", "manual", "sale", 1280)
    assert sale["member"] == {"kind": "visit", "value": here.shop.calls("/v1/visits")[0]["id"]}
    assert sale["taxes"] == [{"rate_permille": 100, "taxable": 1280, "tax": 116}]
    assert [(tender["kind"], tender["amount"]) for tender in sale["tenders"]] == [("other", 1280)]
    assert sale["business_date"] == "2026-11-22"
    assert here.app.shows("12 pt 付きました")
    assert len(here.shop.calls("/close")) == 1


async def test_the_last_digit_counts_however_quickly_the_button_follows(tablet: OpenTablet) -> None:
    here = await tablet()
    await here.scan()
    await here.app.click("enter-amount")
    await type_amount(here, "128")
    await here.app.at_once(("pad-0", "click", None), ("record", "click", None))
    assert here.shop.calls("/v1/sales")[0]["tenders"][0]["amount"] == 1280


async def test_the_reduced_rate(tablet: OpenTablet) -> None:
    here = await tablet()
    await here.scan()
    await here.app.click("enter-amount")
    await type_amount(here, "1080")
    await here.app.click("rate-80")
    await here.app.click("record")
    assert here.shop.calls("/v1/sales")[0]["taxes"] == [{"rate_permille": 80, "taxable": 1080, "tax": 80}]


async def test_points_of_this_visit_are_a_tender_of_its_sale(tablet: OpenTablet) -> None:
    here = await tablet()
    await here.scan()
    await here.app.click("preset-500")
    await here.app.click("confirm")
    await here.app.click("go-on")
    await here.app.click("enter-amount")
    await type_amount(here, "2000")
    assert here.app.shows("うち 500 pt")
    await here.app.click("record")
    sale = here.shop.calls("/v1/sales")[0]
    assert [(tender["kind"], tender["amount"]) for tender in sale["tenders"]] == [("points", 500), ("other", 1500)]
    assert here.app.shows("15 pt 付きました")


async def test_a_small_amount_earns_nothing_and_says_so(tablet: OpenTablet) -> None:
    here = await tablet()
    await here.scan()
    await here.app.click("enter-amount")
    await type_amount(here, "90")
    await here.app.click("record")
    assert here.app.shows("今回付くポイントはありません")


async def test_a_linked_till_types_no_amounts(tablet: OpenTablet) -> None:
    here = await tablet(linked=True)
    await here.scan()
    assert not here.app.has("enter-amount")


async def test_no_answer_keeps_the_number_of_the_sale(tablet: OpenTablet) -> None:
    here = await tablet()
    await here.scan()
    await here.app.click("enter-amount")
    await type_amount(here, "1280")
    here.shop.lose = "/v1/sales"
    await here.app.click("record")
    assert here.app.shows("二重にはなりません")
    await here.app.click("resend")
    first, second = here.shop.calls("/v1/sales")
    assert first == second
    assert len(here.shop.sold) == 1


async def test_every_sale_has_its_own_number(tablet: OpenTablet) -> None:
    here = await tablet()
    for code in (NEXT, NEXT[:-1] + "3"):
        await here.scan(code)
        await here.app.click("enter-amount")
        await type_amount(here, "500")
        await here.app.click("record")
        await here.app.click("go-on")
    assert len({sale["number"] for sale in here.shop.calls("/v1/sales")}) == 2


async def test_the_pad_takes_seven_digits_and_no_leading_zero(tablet: OpenTablet) -> None:
    here = await tablet(member=panel())
    await here.scan()
    await here.app.click("enter-amount")
    await type_amount(here, "0012345678")
    assert here.app.shows("¥1,234,567")
    await here.app.click("pad-back")
    assert here.app.shows("¥123,456")
    await here.app.click("amount-back")
    assert here.app.has("panel")
