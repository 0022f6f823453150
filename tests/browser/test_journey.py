"""A shop's day, end to end, in a real browser: a phone, a tablet with a camera, a POS, and a manager who watches."""

import pytest

from shared.wire.sales import Ref
from tests.browser.conftest import Opener
from tests.browser.harness import CameraFile, Screen
from tests.browser.people import enrols, joins, unlocks
from tests.browser.processes import Stack
from tests.shop import STORE, open_shop

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


async def test_a_day(stack: Stack, open_phone: Opener, open_tablet: Opener, camera: CameraFile) -> None:
    shop = await open_shop(stack.api, stack.setup_token)
    phone = await open_phone(f"{stack.member}/join/{STORE}")
    number = await joins(phone, stack)
    await shop.ring(shop.sale(60_000, member=Ref(kind="card", value=number)))
    await phone.until("600 pt")

    tablet = await open_tablet(stack.staff + "/", camera=camera)
    await enrols(tablet, camera, await shop.enrolment())
    await unlocks(tablet)
    await scans(tablet, camera, phone)
    await redeems(tablet)
    await phone.until("100 pt")

    await shop.post_event(shop.sale(2_000, points=500))
    await phone.until("118 pt")  # ¥1,500 in money, 15 pt × 1.25 for silver, rounded down
    await phone.until("レシートを見る")
    await phone.shot("journey/5-sale")
    await shows_today(tablet)


async def scans(tablet: Screen, camera: CameraFile, phone: Screen) -> None:
    """What the phone shows is what the camera sees."""
    camera.show(await phone.picture())
    await tablet.until("山本 花子")
    await tablet.shot("journey/3-panel")


async def redeems(tablet: Screen) -> None:
    """Two taps: 500 pt (the best coupon is chosen already), confirm."""
    await tablet.tap(tablet.page.get_by_role("button", name="500"))
    await tablet.tap(tablet.page.get_by_role("button", name="クーポンと 500 pt を使う"))
    await tablet.shot("journey/4-result")


async def shows_today(tablet: Screen) -> None:
    await tablet.tap(tablet.page.get_by_role("button", name="今日"))
    await tablet.until("¥62,000")
    await tablet.shot("journey/6-today")
