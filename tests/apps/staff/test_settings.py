"""What a shop sets once: its face, its modules, and its rules as sentences."""

import asyncio

import msgspec
import pytest

from shared.i18n import LANGUAGES, Language, pick
from shared.i18n.settings import SETTINGS
from shared.wire.brand import MODULES, SEED, Brand
from shared.wire.problems import Code
from tests.apps.staff.conftest import OpenTablet, Tablet
from tests.apps.staff.fake_settings import RULES, WITH_TICKETS, FakeSettings, logo
from tests.apps.staff.made_up import CLERK, MANAGER


async def opened(tablet: OpenTablet, section: str, key: str, **more: object) -> Tablet:
    here = await tablet(f"/settings/{section}", person=MANAGER, **more)
    await here.app.until(lambda: here.app.has(key))
    return here


async def press(here: Tablet, key: str) -> None:
    await here.app.page_event("keyboard_event", {"key": key, "shift": False, "ctrl": False, "alt": False, "meta": False})


def primary(here: Tablet) -> object:
    theme = here.app.page.theme
    return theme.color_scheme.primary if theme and theme.color_scheme else None


@pytest.mark.parametrize("width", [1280, 800, 390])
async def test_the_list_of_pages_and_the_way_there_and_back(tablet: OpenTablet, width: float) -> None:
    here = await tablet(person=MANAGER, width=width)
    await here.app.click("go-settings")
    await here.app.followed()
    await here.app.until(lambda: here.app.has("section-look"))
    assert here.app.has("choose") == (width >= 1000)
    await here.app.click("section-modules")
    assert await here.app.followed() == "/settings/modules"
    await here.app.until(lambda: here.app.has("modules"))
    assert here.app.has("section-look") == (width >= 1000)
    if width < 1000:
        await here.app.click("back")
        assert await here.app.followed() == "/settings"


@pytest.mark.parametrize(
    ("section", "opens", "closes"),
    [
        ("coupons", "make-coupon", "back-offers"),
        ("stamps", "make-card", "back-stamps"),
        ("tickets", "make-book", "back-tickets"),
        ("goods", "add-good", "back-goods"),
        ("notices", "news-new", "news-close"),
        ("rules", "change-rules", "back-rules"),
        ("checkin", "survey-new", "survey-close"),
    ],
)
async def test_on_a_narrow_screen_there_is_one_way_back_at_a_time(tablet: OpenTablet, section: str, opens: str, closes: str) -> None:
    here = await opened(tablet, section, opens, width=800, settings=FakeSettings(brand=WITH_TICKETS))
    assert here.app.has("back")
    await here.app.click(opens)
    await here.app.until(lambda: here.app.has(closes) and not here.app.has("back"))
    assert not here.app.focused()  # a finger moves none
    await here.app.click(closes)
    await here.app.until(lambda: here.app.has("back") and not here.app.has(closes))
    await press(here, "Enter")
    await here.app.click(opens)  # what Enter comes to
    await here.app.until(lambda: here.app.focused() == [closes])


@pytest.mark.parametrize("section", ["", "/look", "/modules", "/rules"])
async def test_a_clerk_sees_the_till_there(tablet: OpenTablet, section: str) -> None:
    here = await tablet(f"/settings{section}", person=CLERK)
    assert here.app.has("waiting")
    assert not here.app.has("go-settings")


# -- the look
@pytest.mark.parametrize("width", [1280, 800, 390])
async def test_the_look_as_it_is_with_the_card_beside_it(tablet: OpenTablet, width: float) -> None:
    here = await opened(tablet, "look", "look", width=width)
    await here.app.until(lambda: getattr(here.app.key("shop-name"), "value", "") == "こもれびベーカリー")
    assert here.app.has("preview")
    for words in ("明るい画面", "暗い画面", "林 葵 様", "1234 5678 9014"):
        assert here.app.shows(words), words
    for key in ("save-look", "undo"):  # nothing has changed yet
        assert getattr(here.app.key(key), "disabled", False), key
    assert not here.app.has("remove-logo")


async def test_the_look_in_english(tablet: OpenTablet) -> None:
    here = await opened(tablet, "look", "look", language="en")
    for words in ("The shop's look", "Name of the shop", "Card picture", "On the members' phones", "Dark screen"):
        assert here.app.shows(words), words


