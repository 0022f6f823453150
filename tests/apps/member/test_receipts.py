"""Receipts looked for, opened, and taken along."""

import asyncio
from datetime import UTC, date, datetime

import flet as ft
import msgspec
import pytest

from app_member.search import Draft, chips
from shared.clock import SetClock
from shared.i18n import LANGUAGES, Language
from shared.i18n.member import MEMBER
from shared.i18n.member.paper import PAPER
from shared.qr import r1
from shared.wire.brand import SEED, Brand
from shared.wire.problems import Code
from shared.wire.receipts import ReceiptCoupon, ReceiptMonth, ReceiptReturn, ReceiptSearch, ReceiptsPage, ReceiptStore
from tests.apps.fake_api import RECEIPT, FakeApi, receipt_row, uid
from tests.apps.member.conftest import NOW, Opened, OpenMember

GIVEN = ReceiptReturn(id=uid(502), at=datetime(2026, 11, 24, 9, tzinfo=UTC), total=RECEIPT.total)

STORES = (ReceiptStore(id="honten", name="まるふく珈琲 本店"), ReceiptStore(id="ekimae", name="駅前店"))
TODAY = date(2026, 11, 22)


def shop() -> FakeApi:
    """Two stores, two months; the search finds the second."""
    first = receipt_row(1, item="自家焙煎豆 200g")
    second = receipt_row(2, at=datetime(2026, 10, 3, tzinfo=UTC), total=1200, items=1, item="ドリップバッグ", returned="whole")
    month = ReceiptMonth(month=date(2026, 11, 1), receipts=4, total=12_340, points=123)
    api = FakeApi(SetClock(NOW), receipts=ReceiptsPage(rows=(first, second), next=None, months=(month,), stores=STORES))
    api.searched = ReceiptsPage(rows=(second,), next=None, stores=STORES)
    return api


async def opened(member: OpenMember, api: FakeApi | None = None, language: Language = "ja") -> Opened:
    one = await member("/receipts", api=api or shop(), language=language)
    await one.app.until(lambda: one.app.has(f"receipt-{uid(501)}"))
    return one


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_month_says_what_it_comes_to(member: OpenMember, language: Language) -> None:
    one = await opened(member, language=language)
    words = PAPER.of(language)
    assert one.app.shows(f"{words.search.found(4)} · ¥12,340 · +123 pt")
    assert one.app.shows(f"自家焙煎豆 200g {words.search.and_more(2)}")
    assert one.app.shows(words.foot.given_back)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_receipt_is_looked_for(member: OpenMember, language: Language) -> None:
    one = await opened(member, language=language)
    await one.app.click("search")
    await one.app.type("search-item", " ドリップ   バッグ ")
    await one.app.click("span-last")
    await one.app.type("search-low", "¥5,000")
    await one.app.type("search-high", "１０００")
    await one.app.click("search-store-ekimae")
    await one.app.click("search-do")
    await one.app.until(lambda: not one.app.has(f"receipt-{uid(501)}") and one.app.has(f"receipt-{uid(502)}"))
    assert one.api.queries[-1] == {
        "item": "ドリップ バッグ",
        "since": "2026-10-01",
        "until": "2026-10-31",
        "low": "1000",
        "high": "5000",
        "store": "ekimae",
    }
    assert not one.app.has("search-sheet")
    assert one.app.shows("駅前店")
    await one.app.click("condition-days")
    await one.app.until(lambda: "since" not in one.api.queries[-1])
    await one.app.click("condition-all")
    await one.app.until(lambda: one.app.has(f"receipt-{uid(501)}"))
    assert not one.app.has("condition-all")


async def test_days_of_ones_own_are_typed(member: OpenMember) -> None:
    one = await opened(member)
    await one.app.click("search")
    await one.app.click("span-own")
    await one.app.type("search-first", "昨日")
    await one.app.click("search-do")
    assert one.app.shows(PAPER.ja.search.day_wrong)
    await one.app.type("search-first", "２０２６/9/20")
    await one.app.type("search-last", "2026-09-01")
    await one.app.click("search-do")
    await one.app.until(lambda: bool(one.api.queries))
    assert one.api.queries[-1] == {"since": "2026-09-01", "until": "2026-09-20"}
    assert one.app.shows("2026/9/1 〜 2026/9/20")
    await one.app.click("search")
    assert one.app.key("search-first", ft.TextField).value == "2026/9/1"  # the sheet opens with what is in force
    await one.app.click("search-clear")
    await one.app.click("search-do")
    await one.app.until(lambda: one.app.has(f"receipt-{uid(501)}"))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_search_that_finds_nothing_says_what_to_do(member: OpenMember, language: Language) -> None:
    api = shop()
    api.searched = ReceiptsPage(rows=(), next=None, stores=STORES)
    one = await opened(member, api, language)
    await one.app.click("search")
    await one.app.type("search-item", "紅茶")
    await one.app.click("search-do")
    await one.app.until(lambda: one.app.shows(PAPER.of(language).search.nothing))
    assert one.app.has("condition-item")


