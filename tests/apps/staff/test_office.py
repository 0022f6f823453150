"""Away from the counter: signing in with a password, what is seen there, and setting it up."""

import pytest

from app_staff.actions import BROWSER, DEVICE, OFFICE
from shared.wire.problems import Code
from tests.apps.staff.conftest import OpenTablet, Tablet
from tests.apps.staff.made_up import MANAGER


async def signed_in(tablet: OpenTablet, **more: object) -> Tablet:
    here = await tablet(enrolled=False, **more)
    await here.app.click("to-office")
    await fill(here, "271828")
    await here.app.until(lambda: here.staff.session.phase == "open")
    return here


async def fill(here: Tablet, code: str) -> None:
    await here.app.type("email", "sato@example.jp")
    await here.app.type("phrase", "kaki no ki ni suzume")
    await here.app.type("office-code", code)
    await here.app.click("sign-in")
    await here.app.settle()


@pytest.mark.parametrize("width", [1280, 390])
async def test_a_manager_sees_the_day_and_no_till(tablet: OpenTablet, width: float) -> None:
    here = await signed_in(tablet, width=width)
    await here.app.until(lambda: here.app.has("sales"))
    assert not here.app.has("go-scan")
    assert not here.app.has("number")
    assert await here.vault.get(BROWSER)
    assert await here.vault.get(DEVICE) is None


async def test_what_is_wrong_is_not_told_apart(tablet: OpenTablet) -> None:
    here = await tablet(enrolled=False, language="en")
    await here.app.click("to-office")
    await fill(here, "000000")
    assert here.app.shows("The e-mail address, the password or the code is wrong.")
    here.shop.refuse("/sign-in", Code.SIGN_IN_PAUSED, seconds=180)
    await here.app.type("office-code", "271828")
    await here.app.click("sign-in")
    assert here.app.shows("3 minutes")
    await here.app.click("to-enrol")
    assert here.app.has("token")


async def test_no_answer_says_so_and_the_fields_stay(tablet: OpenTablet) -> None:
    here = await tablet(enrolled=False)
    await here.app.click("to-office")
    here.shop.cut = True
    await fill(here, "271828")
    assert here.staff.session.phase == "office"
    assert here.app.has("email")


async def test_a_new_tab_is_still_signed_in_and_signing_out_is_kept(tablet: OpenTablet) -> None:
    here = await signed_in(tablet)
    again = await tablet(enrolled=False, vault=here.vault)
    again.shop.people_tokens.add("office-1")
    await again.staff.door.open()
    assert again.staff.session.phase == "open"
    await again.app.settle()
    await again.app.click("lock")
    assert again.staff.session.phase == "office"
    assert await again.vault.get(OFFICE) is None
    assert len(again.shop.calls("/lock")) == 1


async def test_a_session_that_has_ended_shows_the_door(tablet: OpenTablet) -> None:
    here = await signed_in(tablet)
    here.shop.revoked = True
    await here.app.click("go-team")
    await here.app.followed()
    await here.app.until(lambda: here.staff.session.phase == "office")


async def test_a_manager_sets_it_up_at_the_counter(tablet: OpenTablet) -> None:
    here = await tablet("/team", person=MANAGER)
    await here.app.until(lambda: here.app.has("team"))
    await here.app.click(f"person-{MANAGER.id}")
    await here.app.click("set-up-office")
    await here.app.type("my-email", "sato@example.jp")
    await here.app.type("my-phrase", "kaki no ki ni suzume")
    await here.app.type("my-pin", "482915")
    here.shop.refuse("/password", Code.PASSWORD_COMMON)
    await here.app.click("office-next")
    assert here.app.shows("よく使われるパスワードです")
    here.shop.accept("/password")
    await here.app.click("office-next")
    assert here.app.shows("JBSWY3DPEHPK3PXP")
    await here.app.type("first-code", "271828")
    await here.app.click("confirm-code")
    assert here.app.shows("abcde-00007")
    await here.app.click("codes-done")
    assert not here.app.has("recovery")
