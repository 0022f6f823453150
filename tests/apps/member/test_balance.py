"""What a balance buys, a question about a row, and an old card that comes in."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import flet as ft
import msgspec
import pytest

from app_member.old_card import Twice
from shared.clock import SetClock
from shared.i18n import LANGUAGES, Language, formats
from shared.i18n.member import MEMBER
from shared.i18n.member.balance import BALANCE
from shared.scanner.source import FileSource
from shared.wire.brand import SEED, Brand
from shared.wire.goods import Prize
from shared.wire.members import HistoryRow, PointsPage
from shared.wire.problems import Code
from shared.wire.questions import Question
from shared.wire.spending import Spending
from shared.wire.takeover import MyTakeover, Reason
from tests.apps.fake_api import WHY, FakeApi, row, uid
from tests.apps.member.conftest import NOW, Opened, OpenMember
from tests.scanner.pictures import jpeg, qr, scene

PRIZES = (
    Prize(sku="drip", name_ja="ドリップバッグ", name_en="Drip bag", picture=None, points=300),
    Prize(sku="mug", name_ja="オリジナルマグ", name_en="Mug", picture="b" * 64, points=2000),
)
ROW = f"/points/{uid(101)}"
AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


# ---------------------------------------------------------------- goods for points
@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_the_balance_buys(member: OpenMember, language: Language) -> None:
    one = await member("/points", api=FakeApi(SetClock(NOW), prizes=PRIZES, pictures={"b" * 64: b"webp"}), language=language)
    words = BALANCE.of(language).prizes
    await one.app.until(lambda: one.app.has("open-prizes"))
    await one.app.click("open-prizes")
    assert await one.app.followed() == "/prizes"
    await one.app.until(lambda: one.app.has("prize-mug"))
    for said in (words.reach, words.later, words.missing("766 pt"), "2,000 pt", *words.steps):
        assert one.app.shows(said), said
    assert one.app.shows("オリジナルマグ" if language == "ja" else "Mug")
    await one.app.until(lambda: any(isinstance(each, ft.Image) and each.src == b"webp" for each in one.app.all()))


async def test_a_shop_without_prizes_and_a_frozen_card_say_so(member: OpenMember) -> None:
    api = FakeApi(SetClock(NOW))
    api.card = msgspec.structs.replace(api.card, frozen=True)
    one = await member("/prizes", api=api)
    await one.app.until(lambda: one.app.has("empty"))
    assert one.app.shows(BALANCE.ja.prizes.frozen)


async def test_points_that_a_return_holds_buy_nothing_and_the_page_says_until_when(member: OpenMember) -> None:
    api = FakeApi(SetClock(NOW), prizes=PRIZES)
    api.card = msgspec.structs.replace(api.card, held=True, debt=40)
    one = await member("/prizes", api=api)
    await one.app.until(lambda: one.app.has("prizes-held"))
    assert one.app.shows(MEMBER.ja.card.held("40 pt"))


@pytest.mark.parametrize(("route", "path"), [("/prizes", "/v1/me/prizes"), ("/takeover", "/v1/me/takeovers")])
async def test_both_have_their_shape_their_failure_and_their_age(member: OpenMember, route: str, path: str) -> None:
    api = FakeApi(SetClock(NOW), held=asyncio.Event())
    one = await member(route, api=api)
    assert one.app.has("loading")
    api.refuse[path] = Code.UNAVAILABLE
    assert api.held is not None
    api.held.set()
    await one.app.until(lambda: one.app.has("failed"))
    api.refuse.clear()
    await one.app.click("failed-retry")
    await one.app.until(lambda: one.app.has("empty"))
    one.clock.forward(4 * 60_000)
    api.refuse[path] = Code.UNAVAILABLE
    await one.app.go("/")
    await one.app.go(route)
    await one.app.until(lambda: any("4 分前" in text for text in one.app.texts()))


@pytest.mark.parametrize(("route", "key"), [("/prizes", "open-prizes"), ("/takeover", "open-takeover")])
async def test_what_is_off_is_nowhere(member: OpenMember, route: str, key: str) -> None:
    api = FakeApi(SetClock(NOW), brand=Brand(name="まるふく珈琲", seed=SEED, modules=("coupons", "receipts")))
    one = await member(route, api=api)
    await one.app.until(lambda: one.actions.state.session.look.brand.name != "")
    assert await one.app.followed() == "/"
    await one.app.go("/points")
    await one.app.until(lambda: one.app.has("points-balance"))
    assert not one.app.has(key)


# ---------------------------------------------------------------- the history
def test_every_kind_of_row_has_its_words() -> None:
    kinds = get_args(HistoryRow.__annotations__["kind"])
    for language in LANGUAGES:
        assert set(kinds) <= set(MEMBER.of(language).points.kinds)


async def test_an_exchange_names_the_good(member: OpenMember) -> None:
    rows = (row(1, kind="exchange", points=-300, what_ja="ドリップバッグ"),)
    one = await member("/points", api=FakeApi(SetClock(NOW), points=PointsPage(balance=1, expiries=(), rows=rows, next=None)))
    await one.app.until(lambda: one.app.shows("ドリップバッグ"))


# ---------------------------------------------------------------- questions
@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_question_goes_to_the_shop(member: OpenMember, language: Language) -> None:
    one = await member(ROW, language=language)
    words = BALANCE.of(language).asking
    await one.app.until(lambda: one.app.has("ask"))
    await one.app.click("ask")
    await one.app.click("question-send")
    assert one.app.shows(words.missing)
    await one.app.type("question", " 少ないようです ")
    await one.app.click("question-send")
    await one.app.until(lambda: one.app.has("asked-question"))
    assert one.api.asked[-1] == ("POST", f"/v1/me/points/{uid(101)}/question", {"text": "少ないようです"})
    assert one.app.shows(words.sent)
    assert one.app.shows(words.waiting)
    assert not one.app.has("ask")  # one at a time


async def test_the_answer_is_read_and_one_may_ask_again(member: OpenMember) -> None:
    question = Question(asked_at=AT, text="少ないようです", answered_at=AT, answer="確認して 12 pt をお付けしました。")
    one = await member(ROW, api=FakeApi(SetClock(NOW), why=msgspec.structs.replace(WHY, question=question)))
    await one.app.until(lambda: one.app.has("answer"))
    assert one.app.shows("確認して 12 pt をお付けしました。")
    assert one.app.shows(BALANCE.ja.asking.answer("11/20"))
    assert one.app.has("ask")


async def test_a_question_that_is_refused_keeps_its_text(member: OpenMember) -> None:
    one = await member(ROW)
    await one.app.until(lambda: one.app.has("ask"))
    await one.app.click("ask")
    await one.app.type("question", "なぜ")
    one.api.refuse[f"/v1/me/points/{uid(101)}/question"] = Code.QUESTION_OPEN
    await one.app.click("question-send")
    assert one.app.shows(Code.QUESTION_OPEN.ja)
    assert one.app.key("question", ft.TextField).value == "なぜ"


async def test_a_row_leads_to_its_receipt(member: OpenMember) -> None:
    one = await member(ROW)
    await one.app.until(lambda: one.app.has("why-receipt"))
    await one.app.click("why-receipt")
    assert await one.app.followed() == f"/receipts/{uid(501)}"


# ---------------------------------------------------------------- an old card
async def typed(member: OpenMember, number: str, language: Language = "ja") -> Opened:
    one = await member("/takeover", language=language)
    await one.app.until(lambda: one.app.has("empty"))
    await one.app.type("old-number", number)
    return one


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_old_card_is_claimed_by_its_number(member: OpenMember, language: Language) -> None:
    one = await typed(member, " 4901-2345 ", language)
    words = BALANCE.of(language).takeover
    await one.app.click("take-over")
    await one.app.until(lambda: one.app.shows(words.states["waiting"]))
    body = one.api.asked[-2][2]
    assert (body["number"], body["way"]) == ("4901-2345", "typed")
    assert one.app.shows(words.sent)
    assert one.app.shows(words.waiting)
    assert one.app.key("old-number", ft.TextField).value == ""


async def test_nothing_typed_is_told(member: OpenMember) -> None:
    one = await typed(member, " ")
    await one.app.click("take-over")
    assert one.app.shows(BALANCE.ja.takeover.number_missing)


async def test_a_misread_number_stays_to_be_mended(member: OpenMember) -> None:
    one = await typed(member, "4901234567890")
    one.api.refuse["/v1/me/takeovers"] = Code.TAKEOVER_MISREAD
    await one.app.click("take-over")
    assert one.app.shows(Code.TAKEOVER_MISREAD.ja)
    assert one.app.key("old-number", ft.TextField).value == "4901234567890"


async def test_a_claim_that_may_have_arrived_is_sent_again_as_the_same(member: OpenMember) -> None:
    one = await typed(member, "4901")
    one.api.refuse["/v1/me/takeovers"] = Code.UNAVAILABLE
    await one.app.click("take-over")
    one.api.refuse.clear()
    await one.app.click("take-over")
    first, second = [body for method, path, body in one.api.asked if method == "POST" and path == "/v1/me/takeovers"]
    assert first == second


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_became_of_old_cards(member: OpenMember, language: Language) -> None:
    takeovers = (
        MyTakeover(id=uid(1), number="A1", state="waiting", asked_at=AT, points=320),
        MyTakeover(id=uid(2), number="A2", state="confirmed", asked_at=AT, points=1200),
        *(
            MyTakeover(id=uid(10 + n), number=f"B{n}", state="refused", asked_at=AT, reason=reason)
            for n, reason in enumerate(get_args(Reason))
        ),
    )
    one = await member("/takeover", api=FakeApi(SetClock(NOW), takeovers=takeovers), language=language)
    words = BALANCE.of(language).takeover
    await one.app.until(lambda: one.app.has(f"takeover-{uid(1)}"))
    for said in (*words.states.values(), words.expected("320 pt"), words.granted("1,200 pt"), *words.reasons.values()):
        assert one.app.shows(said), said


# ---------------------------------------------------------------- by camera
async def test_the_camera_reads_the_number_and_eyes_check_it(member: OpenMember, tmp_path: Path) -> None:
    one = await member("/takeover")
    await one.app.until(lambda: one.app.has("camera"))
    picture = tmp_path / "card.jpg"
    picture.write_bytes(jpeg(scene(qr("4901234567894"))))
    one.actions.eyes = lambda: FileSource((picture, picture))
    await one.app.click("camera")
    await one.app.until(lambda: one.app.key("old-number", ft.TextField).value == "4901234567894")
    assert one.app.shows(BALANCE.ja.takeover.camera_read)
    assert not one.app.has("card-camera")
    await one.app.click("take-over")
    await one.app.until(lambda: one.app.shows(BALANCE.ja.takeover.states["waiting"]))
    assert one.api.asked[-2][2]["way"] == "read"


async def test_a_camera_that_is_slow_to_start_is_tried_again(member: OpenMember, tmp_path: Path) -> None:
    one = await member("/takeover")
    await one.app.until(lambda: one.app.has("camera"))
    picture = tmp_path / "card.jpg"
    picture.write_bytes(jpeg(scene(qr("4901234567894"))))
    sources = [FileSource(()), FileSource(()), FileSource((picture, picture))]
    one.actions.eyes, one.actions.camera_pause = lambda: sources.pop(0), 0
    await one.app.click("camera")
    await one.app.until(lambda: one.app.key("old-number", ft.TextField).value == "4901234567894")
    assert sources == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_without_a_camera_one_types(member: OpenMember, language: Language) -> None:
    one = await member("/takeover", language=language)
    await one.app.until(lambda: one.app.has("camera"))
    one.actions.eyes, one.actions.camera_pause = lambda: FileSource(()), 0  # it ends at once
    await one.app.click("camera")
    await one.app.until(lambda: one.app.shows(BALANCE.of(language).takeover.camera_gone))
    assert one.app.has("camera")


async def test_a_computer_has_no_such_button(member: OpenMember) -> None:
    one = await member("/takeover", phone=True)
    await one.app.until(lambda: one.app.has("empty"))
    assert not one.app.has("camera")


@pytest.mark.parametrize(
    ("readings", "number"),
    [
        (["4901", "4901"], "4901"),
        (["4901", "4902", "4902"], "4902"),
        (["4901", "4902", "4901"], None),
        (["https://example.jp", "https://example.jp"], None),
        (["A1", "A1"], None),
        (["４９０１-２", "4901-2"], "4901-2"),
    ],
)
def test_a_number_is_believed_when_two_frames_agree(readings: list[str], number: str | None) -> None:
    twice = Twice()
    assert [found for text in readings if (found := twice.see(text)) is not None] == ([number] if number else [])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_of_a_bill_points_pay_is_said_beside_them(member: OpenMember, language: Language) -> None:
    api = FakeApi(SetClock(NOW))
    one = await member("/points", api=api, language=language)
    await one.app.until(lambda: one.app.has("points-balance"))
    assert not one.app.has("limit-0"), "nothing where points pay for everything"
    api.card = msgspec.structs.replace(api.card, spending=Spending(permille=500, unit=100, least=100, barred=True))
    two = await member("/points", api=api, language=language)
    await two.app.until(lambda: two.app.has("limit-2"))
    assert two.app.shows("お会計の 50% まで" if language == "ja" else "Up to 50% of a bill")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("page", "key"), [("/", "card-yen"), ("/points", "points-yen"), ("/prizes", "prizes-yen")])
async def test_what_the_balance_pays_is_said_where_a_point_is_no_yen(member: OpenMember, language: Language, page: str, key: str) -> None:
    api = FakeApi(SetClock(NOW))
    api.card = msgspec.structs.replace(api.card, spending=Spending(unit=100, yen=70))
    one = await member(page, api=api, language=language)
    await one.app.until(lambda: one.app.has(key))
    yen = formats.yen(api.card.balance // 100 * 70)
    assert one.app.shows(f"お会計で {yen} 分" if language == "ja" else f"{yen} at the till")
