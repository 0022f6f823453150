import pytest

from app_staff.actions import DEVICE, PERSON
from app_staff.scanner.gate import Scan
from shared.vault import MemoryVault
from shared.wire.problems import Code
from tests.apps.staff.conftest import OpenTablet
from tests.apps.staff.made_up import CLERK, ENROLMENT, LEAD, MANAGER


async def test_a_pasted_code_enrols_the_tablet(tablet: OpenTablet) -> None:
    here = await tablet(enrolled=False)
    await here.app.type("token", ENROLMENT)
    await here.app.click("enrol")
    assert here.app.has(f"person-{CLERK.id}")
    assert await here.vault.get(DEVICE) == "device-1"


async def test_a_code_held_to_the_camera_enrols_too(tablet: OpenTablet) -> None:
    here = await tablet(enrolled=False)
    here.staff.scanned(Scan(ENROLMENT, "camera"))
    await here.app.until(lambda: here.app.has(f"person-{CLERK.id}"))


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "入力してください"), ("123456789012", "登録コードではありません"), ("e_" + "y" * 40, "無効か、使用済みです")],
)
async def test_what_is_no_enrolment_says_why(tablet: OpenTablet, typed: str, said: str) -> None:
    here = await tablet(enrolled=False)
    await here.app.type("token", typed)
    await here.app.click("enrol")
    assert here.app.shows(said)
    assert here.staff.session.phase == "enrol"


async def test_enrolling_without_a_line_tells_and_can_be_tried_again(tablet: OpenTablet) -> None:
    here = await tablet(enrolled=False)
    here.shop.cut = True
    await here.app.type("token", ENROLMENT)
    await here.app.click("enrol")
    assert here.app.shows("通信") or here.app.has("toast")
    here.shop.cut = False
    await here.app.click("enrol")
    assert here.app.has(f"person-{CLERK.id}")


async def test_names_are_tiles_and_six_digits_open_the_till(tablet: OpenTablet) -> None:
    here = await tablet(person=None)
    assert all(here.app.has(f"person-{one.id}") for one in (MANAGER, LEAD, CLERK))
    await here.enter_pin(CLERK)
    assert here.app.has("waiting")
    assert here.app.shows("鈴木 葵")


async def test_a_wrong_pin_says_how_many_tries_are_left_and_is_forgotten(tablet: OpenTablet) -> None:
    here = await tablet(person=None)
    await here.enter_pin(CLERK, "111111")
    assert here.app.shows("あと 4 回")
    assert here.app.shows("0 桁入力しました")
    for digit in "274918":
        await here.app.click(f"pin-{digit}")
    await here.app.until(lambda: here.app.has("waiting"))


async def test_a_pause_counts_down_and_takes_no_digits(tablet: OpenTablet) -> None:
    here = await tablet(person=None)
    here.shop.refuse("/unlock", Code.PIN_PAUSED, seconds=60)
    await here.enter_pin(CLERK)
    assert here.app.shows("あと 60 秒")
    await here.app.click("pin-1")
    assert here.app.shows("0 桁入力しました")


async def test_a_keyboard_types_the_pin(tablet: OpenTablet) -> None:
    here = await tablet(person=None)
    await here.app.click(f"person-{CLERK.id}")
    for key in ("9", "Backspace", "2", "Numpad 7", "4", "9", "1", "8"):
        await here.app.page_event("keyboard_event", {"key": key, "shift": False, "ctrl": False, "alt": False, "meta": False})
    await here.app.until(lambda: here.app.has("waiting"))


async def test_back_takes_a_digit_and_another_person_can_be_chosen(tablet: OpenTablet) -> None:
    here = await tablet(person=None)
    await here.app.click(f"person-{CLERK.id}")
    await here.app.click("pin-1")
    await here.app.click("pin-back")
    assert here.app.shows("0 桁入力しました")
    await here.app.click("other")
    assert here.app.has(f"person-{LEAD.id}")


