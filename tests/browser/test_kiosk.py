"""The tablet by the door: a phone held up to it gets points on its open card, answers a question, and finds the coupon in its list."""

import asyncio
from datetime import timedelta

import pytest

from shared.client import ManagerApi
from shared.clock import business_date, to_date
from shared.i18n.device import DEVICE
from shared.i18n.kiosk import KIOSK
from shared.wire.checkin import SaveSurvey, SurveyQuestion
from shared.wire.coupons import NewCoupon
from tests.browser.conftest import Opener
from tests.browser.harness import CameraFile, Screen
from tests.browser.people import enrols, joins, unlocks
from tests.browser.processes import Stack
from tests.shop import CLOCK, IDS, PIN, STORE, Shop, open_shop

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
WORDS = KIOSK.ja
AGAIN = 31
"""Seconds until a card shows another code."""


async def test_coming_by(stack: Stack, open_phone: Opener, open_tablet: Opener, camera: CameraFile) -> None:
    shop = await open_shop(stack.api, stack.setup_token)
    await asks(shop)
    phone = await open_phone(f"{stack.member}/join/{STORE}")
    await joins(phone, stack)
    tablet = await open_tablet(stack.staff + "/", camera=camera)
    await enrols(tablet, camera, await shop.enrolment())
    await unlocks(tablet)
    await turns(tablet)

    camera.show(await phone.picture())
    await tablet.until("ようこそ")
    await phone.until("5 pt")
    await tablet.shot("kiosk/1-arrived")
    await phone.shot("kiosk/1-card")
    await answers(tablet)
    await phone.tap(phone.page.get_by_role("tab", name="クーポン"))
    await phone.until("アンケートのお礼")
    await phone.shot("kiosk/3-coupon")

    camera.show()
    await tablet.until("かざしてください")
    await phone.tap(phone.page.get_by_role("tab", name="カード"))
    await asyncio.sleep(AGAIN)
    camera.show(await phone.picture())
    await tablet.until(WORDS.again_today)
    await tablet.shot("kiosk/4-again")


async def asks(shop: Shop) -> None:
    """One question, with a coupon for whoever answers it."""
    today = to_date(business_date(CLOCK.now()))
    thanks = NewCoupon(
        id="thanks",
        kind="amount",
        value=100,
        name_ja="アンケートのお礼",
        name_en="With our thanks",
        starts_on=today,
        ends_on=today + timedelta(days=30),
    )
    question = SurveyQuestion(kind="scale", ja="スタッフの対応はいかがですか。", en="How do you like our service?")
    survey = SaveSurvey(
        id=IDS.new(), title_ja="ご来店アンケート", title_en="About your visit", questions=(question,), stores=(STORE,), coupon=thanks.id
    )
    async with ManagerApi(shop.api, shop.manager) as manager:
        await manager.add_coupon(thanks)
        await manager.save_survey(survey)


async def turns(tablet: Screen) -> None:
    """By whoever stands at it, with the PIN once more."""
    await tablet.tap(tablet.page.get_by_role("button", name=DEVICE.ja.rail))
    await tablet.tap(tablet.page.get_by_role("button", name=WORDS.start.title))
    await tablet.until(WORDS.start.does[0])
    for digit in PIN:
        await tablet.tap(tablet.page.get_by_role("button", name=digit, exact=True))
    await tablet.until("かざしてください")


async def answers(tablet: Screen) -> None:
    await tablet.tap(tablet.page.get_by_role("button", name=WORDS.answer))
    await tablet.until("スタッフの対応")
    await tablet.tap(tablet.page.get_by_role("checkbox", name=f"5 {WORDS.best}"))
    await tablet.tap(tablet.page.get_by_role("button", name=WORDS.send))
    await tablet.until(WORDS.coupon_got)
    await tablet.shot("kiosk/2-thanks")
