"""Bonuses as sentences: conditions asked and taken away, tried on an example, saved."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app_staff.manager.rule_draft import HOWS, STARTS, Draft, begun, fitted, of_how
from backend.earning.checking import wrong
from shared.wire.rules import Bonus, RuleBody
from tests.apps.staff.conftest import OpenTablet
from tests.apps.staff.fake_kiosk import OLDER, SURVEY
from tests.apps.staff.fake_settings import FakeSettings
from tests.apps.staff.rule_writing import new_bonus, opened, save, shop, shut, writing

SUNDAY = Bonus(id="sunday", name_ja="日曜 2 倍", name_en="Double Sunday", weekdays=(6,), permille=2000)
MILK = Bonus(id="milk", name_ja="牛乳", name_en="Milk", skus=("M01",), points=5, per_piece=True, order=1)


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
    await here.app.until(lambda: here.app.shows("例: お会計 ¥1,590 → 45 pt"))  # the example is a sale on such a day
    await here.app.click("try-day-3")
    await here.app.until(lambda: here.app.shows("例: お会計 ¥1,590 → 15 pt"))
    body = (await save(here))["rules"]["bonuses"][0]
    assert (body["weekdays"], body["permille"], body["name_ja"], body["name_en"]) == ([1, 6], 3000, "火・日曜 3 倍", "Tue/Sun, ×3")
    await here.app.until(lambda: here.app.has("rules"))
    assert here.app.shows("火・日曜 3 倍: 火・日曜 → 3 倍。")


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