async def test_a_search_shows_its_shape_and_its_failure(member: OpenMember) -> None:
    one = await opened(member)
    one.api.held = asyncio.Event()
    await one.app.click("search")
    await one.app.click("span-year")
    searching = asyncio.create_task(one.app.click("search-do"))
    await one.app.until(lambda: one.app.has("loading"))
    one.api.refuse["/v1/me/receipts"] = Code.UNAVAILABLE
    one.api.held.set()
    await searching
    await one.app.until(lambda: one.app.has("failed"))
    one.api.refuse.clear()
    await one.app.click("failed-retry")
    await one.app.until(lambda: one.app.has(f"receipt-{uid(502)}"))


async def test_one_store_is_no_choice(member: OpenMember) -> None:
    one = await opened(member, FakeApi(SetClock(NOW)))
    await one.app.click("search")
    assert one.app.has("search-sheet")
    assert not one.app.has("search-store-")


async def test_further_pages_are_of_the_same_search(member: OpenMember) -> None:
    api = shop()
    api.searched = msgspec.structs.replace(api.searched, next="cursor")
    one = await opened(member, api)
    await one.app.click("search")
    await one.app.type("search-item", "豆")
    await one.app.click("search-do")
    await one.app.until(lambda: one.app.has("more"))
    await one.app.click("more")
    await one.app.until(lambda: one.api.queries[-1].get("before") == "cursor")
    assert one.api.queries[-1]["item"] == "豆"


def test_ends_the_wrong_way_round_are_meant_the_right_way() -> None:
    draft = Draft(low="900", high="100", span="own", first="2026/5/2", last="2026/5/1")
    assert draft.search(TODAY) == ReceiptSearch(since=date(2026, 5, 1), until=date(2026, 5, 2), low=100, high=900)


@pytest.mark.parametrize("span", ["all", "month", "last", "quarter", "year"])
def test_a_sheet_for_what_is_in_force_says_the_same(span: str) -> None:
    search = Draft(item="豆", low="10", store="honten", span=span).search(TODAY)
    assert Draft.of(search, TODAY).span == span
    assert Draft.of(search, TODAY).search(TODAY) == search


def test_each_chip_takes_its_own_part_away() -> None:
    search = ReceiptSearch(since=date(2026, 5, 1), low=100, store="honten", item="豆")
    for chip in chips(search, STORES, "ja"):
        assert len(chips(chip.without, STORES, "ja")) == 3
    assert [chip.words for chip in chips(search, STORES, "en")] == ["“豆”", "from 1 May 2026", "from ¥100", "まるふく珈琲 本店"]


# ---------------------------------------------------------------- one receipt
@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_receipt_ends_with_its_return_code(member: OpenMember, language: Language) -> None:
    one = await member(f"/receipts/{uid(501)}", language=language)
    await one.app.until(lambda: one.app.has("return-code"))
    words = PAPER.of(language).foot
    picture = one.app.key("return-code", ft.Image)
    assert picture.semantics_label == words.code_label
    assert isinstance(picture.src, bytes)
    assert r1.parse(RECEIPT.code) == uid(501)
    assert one.app.shows(words.code_more)


async def test_what_was_given_back_shows_its_other_half_and_no_code(member: OpenMember) -> None:
    back = msgspec.structs.replace(RECEIPT, returns=(GIVEN,), code="", coupons=(ReceiptCoupon(name_ja="朝割", name_en="Morning"),))
    one = await member(f"/receipts/{uid(501)}", api=FakeApi(SetClock(NOW), receipt=back))
    await one.app.until(lambda: one.app.has("given-back"))
    assert not one.app.has("return-code")
    assert one.app.shows(PAPER.ja.foot.given_back)
    assert one.app.shows("朝割")
    await one.app.click("other-half-0")
    assert await one.app.followed() == f"/receipts/{uid(502)}"


async def test_what_came_back_in_part_says_each_return_and_keeps_its_code(member: OpenMember) -> None:
    parts = (msgspec.structs.replace(GIVEN, total=480), msgspec.structs.replace(GIVEN, id=uid(503), total=1480))
    back = msgspec.structs.replace(RECEIPT, returns=parts)
    one = await member(f"/receipts/{uid(501)}", api=FakeApi(SetClock(NOW), receipt=back))
    await one.app.until(lambda: one.app.has("return-code"))
    assert one.app.shows(PAPER.ja.foot.partly_back)
    assert one.app.shows("11/24 18:00 に ¥480 分を返品")
    await one.app.click("other-half-1")
    assert await one.app.followed() == f"/receipts/{uid(503)}"


