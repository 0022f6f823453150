"""From the store's QR to the card, and the door for those who have one."""

import asyncio
from datetime import date

import flet as ft
import pytest

from app_member.days import parse_day
from backend.stores.poster import join_link
from shared.clock import SetClock
from shared.i18n import LANGUAGES, Language
from shared.i18n.member import MEMBER
from shared.wire.problems import Code
from tests.apps.fake_api import FakeApi
from tests.apps.member.conftest import NOW, OpenMember

POSTER = join_link("https://card.example.jp/member", "honten")
"""What the poster on the counter says."""


def new_address() -> FakeApi:
    return FakeApi(SetClock(NOW), known=False)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_joining_leads_to_the_card(member: OpenMember, language: Language) -> None:
    one = await member(POSTER.removeprefix("https://card.example.jp/member"), signed=False, language=language, api=new_address())
    words = MEMBER.of(language)
    await one.app.until(lambda: one.app.has("gift"))
    assert one.app.shows("まるふく珈琲 本店")
    await one.app.type("email", " hana@example.jp ")
    await one.app.click("send-code")
    assert one.app.shows(words.join.code_sent("hana@example.jp"))
    await one.app.type("code", "123456")
    await one.app.until(lambda: one.app.has("name"))
    await one.app.type("name", "山田 花子")
    await one.app.type("birthday", "1990/04/01")
    await one.app.click("make")
    assert await one.app.followed() == "/"
    await one.app.until(lambda: one.app.has("qr"))
    assert await one.vault.get("token") == "token-1"
    _, _, body = [asked for asked in one.api.asked if asked[1] == "/v1/sign-in"][-1]
    assert body["profile"] == {
        "name": "山田 花子",
        "store": "honten",
        "birthday": "1990-04-01",
        "language": language,
        "terms_version": "1",
        "consents": [],
    }
    assert body["public_key"] is None


async def test_mail_only_when_ticked(member: OpenMember) -> None:
    one = await member("/join/honten", signed=False, api=new_address())
    await one.app.type("email", "hana@example.jp")
    await one.app.click("send-code")
    await one.app.type("code", "123456")
    await one.app.until(lambda: one.app.has("name"))
    await one.app.type("name", "花子")
    words = MEMBER.ja.join.mail_consent
    assert [box.checked for box in one.app.all() if isinstance(box, ft.Semantics) and box.label == words] == [False]
    await one.app.click("mail")
    await one.app.click("make")
    await one.app.until(lambda: "/v1/me/card" in one.api.paths())
    assert [asked for asked in one.api.asked if asked[1] == "/v1/sign-in"][-1][2]["profile"]["consents"] == ["mail"]


async def test_who_has_a_card_gets_it_without_a_profile(member: OpenMember) -> None:
    one = await member("/", signed=False)
    assert one.app.shows(MEMBER.ja.join.new_here)
    await one.app.type("email", "hana@example.jp")
    await one.app.click("send-code")
    await one.app.type("code", "123456")
    await one.app.until(lambda: one.app.has("qr"))


async def test_an_unknown_address_without_a_store_is_told_where_to_join(member: OpenMember) -> None:
    one = await member("/", signed=False, api=new_address())
    await one.app.type("email", "hana@example.jp")
    await one.app.click("send-code")
    await one.app.type("code", "123456")
    await one.app.until(lambda: one.app.shows(MEMBER.ja.join.no_store))


async def test_what_is_wrong_is_said_under_its_field(member: OpenMember) -> None:
    one = await member("/join/honten", signed=False, api=new_address())
    await one.app.type("email", "hana@example")
    await one.app.click("send-code")
    assert one.app.key("email", ft.TextField).error == MEMBER.ja.join.email_wrong
    assert "/v1/sign-in/codes" not in one.api.paths()
    await one.app.type("email", "hana@example.jp")
    assert one.app.key("email", ft.TextField).error is None
    await one.app.click("send-code")
    await one.app.type("code", "12")
    await one.app.click("confirm")
    assert one.app.key("code", ft.TextField).error == MEMBER.ja.join.code_incomplete
    await one.app.type("code", "999999")
    await one.app.until(lambda: one.app.key("code", ft.TextField).error == Code.CODE_WRONG.ja)
    await one.app.type("code", "123456")
    await one.app.until(lambda: one.app.has("name"))
    await one.app.type("birthday", "2001/02/30")
    await one.app.click("make")
    assert one.app.key("name", ft.TextField).error == MEMBER.ja.join.name_missing
    assert one.app.key("birthday", ft.TextField).error == MEMBER.ja.join.birthday_wrong


async def test_full_width_digits_are_digits(member: OpenMember) -> None:
    one = await member("/", signed=False)
    await one.app.type("email", "hana@example.jp")
    await one.app.click("send-code")
    await one.app.type("code", "123456")
    await one.app.until(lambda: one.app.has("qr"))


async def test_a_code_is_sent_once_however_often_the_button_is_pressed(member: OpenMember) -> None:
    api = FakeApi(SetClock(NOW))
    one = await member("/", signed=False, api=api)
    await one.app.type("email", "hana@example.jp")
    api.held = asyncio.Event()
    pressing = asyncio.gather(*(one.app.fire("send-code") for _ in range(2)), return_exceptions=True)
    await one.app.until(lambda: bool(getattr(one.app.key("send-code"), "disabled", False)))
    api.held.set()
    await pressing
    await one.app.until(lambda: one.app.has("code"))
    assert one.app.has("code")


async def test_too_many_tries_are_told_in_words(member: OpenMember) -> None:
    one = await member("/", signed=False)
    one.api.refuse["/v1/sign-in/codes"] = Code.RATE_LIMITED
    await one.app.type("email", "hana@example.jp")
    await one.app.click("send-code")
    assert one.app.shows("回数が多すぎます")
    assert one.app.has("send-code")


async def test_an_unknown_store_and_no_line_have_their_state(member: OpenMember) -> None:
    one = await member("/join/nowhere", signed=False)
    await one.app.until(lambda: one.app.has("failed"))
    two = await member("/join/honten", signed=False, api=FakeApi(SetClock(NOW), line=False))
    await two.app.until(lambda: two.app.has("failed"))
    two.api.line = True
    await two.app.click("failed-retry")
    await two.app.until(lambda: two.app.has("gift"))


async def test_a_member_who_scans_the_shops_code_again_gets_the_card(member: OpenMember) -> None:
    one = await member("/join/honten")
    assert await one.app.followed() == "/"
    await one.app.until(lambda: one.app.has("qr"))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", None),
        ("1990/04/01", date(1990, 4, 1)),
        ("19900401", date(1990, 4, 1)),
        ("1990-4-1", date(1990, 4, 1)),
        ("2000/02/29", date(2000, 2, 29)),
        ("2001/02/29", "wrong"),
        ("1800/01/01", "wrong"),
        ("soon", "wrong"),
    ],
)
def test_birthdays(text: str, day: object) -> None:
    assert parse_day(text) == day
