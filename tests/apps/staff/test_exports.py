"""Tables as files: asked for as they are shown, with how far they are, stopped, and going on when one leaves the page."""

import asyncio

import pytest

from shared.wire.problems import Code
from tests.apps.staff.conftest import OpenTablet, Tablet
from tests.apps.staff.fake_members import FakeExports
from tests.apps.staff.made_up import MANAGER

PAGES = ("sales", "items", "hours", "coupons", "members", "log")


async def ready(tablet: OpenTablet, page: str, **more: object) -> Tablet:
    here = await tablet(f"/{page}", person=MANAGER, **more)
    await here.app.until(lambda: here.app.has("export-csv"))
    return here


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("page", PAGES)
async def test_every_table_is_saved(tablet: OpenTablet, page: str, kind: str) -> None:
    here = await ready(tablet, page)
    await here.app.click(f"export-{kind}")
    await here.app.until(lambda: here.app.saved() != [])
    name, content = here.app.saved()[0]
    assert name.startswith(page)
    assert name.endswith(f".{kind}")
    assert content.count(b"\r\n") == 1201
    assert here.app.shows(f"{name} を保存しました")
    assert here.app.has("export-csv")


async def test_what_is_chosen_is_what_is_saved(tablet: OpenTablet) -> None:
    here = await ready(tablet, "sales")
    await here.app.click("range-year")
    await here.app.click("store-eki")
    await here.app.until(lambda: here.app.has("export-xlsx"))
    await here.app.click("export-xlsx")
    await here.app.until(lambda: here.app.saved() != [])
    asked = {"format": "xlsx", "stores": "eki", "since": "2025-11-01", "until": "2026-11-22", "by": "month"}
    assert here.shop.exports.asked == [("sales", asked)]
    assert here.app.saved()[0][0] == "sales-2025-11-01-2026-11-22.xlsx"


async def test_stores_side_by_side_are_saved_side_by_side(tablet: OpenTablet) -> None:
    here = await ready(tablet, "sales")
    await here.app.click("store-|")
    await here.app.until(lambda: here.app.has("stores-table"))
    await here.app.click("export-csv")
    await here.app.until(lambda: here.app.saved() != [])
    assert here.shop.exports.asked == [("stores", {"format": "csv", "since": "2026-10-24", "until": "2026-11-22", "by": "day"})]


async def test_how_far_it_is_and_that_one_may_leave(tablet: OpenTablet) -> None:
    gate = asyncio.Event()
    here = await ready(tablet, "members", exports=FakeExports(gate=gate))
    await here.app.click("export-csv")
    await here.app.until(lambda: here.app.shows("600 / 1,200 行"))
    assert here.app.has("exporting")
    await here.app.click("go-log")
    await here.app.followed()
    await here.app.until(lambda: here.app.shows("600 / 1,200 行"))
    gate.set()
    await here.app.until(lambda: here.app.saved() != [])
    assert here.app.shows("members-2026-11-22.csv を保存しました")
    await here.app.until(lambda: here.app.has("export-csv"))


async def test_a_spreadsheet_says_how_many_rows_it_will_have(tablet: OpenTablet) -> None:
    gate = asyncio.Event()
    here = await ready(tablet, "items", exports=FakeExports(gate=gate), language="en")
    await here.app.click("export-xlsx")
    await here.app.until(lambda: here.app.shows("Making Excel of 1,200 rows"))
    gate.set()
    await here.app.until(lambda: here.app.saved() != [])


async def test_it_is_stopped(tablet: OpenTablet) -> None:
    here = await ready(tablet, "items", exports=FakeExports(gate=asyncio.Event()))
    await here.app.click("export-csv")
    await here.app.until(lambda: here.app.has("export-stop"))
    await here.app.click("export-stop")
    await here.app.until(lambda: here.app.has("export-csv"))
    assert here.app.shows("保存をやめました")
    assert here.app.saved() == []


async def test_a_refusal_is_said_and_it_can_be_tried_again(tablet: OpenTablet) -> None:
    here = await ready(tablet, "items")
    here.shop.refuse("/exports/items", Code.EXPORT_TOO_LONG, most=1_048_575)
    await here.app.click("export-xlsx")
    await here.app.until(lambda: here.app.shows("1048575 行まで"))
    here.shop.accept("/exports/items")
    await here.app.click("export-csv")
    await here.app.until(lambda: here.app.saved() != [])
