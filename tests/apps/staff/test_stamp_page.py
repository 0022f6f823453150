"""Stamp cards for managers: what runs and how full it is; one is made with its face beside it, stopped, started again."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import cast

import flet as ft
import pytest

from app_staff.manager.gift_draft import Gift
from app_staff.manager.stamp_draft import Draft
from shared.wire.brand import SEED, Brand
from shared.wire.problems import Code
from tests.apps.staff.conftest import OpenTablet, Tablet
from tests.apps.staff.fake_settings import FakeSettings
from tests.apps.staff.made_up import MANAGER


async def opened(tablet: OpenTablet, **more: object) -> Tablet:
    here = await tablet("/settings/stamps", person=MANAGER, **more)
    await here.app.until(lambda: here.app.has("stamp-cards"))
    return here


async def writing(tablet: OpenTablet, **more: object) -> Tablet:
    here = await opened(tablet, **more)
    await here.app.click("make-card")
    return here


def shut(here: Tablet) -> bool:
    return bool(getattr(here.app.key("save-card"), "disabled", False))


@pytest.mark.parametrize("width", [1280, 800, 390])
async def test_what_runs_and_what_is_over_with_counts(tablet: OpenTablet, width: float) -> None:
    here = await opened(tablet, width=width)
    for words in (
        "10 個 → コーヒー 1 点無料 ・ お会計 ¥500 ごとに 1 個",
        "スタンプ 1,204 個 ・ いっぱいになったカード 96 枚",
        "実施中",
        "終了",
    ):
        assert here.app.shows(words), words
    assert not here.app.has("switch-summer")


async def test_a_card_is_stopped_when_asked_twice_and_started_again(tablet: OpenTablet) -> None:
    here = await opened(tablet)
    await here.app.click("switch-coffee-10")
    assert here.app.shows("スタンプが押されなくなります")
    assert here.shop.calls("/state") == []
    await here.app.click("switch-coffee-10")
    await here.app.until(lambda: here.app.shows("停止中"))
    await here.app.click("switch-coffee-10")
    await here.app.until(lambda: here.app.shows("実施中"))
    assert here.shop.calls("/state") == [{"on": False}, {"on": True}]


async def test_a_card_for_yen_whose_prize_is_a_coffee(tablet: OpenTablet) -> None:
    here = await writing(tablet)
    assert shut(here)
    await here.app.type("stamp-name_ja", "コーヒーカード")
    await here.app.click("size-5")
    await here.app.click("basis-yen")
    await here.app.type("stamp-yen", "600")
    await here.app.change("once-a-day", "false", value=False)
    await here.app.type("offer-value", "700")
    await here.app.until(lambda: here.app.has("gift-goods-category-ドリンク"))
    await here.app.click("gift-goods-category-ドリンク")
    await here.app.type("offer-goods_ja", "コーヒー")
    # five stamps of ¥600 are ¥3,000 of trade: a gift of ¥600
    assert here.app.shows("価額 ¥700 が景品の上限 ¥600 を超えるため、保存できません。")
    assert here.app.shows("スタンプを 6 個以上にしてください。")
    assert shut(here)
    await here.app.type("stamp-size", "6")
    assert here.app.shows("価額は ¥700、上限は ¥720 です。")
    for words in ("コーヒーカード", "4 / 6", "あと 2 個で「コーヒー 1 点無料」", "お会計 ¥600 ごとに 1 個"):
        assert here.app.shows(words), words
    await here.app.click("save-card")
    sent = here.shop.calls("/v1/stamp-cards")[-2]
    plain = {name: sent[name] for name in ("name_ja", "size", "basis", "yen", "once_a_day", "starts_on", "ends_on")}
    assert plain == {
        "name_ja": "コーヒーカード", "size": 6, "basis": "yen", "yen": 600, "once_a_day": False,
        "starts_on": "2026-11-22", "ends_on": "2027-05-23",
    }  # fmt: skip
    reward = {name: sent["reward"][name] for name in ("kind", "value", "name_ja", "name_en", "ends_on", "way", "total_limit", "per_member")}
    assert reward == {
        "kind": "free", "value": 700, "name_ja": "コーヒー 1 点無料", "name_en": "コーヒー, 1 free", "ends_on": "2027-08-21",
        "way": "chosen", "total_limit": None, "per_member": None,
    }  # fmt: skip
    await here.app.until(lambda: here.app.shows("6 個 → コーヒー 1 点無料"))


async def test_a_card_for_visits_in_english_with_days_and_a_name(tablet: OpenTablet) -> None:
    here = await writing(tablet, language="en", width=800)
    await here.app.type("stamp-name_ja", "来店カード")
    await here.app.click("kind-amount")
    await here.app.type("offer-value", "300")
    assert here.app.shows("This is a discount by law")
    await here.app.click("stamp-days")
    picked = ft.DateRangePicker(start_value=datetime(2026, 12, 1, tzinfo=UTC), end_value=datetime(2026, 12, 24, tzinfo=UTC))
    chosen = cast("Callable[[object], None]", here.app.key("stamp-days-picker", ft.DateRangePicker).on_change)
    chosen(ft.Event(name="change", control=picked))
    await here.app.settle()
    await here.app.click("stamp-deeper")
    await here.app.type("stamp-name_en", "Visits")
    await here.app.type("stamp-reward_ja", "お礼")
    await here.app.type("stamp-after", "30")
    await here.app.click("save-card")
    sent = here.shop.calls("/v1/stamp-cards")[-2]
    assert (sent["basis"], sent["yen"], sent["once_a_day"], sent["name_en"], sent["ends_on"]) == (
        "visit",
        None,
        True,
        "Visits",
        "2026-12-24",
    )
    assert (sent["reward"]["name_ja"], sent["reward"]["name_en"], sent["reward"]["ends_on"]) == ("お礼", "お礼", "2027-01-23")


async def test_numbers_that_do_not_do(tablet: OpenTablet) -> None:
    here = await writing(tablet)
    await here.app.type("stamp-name_ja", "x")
    await here.app.click("kind-percent")
    await here.app.type("offer-value", "10")
    assert not shut(here)
    for typed in ("1", "51", "", "x"):
        await here.app.type("stamp-size", typed)
        assert here.app.shows("2〜50 の整数")
        assert shut(here)


async def test_empty_waiting_failed_and_a_refusal(tablet: OpenTablet) -> None:
    here = await opened(tablet, settings=FakeSettings(cards=()))
    assert here.app.shows("まだスタンプカードがありません")
    await here.app.go("/settings")
    here.shop.held.clear()
    await here.app.go("/settings/stamps")
    assert here.app.has("loading")
    here.shop.held.set()
    await here.app.until(lambda: here.app.has("stamp-cards"))
    await here.app.go("/settings")
    here.shop.cut = True
    await here.app.go("/settings/stamps")
    await here.app.until(lambda: here.app.has("failed-retry"))
    here.shop.cut = False
    await here.app.click("failed-retry")
    await here.app.until(lambda: here.app.has("stamp-cards"))
    await here.app.click("make-card")
    await here.app.type("stamp-name_ja", "x")
    await here.app.click("kind-percent")
    await here.app.type("offer-value", "10")
    here.shop.refuse("/v1/stamp-cards", Code.COUPON_OVER_CAP, cap=200)
    await here.app.click("save-card")
    assert here.app.shows("上限を超えています")
    assert getattr(here.app.key("stamp-name_ja"), "value", "") == "x"


async def test_prizes_need_coupons_and_without_the_module_there_is_no_page(tablet: OpenTablet) -> None:
    bare = FakeSettings(brand=Brand(name="x", seed=SEED, modules=("stamps",), version=3))
    here = await opened(tablet, settings=bare)
    assert here.app.has("needs-coupons")
    off = await tablet("/settings/stamps", person=MANAGER, settings=FakeSettings(brand=Brand(name="x", seed=SEED, modules=(), version=3)))
    await off.app.until(lambda: off.app.has("choose"))
    assert not off.app.has("section-stamps")


def test_a_draft_becomes_a_card_that_fits_together() -> None:
    draft = Draft("card", "gift", date(2026, 11, 22), date(2027, 5, 23), name_ja="x", gift=Gift(value="10"))
    body = draft.body()
    assert draft.good
    assert (body.yen, body.reward.ends_on > body.ends_on, body.reward.way) == (None, True, "chosen")
