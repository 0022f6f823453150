"""The till's question, and the account in all its states."""

import asyncio
from datetime import date

import flet as ft
import msgspec
import pytest

from shared.clock import SetClock
from shared.i18n import LANGUAGES, Language
from shared.i18n.member.account import ACCOUNT
from shared.wire.problems import Code
from tests.apps.fake_api import FakeApi, asked
from tests.apps.member.conftest import NOW, OpenMember


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_till_asks_and_the_member_allows(member: OpenMember, language: Language) -> None:
    one = await member(language=language)
    await one.app.until(lambda: bool(one.api.streams))
    one.api.ask(asked(one.clock))
    await one.app.until(lambda: one.app.has("prompt"))
    assert one.app.shows("4,000")
    assert one.app.shows("はじめての10%引き" if language == "ja" else "Welcome 10%")
    await one.app.click("allow")
    assert one.app.shows(ACCOUNT.of(language).allowed)
    assert not one.app.has("prompt")
    assert [body for _, path, body in one.api.asked if "approvals" in path] == [{"allow": True}]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_is_asked_for_is_said_in_yen_where_a_point_is_none(member: OpenMember, language: Language) -> None:
    one = await member(language=language)
    await one.app.until(lambda: bool(one.api.streams))
    one.api.ask(asked(one.clock, yen=4000))
    await one.app.until(lambda: one.app.has("prompt"))
    assert not one.app.has("asked-yen")
    one.api.ask(asked(one.clock, yen=2800))
    await one.app.until(lambda: one.app.has("asked-yen"))
    assert one.app.shows("お会計から ¥2,800 引かれます" if language == "ja" else "¥2,800 off the bill")


async def test_a_member_declines_on_any_screen(member: OpenMember) -> None:
    one = await member("/points")
    await one.app.until(lambda: bool(one.api.streams) and one.app.has("points-balance"))
    one.api.ask(asked(one.clock))
    await one.app.until(lambda: one.app.has("prompt"))
    await one.app.click("deny")
    assert one.app.shows(ACCOUNT.ja.denied)
    assert [body for _, path, body in one.api.asked if "approvals" in path] == [{"allow": False}]


async def test_what_was_decided_elsewhere_goes_away(member: OpenMember) -> None:
    one = await member()
    await one.app.until(lambda: bool(one.api.streams))
    one.api.ask(asked(one.clock))
    await one.app.until(lambda: one.app.has("prompt"))
    one.api.ask(asked(one.clock, state="denied"))
    await one.app.until(lambda: not one.app.has("prompt"))


async def test_a_question_that_is_over_is_not_shown(member: OpenMember) -> None:
    one = await member()
    await one.app.until(lambda: bool(one.api.streams))
    late = asked(one.clock)
    one.api.ask(asked(one.clock, expires_at=late.server_now))
    await one.app.settle()
    await one.app.until(lambda: not one.app.has("prompt"))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_account_shows_who_and_where(member: OpenMember, language: Language) -> None:
    one = await member("/account", language=language)
    await one.app.until(lambda: one.app.has("name"))
    words = ACCOUNT.of(language)
    assert one.app.key("email", ft.Text).value == "sakura@example.jp"
    for said in (words.this_one, words.unnamed["device"], words.freeze, words.download, words.leave):
        assert one.app.shows(said)
    assert one.app.key("consent-mail", ft.Switch).value is True
    assert one.app.key("consent-analysis", ft.Switch).value is False


async def test_its_shape_comes_first_and_a_failure_has_one_button(member: OpenMember) -> None:
    held = FakeApi(SetClock(NOW), held=asyncio.Event())
    one = await member("/account", api=held)
    assert one.app.has("loading")
    broken = FakeApi(SetClock(NOW), refuse={"/v1/me/devices": Code.RATE_LIMITED})
    two = await member("/account", api=broken)
    await two.app.until(lambda: two.app.has("account-failed"))
    broken.refuse.clear()
    await two.app.click("account-failed-retry")
    await two.app.until(lambda: two.app.has("name"))


async def test_a_lost_phone_is_stopped(member: OpenMember) -> None:
    one = await member("/account")
    await one.app.until(lambda: one.app.has("device-0a0b0c0d0e0f"))
    await one.app.click("device-0a0b0c0d0e0f")
    await one.app.type("device-name", "古い電話")
    await one.app.until(lambda: not getattr(one.app.key("device-save"), "disabled", False))
    await one.app.click("device-save")
    await one.app.until(lambda: one.app.shows("古い電話"))
    await one.app.click("device-0a0b0c0d0e0f")
    await one.app.click("device-stop")
    await one.app.until(lambda: not one.app.has("device-0a0b0c0d0e0f"))
    await one.app.click("device-a1b2c3d4e5f6")
    assert not one.app.has("device-stop")  # one signs out of this one


