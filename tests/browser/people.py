"""What a member and a clerk do first, by hand, before there is anything to test."""

import re

from playwright.async_api import expect

from shared.qr.m1 import normal
from tests.browser.harness import CameraFile, Screen
from tests.browser.processes import Stack
from tests.shop import MANAGER, PIN, mailed_code

EMAIL = "hanako@example.jp"


async def joins(phone: Screen, stack: Stack, email: str = EMAIL) -> str:
    """From the store's QR to the card; answers the number under the code."""
    page = phone.page
    await phone.write("メールアドレス", email)
    await phone.tap(page.get_by_role("button", name="確認コードを受け取る"))
    await expect(page.get_by_label("確認コード(6 桁)")).to_be_visible()
    await phone.write("確認コード(6 桁)", await mailed_code(stack.api, email))
    await phone.write("お名前", "山本 花子")
    await phone.tap(page.get_by_role("button", name="同意して入会する"))
    await expect(page.get_by_role("img", name="会員証のQRコード")).to_be_visible()
    grouped = await page.get_by_text(re.compile(r"^\d{4} \d{4} \d{4}$")).inner_text()
    return normal(grouped)


async def enrols(tablet: Screen, camera: CameraFile, code: str) -> None:
    """The manager's code in front of the camera."""
    camera.show(code)
    await tablet.until(MANAGER)
    camera.show()


async def unlocks(tablet: Screen) -> None:
    await tablet.tap(tablet.page.get_by_role("button", name=MANAGER))
    for digit in PIN:
        await tablet.tap(tablet.page.get_by_role("button", name=digit, exact=True))
    await tablet.until("会員証をどうぞ")
