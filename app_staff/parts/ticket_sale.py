"""A ticket book is sold: which one, and on which receipt it was paid."""

import flet as ft

from app_staff.manager.pieces import radios
from app_staff.parts import buttons
from app_staff.parts.entry import entry
from app_staff.parts.ticket_use import Does, Doing
from app_staff.tools import Tools
from shared.i18n import formats, tickets
from shared.i18n.ticket_desk import TICKET_DESK
from shared.ui import controls, theme
from shared.wire.tickets import TicketsOnSale

LONGEST = 64


def sale_form(tools: Tools, offers: tuple[TicketsOnSale, ...], now: Doing, does: Does) -> ft.Control:
    language = tools.session.language
    words = TICKET_DESK.of(language)
    offer = next((each for each in offers if each.offer == now.subject), offers[0])
    every = [(each.offer, f"{tickets.name(each, language)} ・ {tickets.price(each, language)}") for each in offers]
    until = tickets.WORDS.of(language).if_today(formats.day(offer.ends_on, language))
    pieces: list[ft.Control] = [
        ft.Row(
            [theme.heading(words.sell_title), controls.icon_button(ft.Icons.CLOSE, words.cancel, does.stop, key="sale-close")],
            alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
        ),
        theme.quiet(words.which, size=13),
        radios(tools, "sale", every, offer.offer, lambda name: does.begin("sell", name, 1, now.receipt)),
        theme.quiet(f"{tickets.each(offer, language)} ・ {until}", size=14),
        entry(
            tools,
            words.receipt,
            now.receipt,
            lambda text: does.begin("sell", offer.offer, 1, text[:LONGEST]),
            key="sale-receipt",
            hint=words.receipt_hint,
            helper=words.receipt_why,
        ),
        buttons.big(
            words.sell_now(formats.yen(offer.price)), does.go if now.receipt.strip() else None, key="sale-send", icon=ft.Icons.CHECK
        ),
    ]
    return controls.card(ft.Column(pieces, spacing=12, horizontal_alignment=ft.CrossAxisAlignment.STRETCH), key="ticket-sale")
