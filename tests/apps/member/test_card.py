"""The first screen in all its states, live."""

import asyncio
from datetime import UTC, datetime

import flet as ft
import pytest

from shared.clock import SetClock
from shared.i18n import LANGUAGES, Language
from shared.i18n.common import COMMON
from shared.i18n.member import MEMBER
from shared.wire.events import AccountEvent
from shared.wire.problems import Code
from tests.apps.fake_api import FakeApi, uid
from tests.apps.member.conftest import NOW, OpenMember


def event(version: int, balance: int, points: int, **changes: object) -> AccountEvent:
    given = {"kind": "grant", "receipt": uid(501), **changes}
    return AccountEvent(version=version, points=points, balance=balance, at=datetime(2026, 11, 22, 9, 0, tzinfo=UTC), **given)  # pyright: ignore[reportArgumentType]  a test's shorthand


@pytest.mark.parametrize("language", LANGUAGES)
async def test_it_shows_all_at_once(member: OpenMember, language: Language) -> None:
    one = await member(language=language)
    words = MEMBER.of(language)
    await one.app.until(lambda: one.app.has("qr"))
    assert one.app.key("number", ft.Text).value == "2395 8317 1776"
    assert one.app.key("balance", ft.Text).value == "1,234"
    assert one.app.key("qr", ft.Image).semantics_label == words.card.qr_label
    assert one.app.shows(words.card.to_next("¥1,240", COMMON.of(language).rank["gold"]))
    assert one.app.shows("120 pt は 11/30 まで" if language == "ja" else "120 pt until 30 Nov")
    assert one.app.shows("10% OFF" if language == "ja" else "10% off")


async def test_while_it_comes_its_shape_is_shown(member: OpenMember) -> None:
    clock = SetClock(NOW)
    api = FakeApi(clock, held=asyncio.Event())
    one = await member(api=api)
    assert one.app.has("loading")
    assert one.app.has("qr-coming")
    assert api.held is not None
    api.held.set()
    await one.app.until(lambda: one.app.has("qr") and one.app.has("balance"))


async def test_card_and_first_code_are_asked_for_side_by_side(member: OpenMember) -> None:
    api = FakeApi(SetClock(NOW), held=asyncio.Event())
    await member(api=api)
    assert {"/v1/me/card", "/v1/me/codes"} <= set(api.paths())


async def test_a_sale_counts_up_and_slides_in(member: OpenMember) -> None:
    one = await member()
    await one.app.until(lambda: bool(one.api.streams))
    one.api.emit(event(5, 1271, 37))
    await one.app.until(lambda: one.app.has("balance") and one.app.key("balance", ft.Text).value == "1,271")
    assert one.app.shows("+37 pt 貯まりました")
    await one.app.click("arrival")
    assert await one.app.followed() == f"/receipts/{uid(501)}"
    assert one.app.shows("株式会社まるふく")


async def test_a_redemption_says_what_was_used_and_can_be_put_away(member: OpenMember) -> None:
    one = await member()
    await one.app.until(lambda: bool(one.api.streams))
    one.api.emit(event(5, 734, -500, kind="redeem", receipt=None))
    await one.app.until(lambda: one.app.has("arrival"))
    assert one.app.shows("500 pt 使いました")
    await one.app.click("arrival-close")
    assert not one.app.has("arrival")


async def test_without_a_line_the_data_is_shown_with_its_age(member: OpenMember) -> None:
    one = await member()
    await one.app.until(lambda: bool(one.api.streams))
    one.clock.forward(3 * 60_000)
    one.api.line = False
    one.api.hang_up()
    await one.app.until(lambda: one.app.has("stale"))
    assert "3 分前の情報" in one.app.key("stale", ft.Text).value
    assert one.app.key("balance", ft.Text).value == "1,234"
    one.api.line = True
    one.actions.retry()
    await one.app.until(lambda: not one.app.has("stale") and bool(one.api.streams))


async def test_a_stream_that_ends_is_no_outage(member: OpenMember) -> None:
    one = await member()
    await one.app.until(lambda: bool(one.api.streams))
    one.api.hang_up()
    one.actions.retry()
    await one.app.until(lambda: bool(one.api.streams))
    assert not one.app.has("stale")


