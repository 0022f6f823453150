"""Signing in, both ways: at the tablet with a PIN of one's own, and at the office with a password, a code and, once, a recovery code."""

import base64

import pytest
import pytest_asyncio
from playwright.async_api import expect

from backend.auth import totp
from shared.client import ManagerApi
from shared.i18n.pins import PINS
from shared.i18n.staff import STAFF
from shared.i18n.team import TEAM, Office
from shared.wire import office, staff
from shared.wire.problems import Code, problem
from tests.browser.conftest import Opener
from tests.browser.harness import CameraFile, Screen
from tests.browser.people import enrols
from tests.browser.processes import Stack
from tests.shop import CLOCK, MANAGER, PIN, STORE, Shop, open_shop

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

CLERK, CLERK_PIN, NEW_PIN = "鈴木 葵", "739204", "508361"
EMAIL, PASSWORD = "sato@example.jp", "kaki no ki ni suzume"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shop(stack: Stack) -> Shop:
    opened = await open_shop(stack.api, stack.setup_token)
    async with ManagerApi(opened.api, opened.manager) as api:
        await api.add_staff(staff.NewStaff(name=CLERK, pin=CLERK_PIN, role="cashier", stores=(STORE,)))
    return opened


# ---------------------------------------------------------------- the tablet
async def test_at_the_counter(stack: Stack, shop: Shop, open_tablet: Opener, camera: CameraFile) -> None:
    """Enrolled by QR, a name, a PIN, another PIN, the lock, and somebody else."""
    tablet = await open_tablet(stack.staff + "/", camera=camera)
    await tablet.until(STAFF.ja.enrol_page.title)
    await tablet.shot("sign-in/1-enrol-ja-light")
    await enrols(tablet, camera, await shop.enrolment())
    await tablet.shot("sign-in/2-names-ja-light")
    await tablet.tap(tablet.page.get_by_role("button", name=CLERK))
    await enters(tablet, "111112")
    await tablet.until("あと 4 回")
    await tablet.shot("sign-in/3-wrong-ja-light")
    await changes_pin(tablet)
    await tablet.tap(tablet.page.get_by_role("button", name=STAFF.ja.lock, exact=True))
    await tablet.until(STAFF.ja.lock_page.who)
    await speaks_english(tablet)
    await tablet.tap(tablet.page.get_by_role("button", name=CLERK))
    await enters(tablet, NEW_PIN)
    await tablet.until(STAFF.en.scan_page.waiting_title)
    await tablet.tap(tablet.page.get_by_role("button", name=STAFF.en.lock, exact=True))
    await tablet.tap(tablet.page.get_by_role("button", name=MANAGER))  # quick switch: two touches and a PIN
    await enters(tablet, PIN)
    await tablet.until(STAFF.en.today)
    await tablet.shot("sign-in/6-another-en-light")


async def changes_pin(tablet: Screen) -> None:
    words = PINS.ja
    await tablet.tap(tablet.page.get_by_role("button", name=words.change))
    await tablet.until(words.current)
    await tablet.shot("sign-in/4-change-ja-light")
    await enters(tablet, CLERK_PIN)
    await tablet.until(words.new)
    for _ in range(2):  # the manager's own
        await enters(tablet, PIN)
        await tablet.page.wait_for_timeout(300)
    await tablet.until(problem(Code.PIN_TAKEN).detail)
    await tablet.shot("sign-in/5-taken-ja-light")
    await enters(tablet, NEW_PIN)
    await tablet.until(words.again)
    await enters(tablet, NEW_PIN)
    await tablet.until(words.changed)


async def enters(tablet: Screen, pin: str) -> None:
    for digit in pin:
        await tablet.tap(tablet.page.get_by_role("button", name=digit, exact=True))


async def speaks_english(tablet: Screen) -> None:
    await tablet.tap(tablet.page.get_by_role("button", name=STAFF.ja.language))
    await tablet.until(STAFF.en.lock_page.who)
    await tablet.shot("sign-in/2-names-en-light")


# ---------------------------------------------------------------- the office
async def gets_a_password(shop: Shop) -> tuple[bytes, str]:
    """What the authenticator app keeps, and one recovery code."""
    async with ManagerApi(shop.api, shop.manager) as api:
        offer = await api.set_password(office.SetPassword(pin=PIN, email=EMAIL, password=PASSWORD))
        secret = base64.b32decode(offer.secret)
        found = await api.confirm_password(office.ConfirmPassword(code=totp.code(secret, step() - 1)))
        return secret, found.codes[0]


def step() -> int:
    return CLOCK.now() // 30_000


async def test_at_the_office(stack: Stack, shop: Shop, open_tablet: Opener) -> None:
    """A wrong code is said; a right one shows the day; signing out ends it, also for a tab that comes back; a recovery code opens once."""
    secret, recovery = await gets_a_password(shop)
    words = TEAM.ja.office
    desk = await open_tablet(stack.staff + "/")
    await desk.tap(desk.page.get_by_role("button", name=words.go))
    await names_himself(desk, words)
    await enters_code(desk, words, "000000")
    await desk.until("メールアドレス・パスワード・認証コードのどれかが違います")
    await desk.shot("sign-in/7-office-wrong-ja-light")
    await enters_code(desk, words, totp.code(secret, step()))
    await desk.until(STAFF.ja.today_page.title)
    await desk.shot("sign-in/8-office-ja-light")
    await desk.tap(desk.page.get_by_role("button", name=words.sign_out, exact=True))
    await expect(desk.page.get_by_label(words.email)).to_be_visible()
    await desk.open(stack.staff + "/today")
    await expect(desk.page.get_by_label(words.email)).to_be_visible()
    await names_himself(desk, words)
    await enters_code(desk, words, recovery)
    await desk.until(STAFF.ja.today_page.title)
    await in_english(stack, open_tablet, recovery)


async def names_himself(desk: Screen, words: Office) -> None:
    await desk.write(words.email, EMAIL)
    await desk.write(words.phrase, PASSWORD)


async def enters_code(desk: Screen, words: Office, code: str) -> None:
    """The wrong code before is cleared by the app, on a busy machine while the next one is being typed."""
    button = desk.page.get_by_role("button", name=words.button, exact=True)
    for _ in range(4):
        await desk.write(words.code, code)
        await desk.page.wait_for_timeout(500)
        if await button.is_enabled():
            break
    await button.click()


async def in_english(stack: Stack, open_tablet: Opener, used: str) -> None:
    """Another browser, dark; a recovery code that was used is as wrong as any."""
    words = TEAM.en.office
    desk = await open_tablet(stack.staff + "/", dark=True, locale="en-GB")
    await desk.tap(desk.page.get_by_role("button", name=words.go))
    await names_himself(desk, words)
    await enters_code(desk, words, used)
    await desk.until("The e-mail address, the password or the code is wrong.")
    await desk.shot("sign-in/7-office-wrong-en-dark")