async def test_another_name_and_colour_are_tried_undone_and_saved(tablet: OpenTablet) -> None:
    here = await opened(tablet, "look", "look")
    await here.app.until(lambda: getattr(here.app.key("shop-name"), "value", "") != "")
    before = primary(here)
    await here.app.type("shop-name", "青葉屋")
    await here.app.click("color-2E6F9E")
    assert here.app.shows("青葉屋")
    assert primary(here) == before  # only the preview
    await here.app.click("undo")
    assert getattr(here.app.key("shop-name"), "value", "") == "こもれびベーカリー"
    await here.app.type("shop-name", "青葉屋")
    await here.app.type("color-code", "#0b5fff")
    await here.app.click("save-look")
    assert here.shop.calls("/v1/brand")[-1] == {"name": "青葉屋", "seed": "#0B5FFF", "logo": None, "picture": None}
    assert here.app.shows("保存しました")
    assert primary(here) == "#0158F8"
    assert getattr(here.app.key("save-look"), "disabled", False)


async def test_a_colour_that_is_none_and_an_empty_name_cannot_be_saved(tablet: OpenTablet) -> None:
    here = await opened(tablet, "look", "look")
    await here.app.type("color-code", "#12")
    assert here.app.shows("6 桁の英数字")
    assert getattr(here.app.key("save-look"), "disabled", False)
    await here.app.type("color-code", SEED)
    await here.app.type("shop-name", " ")
    assert getattr(here.app.key("save-look"), "disabled", False)


@pytest.mark.parametrize("place", ["logo", "picture"])
async def test_a_picture_is_sent_shown_saved_and_taken_away(tablet: OpenTablet, place: str) -> None:
    here = await opened(tablet, "look", "look")
    here.app.hand("sign.png", logo())
    await here.app.click(f"choose-{place}")
    await here.app.until(lambda: here.app.has(f"remove-{place}"))
    await here.app.click("save-look")
    assert here.shop.calls("/v1/brand")[-1][place] in here.shop.settings.pictures
    await here.app.click(f"remove-{place}")
    assert not here.app.has(f"remove-{place}")
    await here.app.click("save-look")
    assert here.shop.calls("/v1/brand")[-1][place] is None


async def test_while_a_picture_is_on_its_way_nothing_else_is_done(tablet: OpenTablet) -> None:
    here = await opened(tablet, "look", "look")
    here.app.hand("sign.png", logo())
    await here.app.type("shop-name", "青葉屋")
    here.shop.held.clear()
    choosing = asyncio.create_task(here.app.click("choose-logo"))
    await here.app.until(lambda: here.app.shows("送っています"))
    assert getattr(here.app.key("save-look"), "disabled", False)
    here.shop.held.set()
    await choosing
    await here.app.until(lambda: here.app.has("remove-logo"))


async def test_a_file_that_is_no_picture_or_too_large_is_said_and_none_changes_nothing(tablet: OpenTablet) -> None:
    here = await opened(tablet, "look", "look")
    here.app.hand("notes.png", b"no picture")
    await here.app.click("choose-logo")
    await here.app.until(lambda: here.app.shows("1600 万画素まで"))
    here.app.hand("large.png", bytes(4_000_001))
    await here.app.click("choose-logo")
    assert here.app.shows("4 MB まで")
    here.app.connection.answers["pick_files"] = []
    await here.app.click("choose-logo")
    assert not here.app.has("remove-logo")
    assert here.shop.settings.pictures == {}


async def test_a_refusal_and_a_broken_line_leave_the_draft(tablet: OpenTablet) -> None:
    here = await opened(tablet, "look", "look")
    await here.app.type("shop-name", "青葉屋")
    here.shop.refuse("/v1/brand", Code.NOT_FOUND)
    await here.app.click("save-look")
    here.shop.accept("/v1/brand")
    here.shop.cut = True
    await here.app.click("save-look")
    assert getattr(here.app.key("shop-name"), "value", "") == "青葉屋"
    here.shop.cut = False
    await here.app.click("save-look")
    assert here.shop.settings.brand.name == "青葉屋"


# -- the modules
@pytest.mark.parametrize("width", [1280, 390])
async def test_a_module_goes_and_comes_back(tablet: OpenTablet, width: float) -> None:
    here = await opened(tablet, "modules", "modules", width=width)
    assert all(here.app.has(f"module-{module}") for module in MODULES)
    await here.app.change("module-coupons", data=False, value=False)
    assert not here.staff.session.has("coupons")
    assert here.app.shows("「クーポン」をオフにしました")
    await here.app.change("module-coupons", data=True, value=True)
    assert here.staff.session.has("coupons")
    assert [body["on"] for body in here.shop.calls("/modules")] == [False, True]


