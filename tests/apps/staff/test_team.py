"""The manager's page of people and devices."""

import pytest

from shared.wire.problems import Code
from tests.apps.staff.conftest import OpenTablet, Tablet
from tests.apps.staff.made_up import CLERK, LEAD, MANAGER, uid


async def at_team(tablet: OpenTablet, **more: object) -> Tablet:
    here = await tablet("/team", person=MANAGER, **more)
    await here.app.until(lambda: here.app.has("team"))
    return here


@pytest.mark.parametrize("width", [1280, 800, 390])
async def test_people_and_devices_are_listed(tablet: OpenTablet, width: float) -> None:
    here = await at_team(tablet, width=width)
    for words in ("スタッフと端末", CLERK.name, "あなた", "レジ横のタブレット", "この端末", "店の外のブラウザ"):
        assert here.app.shows(words), words


async def test_in_english(tablet: OpenTablet) -> None:
    here = await at_team(tablet, language="en")
    for words in ("Team and devices", "You", "This device", "A browser outside the shop"):
        assert here.app.shows(words), words


async def test_others_see_the_till_there(tablet: OpenTablet) -> None:
    here = await tablet("/team", person=LEAD)
    assert here.app.has("waiting")
    assert not here.app.has("go-team")
    assert here.shop.calls("/staff") == []


async def test_somebody_new_gets_a_temporary_pin_and_chooses_his_own(tablet: OpenTablet) -> None:
    here = await at_team(tablet)
    await here.app.click("add-person")
    await here.app.type("new-name", "伊藤 蓮")
    await here.app.click("role-shift_lead")
    await here.app.click("make-person")
    assert here.shop.calls("/v1/staff")[0]["role"] == "shift_lead"
    assert here.app.shows("580 213")
    await here.app.click("told")
    assert here.app.shows("PIN 未設定")


async def test_a_pin_is_reset_and_told_once(tablet: OpenTablet) -> None:
    here = await at_team(tablet)
    await here.app.click(f"person-{CLERK.id}")
    await here.app.click("reset-pin")
    assert here.app.shows("580 213")
    assert here.app.shows("もう一度表示できません")


async def test_a_role_changes_and_a_refusal_says_why(tablet: OpenTablet) -> None:
    here = await at_team(tablet)
    await here.app.click(f"person-{CLERK.id}")
    await here.app.click("role-manager")
    assert here.shop.calls("/role")[-1] == {"store": "honten", "role": "manager"}
    here.shop.refuse("/role", Code.LAST_MANAGER)
    await here.app.click("role-cashier")
    assert here.app.shows("店長が 1 人もいなくなります")


async def test_leaving_is_asked_twice(tablet: OpenTablet) -> None:
    here = await at_team(tablet)
    await here.app.click(f"person-{CLERK.id}")
    await here.app.click("leave")
    assert here.shop.calls("/leave") == []
    assert here.app.shows("もう一度押すと")
    await here.app.click("leave")
    assert len(here.shop.calls("/leave")) == 1
    assert not here.app.has(f"person-{CLERK.id}")


async def test_nobody_changes_himself(tablet: OpenTablet) -> None:
    here = await at_team(tablet)
    await here.app.click(f"person-{MANAGER.id}")
    assert here.app.has("own-card")
    for key in ("leave", "reset-pin", "role-cashier"):
        assert not here.app.has(key)


async def test_a_new_tablet_scans_a_code_that_runs_out(tablet: OpenTablet) -> None:
    here = await at_team(tablet)
    await here.app.click("enrol-device")
    await here.app.type("enrol-name", "入口のタブレット")
    await here.app.click("show-code")
    await here.app.until(lambda: here.app.has("code"))
    assert here.shop.calls("/enrolments") == [{"store": "honten", "device_name": "入口のタブレット", "terminal": None}]
    assert here.app.shows("あと 10:00") or here.app.shows("あと 9:59")


async def test_a_device_is_renamed_and_stopped(tablet: OpenTablet) -> None:
    here = await at_team(tablet)
    await here.app.click(f"device-{uid(10)}")
    await here.app.type("device-name", "店長のノート")
    await here.app.click("rename")
    assert here.shop.calls("/name") == [{"name": "店長のノート"}]
    await here.app.click("revoke")
    assert here.shop.calls("/revoke") == []
    await here.app.click("revoke")
    assert len(here.shop.calls("/revoke")) == 1


async def test_no_answer_says_so_and_can_be_asked_again(tablet: OpenTablet) -> None:
    here = await tablet(person=MANAGER)
    here.shop.cut = True
    await here.app.click("go-team")
    await here.app.followed()
    await here.app.until(lambda: here.app.has("failed-retry"))
    here.shop.cut = False
    await here.app.click("failed-retry")
    await here.app.until(lambda: here.app.has("team"))


async def test_before_it_comes_the_lists_have_their_shape(tablet: OpenTablet) -> None:
    here = await tablet(person=MANAGER)
    here.shop.held.clear()
    await here.app.click("go-team")
    await here.app.followed()
    assert here.app.has("loading")
    here.shop.held.set()
    await here.app.until(lambda: here.app.has("team"))
