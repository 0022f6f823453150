"""Choosing a PIN: at the first unlock with a temporary one, and whenever somebody likes."""

from shared.wire.problems import Code
from tests.apps.staff.conftest import OpenTablet, Tablet
from tests.apps.staff.made_up import CLERK, PIN, TEMPORARY

NEW = "703164"


async def enter(here: Tablet, *pins: str) -> None:
    for pin in pins:
        for digit in pin:
            await here.app.click(f"pin-{digit}")


async def at_change(tablet: OpenTablet, **more: object) -> Tablet:
    here = await tablet(person=None, **more)
    await here.app.click(f"person-{CLERK.id}")
    await here.app.click("change-pin")
    return here


async def test_a_temporary_pin_is_replaced_at_the_first_unlock(tablet: OpenTablet) -> None:
    here = await tablet(person=None)
    await here.enter_pin(CLERK, TEMPORARY)
    assert here.app.shows("新しい PIN を 6 桁で決めてください")
    await enter(here, NEW, "703165")
    assert here.app.shows("2 回の PIN が違います")
    await enter(here, NEW, NEW)
    assert here.shop.calls("/unlock")[-1] == {"staff": CLERK.id, "pin": TEMPORARY, "new_pin": NEW}
    assert here.staff.session.phase == "open"


async def test_one_s_own_pin_is_changed_and_opens_at_once(tablet: OpenTablet) -> None:
    here = await at_change(tablet)
    assert here.app.shows("いまの PIN を入力してください")
    await enter(here, PIN)
    assert here.shop.calls("/unlock") == []  # asked once, with all three
    await enter(here, NEW)
    assert here.app.shows("もう一度、同じ PIN")
    await enter(here, NEW)
    assert here.shop.calls("/unlock") == [{"staff": CLERK.id, "pin": PIN, "new_pin": NEW}]
    assert here.staff.session.phase == "open"
    assert here.app.shows("PIN を変えました")


async def test_a_wrong_pin_begins_anew_in_english(tablet: OpenTablet) -> None:
    here = await at_change(tablet, language="en")
    assert here.app.shows("Enter the PIN you have now.")
    await enter(here, "111112", NEW, NEW)
    assert here.app.shows("Wrong PIN. 4 tries left")
    await enter(here, PIN)
    assert here.app.shows("Choose your new six digits.")


async def test_somebody_s_pin_is_refused_and_only_the_new_one_is_asked_again(tablet: OpenTablet) -> None:
    here = await at_change(tablet)
    here.shop.refuse("/unlock", Code.PIN_TAKEN)
    await enter(here, PIN, NEW, NEW)
    assert here.app.shows("この PIN は使えません")
    here.shop.accept("/unlock")
    await enter(here, "531870", "531870")
    assert here.shop.calls("/unlock")[-1] == {"staff": CLERK.id, "pin": PIN, "new_pin": "531870"}
    assert here.staff.session.phase == "open"


async def test_who_thinks_again_keeps_the_pin(tablet: OpenTablet) -> None:
    here = await at_change(tablet)
    await enter(here, PIN)
    await here.app.click("change-pin")
    assert here.app.shows("6 桁の PIN を入力")
    await enter(here, PIN)
    assert here.shop.calls("/unlock") == [{"staff": CLERK.id, "pin": PIN, "new_pin": None}]
    assert here.staff.session.phase == "open"