async def test_the_card_freezes_at_once_and_thaws_with_a_code(member: OpenMember) -> None:
    one = await member("/account")
    await one.app.until(lambda: one.app.has("freeze"))
    await one.app.click("freeze")
    await one.app.click("freeze-do")
    await one.app.until(lambda: one.app.has("frozen"))
    await one.app.click("unfreeze")
    await one.app.until(lambda: one.app.has("code"))
    await one.app.type("code", "12")
    await one.app.click("confirm-code")
    assert one.app.shows(ACCOUNT.ja.code_incomplete)
    await one.app.type("code", "000000")
    await one.app.click("confirm-code")
    assert one.app.shows("確認コードが違うか")
    await one.app.type("code", one.api.mailed)
    await one.app.click("confirm-code")
    await one.app.until(lambda: one.app.has("freeze"))


async def test_consent_is_one_tap_both_ways(member: OpenMember) -> None:
    one = await member("/account")
    await one.app.until(lambda: one.app.has("consent-mail"))
    await one.app.change("consent-mail", "false", value=False)
    await one.app.until(lambda: one.api.consents["mail"] is False)
    await one.app.change("consent-analysis", "true", value=True)
    await one.app.until(lambda: one.api.consents.get("analysis") is True)


async def test_the_data_is_handed_over(member: OpenMember) -> None:
    one = await member("/account")
    await one.app.until(lambda: one.app.has("download"))
    await one.app.click("download")
    await one.app.click("download-do")
    await one.app.until(lambda: "save_file" in one.app.called())
    assert one.app.shows(ACCOUNT.ja.downloaded)


async def test_leaving_ends_at_the_door(member: OpenMember) -> None:
    one = await member("/account")
    await one.app.until(lambda: one.app.has("leave"))
    await one.app.click("leave")
    await one.app.until(lambda: one.app.has("code"))
    await one.app.type("code", one.api.mailed)
    await one.app.click("confirm-code")
    await one.app.until(lambda: one.app.has("email") and one.actions.state.session.signed == "out")
    assert await one.vault.get("token") is None
    assert one.actions.state.account.value is None


async def test_another_phone_is_pointed_out_after_signing_in(member: OpenMember) -> None:
    one = await member(signed=False, api=FakeApi(SetClock(NOW), others=1))
    await one.actions.sign_in("x", one.api.mailed)
    await one.app.until(lambda: one.app.has("others") and bool(one.api.streams))
    one.api.ask(asked(one.clock))
    await one.app.until(lambda: one.app.has("prompt"))
    await one.app.click("deny")
    await one.app.click("others-open")
    assert await one.app.followed() == "/account"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_name_and_birthday_are_mended(member: OpenMember, language: Language) -> None:
    one = await member("/account", language=language)
    words = ACCOUNT.of(language)
    await one.app.until(lambda: one.app.has("edit"))
    await one.app.click("edit")
    assert one.app.shows(words.birthday_rule)
    await one.app.type("edit-name", " ")
    await one.app.type("edit-birthday", "2027/1/1")
    await one.app.click("edit-save")
    assert one.app.shows(words.name_missing)
    assert one.app.shows(words.birthday_wrong)  # nobody is born tomorrow
    await one.app.type("edit-name", " 山本 さくら子 ")
    await one.app.type("edit-birthday", "19900501")
    await one.app.click("edit-save")
    await one.app.until(lambda: one.app.shows("山本 さくら子") and not one.app.has("profile-sheet"))
    assert one.app.shows(words.edited)
    assert [body for method, path, body in one.api.asked if (method, path) == ("POST", "/v1/me")] == [
        {"name": "山本 さくら子", "birthday": "1990-05-01"}
    ]


async def test_a_birthday_that_moved_says_when_it_may_again(member: OpenMember) -> None:
    api = FakeApi(SetClock(NOW))
    api.profile = msgspec.structs.replace(api.profile, birthday_from=date(2027, 5, 1))
    one = await member("/account", api=api)
    await one.app.until(lambda: one.app.has("edit"))
    await one.app.click("edit")
    assert one.app.shows(ACCOUNT.ja.birthday_from("2027/5/1 (土)"))
    assert not one.app.has("edit-birthday")
    await one.app.type("edit-name", "さくら")
    await one.app.click("edit-save")
    await one.app.until(lambda: one.api.profile.name == "さくら")
    assert one.api.profile.birthday == date(1990, 4, 1)


async def test_a_change_that_is_refused_stays_in_the_sheet(member: OpenMember) -> None:
    one = await member("/account")
    await one.app.until(lambda: one.app.has("edit"))
    await one.app.click("edit")
    one.api.refuse["/v1/me"] = Code.UNAVAILABLE
    await one.app.type("edit-name", "さくら")
    await one.app.click("edit-save")
    assert one.app.has("toast")
    assert one.app.key("edit-name", ft.TextField).value == "さくら"
