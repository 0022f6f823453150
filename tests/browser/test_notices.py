"""A manager tells members something: the open phone's badge moves, it is read, and the store muted."""

import pytest

from tests.browser.conftest import Opener
from tests.browser.harness import CameraFile, Screen
from tests.browser.people import enrols, joins, unlocks
from tests.browser.processes import Stack
from tests.shop import STORE, open_shop

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
TITLE = "冬のパンまつり"


async def test_news_from_the_tablet_to_the_phone(stack: Stack, open_phone: Opener, open_tablet: Opener, camera: CameraFile) -> None:
    shop = await open_shop(stack.api, stack.setup_token)
    phone = await open_phone(f"{stack.member}/join/{STORE}")
    await joins(phone, stack)
    tablet = await open_tablet(stack.staff + "/", camera=camera)
    await enrols(tablet, camera, await shop.enrolment())
    await unlocks(tablet)
    await writes(tablet)
    await phone.tap(phone.page.get_by_role("tab", name="お知らせ"))
    await phone.until(f"未読 {TITLE}")
    await phone.until("未読 1 件")
    await phone.shot("notices/2-arrived")
    await reads_and_mutes(phone)
    await phone.shot("notices/4-muted")
    await tablet.tap(tablet.page.get_by_role("button", name=TITLE))
    await tablet.tap(tablet.page.get_by_role("button", name="一覧に戻る"))
    await tablet.until("1 人が読みました")


async def writes(tablet: Screen) -> None:
    await tablet.tap(tablet.page.get_by_role("button", name="設定"))
    await tablet.tap(tablet.page.get_by_role("button", name="お知らせを送る"))
    await tablet.tap(tablet.page.get_by_role("button", name="お知らせを書く"))
    await tablet.write("タイトル(日本語)", TITLE)
    await tablet.write("本文(日本語)", "1 月いっぱい、食パンがお得です。")
    await tablet.tap(tablet.page.get_by_role("checkbox", name="本店"))
    await tablet.tap(tablet.page.get_by_role("button", name="会員に送る"))
    await tablet.until("お知らせを送りました")
    await tablet.shot("notices/1-sent")


async def reads_and_mutes(phone: Screen) -> None:
    page = phone.page
    await phone.tap(page.get_by_role("button", name=TITLE))
    await phone.until("1 月いっぱい、食パンがお得です。")
    await phone.tap(page.get_by_role("button", name="戻る"))
    await phone.until("すべて読みました")
    await phone.tap(page.get_by_role("button", name="受け取るお知らせを選ぶ"))
    await phone.tap(page.get_by_role("switch", name="本店"))
    await phone.shot("notices/3-muting")
    await page.keyboard.press("Escape")
    await phone.until("まだお知らせはありません")
