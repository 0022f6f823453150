"""The product as people start it: both apps open without a word in the console."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Opener
from tests.browser.processes import Stack

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


async def test_the_members_app_opens(stack: Stack, open_phone: Opener) -> None:
    phone = await open_phone(stack.member)
    await expect(phone.page.get_by_role("button", name="確認コードを受け取る")).to_be_visible()
    await expect(phone.page).to_have_title("会員証")


async def test_the_staffs_app_opens(stack: Stack, open_tablet: Opener) -> None:
    tablet = await open_tablet(stack.staff)
    await expect(tablet.page.get_by_role("button", name="登録する")).to_be_visible()
    await expect(tablet.page).to_have_title("スタッフ")
