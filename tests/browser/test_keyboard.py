"""Whole journeys by keyboard alone: a member from the store's QR to a coupon, a manager from the lock to another rule. The focus is seen, no place keeps it, and a sheet gives it back."""

import re

import pytest

from shared.client import MemberApi
from shared.i18n.common import COMMON
from shared.i18n.directory import DIRECTORY
from shared.i18n.member import MEMBER
from shared.i18n.member.coupon import USING
from shared.i18n.rule_form import RULE_FORM
from shared.i18n.settings import SETTINGS
from shared.i18n.staff import STAFF
from shared.qr.m1 import normal
from shared.wire.sales import Ref
from tests.browser.conftest import Opener
from tests.browser.harness import Screen
from tests.browser.keys import FOCUSED, choose, fill, reach, shows_the_focus
from tests.browser.processes import Stack
from tests.shop import MANAGER, PIN, STORE, join, mailed_code, open_shop

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
EMAIL = "kaori@example.jp"


async def test_by_keyboard_alone(stack: Stack, open_phone: Opener, open_tablet: Opener) -> None:
    shop = await open_shop(stack.api, stack.setup_token)
    phone = await open_phone(f"{stack.member}/join/{STORE}")
    await joins(phone, stack)
    grouped = await phone.page.get_by_text(re.compile(r"^\d{4} \d{4} \d{4}$")).inner_text()
    await shop.ring(shop.sale(1_200, member=Ref(kind="card", value=normal(grouped))))
    await phone.until("12 pt")
    await asks_why(phone)
    await picks_a_coupon(phone)
    await shows_the_focus(phone, f"{stack.member}/coupons", 8)

    token, card = await join(stack.api, "taro@example.jp", "木村 太郎")
    tablet = await open_tablet(stack.staff + "/")
    await unlocks(tablet, await shop.enrolment())
    await looks_at_a_member(tablet, card.number[-4:])
    await changes_the_rule(tablet)
    await shop.ring(shop.sale(1_000, member=Ref(kind="card", value=card.number)))
    async with MemberApi(stack.api, token) as api:
        assert (await api.card()).balance == 20
    await shows_the_focus(tablet, f"{stack.staff}/settings", 3)


async def joins(phone: Screen, stack: Stack) -> None:
    words = MEMBER.ja.join
    await fill(phone, f"^{re.escape(words.email)}", EMAIL)
    await choose(phone, words.send, words.code)
    await fill(phone, re.escape(words.code), await mailed_code(stack.api, EMAIL))
    await phone.until(words.name)
    await fill(phone, f"^{words.name}", "森 香")
    await choose(phone, words.mail_consent, f'checkbox "{words.mail_consent}" [checked]', "Space")
    await choose(phone, words.make, MEMBER.ja.card.qr_label)


async def asks_why(phone: Screen) -> None:
    """From the card to the points, into the derivation, out of it with Escape, and back with Shift."""
    words = MEMBER.ja.points
    why = re.escape(words.why("12 pt"))
    await choose(phone, MEMBER.ja.card.history, words.expiries)
    await choose(phone, why, words.receipt)
    await reach(phone.page, words.receipt)
    await phone.shot("keyboard/1-why")
    await closes(phone, why)
    await choose(phone, f"^{COMMON.ja.back}", MEMBER.ja.card.qr_label, back=True)


async def closes(phone: Screen, opener: str) -> None:
    """Escape puts the sheet away; the focus is where it was."""
    await phone.page.keyboard.press("Escape")
    for _ in range(50):
        if re.search(opener, await phone.page.evaluate(FOCUSED)):
            return
        await phone.page.wait_for_timeout(100)
    raise AssertionError(f"the focus did not come back to {opener!r}: {await phone.page.evaluate(FOCUSED)!r}")


async def picks_a_coupon(phone: Screen) -> None:
    words = USING.ja
    await choose(phone, f"^{MEMBER.ja.coupons.tab}$", MEMBER.ja.coupons.use_hint)
    await choose(phone, f"^{words.use}$", words.how)
    await reach(phone.page, words.choose)
    await closes(phone, f"^{words.use}$")
    await choose(phone, f"^{words.use}$", words.how)
    await choose(phone, words.choose, words.chosen)
    await reach(phone.page, words.drop)
    await phone.shot("keyboard/2-picked")
    await phone.page.keyboard.press("Escape")
    await phone.until(MEMBER.ja.coupons.use_hint)


async def unlocks(tablet: Screen, code: str) -> None:
    words = STAFF.ja
    await fill(tablet, f"^{words.enrol_page.field}", code)
    await tablet.page.keyboard.press("Enter")
    await tablet.until(MANAGER)
    await choose(tablet, MANAGER, words.lock_page.pin_hint)
    await tablet.page.keyboard.type(PIN, delay=40)
    await tablet.until(words.scan_page.waiting_title)


async def looks_at_a_member(tablet: Screen, end: str) -> None:
    await choose(tablet, f"^{STAFF.ja.today}$", STAFF.ja.today_page.live)
    await choose(tablet, f"^{DIRECTORY.ja.short}$", DIRECTORY.ja.lead)
    await choose(tablet, re.escape(DIRECTORY.ja.card(end)), DIRECTORY.ja.opened)
    await tablet.shot("keyboard/3-member")


async def changes_the_rule(tablet: Screen) -> None:
    """The rail, then the list, then the page: each from top to bottom."""
    words = RULE_FORM.ja
    await choose(tablet, f"^{SETTINGS.ja.short}$", SETTINGS.ja.lead)
    await choose(tablet, f"^{SETTINGS.ja.rules.name}", words.change)
    await choose(tablet, f"^{words.change}", words.lead)
    await choose(tablet, f"{words.blank} ¥100", words.unit)
    await fill(tablet, f"^{words.unit}", "50")
    await tablet.until(f"{words.blank} ¥50")
    await fill(tablet, f"^{re.escape(words.line_other)}", "1000")
    await tablet.until(words.example("¥1,000", "20 pt"))
    await tablet.shot("keyboard/4-rule")
    await choose(tablet, words.save, words.saved)
    await choose(tablet, f"^{STAFF.ja.today}$", STAFF.ja.today_page.live)