async def test_the_tablet_locks_by_itself_after_a_minute(tablet: OpenTablet) -> None:
    here = await tablet()
    here.clock.forward(59_000)
    await here.staff.door.check()
    assert here.staff.session.phase == "open"
    here.clock.forward(2_000)
    await here.staff.door.check()
    await here.app.settle()
    assert here.app.has("notice")
    assert here.app.has(f"person-{CLERK.id}")
    assert await here.vault.get(PERSON) is None
    assert here.shop.calls("/lock") == [{}]


async def test_a_key_is_somebody(tablet: OpenTablet) -> None:
    """Who goes from place to place with Tab, and presses nothing yet, is not locked out."""
    here = await tablet()
    here.clock.forward(50_000)
    await here.app.page_event("keyboard_event", {"key": "Tab", "shift": False, "ctrl": False, "alt": False, "meta": False})
    here.clock.forward(50_000)
    await here.staff.door.check()
    assert here.staff.session.phase == "open"


async def test_whoever_works_is_not_locked_out(tablet: OpenTablet) -> None:
    here = await tablet()
    here.clock.forward(50_000)
    await here.scan()
    here.clock.forward(50_000)
    await here.staff.door.check()
    assert here.staff.session.phase == "open"


async def test_the_lock_is_one_tap_and_works_without_a_line(tablet: OpenTablet) -> None:
    here = await tablet()
    here.shop.cut = True
    await here.app.click("lock")
    assert here.app.has(f"person-{CLERK.id}")


async def test_a_reload_comes_back_to_whoever_is_signed_in(tablet: OpenTablet) -> None:
    here = await tablet()
    again = await tablet(person=None, vault=here.vault, people_tokens=here.shop.people_tokens)
    assert again.app.has("waiting")


async def test_a_sign_in_that_ran_out_shows_the_lock(tablet: OpenTablet) -> None:
    here = await tablet()
    here.shop.people_tokens.clear()
    await here.scan()
    assert here.app.shows("もう一度 PIN")
    assert here.app.has(f"person-{CLERK.id}")


async def test_a_revoked_tablet_shows_the_enrolment(tablet: OpenTablet) -> None:
    here = await tablet()
    here.shop.revoked = True
    await here.scan()
    await here.app.until(lambda: here.app.has("token"))
    assert here.app.shows("登録は解除されました")
    assert await here.vault.get(DEVICE) is None


async def test_a_server_that_is_not_there_says_so_and_can_be_asked_again(tablet: OpenTablet) -> None:
    here = await tablet(cut=True)
    assert here.app.shows("通信できません")
    here.shop.cut = False
    await here.app.click("failed-retry")
    assert here.app.has(f"person-{CLERK.id}")


async def test_before_the_server_has_answered_the_screen_has_its_shape(tablet: OpenTablet) -> None:
    vault = MemoryVault()
    await vault.set(PERSON, "not what we wrote")
    here = await tablet(person=None, vault=vault)
    here.shop.held.clear()
    here.staff.guard.spawn(here.staff.door.open)
    await here.app.settle()
    assert here.app.has("loading")
    here.shop.held.set()
    await here.app.until(lambda: here.app.has(f"person-{CLERK.id}"))


async def test_a_store_without_staff_says_what_to_do(tablet: OpenTablet) -> None:
    here = await tablet(person=None, people=())
    assert here.app.shows("店長に登録してもらってください")


async def test_the_line_is_watched_while_nobody_asks(tablet: OpenTablet) -> None:
    here = await tablet()
    here.shop.cut = True
    here.clock.forward(11_000)
    await here.staff.door.check()
    await here.app.settle()
    assert here.app.shows("オフライン")
    here.shop.cut = False
    await here.staff.door.check()
    await here.app.settle()
    assert here.app.shows("オンライン")


async def test_the_language_switches_and_is_remembered(tablet: OpenTablet) -> None:
    here = await tablet()
    await here.app.click("language")
    assert here.app.shows("Ready for a card")
    again = await tablet(person=None, vault=here.vault, language="en")
    assert again.app.shows("Ready for a card")