async def test_a_return_leads_to_its_purchase(member: OpenMember) -> None:
    back = msgspec.structs.replace(RECEIPT, kind="return", original=uid(500), code="")
    one = await member(f"/receipts/{uid(501)}", api=FakeApi(SetClock(NOW), receipt=back))
    await one.app.until(lambda: one.app.has("other-half"))
    assert one.app.shows(PAPER.ja.foot.original)


async def test_a_corrected_receipt_says_so_and_leads_to_the_former(member: OpenMember) -> None:
    corrected = msgspec.structs.replace(RECEIPT, amends=uid(503))
    page = ReceiptsPage(rows=(receipt_row(1, amended=True),), next=None)
    one = await opened(member, FakeApi(SetClock(NOW), receipts=page, receipt=corrected))
    assert one.app.shows(PAPER.ja.foot.amended)
    one = await member(f"/receipts/{uid(501)}", api=FakeApi(SetClock(NOW), receipt=corrected))
    await one.app.until(lambda: one.app.has("amended") and one.app.has("return-code"))
    await one.app.click("former")
    assert await one.app.followed() == f"/receipts/{uid(503)}"


async def test_a_former_receipt_leads_to_the_newest(member: OpenMember) -> None:
    former = msgspec.structs.replace(RECEIPT, amended_by=uid(503), code="")
    one = await member(f"/receipts/{uid(501)}", api=FakeApi(SetClock(NOW), receipt=former))
    await one.app.until(lambda: one.app.has("former-one"))
    await one.app.click("newest")
    assert await one.app.followed() == f"/receipts/{uid(503)}"


async def test_what_was_bought_is_pictured_where_the_shop_has_pictures(member: OpenMember) -> None:
    picture = "a" * 64
    lines = (msgspec.structs.replace(RECEIPT.lines[0], picture=picture), RECEIPT.lines[1])
    api = FakeApi(SetClock(NOW), receipt=msgspec.structs.replace(RECEIPT, lines=lines), pictures={picture: b"webp"})
    one = await member(f"/receipts/{uid(501)}", api=api)
    await one.app.until(lambda: any(isinstance(each, ft.Image) and each.src == b"webp" for each in one.app.all()))
    assert one.api.paths().count(f"/v1/media/{picture}") == 1


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_receipt_is_kept_as_pdf(member: OpenMember, language: Language) -> None:
    one = await member(f"/receipts/{uid(501)}", language=language)
    await one.app.until(lambda: one.app.has("pdf"))
    await one.app.click("pdf")
    await one.app.until(lambda: "save_file" in one.app.called() and one.app.has("pdf"))
    assert one.app.shows(PAPER.of(language).foot.saved)
    assert not one.app.has("share")  # a browser has no sheet of apps


async def test_a_phone_hands_the_receipt_to_another_app(member: OpenMember) -> None:
    one = await member(f"/receipts/{uid(501)}", phone=True, platform=ft.PagePlatform.ANDROID)
    await one.app.until(lambda: one.app.has("share"))
    await one.app.fire("share")
    await one.app.until(lambda: "share_files" in one.app.called())


async def test_whoever_wants_no_place_is_told_nothing(member: OpenMember) -> None:
    one = await member(f"/receipts/{uid(501)}", phone=True)
    await one.app.until(lambda: one.app.has("pdf"))
    await one.app.click("pdf")
    await one.app.until(lambda: "save_file" in one.app.called() and one.app.has("pdf"))
    assert not one.app.shows(PAPER.ja.foot.saved)


async def test_a_pdf_that_cannot_be_had_is_told(member: OpenMember) -> None:
    one = await member(f"/receipts/{uid(501)}")
    await one.app.until(lambda: one.app.has("pdf"))
    one.api.refuse[f"/v1/me/receipts/{uid(501)}/pdf"] = Code.UNAVAILABLE
    await one.app.click("pdf")
    await one.app.until(lambda: one.app.has("toast") and one.app.has("pdf"))
    assert "save_file" not in one.app.called()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_household_book_is_a_file_of_some_months(member: OpenMember, language: Language) -> None:
    one = await opened(member, language=language)
    await one.app.click("book")
    assert one.app.shows(PAPER.of(language).book.more)
    await one.app.click("book-last")
    await one.app.click("book-do")
    await one.app.until(lambda: "save_file" in one.app.called() and not one.app.has("book-sheet"))
    assert one.api.queries[-1] == {"since": "2026-10-01", "until": "2026-10-31"}
    assert one.app.shows(PAPER.of(language).book.saved)


async def test_without_receipts_there_is_no_way_to_them(member: OpenMember) -> None:
    api = FakeApi(SetClock(NOW), brand=Brand(name="まるふく珈琲", seed=SEED, modules=("coupons",)))
    one = await member("/receipts", api=api)
    await one.app.until(lambda: one.actions.state.session.look.brand.name != "")
    assert await one.app.followed() == "/"
    assert not one.app.has("search")
    assert not one.app.shows(MEMBER.ja.receipts.tab)
