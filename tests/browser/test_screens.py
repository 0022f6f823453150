"""Screens keep the rules of the pictures (docs/screens.md), and can be used by keyboard alone."""

import re
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import pytest
from playwright.async_api import Browser

from shared.i18n.member import MEMBER
from shared.i18n.staff import STAFF
from tests.apps.staff.fake_shop import PIN
from tests.apps.staff.made_up import CLERK
from tests.browser.harness import PHONE, TABLET, Screen, Watch, enable_semantics
from tests.browser.keys import choose, reach
from tools.pictures import member, staff, staff_stage
from tools.pictures.looks import few, photograph
from tools.pictures.stage import COOKIE, House, Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

CHOSEN = {
    "member": {"join", "card", "account", "receipt"},
    "staff": {"lock", "redeem", "today", "team"},
}
"""Every kind of screen once; `python -m tools.pictures` takes all."""
Enter = Callable[[Stage, dict[str, Any]], AbstractAsyncContextManager[Stage]]


@pytest.mark.parametrize("app", CHOSEN)
async def test_screens_keep_the_rules(app: str) -> None:
    """What is found counts when a second page shows it too: Chromium without a graphics card leaves a letter half drawn now and then."""
    report = await photograph(app, lambda name: name in CHOSEN[app], few, abreast=2, keep=False)
    if report.lines():
        report = await photograph(app, lambda name: name in CHOSEN[app], few, abreast=2, keep=False)
    assert report.pictures >= 3 * len(CHOSEN[app])
    assert report.lines() == []


@pytest.fixture
def enter(chromium: Browser) -> Enter:
    """Opens a stage's page with its labels, ready for the keyboard."""

    @asynccontextmanager
    async def opened(stage: Stage, size: dict[str, Any]) -> AsyncGenerator[Stage]:
        house = House()
        await stage.prepare()
        async with house.open(type(stage)) as url:
            context = await chromium.new_context(**size, locale="ja-JP", timezone_id="Asia/Tokyo")
            await context.add_cookies([{"name": COOKIE, "value": house.place(stage), "url": url}])
            page = await context.new_page()
            await page.goto(url + stage.scene.route)
            await enable_semantics(page)
            stage.screen = Screen(page, Watch())
            await stage.until_open()
            yield stage
            await context.close()

    return opened


async def test_a_member_signs_in_and_reads_receipts_by_keyboard(enter: Enter) -> None:
    words = MEMBER.ja
    async with enter(member.MemberStage(member.Scene(name="keyboard", signed=False), "ja"), PHONE) as stage:
        page = stage.screen.page
        await reach(page, f"^{re.escape(words.join.email)}")
        await page.keyboard.type("sakura@example.jp")
        await choose(stage.screen, words.join.send, words.join.code)
        await reach(page, re.escape(words.join.code))
        await page.keyboard.type("123456")
        await stage.screen.until(words.card.qr_label)
        await choose(stage.screen, f"^{words.receipts.tab}", "¥3,780")


async def test_a_clerk_unlocks_and_redeems_by_keyboard(enter: Enter) -> None:
    words = STAFF.ja
    scene = staff.Scene(name="keyboard", person=None, camera=False)
    async with enter(staff_stage.StaffStage(scene, "ja"), TABLET) as stage:
        page = stage.screen.page
        await choose(stage.screen, CLERK.name, words.lock_page.pin_hint)
        await page.keyboard.type(PIN)
        await stage.screen.until(words.scan_page.waiting_title)
        await reach(page, re.escape(words.scan_page.number_label))
        await page.keyboard.type("239583171776")
        await page.keyboard.press("Enter")
        await stage.screen.until("山本 花子")
        await choose(stage.screen, "^500", "500 pt を使う")
        await choose(stage.screen, "500 pt を使う", words.result.redeemed)
