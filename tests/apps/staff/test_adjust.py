"""Points by hand on the panel, and the list of those who decide."""

import pytest

from shared.clock import to_datetime
from shared.wire.problems import Code
from tests.apps.staff.conftest import NOW, OpenTablet
from tests.apps.staff.made_up import CLERK, LEAD, MANAGER, adjustment, uid


async def test_a_lead_gives_points_and_the_panel_shows_them(tablet: OpenTablet) -> None:
    here = await tablet(person=LEAD)
    await here.scan()
    await here.app.click("adjust")
    assert here.app.shows("1 日に調整できるのは 500 pt まで")
    await here.app.type("adjust-points", "120")
    await here.app.click("reason-apology")
    await here.app.click("adjust-send")
    (sent,) = here.shop.calls("/adjustments")
    assert (sent["points"], sent["reason"]) == (120, "apology")
    await here.app.until(lambda: here.app.shows("1,354"))
    assert here.app.shows("+120 pt")


async def test_points_are_taken_and_more_than_the_limit_waits(tablet: OpenTablet) -> None:
    here = await tablet(person=LEAD)
    await here.scan()
    await here.app.click("adjust")
    await here.app.click("way-take")
    await here.app.type("adjust-points", "800")
    assert here.app.shows("-800 pt を調整する")
    await here.app.click("adjust-send")
    assert here.app.has("adjust-waiting")
    assert here.app.shows("別の端末で、ほかの店長か時間帯責任者に承認")


async def test_a_refusal_is_said_and_the_form_stays(tablet: OpenTablet) -> None:
    here = await tablet(person=LEAD)
    await here.scan()
    await here.app.click("adjust")
    await here.app.type("adjust-points", "12a")
    here.shop.refuse("/adjustments", Code.OWN_ACCOUNT)
    await here.app.click("adjust-send")
    assert here.app.shows("ご自分の会員証は扱えません")
    assert here.app.has("adjust-card")


async def test_no_answer_is_sent_again_as_the_same_act(tablet: OpenTablet) -> None:
    here = await tablet(person=LEAD)
    await here.scan()
    await here.app.click("adjust")
    await here.app.type("adjust-points", "50")
    here.shop.lose = "/adjustments"
    await here.app.click("adjust-send")
    assert here.app.has("adjust-card")
    await here.app.click("adjust-send")
    first, second = here.shop.calls("/adjustments")
    assert first == second


async def test_a_clerk_does_not_adjust(tablet: OpenTablet) -> None:
    here = await tablet(person=CLERK)
    await here.scan()
    assert not here.app.has("adjust")
    assert not here.app.has("go-adjustments")


@pytest.mark.parametrize("width", [1280, 390])
async def test_a_second_person_approves(tablet: OpenTablet, width: float) -> None:
    here = await tablet(
        "/adjustments", person=MANAGER, width=width, adjusted=(adjustment(), adjustment(32, state="booked", decided_by="佐藤 恵"))
    )
    await here.app.until(lambda: here.app.has(f"yes-{uid(31)}"))
    for words in ("+800 pt", "おわび", "下 4 桁 9014", "承認待ち", "反映済み", "レシート 001234", "田中 翔"):
        assert here.app.shows(words), words
    await here.app.click(f"yes-{uid(31)}")
    assert here.app.shows("承認しました")
    assert not here.app.has(f"yes-{uid(31)}")


async def test_who_asked_takes_back_and_the_same_device_is_told(tablet: OpenTablet) -> None:
    here = await tablet("/adjustments", person=LEAD, adjusted=(adjustment(mine=True), adjustment(32, here=True)))
    await here.app.until(lambda: here.app.has(f"back-{uid(31)}"))
    assert here.app.shows("別の端末で承認してください")
    assert not here.app.has(f"yes-{uid(32)}")
    await here.app.click(f"back-{uid(31)}")
    assert here.shop.calls(f"/adjustments/{uid(31)}")[-1]["approve"] is False


async def test_alone_the_list_says_when(tablet: OpenTablet) -> None:
    here = await tablet(
        "/adjustments", person=MANAGER, language="en", adjusted=(adjustment(mine=True, due_at=to_datetime(NOW + 86_400_000)),)
    )
    await here.app.until(lambda: here.app.shows("Booked on"))
    assert here.app.shows("Apology")


async def test_empty_failed_and_coming(tablet: OpenTablet) -> None:
    here = await tablet(person=MANAGER)
    here.shop.held.clear()
    await here.app.click("go-adjustments")
    await here.app.followed()
    assert here.app.has("loading")
    here.shop.held.set()
    await here.app.until(lambda: here.app.has("empty"))
    again = await tablet(person=MANAGER)
    again.shop.cut = True
    await again.app.click("go-adjustments")
    await again.app.followed()
    await again.app.until(lambda: again.app.has("failed-retry"))
    again.shop.cut = False
    await again.app.click("failed-retry")
    await again.app.until(lambda: again.app.has("empty"))
