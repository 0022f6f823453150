"""The point rules for managers: read in words, changed as sentences with blanks, tried on an example, saved as a version."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, cast

import flet as ft
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app_staff.manager.fillers import minute, read, thousandths, written
from app_staff.manager.rule_draft import HOWS, STARTS, Draft, begun, fitted, of_how
from backend.earning.checking import wrong
from shared.wire.problems import Code
from shared.wire.rules import Bonus, RuleBody
from tests.apps.staff.conftest import OpenTablet, Tablet
from tests.apps.staff.fake_kiosk import OLDER, SURVEY
from tests.apps.staff.fake_settings import FakeSettings
from tests.apps.staff.made_up import MANAGER

SUNDAY = Bonus(id="sunday", name_ja="日曜 2 倍", name_en="Double Sunday", weekdays=(6,), permille=2000)
MILK = Bonus(id="milk", name_ja="牛乳", name_en="Milk", skus=("M01",), points=5, per_piece=True, order=1)


def shop(**more: Any) -> FakeSettings:
    settings = FakeSettings()
    settings.rules = msgspec.structs.replace(settings.rules, rules=RuleBody(**more))
    return settings


async def opened(tablet: OpenTablet, **more: object) -> Tablet:
    here = await tablet("/settings/rules", person=MANAGER, **more)
    await here.app.until(lambda: here.app.has("rules"))
    return here


async def writing(tablet: OpenTablet, **more: object) -> Tablet:
    here = await opened(tablet, **more)
    await here.app.click("change-rules")
    await here.app.until(lambda: here.app.has("try-points") or here.app.has("try-wrong"))
    return here


def sent(here: Tablet) -> dict[str, Any]:
    return here.shop.calls("/v1/rules")[-1]


async def save(here: Tablet) -> dict[str, Any]:
    """What was sent."""
    before = len(here.shop.settings.versions)
    await here.app.click("save-rules")
    await here.app.until(lambda: len(here.shop.settings.versions) > before)
    return next(call for call in reversed(here.shop.calls("/v1/rules")) if call)


def shut(here: Tablet) -> bool:
    return bool(getattr(here.app.key("save-rules"), "disabled", False))


async def new_bonus(here: Tablet, condition: str) -> str:
    known = here.app.keys()
    await here.app.click(f"begin-{condition}")
    now = here.app.keys()
    return next(key.removeprefix("bonus-") for key in now if key.startswith("bonus-b") and key not in known)


@pytest.mark.parametrize("width", [1280, 800, 390])
async def test_a_weekday_bonus_is_a_sentence_that_is_filled_tried_and_saved(tablet: OpenTablet, width: float) -> None:
    here = await writing(tablet, width=width)
    assert here.app.shows("特典はまだありません")
    assert here.app.shows("お会計 ¥1,590 のとき")
    assert here.app.shows("例: お会計 ¥1,590 → 15 pt")
    assert here.app.shows("15")
    bonus = await new_bonus(here, "days")
    assert here.app.has(f"fill-{bonus}-days")
    await here.app.click(f"{bonus}-day-6")  # Tuesday and Sunday
    await here.app.click(f"blank-{bonus}-how")
    assert not here.app.has(f"fill-{bonus}-days")
    await here.app.type(f"field-{bonus}-permille", "3")
    await here.app.until(lambda: here.app.shows("火・日曜 3 倍 ×3"))  # the example is a sale on such a day
    await here.app.click("try-day-3")
    await here.app.until(lambda: not here.app.shows("火・日曜 3 倍 ×3"))
    body = (await save(here))["rules"]["bonuses"][0]
    assert (body["weekdays"], body["permille"], body["name_ja"], body["name_en"]) == ([1, 6], 3000, "火・日曜 3 倍", "Tue/Sun, ×3")
    await here.app.until(lambda: here.app.has("rules"))
    assert here.app.shows("火・日曜 3 倍: 火・日曜 → 3 倍。")


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


async def test_a_questionnaire_is_named_or_any(tablet: OpenTablet) -> None:
    here = await writing(tablet)
    bonus = await new_bonus(here, "answered")
    assert here.app.shows("アンケートに答えた方")
    await here.app.click(f"{bonus}-survey-{SURVEY.id}")
    assert here.app.shows("アンケート「ご来店アンケート」に答えた方")
    assert not here.app.has(f"{bonus}-survey-{OLDER.id}")  # nobody is asked it any more
    await here.app.until(lambda: here.app.shows("25"))
    body = (await save(here))["rules"]["bonuses"][0]
    assert (body["answered"], body["surveys"], body["points"]) == (True, [SURVEY.id], 10)
    await here.app.until(lambda: here.app.has("rules"))
    await here.app.click("change-rules")
    await here.app.click(f"blank-{bonus}-answered")
    await here.app.click(f"{bonus}-survey-any")
    assert "surveys" not in (await save(here))["rules"]["bonuses"][0]


async def test_without_the_module_a_questionnaire_is_any(tablet: OpenTablet) -> None:
    settings = FakeSettings()
    settings.brand = msgspec.structs.replace(settings.brand, modules=("coupons",))
    here = await writing(tablet, settings=settings)
    bonus = await new_bonus(here, "answered")
    assert here.app.has(f"fill-{bonus}-answered")
    assert not here.app.has(f"{bonus}-survey-any")


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


async def test_every_condition_can_be_asked_and_taken_away(tablet: OpenTablet) -> None:
    here = await writing(tablet)
    bonus = await new_bonus(here, "amount")
    await here.app.type(f"field-{bonus}-from_amount", "3000")
    for condition in ("time", "birthday_month", "ranks", "visit", "channels", "answered", "period"):
        await here.app.click(f"add-{bonus}")
        await here.app.click(f"ask-{bonus}-{condition}")
        assert here.app.has(f"fill-{bonus}-{condition}"), condition
    await here.app.click(f"blank-{bonus}-visit")
    await here.app.click(f"drop-{bonus}-visit")
    await here.app.click(f"blank-{bonus}-time")
    await here.app.type("field-time-1", "16:30")
    body = (await save(here))["rules"]["bonuses"][0]
    assert (body["from_amount"], body["points"], body["from_minute"], body["to_minute"]) == (3000, 10, 840, 990)
    assert (body["birthday_month"], body["ranks"], body["channels"], body["answered"], "visit" in body) == (
        True,
        ["gold"],
        ["online"],
        True,
        False,
    )
    assert (body["starts_on"], body["ends_on"]) == ("2026-11-22", "2026-12-21")


async def test_a_condition_with_nothing_in_it_cannot_be_saved(tablet: OpenTablet) -> None:
    here = await writing(tablet)
    bonus = await new_bonus(here, "goods")
    assert here.app.shows("条件「商品」の中身を選ぶか")
    assert shut(here)
    await here.app.click(f"drop-{bonus}-goods")
    assert not shut(here)
    day = await new_bonus(here, "days")
    await here.app.click(f"{day}-day-1")
    assert here.app.has(f"blank-{day}-days")
    assert shut(here)
    await here.app.click(f"{day}-day-holiday")
    period = await new_bonus(here, "period")
    bonuses = {each["id"]: each for each in (await save(here))["rules"]["bonuses"]}
    assert bonuses[day]["holidays"] is True
    assert (bonuses[period]["starts_on"], bonuses[period]["ends_on"]) == ("2026-11-22", "2026-12-21")


async def test_goods_are_found_and_their_pieces_counted(tablet: OpenTablet) -> None:
    here = await writing(tablet)
    bonus = await new_bonus(here, "goods")
    await here.app.until(lambda: here.app.has("bonus-goods-category-パン"))
    await here.app.click("bonus-goods-category-パン")
    await here.app.click(f"blank-{bonus}-how")
    await here.app.click(f"{bonus}-way-per_piece")
    await here.app.type(f"field-{bonus}-points", "7")
    await here.app.until(lambda: here.app.shows("対象: パン 1 点ごとに 7 pt") or here.app.shows("パン 1 点ごとに 7 pt"))
    await here.app.type("try-price-パン", "0")
    body = (await save(here))["rules"]["bonuses"][0]
    assert (body["categories"], body["per_piece"], body["points"]) == (["パン"], True, 7)


async def test_goods_are_said_by_their_names(tablet: OpenTablet) -> None:
    beans = Bonus(id="beans", name_ja="豆", name_en="Beans", skus=("4900000000003", "X99"), permille=2000)
    here = await opened(tablet, settings=shop(bonuses=(beans,)))
    assert here.app.shows("豆: 対象: 自家焙煎コーヒー豆 200g、X99 → 2 倍。")
    await here.app.click("change-rules")
    bonus = await new_bonus(here, "goods")
    await here.app.type("bonus-goods-search", "タルト")
    await here.app.until(lambda: here.app.has("bonus-goods-add-4900000000004"))
    await here.app.click("bonus-goods-add-4900000000004")
    assert here.app.shows("対象: 夏限定 レモンタルト")
    body = (await save(here))["rules"]["bonuses"][1]
    assert (body["id"], body["skus"], body["name_ja"], body["name_en"]) == (
        bonus, ["4900000000004"], "夏限定 レモンタルト 2 倍", "for Lemon tart, ×2",
    )  # fmt: skip


async def test_what_few_need_stands_below(tablet: OpenTablet) -> None:
    here = await writing(tablet, settings=shop(bonuses=(SUNDAY, MILK)))
    await here.app.click("deeper-sunday")
    await here.app.click("blank-sunday-stack")
    await here.app.click("sunday-stack-best_of")
    await here.app.type("field-sunday-group", "週末")
    await here.app.click("blank-sunday-budget")
    await here.app.type("field-sunday-budget", "100,000")
    await here.app.click("blank-sunday-life")
    await here.app.type("field-sunday-life_days", "30")
    await here.app.click("blank-sunday-stop")
    await here.app.click("sunday-stop-yes")
    await here.app.type("field-sunday-name_ja", "週末の日")
    await here.app.click("down-sunday")
    bonuses = (await save(here))["rules"]["bonuses"]
    assert [(each["id"], each.get("order", 0)) for each in bonuses] == [("milk", 0), ("sunday", 1)]
    found = {name: bonuses[1][name] for name in ("stack", "group", "budget", "life_days", "stop", "name_ja")}
    assert found == {"stack": "best_of", "group": "週末", "budget": 100_000, "life_days": 30, "stop": True, "name_ja": "週末の日"}


async def test_a_bonus_is_removed(tablet: OpenTablet) -> None:
    here = await writing(tablet, settings=shop(bonuses=(SUNDAY, MILK)))
    await here.app.click("remove-milk")
    assert [each["id"] for each in (await save(here))["rules"]["bonuses"]] == ["sunday"]


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


async def test_points_that_are_good_elsewhere_are_gifts_with_a_cap(tablet: OpenTablet) -> None:
    here = await writing(tablet)
    bonus = await new_bonus(here, "visit")
    await here.app.click(f"blank-{bonus}-how")
    await here.app.type(f"field-{bonus}-points", "300")
    assert here.app.shows("値引にあたるので")
    await here.app.click("rules-deeper")
    await here.app.change("rules-elsewhere", "true", value=True)
    assert here.app.shows("価額 ¥300 が景品の上限 ¥200 を超えるため")
    assert shut(here)


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


# -- what the form can write
@given(st.lists(st.sampled_from([*STARTS, *(f"how:{how}" for how in HOWS)]), max_size=12))
def test_whatever_is_pressed_the_server_takes_it(pressed: list[str]) -> None:
    bonus = begun("b1", "days", STARTS["days"])
    for each in pressed:
        values = {"goods": {"categories": ("パン",)}}.get(each, STARTS.get(each, {}))
        made = of_how(bonus, each[4:]) if each.startswith("how:") else msgspec.structs.replace(bonus, **values)
        bonus = fitted(made)
    body = Draft.of(RuleBody(), 1).with_bonus(bonus).body(lambda _: ("名", "name"))
    assert wrong(body, date(2026, 11, 22)) is None
    assert msgspec.convert(msgspec.to_builtins(body), RuleBody) == body


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
    assert here.app.shows("50 % まで")
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
    for said in ("お会計の 50 % まで", "100 pt 単位で、200 pt から", "ポイントがつかない商品は、ポイントで払えません。"):
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
