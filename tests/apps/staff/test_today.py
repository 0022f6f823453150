import pytest

from tests.apps.staff.conftest import OpenTablet
from tests.apps.staff.made_up import CLERK, MANAGER, figure, today


@pytest.mark.parametrize("width", [1280, 800, 390])
async def test_each_figure_stands_beside_last_weeks(tablet: OpenTablet, width: float) -> None:
    here = await tablet("/today", person=MANAGER, width=width)
    await here.app.until(lambda: here.app.has("sales"))
    for words in (
        "¥68,426",
        "先週日曜 ¥60,000",
        "増",
        "62 件",
        "減",
        "9 人",
        "同じ",
        "50%",
        "453 pt",
        "要確認 1 件",
        "返品",
        "+10 pt",
        "11 時 ¥11,000",
    ):
        assert here.app.shows(words), words


async def test_in_english(tablet: OpenTablet) -> None:
    here = await tablet("/today", person=MANAGER, language="en")
    await here.app.until(lambda: here.app.has("sales"))
    for words in ("¥60,000 on Sun", "up from", "down from", "same as", "Members' share", "Sun 22 Nov 2026", "Compared with last Sunday"):
        assert here.app.shows(words), words


async def test_a_clerk_sees_the_till_there(tablet: OpenTablet) -> None:
    here = await tablet("/today", person=CLERK)
    assert here.app.has("waiting")
    assert not here.app.has("go-today")
    assert here.shop.calls("/today") == []


async def test_a_day_without_sales_says_what_will_come(tablet: OpenTablet) -> None:
    empty = today(hours=(0,) * 24, latest=(), sales=figure(0, 0), member_sales=figure(0, 0), open_cases=0)
    here = await tablet("/today", person=MANAGER, day=empty)
    await here.app.until(lambda: here.app.has("sales"))
    assert here.app.shows("ここに時間帯ごとの売上が出ます")
    assert here.app.shows("0%")
    assert not here.app.has("cases")


async def test_a_hint_brings_new_figures(tablet: OpenTablet) -> None:
    here = await tablet("/today", person=MANAGER)
    await here.app.until(lambda: here.app.has("sales"))
    here.shop.day = today(sales=figure(70_000, 60_000))
    here.shop.hint()
    await here.app.until(lambda: here.app.shows("¥70,000"))


async def test_figures_that_cannot_be_renewed_are_shown_with_their_age(tablet: OpenTablet) -> None:
    here = await tablet("/today", person=MANAGER)
    await here.app.until(lambda: here.app.has("sales"))
    here.clock.forward(180_000)
    here.shop.cut = True
    here.shop.hint()
    await here.app.until(lambda: here.app.has("stale"))
    assert here.app.shows("3 分前の情報")
    assert not here.app.has("live")
    assert here.app.shows("¥68,426")


async def test_no_figures_at_all_say_so_and_can_be_asked_again(tablet: OpenTablet) -> None:
    here = await tablet(person=MANAGER)
    here.shop.cut = True
    await here.app.click("go-today")
    await here.app.followed()
    await here.app.until(lambda: here.app.has("failed-retry"))
    here.shop.cut = False
    await here.app.click("failed-retry")
    await here.app.until(lambda: here.app.has("sales"))


async def test_before_they_come_the_tiles_have_their_shape(tablet: OpenTablet) -> None:
    here = await tablet(person=MANAGER)
    here.shop.held.clear()
    await here.app.click("go-today")
    await here.app.followed()
    assert here.app.has("loading")
    here.shop.held.set()
    await here.app.until(lambda: here.app.has("sales"))


async def test_a_manager_who_reads_is_not_locked_out_at_once(tablet: OpenTablet) -> None:
    here = await tablet("/today", person=MANAGER)
    here.clock.forward(120_000)
    await here.staff.door.check()
    assert here.staff.session.phase == "open"
    here.clock.forward(600_000)
    await here.staff.door.check()
    assert here.staff.session.phase == "lock"


async def test_leaving_ends_the_listening(tablet: OpenTablet) -> None:
    here = await tablet("/today", person=MANAGER)
    await here.app.until(lambda: here.app.has("sales"))
    await here.app.click("go-scan")
    await here.app.followed()
    asked = len(here.shop.calls("/today"))
    here.shop.hint()
    await here.app.settle()
    assert len(here.shop.calls("/today")) == asked
