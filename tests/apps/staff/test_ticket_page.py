"""Ticket books for managers: what is sold and not used yet, one made within the six months of the law, its sale stopped and started."""

from datetime import date
from typing import Any

import pytest

from app_staff.manager.ticket_draft import Draft
from shared.i18n import LANGUAGES, Language
from shared.i18n.ticket_page import TICKET_PAGE
from shared.wire.brand import SEED, Brand
from shared.wire.problems import Code
from tests.apps.staff.conftest import OpenTablet, Tablet
from tests.apps.staff.fake_settings import WITH_TICKETS, FakeSettings
from tests.apps.staff.made_up import MANAGER

WORDS = TICKET_PAGE.ja


async def opened(tablet: OpenTablet, **more: object) -> Tablet:
    settings = more.pop("settings", None) or FakeSettings(brand=WITH_TICKETS)
    here = await tablet("/settings/tickets", person=MANAGER, settings=settings, **more)
    await here.app.until(lambda: here.app.has("ticket-offers") or here.app.has("ticket-form"))
    return here


def shut(here: Tablet) -> bool:
    return bool(getattr(here.app.key("save-book"), "disabled", False))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_balance_and_what_is_sold(tablet: OpenTablet, language: Language) -> None:
    here = await opened(tablet, language=language)
    words = TICKET_PAGE.of(language)
    for said in ("¥322,942", words.balance_law, words.on, words.stopped, words.lasts_days(90), words.counted("214", "1,630", "702")):
        assert here.app.shows(said), said


async def test_its_sale_is_stopped_when_asked_twice_and_started_again(tablet: OpenTablet) -> None:
    here = await opened(tablet)
    await here.app.click("switch-coffee-11")
    assert here.app.shows(WORDS.stop_sure)
    assert here.shop.calls("/state") == []
    await here.app.click("switch-coffee-11")
    await here.app.until(lambda: here.app.shows(WORDS.was_stopped))
    await here.app.click("switch-coffee-11")
    assert here.shop.calls("/state") == [{"on": False}, {"on": True}]


async def test_a_book_is_made_within_the_law(tablet: OpenTablet) -> None:
    here = await opened(tablet)
    await here.app.click("make-book")
    assert here.app.shows(WORDS.missing)
    await here.app.type("ticket-name_ja", "コーヒー回数券")
    await here.app.type("ticket-goods_ja", "コーヒー 1 杯")
    await here.app.type("ticket-price", "4800")
    assert here.app.shows("1 枚あたり約 ¥436")
    assert here.app.shows("2027/5/21")  # sold on 22 November
    assert not shut(here)
    await here.app.type("ticket-lasts", "7")
    assert here.app.has("too-long")
    assert shut(here)
    await here.app.click("lasts-days")
    await here.app.type("ticket-lasts", "181")
    assert not here.app.has("too-long")
    await here.app.type("ticket-tickets", "1")
    assert here.app.shows(WORDS.tickets_wrong)
    await here.app.type("ticket-tickets", "11")
    await here.app.click("save-book")
    sent = here.shop.calls("/v1/ticket-offers")[-2]
    wanted: dict[str, Any] = {
        "name_en": "コーヒー回数券",
        "goods_en": "コーヒー 1 杯",
        "tickets": 11,
        "price": 4800,
        "months": None,
        "days": 181,
        "name_ja": "コーヒー回数券",
    }
    assert {name: sent[name] for name in wanted} == wanted
    await here.app.until(lambda: here.app.shows("11 枚つづり ¥4,800") and here.app.has("ticket-offers"))


async def test_a_refusal_keeps_what_was_written(tablet: OpenTablet) -> None:
    here = await opened(tablet)
    await here.app.click("make-book")
    for name, typed in (("name_ja", "x"), ("goods_ja", "y"), ("price", "100")):
        await here.app.type(f"ticket-{name}", typed)
    here.shop.refuse("/v1/ticket-offers", Code.TICKETS_TOO_LONG)
    await here.app.click("save-book")
    assert here.app.shows(Code.TICKETS_TOO_LONG.ja)
    assert getattr(here.app.key("ticket-name_ja"), "value", "") == "x"
    await here.app.click("back-tickets")
    here.shop.accept("/v1/ticket-offers")
    await here.app.until(lambda: here.app.has("ticket-offers"))


async def test_empty_waiting_failed_and_off(tablet: OpenTablet) -> None:
    here = await opened(tablet, settings=FakeSettings(brand=WITH_TICKETS, books=()))
    assert here.app.shows(WORDS.none)
    assert not here.app.has("ticket-balance")
    await here.app.go("/settings")
    here.shop.cut = True
    await here.app.go("/settings/tickets")
    await here.app.until(lambda: here.app.has("failed-retry"))
    here.shop.cut = False
    await here.app.click("failed-retry")
    await here.app.until(lambda: here.app.has("ticket-offers"))
    await here.app.go("/settings")
    here.shop.held.clear()
    await here.app.go("/settings/tickets")
    assert here.app.has("loading")
    here.shop.held.set()
    await here.app.until(lambda: here.app.has("ticket-offers"))
    bare = FakeSettings(brand=Brand(name="x", seed=SEED, version=3))
    off = await tablet("/settings/tickets", person=MANAGER, settings=bare)
    await off.app.until(lambda: off.app.has("choose"))
    assert not off.app.has("section-tickets")


def test_a_draft_says_when_it_would_end_and_what_the_law_forbids() -> None:
    today = date(2026, 8, 31)
    assert Draft("a").last_day(today) == date(2027, 2, 28)
    assert Draft("a", lasts="181", unit="days").last_day(today) == date(2027, 2, 27)
    assert Draft("a", lasts="182", unit="days").last_day(today) is None
    assert [Draft("a", lasts=lasts).too_long for lasts in ("6", "7", "")] == [False, True, False]
