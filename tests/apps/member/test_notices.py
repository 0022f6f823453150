"""The inbox in all its states, the badge that moves by itself, and what is muted."""

import asyncio

import flet as ft
import pytest

from shared.clock import SetClock
from shared.i18n import LANGUAGES, Language
from shared.i18n.member.notices import NOTICES
from shared.wire.brand import MODULES, SEED, Brand
from shared.wire.problems import Code
from tests.apps.fake_api import FakeApi
from tests.apps.fake_inbox import SOME, FakeInbox, nid, notice, offer
from tests.apps.member.conftest import NOW, Opened, OpenMember

JA = NOTICES.ja


def badge(one: Opened) -> str:
    """What the tab says."""
    found = [str(getattr(each, "value", "")) for each in one.app.keyed("unread")]
    return found[0] if found else ""


def opened_sheet(one: Opened) -> int:
    """Which control of the client it is."""
    return next(each._i for each in one.app.all() if isinstance(each, ft.BottomSheet))  # pyright: ignore[reportPrivateUsage]  a control's id


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_list_says_what_is_new(member: OpenMember, language: Language) -> None:
    one, words = await member("/notices", language=language), NOTICES.of(language)
    await one.app.until(lambda: one.app.has(f"notice-{nid(1)}"))
    assert one.app.shows(words.unread(2))
    assert badge(one) == "2"
    assert one.app.shows(SOME[0].title_en if language == "en" else SOME[0].title_ja)
    assert one.app.shows("November 2026" if language == "en" else "2026 年 11 月")
    assert one.app.shows(words.with_coupon)
    await one.app.click("read-all")
    await one.app.until(lambda: one.app.shows(words.all_read))
    assert badge(one) == ""


async def test_it_loads_in_its_own_shape_and_can_be_empty(member: OpenMember) -> None:
    api = FakeApi(SetClock(NOW), inbox=FakeInbox(rows=()))
    api.held = asyncio.Event()
    one = await member("/notices", api=api)
    assert one.app.has("loading")
    api.held.set()
    await one.app.until(lambda: one.app.has("empty"))
    assert one.app.shows(JA.empty)
    assert badge(one) == ""


async def test_a_failure_says_what_to_do_and_is_made_good(member: OpenMember) -> None:
    api = FakeApi(SetClock(NOW))
    api.refuse["/v1/me/notices"] = Code.UNAVAILABLE
    one = await member("/notices", api=api)
    await one.app.until(lambda: one.app.has("failed"))
    del api.refuse["/v1/me/notices"]
    await one.app.click("failed-retry")
    await one.app.until(lambda: one.app.has(f"notice-{nid(1)}"))


async def test_without_a_line_the_list_stays_with_its_age(member: OpenMember) -> None:
    one = await member("/notices")
    await one.app.until(lambda: one.app.has(f"notice-{nid(1)}"))
    one.api.line = False
    await one.app.go("/")
    await one.app.go("/notices")
    await one.app.until(lambda: one.app.has("stale"))
    assert one.app.has(f"notice-{nid(1)}")


async def test_news_moves_the_badge_and_the_open_list(member: OpenMember) -> None:
    one = await member("/")
    await one.app.until(lambda: bool(one.api.streams))
    one.api.tell()
    await one.app.until(lambda: badge(one) == "2")
    await one.app.go("/notices")
    await one.app.until(lambda: one.app.has(f"notice-{nid(1)}"))
    one.api.inbox.rows = (notice(9, title_ja="臨時休業"), *one.api.inbox.rows)
    one.api.tell()
    await one.app.until(lambda: one.app.has(f"notice-{nid(9)}"))
    assert badge(one) == "3"


async def test_many_are_shown_page_by_page(member: OpenMember) -> None:
    rest = tuple(notice(n, read=True) for n in range(10, 14))
    api = FakeApi(SetClock(NOW), inbox=FakeInbox(more={"2": rest[:2], "3": rest[2:]}))
    one = await member("/notices", api=api)
    for last in (rest[1], rest[3]):
        await one.app.until(lambda: one.app.has("more"))
        await one.app.click("more")
        await one.app.until(lambda last=last: one.app.has(f"notice-{last.id}"))
    assert not one.app.has("more")


async def test_opening_one_is_reading_it(member: OpenMember) -> None:
    one = await member("/notices")
    await one.app.until(lambda: one.app.has(f"notice-{nid(2)}"))
    await one.app.click(f"notice-{nid(2)}")
    await one.app.followed()
    await one.app.until(lambda: one.app.has("notice-title"))
    assert one.app.shows(SOME[1].text_ja)
    await one.app.until(lambda: one.api.inbox.unread.unread == 1)
    await one.app.click("lead")
    assert await one.app.followed() == "/points"
    await one.app.go("/notices")
    assert one.app.shows(JA.unread(1))


