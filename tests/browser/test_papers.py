"""What a member keeps in the app: a receipt looked for and brought back, an old card taken over."""

import re

import pytest
from playwright.async_api import expect

from shared.client import ManagerApi
from shared.i18n.member import MEMBER
from shared.i18n.member.balance import BALANCE
from shared.i18n.member.paper import PAPER
from shared.wire.sales import Ref
from tests.browser.conftest import Opener
from tests.browser.harness import Screen
from tests.browser.people import joins
from tests.browser.processes import Stack
from tests.shop import STORE, open_shop

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

OLD_CARD = "4901234567894"


async def test_a_receipt_is_found_and_an_old_card_taken_over(stack: Stack, open_phone: Opener) -> None:
    shop = await open_shop(stack.api, stack.setup_token)
    async with ManagerApi(stack.api, shop.manager) as manager:
        await manager.load_legacy_cards(f"number,points\n{OLD_CARD},320\n".encode())
    phone = await open_phone(f"{stack.member}/join/{STORE}")
    member = Ref(kind="card", value=await joins(phone, stack))
    for amount in (1_200, 3_400):
        await shop.ring(shop.sale(amount, member=member))
    await phone.until("46 pt")
    await finds(phone)
    await phone.open(f"{stack.member}/takeover")
    await takes_over(phone)


async def press(phone: Screen, name: str) -> None:
    await phone.tap(phone.page.get_by_role("button", name=re.compile(name)).first)


async def finds(phone: Screen) -> None:
    """By its amount; the other one is gone from the list. At its foot stands the code for a return."""
    words = PAPER.ja
    await phone.tap(phone.page.get_by_role("tab", name=MEMBER.ja.receipts.tab))
    await phone.until("¥1,200")
    await press(phone, words.search.open)
    await phone.write(words.search.low, "3000")
    await press(phone, f"^{words.search.do}")
    await phone.until("¥3,000 〜")
    await expect(phone.page.get_by_role("button", name=re.compile("¥1,200"))).to_have_count(0)
    await press(phone, "¥3,400")
    code = phone.page.get_by_role("img", name=words.foot.code_label)
    await code.scroll_into_view_if_needed()
    await expect(code).to_be_visible()
    await phone.shot("journey/7-receipt")


async def takes_over(phone: Screen) -> None:
    """By its number; it waits for the shop."""
    words = BALANCE.ja.takeover
    await phone.until(words.lead)
    await phone.write(words.number, OLD_CARD)
    await press(phone, f"^{words.do}")
    await phone.until(words.states["waiting"])
    await phone.until(OLD_CARD)
    await phone.shot("journey/8-old-card")
