"""Coupons for managers: what runs, comes and is over; one is made with its ticket beside it, and ended."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import cast

import flet as ft
import pytest

from app_staff.manager.gift_draft import whole
from shared.wire.brand import SEED, Brand
from shared.wire.problems import Code
from shared.wire.staff import StaffMember
from tests.apps.staff.conftest import OpenTablet, Tablet
from tests.apps.staff.fake_settings import FakeSettings
from tests.apps.staff.made_up import MANAGER, uid


async def opened(tablet: OpenTablet, **more: object) -> Tablet:
    here = await tablet("/settings/coupons", person=MANAGER, **more)
    await here.app.until(lambda: here.app.has("offers"))
    return here


async def writing(tablet: OpenTablet, **more: object) -> Tablet:
    here = await opened(tablet, **more)
    await here.app.click("make-coupon")
    return here


def shut(here: Tablet) -> bool:
    return bool(getattr(here.app.key("save-offer"), "disabled", False))


@pytest.mark.parametrize("width", [1280, 800, 390])
async def test_what_runs_comes_and_is_over(tablet: OpenTablet, width: float) -> None:
    here = await opened(tablet, width=width)
    for words in ("はじめての 10% 引き", "10% OFF", "発行 412 枚 ・ 利用 188 枚", "2026/11/1 (日) 〜 2027/1/31 (日)"):
        assert here.app.shows(words), words
    assert not here.app.shows("新春")
    await here.app.click("shelf-later")
    assert here.app.shows("¥500 OFF ・ ¥3,000 以上のお会計で")
    await here.app.click("shelf-over")
    assert here.app.shows("雨の日 100 円引き")
    assert not here.app.has("end-rain")


async def test_without_any_and_without_a_line(tablet: OpenTablet) -> None:
    here = await opened(tablet, settings=FakeSettings(offers=()), language="en")
    assert here.app.shows("No coupon is running")
    cut = await tablet("/settings", person=MANAGER)
    cut.shop.held.clear()
    await cut.app.go("/settings/coupons")
    assert cut.app.has("loading")
    cut.shop.held.set()
    await cut.app.until(lambda: cut.app.has("offers"))
    await cut.app.go("/settings")
    cut.shop.cut = True
    await cut.app.go("/settings/coupons")
    await cut.app.until(lambda: cut.app.has("failed-retry"))
    cut.shop.cut = False
    await cut.app.click("failed-retry")
    await cut.app.until(lambda: cut.app.has("offers"))


@pytest.mark.parametrize("width", [1280, 390])
async def test_a_percent_coupon_for_everybody(tablet: OpenTablet, width: float) -> None:
    here = await writing(tablet, width=width)
    assert shut(here)
    assert here.app.has("offer-missing")
    await here.app.type("offer-value", "15")
    await here.app.type("offer-name_ja", "秋の 15% 引き")
    await here.app.type("offer-minimum", "1,000")
    for words in ("15%", "秋の 15% 引き", "¥1,000 以上のお会計で", "2026/12/21 (月) まで"):
        assert here.app.shows(words), words
    await here.app.click("save-offer")
    sent = here.shop.calls("/v1/coupons")[-2]
    assert sent.pop("id").isalnum()
    asked = {name: sent[name] for name in ("kind", "value", "name_ja", "name_en", "minimum", "way", "on_join", "per_member")}
    assert asked == {
        "kind": "percent", "value": 15, "name_ja": "秋の 15% 引き", "name_en": "秋の 15% 引き", "minimum": 1000, "way": "auto",
        "on_join": False, "per_member": 1,
    }  # fmt: skip
    await here.app.until(lambda: here.app.has("offers"))
    assert here.app.shows("秋の 15% 引き")


async def test_an_amount_for_new_members_with_days_and_limits(tablet: OpenTablet) -> None:
    here = await writing(tablet, language="en")
    await here.app.click("kind-amount")
    await here.app.type("offer-value", "300")
    await here.app.type("offer-name_ja", "入会 300 円引き")
    await here.app.click("offer-deeper")
    await here.app.type("offer-name_en", "¥300 to begin with")
    await here.app.click("whom-join")
    await here.app.click("offer-days")
    picked = ft.DateRangePicker(start_value=datetime(2026, 12, 1, tzinfo=UTC), end_value=datetime(2026, 12, 24, tzinfo=UTC))
    chosen = cast("Callable[[object], None]", here.app.key("offer-days-picker", ft.DateRangePicker).on_change)
    chosen(ft.Event(name="change", control=picked))
    await here.app.settle()
    await here.app.type("offer-total", "500")
    await here.app.type("offer-each", "")
    assert here.app.shows("¥300 to begin with")
    assert here.app.shows("until Thu 24 Dec 2026")
    await here.app.click("save-offer")
    sent = here.shop.calls("/v1/coupons")[-2]
    assert (sent["starts_on"], sent["ends_on"]) == ("2026-12-01", "2026-12-24")
    assert (sent["on_join"], sent["way"], sent["total_limit"], sent["per_member"]) == (True, "chosen", 500, None)
    await here.app.until(lambda: here.app.shows("¥300 to begin with"))  # among those that come


async def test_a_word_of_a_flyer(tablet: OpenTablet) -> None:
    here = await writing(tablet)
    await here.app.type("offer-value", "5")
    await here.app.type("offer-name_ja", "チラシの 5% 引き")
    await here.app.click("whom-word")
    assert shut(here)
    await here.app.type("offer-word", "秋")
    assert here.app.shows("4〜24 文字にしてください")
    await here.app.type("offer-word", "aki2026")
    await here.app.click("save-offer")
    sent = here.shop.calls("/v1/coupons")[-2]
    assert (sent["way"], sent["word"]) == ("word", "AKI2026")


async def test_something_free_says_its_goods_and_is_a_gift_by_law(tablet: OpenTablet) -> None:
    here = await writing(tablet)
    await here.app.click("kind-free")
    await here.app.type("offer-value", "480")
    await here.app.type("offer-name_ja", "コーヒー 1 杯プレゼント")
    assert here.app.shows("価額 ¥480 が景品の上限 ¥200 を超えるため、保存できません。")
    assert here.app.shows("最低のお会計金額を ¥2,400 以上にしてください。")
    assert shut(here)  # also for want of its goods
    await here.app.type("gift-goods-search", "コーヒー")
    await here.app.until(lambda: here.app.has("gift-goods-add-4900000000003"))
    await here.app.click("gift-goods-add-4900000000003")
    assert getattr(here.app.key("offer-goods_ja"), "value", "") == "自家焙煎コーヒー豆 200g"
    await here.app.type("offer-goods_ja", "コーヒー")
    assert shut(here)
    await here.app.type("offer-minimum", "2400")
    assert here.app.shows("価額は ¥480、上限は ¥480 です。")
    assert here.app.shows("無料")
    await here.app.click("save-offer")
    sent = here.shop.calls("/v1/coupons")[-2]
    assert (sent["kind"], sent["value"], sent["minimum"]) == ("free", 480, 2400)
    assert sent["terms"] == {
        "skus": ["4900000000003"], "categories": [], "goods_ja": "コーヒー", "goods_en": "Coffee beans, 200 g", "pieces": 1, "gives": 1,
        "weekdays": [], "holidays": False, "birthday_month": False, "first_visit": False, "group": "", "stackable": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "typed", "figure"),
    [
        ("price", {"value": "500", "pieces": "2"}, "2 点で"),
        ("cheapest", {"pieces": "3"}, "1 点無料"),
        ("bundle", {"pieces": "2", "gives": "1", "value": "50"}, "2+1"),
    ],
)
async def test_kinds_of_goods_are_discounts(tablet: OpenTablet, kind: str, typed: dict[str, str], figure: str) -> None:
    here = await writing(tablet)
    await here.app.click(f"kind-{kind}")
    await here.app.type("offer-name_ja", "セット")
    for name, text in typed.items():
        await here.app.type(f"offer-{name}", text)
    await here.app.until(lambda: here.app.has("gift-goods-category-パン"))
    await here.app.click("gift-goods-category-パン")
    for words in (figure, "値引にあたるので"):
        assert here.app.shows(words), words
    await here.app.click("save-offer")
    sent = here.shop.calls("/v1/coupons")[-2]
    asked = {name: str(sent["value"] if name == "value" else sent["terms"][name]) for name in typed}
    assert (sent["kind"], asked, sent["terms"]["categories"], sent["terms"]["goods_ja"]) == (kind, typed, ["パン"], "パン")


async def test_days_people_and_company(tablet: OpenTablet) -> None:
    here = await writing(tablet)
    await here.app.type("offer-value", "10")
    await here.app.type("offer-name_ja", "火曜と祝日")
    await here.app.click("whom-hand")
    await here.app.click("offer-deeper")
    for key in ("offer-day-1", "offer-day-holiday", "offer-together-with", "offer-group-b"):
        await here.app.click(key)
    for key in ("offer-birthday", "offer-first"):
        await here.app.change(key, "true", value=True)
    for words in ("火曜・祝日に", "お誕生月に", "はじめてのご来店で"):
        assert here.app.shows(words), words
    await here.app.click("save-offer")
    sent = here.shop.calls("/v1/coupons")[-2]
    terms = {name: sent["terms"][name] for name in ("weekdays", "holidays", "birthday_month", "first_visit", "stackable", "group")}
    assert terms == {
        "weekdays": [1], "holidays": True, "birthday_month": True, "first_visit": True, "stackable": True, "group": "b",
    }  # fmt: skip
    assert (sent["way"], sent["on_join"]) == ("chosen", False)


async def test_goods_can_be_typed_when_the_list_does_not_come(tablet: OpenTablet) -> None:
    here = await writing(tablet)
    here.shop.refuse("/v1/goods", Code.UNAVAILABLE)
    await here.app.click("kind-price")
    await here.app.until(lambda: here.app.shows("商品の一覧を読み込めませんでした"))
    await here.app.type("gift-goods-search", "B01")
    await here.app.click("gift-goods-type-skus")
    assert here.app.has("gift-goods-remove-B01")
    await here.app.click("gift-goods-remove-B01")
    assert not here.app.has("gift-goods-remove-B01")


async def test_what_was_written_is_there_when_the_page_comes_again(tablet: OpenTablet) -> None:
    here = await writing(tablet)
    await here.app.type("offer-name_ja", "書きかけ")
    await here.app.go("/settings")
    await here.app.go("/settings/coupons")
    await here.app.until(lambda: here.app.has("offer-form"))
    assert getattr(here.app.key("offer-name_ja"), "value", "") == "書きかけ"
    await here.app.click("back-offers")
    await here.app.click("make-coupon")
    assert getattr(here.app.key("offer-name_ja"), "value", "") == ""


async def test_what_is_no_number_cannot_be_given_out(tablet: OpenTablet) -> None:
    here = await writing(tablet)
    await here.app.type("offer-name_ja", "x")
    for wrong in ("0", "101", "ten", "-5"):
        await here.app.type("offer-value", wrong)
        assert here.app.shows("1〜100 の整数")
        assert shut(here)
    await here.app.type("offer-value", "10")
    assert not shut(here)
    await here.app.type("offer-minimum", "たくさん")
    assert here.app.shows("1 以上の整数で")
    assert shut(here)


async def test_a_refusal_keeps_what_was_written_and_sends_the_same_again(tablet: OpenTablet) -> None:
    here = await writing(tablet)
    await here.app.type("offer-value", "10")
    await here.app.type("offer-name_ja", "秋")
    here.shop.refuse("/v1/coupons", Code.COUPON_OVER_CAP, cap=200)
    await here.app.click("save-offer")
    assert here.app.shows("上限を超えています")
    here.shop.accept("/v1/coupons")
    here.shop.held.clear()
    saving = asyncio.create_task(here.app.click("save-offer"))
    await here.app.until(lambda: shut(here))
    here.shop.held.set()
    await saving
    first, again = here.shop.calls("/v1/coupons")[-3:-1]
    assert first == again
    await here.app.until(lambda: here.app.has("offers"))


async def test_ending_one_is_asked_twice(tablet: OpenTablet) -> None:
    here = await opened(tablet)
    await here.app.click("end-welcome")
    assert here.app.shows("いますぐ終了します")
    assert here.shop.calls("/end") == []
    await here.app.click("end-welcome")
    await here.app.until(lambda: here.app.shows("いま使えるクーポンはありません"))
    await here.app.click("shelf-over")
    assert here.app.shows("はじめての 10% 引き")


async def test_one_goes_back_without_making_any(tablet: OpenTablet) -> None:
    here = await writing(tablet)
    await here.app.click("back-offers")
    assert here.app.has("offers")


async def test_the_board_of_what_they_brought_leads_here(tablet: OpenTablet) -> None:
    here = await tablet("/coupons", person=MANAGER)
    await here.app.until(lambda: here.app.has("make-coupon"))
    await here.app.click("make-coupon")
    assert await here.app.followed() == "/settings/coupons"
    await here.app.until(lambda: here.app.has("offers"))
    auditor = StaffMember(id=uid(6), name="大西 聡", role="auditor")
    there = await tablet("/coupons", person=auditor, people=(MANAGER, auditor))
    await there.app.until(lambda: there.app.has("export-csv"))
    assert not there.app.has("make-coupon")


async def test_where_coupons_are_off_there_is_no_page(tablet: OpenTablet) -> None:
    off = FakeSettings(brand=Brand(name="x", seed=SEED, modules=("receipts",), version=3))
    here = await tablet("/settings/coupons", person=MANAGER, settings=off)
    await here.app.until(lambda: here.app.has("choose"))
    assert not here.app.has("section-coupons")


@pytest.mark.parametrize(("text", "value"), [("1", 1), ("1,000", 1000), ("0", None), ("1.5", None), ("１", None), ("", None)])
def test_whole_numbers(text: str, value: int | None) -> None:
    assert whole(text) == value