async def test_the_coupon_inside_is_taken_and_found(member: OpenMember) -> None:
    one = await member(f"/notices/{nid(1)}")
    await one.app.until(lambda: one.app.has("take-coupon"))
    assert one.app.shows("パン 100 円引き")
    await one.app.click("take-coupon")
    await one.app.until(lambda: one.app.has("see-coupon"))
    assert one.app.shows(JA.taken)
    await one.app.click("see-coupon")
    assert await one.app.followed() == "/coupons"


@pytest.mark.parametrize(("state", "words"), [("used", JA.used), ("over", JA.over)])
async def test_a_coupon_that_cannot_be_taken_says_why(member: OpenMember, state: str, words: str) -> None:
    api = FakeApi(SetClock(NOW), inbox=FakeInbox(rows=(notice(1, coupon=offer(state=state)),)))
    one = await member(f"/notices/{nid(1)}", api=api)
    await one.app.until(lambda: one.app.has("inside"))
    assert one.app.shows(words)
    assert not one.app.has("take-coupon")


async def test_a_coupon_for_a_thing_is_called_by_its_name(member: OpenMember) -> None:
    free = offer(kind="free", value=1, name_ja="コーヒー 1 杯サービス")
    one = await member(f"/notices/{nid(1)}", api=FakeApi(SetClock(NOW), inbox=FakeInbox(rows=(notice(1, coupon=free),))))
    await one.app.until(lambda: one.app.has("take-coupon"))
    assert one.app.shows("コーヒー 1 杯サービス")
    assert not one.app.shows("OFF")


async def test_one_that_is_gone_says_so(member: OpenMember) -> None:
    one = await member(f"/notices/{nid(77)}")
    await one.app.until(lambda: one.app.has("failed"))


async def test_kinds_and_stores_are_muted_and_come_back(member: OpenMember) -> None:
    one = await member("/notices")
    await one.app.until(lambda: one.app.has(f"notice-{nid(1)}"))
    await one.app.click("mutes")
    await one.app.until(lambda: one.app.has("mute-store-honten"))
    assert one.app.key("mute-store-honten", ft.Switch).value
    assert one.app.shows(JA.always)
    await one.app.change("mute-store-honten", "false", value=False)
    await one.app.until(lambda: one.api.inbox.muted == {"honten"})
    await one.app.until(lambda: not one.app.has(f"notice-{nid(1)}"))
    assert badge(one) == "1"
    await one.app.change("mute-expiry", "false", value=False)
    await one.app.until(lambda: badge(one) == "")
    await one.app.change("mute-store-honten", "true", value=True)
    await one.app.until(lambda: one.app.has(f"notice-{nid(1)}"))
    assert not one.app.has("mute-account")


async def test_the_sheet_stays_while_the_list_under_it_empties(member: OpenMember) -> None:
    one = await member("/notices", api=FakeApi(SetClock(NOW), inbox=FakeInbox(rows=(notice(1, read=True),))))
    await one.app.until(lambda: one.app.has("mutes"))
    await one.app.click("mutes")
    await one.app.until(lambda: one.app.has("mute-store-honten"))
    sheet = opened_sheet(one)
    await one.app.change("mute-store-honten", "false", value=False)
    await one.app.until(lambda: one.app.has("empty"))
    assert opened_sheet(one) == sheet  # another one would be the old one closed


async def test_the_mutes_that_cannot_be_read_say_so(member: OpenMember) -> None:
    api = FakeApi(SetClock(NOW))
    api.refuse["/v1/me/notice-mutes"] = Code.UNAVAILABLE
    one = await member("/notices", api=api)
    await one.app.until(lambda: one.app.has("mutes"))
    await one.app.click("mutes")
    await one.app.until(lambda: one.app.has("mutes-failed"))
    api.refuse.clear()
    await one.app.click("mutes-failed-retry")
    await one.app.until(lambda: one.app.has("mute-shop"))


async def test_where_notices_are_off_there_is_no_tab(member: OpenMember) -> None:
    api = FakeApi(SetClock(NOW), brand=Brand(name="x", seed=SEED, modules=tuple(m for m in MODULES if m != "notices"), version=1))
    one = await member("/notices", api=api)
    assert await one.app.followed() == "/"
    await one.app.until(lambda: one.app.has("tabs"))
    assert NOTICES.ja.title not in [each.label for each in one.app.key("tabs", ft.NavigationBar).destinations]


async def test_leaving_takes_the_notices_off_the_screen(member: OpenMember) -> None:
    one = await member("/notices")
    await one.app.until(lambda: one.app.has(f"notice-{nid(1)}"))
    await one.actions.sign_out()
    assert one.actions.state.notices.value is None
    assert one.actions.state.session.unread == 0
