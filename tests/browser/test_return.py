"""Goods come back: the code of the phone's receipt in front of the tablet's camera, one button, and the open card counts down by itself."""

import re

import pytest
from PIL.Image import Image
from playwright.async_api import expect

from shared.client import ManagerApi
from shared.i18n.member import MEMBER
from shared.i18n.member.paper import PAPER
from shared.i18n.returning import RETURNING
from shared.wire.sales import Ref
from shared.wire.staff import NewEnrolment
from tests.browser.conftest import Opener
from tests.browser.harness import CameraFile, Screen
from tests.browser.people import enrols, joins, unlocks
from tests.browser.processes import Stack
from tests.shop import STORE, Shop, open_shop

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
WORDS = RETURNING.ja


async def test_a_return(stack: Stack, open_phone: Opener, open_tablet: Opener, camera: CameraFile) -> None:
    shop = await open_shop(stack.api, stack.setup_token)
    phone = await open_phone(f"{stack.member}/join/{STORE}")
    number = await joins(phone, stack)
    await shop.ring(shop.sale(60_000, member=Ref(kind="card", value=number)))
    await phone.until("600 pt")
    tablet = await open_tablet(stack.staff + "/", camera=camera)
    await enrols(tablet, camera, await beside_no_till(shop))
    await unlocks(tablet)

    camera.show(await phone.picture())
    await tablet.until("山本 花子")
    camera.show()
    await sells(tablet)
    await phone.until("725 pt")  # ¥10,000 at 1.25 for silver
    camera.show(await shows_the_code(phone))
    await tablet.until(WORDS.changes)
    await tablet.until("-125 pt")
    await tablet.shot("return/2-receipt")

    await phone.open(stack.member + "/")
    await phone.until("725 pt")
    await tablet.tap(tablet.page.get_by_role("checkbox"))
    await tablet.tap(tablet.page.get_by_role("button", name=WORDS.confirm("¥10,000")))
    await tablet.until(WORDS.done)
    await tablet.shot("return/3-done")
    await phone.until("600 pt")
    await phone.shot("return/4-card")


async def beside_no_till(shop: Shop) -> str:
    async with ManagerApi(shop.api, shop.manager) as api:
        return (await api.enrolment(NewEnrolment(store=STORE, device_name="催事のタブレット"))).token


async def sells(tablet: Screen) -> None:
    """¥10,000, typed."""
    await tablet.tap(tablet.page.get_by_role("button", name="金額を入力"))
    for digit in ("1", "00", "00"):
        await tablet.tap(tablet.page.get_by_role("button", name=digit, exact=True))
    await tablet.tap(tablet.page.get_by_role("button", name="¥10,000 で記録"))
    await tablet.until("125 pt 付きました")


async def shows_the_code(phone: Screen) -> Image:
    """At the foot of the receipt."""
    await phone.tap(phone.page.get_by_role("tab", name=MEMBER.ja.receipts.tab))
    await phone.tap(phone.page.get_by_role("button", name=re.compile("¥10,000")).first)
    code = phone.page.get_by_role("img", name=PAPER.ja.foot.code_label)
    await expect(code).to_be_visible()
    await phone.page.mouse.move(195, 600)
    await phone.page.mouse.wheel(0, 3000)
    await phone.shot("return/1-code")
    return await phone.picture()
