"""More points than the shop's limit: the till asks, the member allows it on the phone; and the account, with a lost phone stopped."""

import pytest
from playwright.async_api import expect

from shared.i18n.member import MEMBER
from shared.i18n.member.account import ACCOUNT
from shared.wire.sales import Ref
from tests.browser.conftest import Opener
from tests.browser.harness import CameraFile, Screen
from tests.browser.people import EMAIL, enrols, joins, unlocks
from tests.browser.processes import Stack
from tests.shop import STORE, mailed_code, open_shop

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


async def test_the_member_s_word(stack: Stack, open_phone: Opener, open_tablet: Opener, camera: CameraFile) -> None:
    shop = await open_shop(stack.api, stack.setup_token)
    phone = await open_phone(f"{stack.member}/join/{STORE}")
    number = await joins(phone, stack)
    await shop.ring(shop.sale(500_000, member=Ref(kind="card", value=number)))
    await phone.until("5,000 pt")
    tablet = await open_tablet(stack.staff + "/", camera=camera)
    await enrols(tablet, camera, await shop.enrolment())
    await unlocks(tablet)
    camera.show(await phone.picture())
    await tablet.until("山本 花子")

    other = await signs_in_english(stack, open_phone)
    await asks(tablet)
    for screen, words, look in ((phone, ACCOUNT.ja, "ja-light"), (other, ACCOUNT.en, "en-dark")):
        await screen.until(words.ask_title)
        await screen.rests(screen.page.get_by_role("button", name=words.allow))
        await screen.shot(f"approval/1-asked-{look}")
    await tablet.shot("approval/2-waiting-ja-light")
    await phone.tap(phone.page.get_by_role("button", name=ACCOUNT.ja.allow))
    await phone.until(ACCOUNT.ja.allowed)
    await tablet.until("3,500")
    await tablet.shot("approval/3-done-ja-light")
    await phone.until("1,500 pt")
    await expect(other.page.get_by_text(ACCOUNT.en.ask_title)).to_have_count(0)

    await stops(other, phone)


async def signs_in_english(stack: Stack, open_phone: Opener) -> Screen:
    """The same member on a second phone, dark and in English."""
    words = MEMBER.en
    phone = await open_phone(stack.member + "/", dark=True, locale="en-GB")
    await phone.write(words.join.email, EMAIL)
    await phone.tap(phone.page.get_by_role("button", name=words.join.send))
    await expect(phone.page.get_by_label(words.join.code)).to_be_visible()
    await phone.write(words.join.code, await mailed_code(stack.api, EMAIL))
    await expect(phone.page.get_by_role("img", name=words.card.qr_label)).to_be_visible()
    await phone.until(ACCOUNT.en.others)
    await phone.shot("approval/0-another-phone-en-dark")
    return phone


async def asks(tablet: Screen) -> None:
    """3,500 pt, above the limit of 3,000, and the coupon that is chosen already."""
    for digit in ("3", "5", "00"):
        await tablet.tap(tablet.page.get_by_role("button", name=digit, exact=True))
    await tablet.tap(tablet.page.get_by_role("button", name="クーポンと 3,500 pt を使う"))
    await tablet.until("お客さまの確認を待っています")


async def stops(other: Screen, phone: Screen) -> None:
    """From the second phone the first is stopped: at its next question it is back at the door."""
    await other.tap(other.page.get_by_role("button", name=ACCOUNT.en.others_open))
    await other.until(ACCOUNT.en.devices)
    await other.shot("approval/4-account-en-dark")
    await phone.tap(phone.page.get_by_role("button", name=MEMBER.ja.card.menu))
    await phone.tap(phone.page.get_by_role("button", name=ACCOUNT.ja.settings))
    await phone.until(ACCOUNT.ja.devices)
    await phone.shot("approval/4-account-ja-light")
    await other.tap(other.page.get_by_role("button", name="Browser").nth(1))
    await other.shot("approval/5-device-en-dark")
    await other.tap(other.page.get_by_role("button", name=ACCOUNT.en.stop))
    await other.until(ACCOUNT.en.stopped)
    await phone.until(MEMBER.ja.join.email, 60)
