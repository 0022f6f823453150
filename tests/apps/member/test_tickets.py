"""Ticket books on the phone: nowhere, sold in the shop, held, ending soon, used up, over; and what was done with them."""

import asyncio
from datetime import date
from typing import Any

import msgspec
import pytest

from shared.client import Unreachable
from shared.clock import SetClock
from shared.i18n import LANGUAGES, Language
from shared.i18n.member import MEMBER
from shared.i18n.member.notices import NOTICES
from shared.i18n.tickets import WORDS
from shared.wire.events import AccountEvent
from shared.wire.problems import Code
from shared.wire.tickets import Tickets
from tests.apps.fake_api import FakeApi, uid
from tests.apps.fake_inbox import FakeInbox, nid, notice
from tests.apps.held import WITH_TICKETS, book, on_sale, ticket_act
from tests.apps.member.conftest import NOW, Opened, OpenMember

MINE = "/v1/me/tickets"
BOOKS = (
    book(1, left=3, ends_on=date(2026, 11, 30), state="soon"),
    book(2, stores=("本店", "駅前店")),
    book(3, left=0, state="used_up"),
    book(4, left=2, ends_on=date(2026, 11, 1), state="over"),
)
ACTS = (ticket_act(1, count=2), ticket_act(2, undone=True), ticket_act(3, kind="sold", count=11))


def fake(tickets: Tickets, **more: Any) -> FakeApi:
    return FakeApi(SetClock(NOW), tickets=tickets, brand=WITH_TICKETS, **more)


async def opened(member: OpenMember, tickets: Tickets, language: Language = "ja") -> Opened:
    one = await member("/tickets", api=fake(tickets), language=language)
    await one.app.until(lambda: one.actions.state.tickets.value is not None)
    return one


async def test_off_it_is_nowhere_and_nothing_is_asked(member: OpenMember) -> None:
    one = await member("/", api=FakeApi(SetClock(NOW), tickets=Tickets(books=BOOKS)))
    await one.app.until(lambda: one.app.has("open-points"))
    assert not one.app.has("open-tickets")
    assert all(path != MINE for _, path, _ in one.api.asked)
    off = await member("/tickets", api=FakeApi(SetClock(NOW)))
    assert await off.app.followed() == "/"


async def test_where_there_is_none_and_none_is_sold_the_card_is_as_ever(member: OpenMember) -> None:
    one = await member("/", api=fake(Tickets()))
    await one.app.until(lambda: one.actions.state.tickets.value is not None)
    assert not one.app.has("open-tickets")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_card_says_what_is_left_and_leads_there(member: OpenMember, language: Language) -> None:
    one = await member("/", api=fake(Tickets(books=BOOKS)), language=language)
    await one.app.until(lambda: one.app.has("open-tickets"))
    assert one.app.shows("11 left ・ 3 of them until 30 Nov" if language == "en" else "残り 11 枚 ・ うち 3 枚は 11/30 まで")
    await one.app.click("open-tickets")
    assert await one.app.followed() == "/tickets"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_each_book_says_its_state_and_what_was_done(member: OpenMember, language: Language) -> None:
    one = await opened(member, Tickets(books=BOOKS, acts=ACTS, on_sale=(on_sale(),)), language)
    words = WORDS.of(language)
    states = [one.app.has(f"book-{each.id}-state") for each in BOOKS]
    assert states == [True, False, True, True]
    for said in (words.soon, words.used_up, words.over, words.lost(2), words.past, words.history, words.undone, words.on_sale, words.how):
        assert one.app.shows(said), said
    assert one.app.shows("本店, 駅前店" if language == "en" else "本店、駅前店")
    assert one.app.shows("11 for ¥4,800" if language == "en" else "11 枚つづり ¥4,800")
    assert [one.app.has(f"act-{each.id}") for each in ACTS] == [True] * 3


async def test_with_none_one_is_told_where_they_are_sold(member: OpenMember) -> None:
    one = await opened(member, Tickets(on_sale=(on_sale(),)))
    assert one.app.has("no-tickets")
    assert one.app.shows(WORDS.ja.on_sale_how)
    bare = await opened(member, Tickets())
    assert bare.app.shows(WORDS.ja.nothing)


async def test_coming_failed_and_from_before(member: OpenMember) -> None:
    api = fake(Tickets(books=BOOKS))
    api.held = asyncio.Event()
    api.held.set()
    api.refuse[MINE] = Code.UNAVAILABLE
    one = await member("/tickets", api=api)
    await one.app.until(lambda: one.app.has("failed"))
    one.actions.state.tickets.clear()
    await one.app.until(lambda: one.app.has("loading"))
    one.actions.state.tickets.error = Unreachable()
    await one.app.until(lambda: one.app.has("failed"))
    api.refuse.clear()
    api.held.clear()
    await one.app.click("failed-retry")
    assert one.actions.state.tickets.value is None
    api.held.set()
    await one.app.until(lambda: one.app.has(f"book-{uid(951)}"))
    one.clock.forward(4 * 60_000)
    api.refuse[MINE] = Code.UNAVAILABLE
    await one.app.go("/")
    await one.app.go("/tickets")
    await one.app.until(lambda: any("4 分前" in text for text in one.app.texts()))


async def test_a_ticket_used_at_the_till_changes_the_open_screen(member: OpenMember) -> None:
    one = await opened(member, Tickets(books=(book(2),)))
    await one.app.until(lambda: bool(one.api.streams))
    one.api.tickets = Tickets(books=(book(2, left=7),), acts=(ticket_act(1),))
    one.api.card = msgspec.structs.replace(one.api.card, version=5)
    at = one.api.card.server_now
    one.api.emit(AccountEvent(kind="tickets", version=5, balance=1234, points=0, at=at))
    await one.app.until(lambda: one.app.shows(WORDS.ja.left(7)))
    await one.app.go("/")
    await one.app.until(lambda: one.app.has("arrival"))
    assert one.app.shows(MEMBER.ja.card.tickets)
    await one.app.click("arrival")
    assert await one.app.followed() == "/tickets"


@pytest.mark.parametrize("on", [True, False])
async def test_a_notice_of_tickets_leads_to_them_and_is_muted_where_there_are_any(member: OpenMember, *, on: bool) -> None:
    ending = notice(7, kind="tickets", store=None, store_name="", title_ja="回数券の期限まで、あと 7 日です")
    api = fake(Tickets(books=BOOKS), inbox=FakeInbox(rows=(ending,)))
    if not on:
        api.brand = FakeApi(SetClock(NOW)).brand
    one = await member(f"/notices/{nid(7)}", api=api)
    await one.app.until(lambda: one.app.has("notice-title") and one.actions.state.session.look.brand.name != "")
    await one.app.until(lambda: one.app.has("lead") == on)
    assert one.app.shows(NOTICES.ja.links["tickets"]) == on
    await one.app.go("/notices")
    await one.app.click("mutes")
    await one.app.until(lambda: one.app.has("mute-coupon"))
    assert one.app.has("mute-tickets") == on