async def test_without_card_and_line_it_says_so_with_one_button(member: OpenMember) -> None:
    one = await member(api=FakeApi(SetClock(NOW), line=False))
    await one.app.until(lambda: one.app.has("card-failed"))
    assert one.app.shows(COMMON.ja.unreachable)
    one.api.line = True
    await one.app.click("card-failed-retry")
    await one.app.until(lambda: one.app.has("balance") and one.app.has("qr"))


async def test_a_session_that_is_no_longer_good_leads_to_the_door(member: OpenMember) -> None:
    one = await member()
    await one.app.until(lambda: bool(one.api.streams))
    one.api.refuse["/v1/me/card"] = Code.UNAUTHENTICATED
    one.api.emit(event(5, 1271, 37))
    await one.app.until(lambda: one.app.has("email"))
    assert await one.vault.get("token") is None
    assert one.app.shows("もう一度サインインしてください")
    assert not one.app.shows("山本")


async def test_language_changes_at_once_and_is_kept(member: OpenMember) -> None:
    one = await member()
    await one.app.until(lambda: one.app.has("balance"))
    await one.app.click("menu")
    await one.app.click("language-en")
    assert one.app.shows("Member number")
    assert await one.vault.get("language") == "en"


async def test_signing_out_forgets(member: OpenMember) -> None:
    one = await member()
    await one.app.until(lambda: one.app.has("balance"))
    await one.app.click("menu")
    await one.app.click("sign-out")
    await one.app.until(lambda: one.app.has("email"))
    assert "/v1/sign-out" in one.api.paths()
    assert await one.vault.get("token") is None
    assert one.actions.state.card.value is None


async def test_signing_out_works_without_a_line(member: OpenMember) -> None:
    one = await member()
    await one.app.until(lambda: one.app.has("balance"))
    one.api.line = False
    await one.app.click("menu")
    await one.app.click("sign-out")
    await one.app.until(lambda: one.app.has("email"))
    assert await one.vault.get("token") is None


async def test_when_nobody_looks_nothing_is_asked(member: OpenMember) -> None:
    one = await member()
    await one.app.until(lambda: bool(one.api.streams))
    await one.app.page_event("disconnect")
    asked = len(one.api.asked)
    one.api.emit(event(5, 1271, 37))
    await one.app.settle()
    assert len(one.api.asked) == asked
    await one.app.page_event("connect")
    await one.app.until(lambda: one.app.key("balance", ft.Text).value == "1,271")


async def test_when_the_session_is_over_nothing_runs_on(member: OpenMember) -> None:
    one = await member()
    await one.app.until(lambda: bool(one.api.streams) and one.app.has("qr"))
    await one.app.close()
    await one.app.settle()
    left = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    assert not left, left


async def test_a_reload_at_another_address_is_followed(member: OpenMember) -> None:
    one = await member("/points")
    await one.app.until(lambda: one.app.has("points-balance"))
    await one.app.page_event("disconnect")
    one.app.page.route = "/receipts"  # what a client brings when it registers again
    await one.app.page_event("connect")
    await one.app.until(lambda: one.app.has(f"receipt-{uid(501)}"))
    assert not one.app.has("points-balance")


async def test_what_the_server_refuses_does_not_end_the_following(member: OpenMember) -> None:
    api = FakeApi(SetClock(NOW), refuse={"/v1/me/card": Code.RATE_LIMITED})
    one = await member(api=api)
    await one.app.until(lambda: one.app.has("card-failed"))
    api.refuse.clear()
    await one.app.click("card-failed-retry")
    await one.app.until(lambda: one.app.has("balance"))


async def test_width_changes_are_followed(member: OpenMember) -> None:
    one = await member()
    await one.app.until(lambda: one.app.has("balance"))
    await one.app.page_event("resize", {"width": 1280.0, "height": 800.0})
    assert one.actions.state.session.width == 1280


async def test_in_the_foreground_again_all_is_new(member: OpenMember) -> None:
    one = await member()
    await one.app.until(lambda: bool(one.api.streams) and one.app.has("qr"))
    before = one.app.key("qr", ft.Image).src
    asked = one.api.paths().count("/v1/me/card")
    await one.app.page_event("app_lifecycle_state_change", {"state": "resume"})
    await one.app.until(lambda: one.app.key("qr", ft.Image).src != before)
    await one.app.until(lambda: one.api.paths().count("/v1/me/card") > asked)
