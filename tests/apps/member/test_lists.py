"""Points, receipts and coupons in their states, in both languages."""

from datetime import UTC, date, datetime

import msgspec
import pytest

from shared.clock import SetClock
from shared.i18n import LANGUAGES, Language, formats
from shared.i18n.common import COMMON
from shared.i18n.member import MEMBER
from shared.wire.events import AccountEvent
from shared.wire.members import PointsPage, Waiting
from shared.wire.problems import Code
from shared.wire.receipts import ReceiptsPage
from tests.apps.fake_api import FakeApi, receipt_row, row, uid, voucher
from tests.apps.member.conftest import NOW, OpenMember

LISTS = {"/points": "/v1/me/points", "/receipts": "/v1/me/receipts", "/coupons": "/v1/me/coupons"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("route", LISTS)
async def test_empty_says_what_to_do(member: OpenMember, route: str, language: Language) -> None:
    api = FakeApi(
        SetClock(NOW), vouchers=(), points=PointsPage(balance=0, expiries=(), rows=(), next=None), receipts=ReceiptsPage(rows=(), next=None)
    )
    one = await member(route, language=language, api=api)
    await one.app.until(lambda: one.app.has("empty"))
    words = MEMBER.of(language)
    sentence = {"/points": words.points.empty, "/receipts": words.receipts.empty, "/coupons": words.coupons.empty}[route]
    assert one.app.shows(sentence)


@pytest.mark.parametrize("route", LISTS)
async def test_an_error_has_one_button_that_helps(member: OpenMember, route: str) -> None:
    api = FakeApi(SetClock(NOW), refuse={LISTS[route]: Code.UNAVAILABLE})
    one = await member(route, api=api)
    await one.app.until(lambda: one.app.has("failed"))
    assert one.app.shows(COMMON.ja.unreachable)
    api.refuse.clear()
    await one.app.click("failed-retry")
    await one.app.until(lambda: not one.app.has("failed"))


@pytest.mark.parametrize("route", LISTS)
async def test_what_was_seen_stays_with_its_age(member: OpenMember, route: str) -> None:
    one = await member(route)
    await one.app.until(lambda: not one.app.has("loading"))
    one.clock.forward(4 * 60_000)
    one.api.refuse[LISTS[route]] = Code.UNAVAILABLE
    await one.app.go("/")
    await one.app.go(route)
    await one.app.until(lambda: any("4 分前" in text for text in one.app.texts()))


async def test_why_37_points(member: OpenMember) -> None:
    one = await member("/points")
    await one.app.until(lambda: one.app.has(f"row-{uid(101)}"))
    await one.app.click(f"row-{uid(101)}")
    assert await one.app.followed() == f"/points/{uid(101)}"
    await one.app.until(lambda: one.app.has("why"))
    assert one.app.shows("なぜ 37 pt?")
    assert one.app.shows("ゴールド 1.25 倍")
    assert one.app.shows("2027/11/30 (火)")


async def test_all_expiries_and_every_kind_are_shown(member: OpenMember) -> None:
    kinds = ("grant", "redeem", "expire", "reverse", "adjust", "transfer", "repay", "join")
    rows = tuple(row(n, kind=kind, points=-5 if kind == "redeem" else 5) for n, kind in enumerate(kinds, 1))
    api = FakeApi(SetClock(NOW), points=PointsPage(balance=35, expiries=(), rows=rows, next=None))
    one = await member("/points", api=api)
    await one.app.until(lambda: one.app.has(f"row-{uid(101)}"))
    assert all(one.app.shows(MEMBER.ja.points.kinds[kind]) for kind in kinds)
    assert one.app.shows("-5 pt")


async def test_more_rows_come_when_asked_for(member: OpenMember) -> None:
    api = FakeApi(SetClock(NOW), receipts=ReceiptsPage(rows=(receipt_row(1),), next="cursor"))
    one = await member("/receipts", api=api)
    await one.app.until(lambda: one.app.has("more"))
    api.receipts = ReceiptsPage(rows=(receipt_row(2, at=datetime(2026, 10, 3, tzinfo=UTC)),), next=None)
    await one.app.click("more")
    await one.app.until(lambda: one.app.has(f"receipt-{uid(502)}"))
    assert one.app.has(f"receipt-{uid(501)}")
    assert one.app.shows("2026 年 10 月")
    assert not one.app.has("more")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_receipt_reads_like_paper(member: OpenMember, language: Language) -> None:
    one = await member(f"/receipts/{uid(501)}", language=language)
    words = MEMBER.of(language)
    await one.app.until(lambda: one.app.has("paper"))
    for expected in (
        "株式会社まるふく",
        "T5010001234567",
        "自家焙煎豆 200g ※",
        "¥1,480 × 2",
        "¥3,096",
        "¥2,664",
        words.receipts.tax_inside("¥197"),
        words.receipts.reduced,
        words.receipts.tenders["cash"],
        "-¥344",
        "+25 pt",
        "500 pt",
    ):
        assert one.app.shows(expected), expected
    await one.app.click("why")
    assert await one.app.followed() == f"/points/{uid(101)}"


async def test_a_receipt_that_is_not_there_is_told(member: OpenMember) -> None:
    one = await member(f"/receipts/{uid(599)}")
    await one.app.until(lambda: one.app.has("failed"))
    assert one.app.shows(Code.NOT_FOUND.ja)


async def test_a_return_is_marked_with_a_word(member: OpenMember) -> None:
    api = FakeApi(SetClock(NOW), receipts=ReceiptsPage(rows=(receipt_row(1, kind="return", total=-3780, points=-37),), next=None))
    one = await member("/receipts", api=api)
    await one.app.until(lambda: one.app.shows(MEMBER.ja.receipts.returned))
    assert one.app.shows("-¥3,780")


async def test_coupons_lie_on_three_shelves(member: OpenMember) -> None:
    used = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
    vouchers = (
        voucher(1, minimum=1000, kind="amount", value=300, name_ja="ケーキセット"),
        voucher(2, state="reserved", usable=False),
        voucher(3, usable=False, starts_on=date(2026, 12, 1)),
        voucher(4, state="used", usable=False, used_at=used, receipt=uid(501)),
        voucher(5, state="expired", usable=False),
    )
    one = await member("/coupons", api=FakeApi(SetClock(NOW), vouchers=vouchers))
    await one.app.until(lambda: one.app.has(f"coupon-{uid(901)}"))
    assert one.app.shows("¥1,000 以上のお会計で")
    assert one.app.shows(MEMBER.ja.coupons.reserved)
    assert not one.app.has(f"coupon-{uid(903)}")
    await one.app.click("shelf-upcoming")
    assert one.app.has(f"coupon-{uid(903)}")
    assert one.app.shows("2026/12/1 (火) から")
    await one.app.click("shelf-used")
    assert one.app.shows("11/20 12:00 に使用")
    assert one.app.shows(MEMBER.ja.coupons.expired)
    await one.app.click(f"receipt-{uid(904)}")
    assert await one.app.followed() == f"/receipts/{uid(501)}"


async def test_the_bottom_bar_leads_everywhere(member: OpenMember) -> None:
    one = await member("/")
    for index, route in ((1, "/coupons"), (2, "/receipts"), (0, "/")):
        await one.app.change("tabs", str(index), selected_index=index)
        assert await one.app.followed() == route


async def test_a_tap_counts_though_the_screen_was_drawn_anew_before_it_was_heard(member: OpenMember) -> None:
    """The bar stands where it stood again; what the finger chose is in the event."""
    one = await member("/")
    await one.app.change("tabs", 1, selected_index=0)
    assert await one.app.followed() == "/coupons"


async def test_debt_and_the_top_rank_are_said(member: OpenMember) -> None:
    api = FakeApi(SetClock(NOW))
    rank = msgspec.structs.replace(api.card.rank, rank="gold", next_rank=None, to_next=0, next_at=0)
    api.card = msgspec.structs.replace(api.card, debt=40, rank=rank, next_expiry=None, vouchers=())
    one = await member("/", api=api)
    await one.app.until(lambda: one.app.has("debt"))
    assert one.app.shows(MEMBER.ja.card.top_rank("ゴールド"))
    assert one.app.shows(MEMBER.ja.card.no_expiry)
    assert one.app.has("no-coupons")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_points_to_come_say_from_when_and_what_is_owed_is_said_kindly(member: OpenMember, language: Language) -> None:
    api, words = FakeApi(SetClock(NOW)), MEMBER.of(language)
    day = date(2026, 11, 29)
    coming = Waiting(points=37, on=day)
    api.card = msgspec.structs.replace(api.card, waiting=(coming,), debt=40, held=True)
    api.points = msgspec.structs.replace(api.points, waiting=(coming,))
    one = await member("/", api=api, language=language)
    await one.app.until(lambda: one.app.has("waiting-0"))
    assert one.app.shows(words.card.waiting("37 pt", formats.short_day(day, language)))
    assert one.app.shows(words.card.held("40 pt"))
    await one.app.go("/points")
    await one.app.until(lambda: one.app.has("points-debt"))
    assert one.app.shows(words.points.waits(formats.day(day, language)))


async def test_a_return_lands_on_the_open_card(member: OpenMember) -> None:
    one = await member("/")
    await one.app.until(lambda: bool(one.api.streams))
    one.api.emit(AccountEvent(kind="reverse", version=9, balance=1222, points=-12, at=datetime(2026, 11, 22, tzinfo=UTC), receipt=uid(502)))
    await one.app.until(lambda: one.app.has("arrival"))
    assert one.app.shows("返品で -12 pt")
    await one.app.click("arrival")
    assert await one.app.followed() == f"/receipts/{uid(502)}"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_adjustment_says_why(member: OpenMember, language: Language) -> None:
    words = MEMBER.of(language).points
    rows = tuple(msgspec.structs.replace(row(number), kind="adjust", reason=reason) for number, reason in enumerate(words.reasons, 1))
    api = FakeApi(SetClock(NOW), points=PointsPage(balance=10, expiries=(), rows=rows, next=None))
    one = await member("/points", language=language, api=api)
    for sentence in words.reasons.values():
        await one.app.until(lambda sentence=sentence: one.app.shows(sentence))
