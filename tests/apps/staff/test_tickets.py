"""Ticket books on the member panel: two taps use one, a receipt's number sells one, and what was done today is taken back."""

import msgspec
import pytest

from shared.i18n import LANGUAGES, Language
from shared.i18n.ticket_desk import TICKET_DESK
from shared.wire.problems import Code
from shared.wire.tickets import Tickets
from tests.apps.held import on_sale
from tests.apps.staff.conftest import OpenTablet, Tablet
from tests.apps.staff.fake_tickets import HELD
from tests.apps.staff.made_up import LEAD, panel

WORDS = TICKET_DESK.ja


async def opened(tablet: OpenTablet, found: Tickets | None = HELD, language: Language = "ja", **more: object) -> Tablet:
    here = await tablet(language=language, **more)
    here.shop.member = msgspec.structs.replace(here.shop.member, tickets=found)
    await here.scan()
    return here


async def test_nowhere_where_the_shop_has_none(tablet: OpenTablet) -> None:
    for found in (None, Tickets()):
        here = await opened(tablet, found)
        assert here.app.has("panel")
        assert not here.app.has("tickets")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_two_taps_use_one(tablet: OpenTablet, language: Language) -> None:
    here = await opened(tablet, language=language)
    words = TICKET_DESK.of(language)
    assert here.app.shows(words.left(10))
    await here.app.click("use-coffee-11")
    assert here.shop.calls("/tickets") == []
    await here.app.click("tickets-confirm")
    (sent,) = here.shop.calls("/tickets")
    assert (sent["offer"], sent["count"]) == ("coffee-11", 1)
    await here.app.until(lambda: here.app.has("tickets-done") and here.app.shows(words.left(9)))
    assert here.app.has(f"undo-{sent['op_id']}")


async def test_several_at_once_and_never_more_than_there_are(tablet: OpenTablet) -> None:
    here = await opened(tablet, msgspec.structs.replace(HELD, books=HELD.books[:1]))
    await here.app.click("use-coffee-11")
    assert getattr(here.app.key("tickets-fewer"), "disabled", False)
    await here.app.click("tickets-more")
    assert getattr(here.app.key("tickets-more"), "disabled", False)
    await here.app.click("tickets-confirm")
    assert here.shop.calls("/tickets")[0]["count"] == 2
    await here.app.until(lambda: here.app.shows(WORDS.none))


async def test_what_was_done_is_taken_back_when_asked_twice(tablet: OpenTablet) -> None:
    here = await opened(tablet)
    await here.app.click("use-coffee-11")
    await here.app.click("tickets-confirm")
    act = here.shop.calls("/tickets")[0]["op_id"]
    await here.app.until(lambda: here.app.has(f"undo-{act}"))
    await here.app.click(f"undo-{act}")
    assert here.shop.calls("/undo") == []
    assert here.app.shows(WORDS.undo_sure)
    await here.app.click(f"undo-{act}")
    await here.app.until(lambda: here.app.shows(WORDS.undone) and here.app.shows(WORDS.left(10)))
    assert not here.app.has(f"undo-{act}")


async def test_a_book_is_sold_with_the_receipt_it_was_paid_on(tablet: OpenTablet) -> None:
    other = on_sale(offer="care-5", name_ja="ハンドケア回数券", name_en="Hand care", tickets=5, price=9000)
    here = await opened(tablet, Tickets(on_sale=(on_sale(), other)))
    assert here.app.shows(WORDS.none)
    await here.app.click("sell-tickets")
    assert getattr(here.app.key("sale-send"), "disabled", False)
    await here.app.click("sale-care-5")
    await here.app.type("sale-receipt", " 0042 ")
    assert here.app.shows("¥9,000")
    await here.app.click("sale-send")
    (sent,) = here.shop.calls("/ticket-books")
    assert (sent["offer"], sent["receipt"]) == ("care-5", "0042")
    await here.app.until(lambda: here.app.has(f"undo-{sent['op_id']}"))
    assert here.app.shows(WORDS.left(11))
    await here.app.click("sell-tickets")
    await here.app.click("sale-close")
    assert here.app.has("use-coffee-11")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_lead_refunds_a_book_of_an_earlier_day_with_two_taps(tablet: OpenTablet, language: Language) -> None:
    here, words = await opened(tablet, person=LEAD, language=language), TICKET_DESK.of(language)
    await here.app.click("refund-tickets")
    assert here.app.shows(words.refund_how)
    book = HELD.books[1]
    await here.app.click(f"refund-{book.id}")
    assert here.shop.calls("/refund") == []
    assert here.app.shows(words.refund_now("¥3,492"))
    await here.app.click(f"refund-{book.id}")
    await here.app.until(lambda: here.app.has("tickets-done") and here.app.shows(words.left(2)))
    assert here.app.shows("¥3,492")
    assert len(here.shop.calls("/refund")) == 1
    clerk = await opened(tablet, language=language)
    assert not clerk.app.has("refund-tickets")


async def test_without_the_line_nothing_is_offered_and_it_is_said_why(tablet: OpenTablet) -> None:
    here = await opened(tablet, person=LEAD)
    here.staff.session.online = False
    await here.app.until(lambda: here.app.shows(WORDS.offline))
    assert not any(here.app.has(key) for key in ("use-coffee-11", "sell-tickets", "refund-tickets"))
    here.staff.session.online = True
    await here.app.until(lambda: here.app.has("use-coffee-11"))
    assert not here.app.shows(WORDS.offline)


async def test_no_answer_is_sent_again_as_the_same_act(tablet: OpenTablet) -> None:
    here = await opened(tablet)
    await here.app.click("use-coffee-11")
    here.shop.lose = "/tickets"
    await here.app.click("tickets-confirm")
    assert here.app.shows(WORDS.no_answer)
    await here.app.click("tickets-confirm")
    first, second = here.shop.calls("/tickets")
    assert first["op_id"] == second["op_id"]
    await here.app.until(lambda: here.app.shows(WORDS.left(9)))


async def test_a_refusal_is_said_and_another_way_is_open(tablet: OpenTablet) -> None:
    here = await opened(tablet)
    await here.app.click("use-coffee-11")
    here.shop.refuse("/tickets", Code.TICKETS_ELSEWHERE)
    await here.app.click("tickets-confirm")
    assert here.app.shows(Code.TICKETS_ELSEWHERE.ja)
    await here.app.click("tickets-cancel")
    assert not here.app.has("tickets-confirm")


async def test_neither_with_a_number_nor_from_a_frozen_card(tablet: OpenTablet) -> None:
    typed = await opened(tablet, member=panel(how="card", spendable=0, spend_limited_by="card"))
    assert typed.app.shows(WORDS.need_code)
    assert not typed.app.has("use-coffee-11")
    lead = await opened(tablet, member=panel(how="card", spendable=0, spend_limited_by="card"), person=LEAD)
    assert lead.app.has("use-coffee-11")
    frozen = await opened(tablet, member=panel(spendable=0, spend_limited_by="frozen"))
    assert frozen.app.shows(WORDS.frozen)
    assert not frozen.app.has("use-coffee-11")
