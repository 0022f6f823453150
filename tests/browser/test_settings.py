"""A manager sets up the shop by hand, in a real browser: a logo, a coupon, a module off and on, and a table as a file that opens."""

import re
import zipfile
from pathlib import Path

import pytest
from playwright.async_api import expect

from shared.client import ManagerApi
from tests.apps.staff.fake_settings import logo
from tests.browser.conftest import Opener
from tests.browser.harness import CameraFile, Screen
from tests.browser.people import enrols, unlocks
from tests.browser.processes import Stack
from tests.shop import open_shop

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
SOLD = 61_234
NAME = "秋の 15% 引き"


async def test_a_manager_sets_up_the_shop(stack: Stack, open_tablet: Opener, camera: CameraFile, tmp_path: Path) -> None:
    shop = await open_shop(stack.api, stack.setup_token)
    await shop.ring(shop.sale(SOLD))
    tablet = await open_tablet(stack.staff + "/", camera=camera, accept_downloads=True)
    await enrols(tablet, camera, await shop.enrolment())
    await unlocks(tablet)
    await presses(tablet, "^設定$")
    await uploads_a_logo(tablet, tmp_path)
    await makes_a_coupon(tablet)
    await switches_coupons_off_and_on(tablet)
    await saves_the_sales(tablet, tmp_path)
    async with ManagerApi(stack.api, shop.manager) as api:
        made = next(each for each in await api.coupon_list() if each.name_ja == NAME)
        brand = await api.brand()
    assert (made.kind, made.value, made.way) == ("percent", 15, "auto")
    assert brand.logo is not None
    assert brand.has("coupons")


async def presses(tablet: Screen, name: str) -> None:
    await tablet.tap(tablet.page.get_by_role("button", name=re.compile(name)).first)


async def uploads_a_logo(tablet: Screen, folder: Path) -> None:
    file = folder / "logo.png"
    file.write_bytes(logo())
    await presses(tablet, "^お店の見た目")
    await tablet.until("お店の名前")
    async with tablet.page.expect_file_chooser() as choosing:
        await presses(tablet, "^画像を選ぶ")
    await (await choosing.value).set_files(file)
    await tablet.until("選び直す")
    await presses(tablet, "^保存する")
    await tablet.until("保存しました")
    await tablet.shot("settings/1-logo")


async def makes_a_coupon(tablet: Screen) -> None:
    await presses(tablet, "^クーポン 作る")
    await tablet.until("クーポンを作る")
    await presses(tablet, "^クーポンを作る")
    await tablet.until("新しいクーポン")
    await tablet.write("何 % 引きますか", "15")
    await tablet.write("クーポンの名前", NAME)
    await tablet.shot("settings/2-coupon")
    await presses(tablet, "^クーポンを出す")
    await tablet.until("クーポンを出しました")
    await tablet.until("発行 0")


async def switches_coupons_off_and_on(tablet: Screen) -> None:
    await presses(tablet, "^使う機能")
    switch = tablet.page.get_by_role("switch", name=re.compile("^クーポン"))
    await expect(switch).to_be_checked()
    await tablet.tap(switch)
    await tablet.until("「クーポン」をオフにしました")
    await expect(tablet.page.get_by_role("button", name=re.compile("^クーポン 作る"))).to_have_count(0)
    await tablet.tap(switch)
    await tablet.until("「クーポン」をオンにしました")


async def saves_the_sales(tablet: Screen, folder: Path) -> None:
    await presses(tablet, "^分析$")
    await tablet.until("この表を保存")
    async with tablet.page.expect_download() as downloading:
        await presses(tablet, "^Excel$")
    file = folder / "sales.xlsx"
    download = await downloading.value
    await download.save_as(file)
    assert re.fullmatch(r"sales-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.xlsx", download.suggested_filename)
    with zipfile.ZipFile(file) as book:
        assert book.testzip() is None
        assert f"<v>{SOLD}</v>" in book.read("xl/worksheets/sheet1.xml").decode()