async def test_a_switch_that_was_not_heard_stays_where_it_was(tablet: OpenTablet) -> None:
    here = await opened(tablet, "modules", "modules", language="en")
    here.shop.cut = True
    await here.app.change("module-receipts", data=False, value=False)
    assert here.staff.session.has("receipts")
    assert getattr(here.app.key("module-receipts"), "value", None) is True


async def test_what_is_off_when_the_app_opens_is_off_here(tablet: OpenTablet) -> None:
    off = FakeSettings(brand=Brand(name="x", seed=SEED, modules=("receipts",), version=3))
    here = await opened(tablet, "modules", "modules", settings=off)
    await here.app.until(lambda: getattr(here.app.key("module-kiosk"), "value", None) is False)
    assert getattr(here.app.key("module-receipts"), "value", None) is True


@pytest.mark.parametrize("language", LANGUAGES)
async def test_tickets_that_members_have_paid_for_are_counted_before_they_are_off(tablet: OpenTablet, language: Language) -> None:
    words = SETTINGS.of(language).modules
    here = await opened(tablet, "modules", "modules", language=language, settings=FakeSettings(brand=WITH_TICKETS))
    await here.app.change("module-tickets", data=False, value=False)
    assert here.app.shows("711")
    assert here.app.shows("¥322,942")
    assert getattr(here.app.key("module-tickets"), "value", None) is True
    await here.app.click("tickets-keep")
    assert not here.app.has("tickets-unused")
    assert here.shop.calls("/modules") == []
    await here.app.change("module-tickets", data=False, value=False)
    await here.app.click("tickets-off")
    assert here.shop.calls("/modules") == [{"module": "tickets", "on": False}]
    await here.app.until(lambda: not here.app.has("tickets-unused"))
    assert here.app.shows(words.off(pick(language, "回数券", "Ticket books")))


async def test_without_an_unused_ticket_or_a_line_nothing_is_warned_of(tablet: OpenTablet) -> None:
    settings = FakeSettings(brand=WITH_TICKETS, books=())
    here = await opened(tablet, "modules", "modules", settings=settings)
    here.shop.cut = True
    await here.app.change("module-tickets", data=False, value=False)
    assert here.staff.session.has("tickets")
    here.shop.cut = False
    await here.app.change("module-tickets", data=False, value=False)
    assert not here.app.has("tickets-unused")
    assert not here.staff.session.has("tickets")


# -- the rules
@pytest.mark.parametrize("width", [1280, 390])
async def test_the_rules_in_sentences(tablet: OpenTablet, width: float) -> None:
    here = await opened(tablet, "rules", "rules", width=width)
    for words in (
        "ルール第 3 版(2026/9/1 (火) から)",
        "お会計 ¥100(税込、値引きの後)ごとに 1 pt たまります。",
        "¥120,000 以上のお買い物でゴールド",
        "時間帯責任者は 1 日に 500 pt まで",
        "3,000 pt まで、会員証を見せるだけで使えます",
        "いま使えるクーポンは 1 種類です。",
    ):
        assert here.app.shows(words), words


async def test_the_rules_in_english_without_coupons_and_before_any_change(tablet: OpenTablet) -> None:
    plain = FakeSettings(
        rules=msgspec.structs.replace(RULES, version=1, since=None),
        brand=Brand(name="x", seed=SEED, modules=("receipts",), version=1),
    )
    here = await opened(tablet, "rules", "rules", language="en", settings=plain)
    for words in ("Rules, version 1", "1 pt for every ¥100", "Shift lead: up to 500 pt a day", "From ¥50,000 on"):
        assert here.app.shows(words), words
    await here.app.until(lambda: not here.app.shows("coupon"))


async def test_the_rules_while_they_come_and_without_a_line(tablet: OpenTablet) -> None:
    here = await tablet("/settings", person=MANAGER)
    here.shop.held.clear()
    await here.app.go("/settings/rules")
    assert here.app.has("loading")
    here.shop.cut = True
    here.shop.held.set()
    await here.app.until(lambda: here.app.has("failed-retry"))
    here.shop.cut = False
    await here.app.click("failed-retry")
    await here.app.until(lambda: here.app.has("rules"))
