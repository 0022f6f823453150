"""The point rules for managers: read in words, changed as sentences with blanks, tried on an example, saved as a version."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import cast

import flet as ft
import msgspec
import pytest

from app_staff.manager.fillers import minute, read, thousandths, written
from shared.wire.problems import Code
from tests.apps.staff.conftest import OpenTablet
from tests.apps.staff.rule_writing import new_bonus, opened, save, shop, shut, writing


async def test_the_base_is_a_sentence_too(tablet: OpenTablet) -> None:
    here = await writing(tablet, language="en")
    await here.app.click("blank-unit_amount")
    await here.app.type("field-unit_amount", "200")
    await here.app.until(lambda: here.app.shows("1 pt for every ¥200"))
    await here.app.click("blank-rounding")
    await here.app.click("rounding-ceil")
    await here.app.click("blank-excluded")
    await here.app.click("preset-tobacco")
    await here.app.click("rules-deeper")
    await here.app.click("blank-net")
    await here.app.click("net-net")
    await here.app.click("blank-points_part_earns")
    await here.app.click("points_part_earns-yes")
    await here.app.click("blank-rank-1-from")
    await here.app.type("field-rank-1-from", "30,000")
    await here.app.click("blank-rank-1-rate")
    await here.app.type("field-rank-1-rate", "1.3")
    await here.app.click("blank-life")
    await here.app.click("life-rolling")
    rules = (await save(here))["rules"]
    names = ("unit_amount", "rounding", "presets", "net", "points_part_earns", "life")
    assert [rules[name] for name in names] == [200, "ceil", ["tobacco"], True, True, "rolling"]
    assert rules["ranks"][1] == {"id": "silver", "from_spent": 30_000, "rate_permille": 1300}


async def test_stores_have_rates_of_their_own(tablet: OpenTablet) -> None:
    here = await writing(tablet)
    assert not here.app.has("try-store-honten")
    await here.app.click("rules-deeper")
    await here.app.click("blank-store_rates")
    await here.app.click("store-eki")
    await here.app.click("blank-rate-eki")
    await here.app.type("field-rate-eki", "0")
    await here.app.type("field-rate-eki", "2")
    await here.app.until(lambda: here.app.shows("この店の倍率 ×2"))  # the example is bought there
    await here.app.click("try-store-honten")
    await here.app.until(lambda: not here.app.shows("この店の倍率 ×2"))
    await here.app.click("try-store-eki")
    await here.app.click("try-rank-silver")  # a rank's rate comes before the store's
    await here.app.until(lambda: here.app.shows("シルバー会員 ×1.25"))
    assert (await save(here))["rules"]["store_rates"] == [{"store": "eki", "rate_permille": 2000}]
    await here.app.until(lambda: here.app.has("rules"))
    assert here.app.shows("駅前店では 2 倍です")


async def test_all_points_may_end_on_one_day(tablet: OpenTablet) -> None:
    here = await writing(tablet)
    assert here.app.shows("2027/11/30 (火) まで使えるポイントです")
    await here.app.click("blank-life")
    await here.app.click("life-until")
    assert not here.app.has("blank-life_months")
    await here.app.click("blank-life_until")
    await here.app.click("life-until")
    picked = ft.DatePicker(value=datetime(2027, 3, 31, tzinfo=UTC))
    cast("Callable[[object], None]", here.app.key("life-until-picker", ft.DatePicker).on_change)(ft.Event(name="change", control=picked))
    await here.app.until(lambda: here.app.shows("2027/3/31 (水) まで使えるポイントです"))
    rules = (await save(here))["rules"]
    assert (rules["life"], rules["life_until"]) == ("months", "2027-03-31")
    await here.app.click("change-rules")
    await here.app.click("blank-life")
    await here.app.click("life-rolling")
    rules = (await save(here))["rules"]
    assert (rules["life"], rules["life_until"]) == ("rolling", None)


async def test_ranks_go_by_goods_of_a_year_and_spending_has_its_limits(tablet: OpenTablet) -> None:
    here = await writing(tablet)
    await here.app.click("blank-rank_by")
    await here.app.click("rank_by-goods")
    await here.app.until(lambda: here.app.shows("ランクの対象になる商品を選んでください"))
    assert shut(here)
    await here.app.click("blank-rank-goods")
    await here.app.until(lambda: here.app.has("rank-pick-category-パン"))
    await here.app.click("rank-pick-category-パン")
    await here.app.click("blank-rank_window")
    await here.app.click("rank_window-year")
    assert not here.app.has("blank-rank_months")
    await here.app.click("blank-rank_grace")
    await here.app.type("field-rank_grace", "2")
    await here.app.click("blank-visit_limit")
    await here.app.type("field-visit_limit", "5000")
    await here.app.click("blank-grace_days")
    await here.app.type("field-grace_days", "14")
    await here.app.until(lambda: not shut(here))
    rules = (await save(here))["rules"]
    names = ("rank_by", "rank_window", "rank_grace", "rank_categories", "visit_limit", "grace_days")
    assert [rules[name] for name in names] == ["goods", "year", 2, ["パン"], 5000, 14]


async def test_what_is_no_number_cannot_be_saved(tablet: OpenTablet) -> None:
    here = await writing(tablet)
    await here.app.click("blank-unit_amount")
    for typed in ("", "0", "百"):
        await here.app.type("field-unit_amount", typed)
        assert here.app.shows("1〜1,000,000 の整数")
        assert shut(here)
    await here.app.click("blank-rounding")  # what was typed is gone; the sentence says what holds
    assert here.app.shows("¥100")
    assert not shut(here)


async def test_rules_that_contradict_themselves_say_so_and_stay(tablet: OpenTablet) -> None:
    here = await writing(tablet)
    await here.app.click("blank-rank-1-from")
    await here.app.type("field-rank-1-from", "200000")
    await here.app.until(lambda: here.app.has("try-wrong"))
    assert here.app.has("rules-wrong")
    assert shut(here)
    await here.app.type("field-rank-1-from", "20000")
    await here.app.until(lambda: here.app.has("try-points"))
    assert not shut(here)


async def test_from_a_day_on_and_a_version_that_comes_is_withdrawn(tablet: OpenTablet) -> None:
    here = await writing(tablet)
    await here.app.click("blank-points_per_unit")
    await here.app.type("field-points_per_unit", "2")
    await here.app.click("starts-later")
    await here.app.click("starts-day")
    picked = ft.DatePicker(value=datetime(2026, 12, 1, tzinfo=UTC))
    chosen = cast("Callable[[object], None]", here.app.key("starts-day-picker", ft.DatePicker).on_change)
    chosen(ft.Event(name="change", control=picked))
    await here.app.settle()
    assert (await save(here))["effective_at"] == "2026-12-01T00:00:00+09:00"
    await here.app.until(lambda: here.app.has("version-4"))
    await here.app.click("version-4")
    assert here.app.shows("¥100(税込、値引きの後)ごとに 2 pt")
    await here.app.click("withdraw")
    await here.app.click("withdraw")
    await here.app.until(lambda: here.app.has("version-5"))
    again = next(call for call in reversed(here.shop.calls("/v1/rules")) if call)
    assert (again["effective_at"], again["rules"]["points_per_unit"]) == ("2026-12-01T00:00:00+09:00", 1)
    await here.app.click("change-rules")
    await here.app.until(lambda: here.app.has("covers"))


async def test_a_version_that_is_over_is_read(tablet: OpenTablet) -> None:
    here = await opened(tablet, language="en")
    await here.app.click("version-1")
    assert here.app.shows("1 pt for every ¥200")
    assert not here.app.has("withdraw")
    await here.app.click("back-rules")
    assert here.app.has("rules")


async def test_nothing_that_was_written_is_lost(tablet: OpenTablet) -> None:
    here = await writing(tablet)
    await here.app.click("blank-unit_amount")
    await here.app.type("field-unit_amount", "500")
    here.shop.refuse("/v1/rules", Code.UNAVAILABLE)
    await here.app.click("save-rules")
    assert here.app.has("rule-form")
    here.shop.accept("/v1/rules")
    await here.app.go("/settings")
    here.shop.cut = True
    await here.app.go("/settings/rules")
    await here.app.until(lambda: here.app.has("failed-retry"))
    here.shop.cut = False
    await here.app.click("failed-retry")
    await here.app.until(lambda: here.app.has("rule-form"))
    assert here.app.shows("¥500")
    await here.app.click("back-rules")
    assert here.app.has("going-on")
    await here.app.click("change-rules")
    assert here.app.shows("¥500")
    await here.app.click("back-rules")
    await here.app.click("throw-away")
    assert not here.app.has("going-on")


async def test_without_a_line_the_example_waits_and_comes(tablet: OpenTablet) -> None:
    here = await writing(tablet)
    here.shop.refuse("/v1/rules/preview", Code.UNAVAILABLE)
    await here.app.type("try-price-other", "500")
    await here.app.until(lambda: here.app.has("try-retry"))
    assert not shut(here)
    here.shop.accept("/v1/rules/preview")
    await here.app.click("try-retry")
    await here.app.until(lambda: here.app.has("try-points"))


@pytest.mark.parametrize(
    ("text", "value"), [("2", 2000), ("1.5", 1500), ("1.255", 1255), ("", None), ("1.", None), ("x", None), ("-1", None), (".5", None)]
)
def test_times_as_typed(text: str, value: int | None) -> None:
    assert thousandths(text) == value
    if value is not None:
        assert written(value, exact=True) == text


def test_numbers_and_clocks_as_typed() -> None:
    assert [read(text, 1, 100) for text in ("1", "1,0", "0", "101", "", "1.5")] == [1, 10, None, None, None, None]
    assert read("", 0, 100) == 0
    assert [minute(text) for text in ("0:00", "9:05", "24:00", "14", "24:01", "9:5", "x", "9:60")] == [
        0,
        545,
        1440,
        840,
        None,
        None,
        None,
        None,
    ]


async def test_a_bill_takes_points_up_to_a_share_in_steps_and_not_for_all_goods(tablet: OpenTablet) -> None:
    here = await writing(tablet)
    assert here.app.shows("全額")
    assert not here.app.has("try-payable")
    await here.app.click("blank-spend_permille")
    await here.app.type("field-spend_permille", "101")
    assert shut(here)
    await here.app.type("field-spend_permille", "50")
    assert here.app.shows("50% まで")
    await here.app.click("blank-spend_unit")
    await here.app.type("field-spend_unit", "100")
    await here.app.click("blank-spend_least")
    await here.app.type("field-spend_least", "150")
    assert here.app.shows("200 pt")  # two steps are the least that fits
    await here.app.click("blank-spend_barred")
    await here.app.click("spend_barred-no")
    await here.app.until(lambda: here.app.shows("このお会計で使えるのは 700 pt までです。"))  # of ¥1,590
    rules = (await save(here))["rules"]
    names = ("spend_permille", "spend_unit", "spend_least", "spend_barred")
    assert [rules[name] for name in names] == [500, 100, 150, True]
    await here.app.until(lambda: here.app.has("rules"))
    for said in ("お会計の 50% まで", "100 pt 単位で、200 pt から", "ポイントがつかない商品は、ポイントで払えません。"):
        assert here.app.shows(said)


async def test_an_empty_share_is_all_of_the_bill(tablet: OpenTablet) -> None:
    here = await writing(tablet, settings=shop(spend_permille=300))
    await here.app.click("blank-spend_permille")
    await here.app.type("field-spend_permille", "")
    assert (await save(here))["rules"]["spend_permille"] == 1000


async def test_what_a_step_is_worth_and_that_members_are_told_before_it_is_worth_less(tablet: OpenTablet) -> None:
    here = await writing(tablet, settings=shop(spend_unit=500))
    assert here.app.shows("¥500")
    await here.app.click("blank-spend_yen")
    await here.app.type("field-spend_yen", "400")
    assert here.app.shows("民法 548 条の 4")
    assert here.app.key("worth-less")
    await here.app.type("field-spend_yen", "600")
    assert not here.app.has("worth-less")
    rules = (await save(here))["rules"]
    assert (rules["spend_unit"], rules["spend_yen"]) == (500, 600)


async def test_other_steps_begin_at_a_yen_a_point(tablet: OpenTablet) -> None:
    here = await writing(tablet, settings=shop(spend_unit=500, spend_yen=700))
    await here.app.click("blank-spend_unit")
    await here.app.type("field-spend_unit", "100")
    rules = (await save(here))["rules"]
    assert (rules["spend_unit"], rules["spend_yen"]) == (100, 0)


async def test_where_points_buy_goods_a_bonus_is_told_to_be_a_gift(tablet: OpenTablet) -> None:
    settings = shop()
    settings.rules = msgspec.structs.replace(settings.rules, goods=True)
    here = await writing(tablet, settings=settings)
    bonus = await new_bonus(here, "visit")
    assert here.app.shows("景品(総付)にあたります")
    await here.app.click(f"blank-{bonus}-how")
    await here.app.type(f"field-{bonus}-points", "201")
    await here.app.until(lambda: here.app.shows("価額 ¥201 が景品の上限 ¥200 を超えるため"))
    assert shut(here)
