"""The manager's boards: figures, their tables, the choice of stores and days, and each state."""

import flet as ft
import pytest

from app_staff.manager.tiles import abreast
from app_staff.session import Session
from shared.wire.staff import Store
from tests.apps.staff.conftest import OpenTablet, Tablet
from tests.apps.staff.fake_boards import FakeBoards
from tests.apps.staff.made_up import CLERK, MANAGER

PAGES = ("sales", "items", "hours", "coupons")
SHOWN = {"sales": "sales-chart", "items": "ranking", "hours": "heat", "coupons": "coupons"}


async def shown(here: Tablet, key: str) -> None:
    await here.app.until(lambda: here.app.has(key))


@pytest.mark.parametrize("width", [1280, 800, 390])
@pytest.mark.parametrize("page", PAGES)
async def test_every_board_has_a_chart_and_a_table_behind_it(tablet: OpenTablet, page: str, width: float) -> None:
    here = await tablet(f"/{page}", person=MANAGER, width=width)
    await shown(here, SHOWN[page])
    await here.app.click(f"{page}-turn")
    assert here.app.has(f"{page}-table")
    assert not here.app.has(SHOWN[page])
    await here.app.click(f"{page}-turn")
    assert here.app.has(SHOWN[page])


async def test_sales_stand_beside_last_year_and_are_said_in_a_sentence(tablet: OpenTablet) -> None:
    here = await tablet("/sales", person=MANAGER)
    await shown(here, "sales-chart")
    for words in (
        "10/24 〜 11/22",
        "売上の推移",
        "前年の同じ曜日",
        "会員比率",
        "45%",
        "10/24 〜 11/22の売上は ¥",
        "いちばん多かったのは 2026/",
    ):
        assert here.app.shows(words), words
    await here.app.click("beside-before")
    assert here.app.shows("前の週の同じ曜日")
    await here.app.click("metric-used")
    assert here.app.shows("使われたポイント")


async def test_in_english(tablet: OpenTablet) -> None:
    here = await tablet("/sales", person=MANAGER, language="en")
    await shown(here, "sales-chart")
    for words in ("Sales over time", "24 Oct – 22 Nov", "Same weekday last year", "Members' share", "vs period before"):
        assert here.app.shows(words), words


async def test_the_choice_of_days_and_steps_asks_anew_and_goes_along(tablet: OpenTablet) -> None:
    here = await tablet("/sales", person=MANAGER)
    await shown(here, "sales-chart")
    await here.app.click("range-year")
    await shown(here, "sales-chart")
    asked = here.shop.boards.asked[-1]
    assert asked == ("sales", {"since": "2025-11-01", "until": "2026-11-22", "by": "month"})
    assert here.app.shows("前年の同じ月")
    await here.app.click("by-week")
    await shown(here, "sales-chart")
    assert here.shop.boards.asked[-1][1]["by"] == "week"
    await here.app.click("board-items")
    await here.app.followed()
    await shown(here, "ranking")
    assert here.shop.boards.asked[-1] == ("items", {"since": "2025-11-01", "until": "2026-11-22"})
    assert here.app.shows("季節のタルト")


async def test_a_calendar_that_is_open_keeps_what_was_picked_when_the_screen_is_drawn_anew(tablet: OpenTablet) -> None:
    here = await tablet("/sales", person=MANAGER)
    await shown(here, "sales-chart")
    await here.app.click("days")
    open_one = here.app.key("days-picker", ft.DateRangePicker)
    here.staff.session.width = 1100
    await here.app.settle()
    assert here.app.key("days-picker") is open_one
    await here.app.fire("days-picker", "dismiss")
    await here.app.click("days")
    assert here.app.key("days-picker") is not open_one


async def test_one_store_all_of_them_or_side_by_side(tablet: OpenTablet) -> None:
    here = await tablet("/sales", person=MANAGER)
    await shown(here, "sales-chart")
    await here.app.click("store-eki")
    await shown(here, "sales-chart")
    assert here.shop.boards.asked[-1][1]["stores"] == "eki"
    await here.app.click("store-|")
    await shown(here, "stores-chart")
    assert "stores" not in here.shop.boards.asked[-1][1]
    assert here.app.has("stores-table")
    assert here.app.shows("店舗ごとの売上。本店 ¥")


async def test_one_store_has_nothing_to_choose(tablet: OpenTablet) -> None:
    here = await tablet("/sales", person=MANAGER, boards=FakeBoards(stores=(Store(id="honten", name="本店"),)))
    await shown(here, "sales-chart")
    assert not here.app.has("store-honten")


async def test_best_sellers_by_amount_and_by_quantity(tablet: OpenTablet) -> None:
    here = await tablet("/items", person=MANAGER)
    await shown(here, "ranking")
    assert here.app.shows("12 品目")
    assert here.app.shows("1 クロワッサン ¥")
    await here.app.click("order-quantity")
    assert here.app.shows("2 クリームパン")


@pytest.mark.parametrize("page", PAGES)
async def test_nothing_yet_says_what_to_do(tablet: OpenTablet, page: str) -> None:
    here = await tablet(f"/{page}", person=MANAGER, boards=FakeBoards(empty=True))
    await shown(here, "empty")


@pytest.mark.parametrize("page", PAGES)
async def test_without_a_line_it_can_be_tried_again(tablet: OpenTablet, page: str) -> None:
    here = await tablet(person=MANAGER)
    here.shop.held.clear()
    await here.app.click("go-boards")
    await here.app.followed()
    assert here.app.has("loading")
    here.shop.cut = True
    here.shop.held.set()
    await here.app.go(f"/{page}")
    await shown(here, "failed-retry")
    here.shop.cut = False
    await here.app.click("failed-retry")
    await shown(here, SHOWN[page])


async def test_a_clerk_sees_the_till_there(tablet: OpenTablet) -> None:
    here = await tablet("/sales", person=CLERK)
    assert here.app.has("waiting")
    assert here.shop.boards.asked == []


def test_a_sum_is_not_broken_within_its_digits() -> None:
    """A tablet held upright has no room for four of them."""
    assert abreast(Session(width=800), 5, ["¥3,056,535"], 18, gap=8) == 3
    assert abreast(Session(width=1280), 5, ["¥3,056,535"], 22, gap=8) == 5
