"""A ticket book is sold: which one, and on which receipt it was paid. It takes the place of what the clerk was looking at."""

from dataclasses import dataclass, replace

import flet as ft

from app_staff.manager.acting import said
from app_staff.manager.pieces import radios
from app_staff.parts import buttons
from app_staff.parts.entry import entry
from app_staff.slate import Slate, use_slate
from app_staff.tools import Tools, use_session, use_tools
from shared.client import Unreachable
from shared.i18n import formats, tickets
from shared.i18n.ticket_desk import TICKET_DESK
from shared.ui import controls, theme
from shared.ui.hooks import Setter
from shared.wire.tickets import SellTickets, TicketsOnSale
from shared.wire.visits import Panel

LONGEST = 64
SALE = "ticket-sale"


@dataclass(frozen=True, slots=True)
class Draft:
    """What is being entered. Its id goes with it each time it is sent, and another content is another act."""

    op_id: str
    offer: str
    receipt: str = ""


@ft.component
def TicketSale(panel: Panel, slate: Slate, offers: tuple[TicketsOnSale, ...], close_form: controls.Handler) -> ft.Control:
    tools, session = use_tools(), use_session()
    words = TICKET_DESK.of(session.language)
    draft, put = use_slate(slate, SALE, lambda: Draft(tools.ids.new(), offers[0].offer))

    def close() -> None:
        slate.wipe(SALE)
        close_form()

    async def send() -> None:
        body = SellTickets(op_id=draft.op_id, offer=draft.offer, receipt=draft.receipt.strip())
        try:
            done = await tools.door.api.sell_tickets(panel.visit, body)
        except Unreachable:
            tools.guard.toast(words.no_answer)
            return
        tools.guard.toast(words.sold(tickets.name(done, session.language), done.count), good=True)
        tools.counter.on_result("good")
        close()
        await tools.counter.look_again()

    return _form(tools, offers, draft, put, tools.guard(said(tools, send)), tools.guard(close))


def _form(
    tools: Tools, offers: tuple[TicketsOnSale, ...], draft: Draft, put: Setter[Draft], send: controls.Handler, close: controls.Handler
) -> ft.Control:
    language = tools.session.language
    words = TICKET_DESK.of(language)
    offer = next((each for each in offers if each.offer == draft.offer), offers[0])
    every = [(each.offer, f"{tickets.name(each, language)} ・ {tickets.price(each, language)}") for each in offers]
    until = tickets.WORDS.of(language).if_today(formats.day(offer.ends_on, language))

    def change(**values: str) -> None:
        tools.door.touch()
        put(replace(draft, op_id=tools.ids.new(), **values))

    pieces: list[ft.Control] = [
        buttons.form_head(words.sell, words.cancel, close, key="sale-close"),
        theme.quiet(words.which, size=13),
        radios(tools, "sale", every, offer.offer, lambda name: change(offer=name)),
        ft.Column([theme.quiet(tickets.each(offer, language), size=14), theme.quiet(until, size=14)], spacing=2),
        entry(
            tools,
            words.receipt,
            draft.receipt,
            lambda text: change(receipt=text[:LONGEST]),
            key="sale-receipt",
            hint=words.receipt_hint,
            helper=words.receipt_why,
        ),
        buttons.big(
            words.sell_now(formats.yen(offer.price)), send if draft.receipt.strip() else None, key="sale-send", icon=ft.Icons.CHECK
        ),
    ]
    return controls.card(ft.Column(pieces, spacing=12, horizontal_alignment=ft.CrossAxisAlignment.STRETCH), key="ticket-sale")
