"""A ticket book whose receipt comes back on a later day: which one, what is handed back for what is left, and the second tap."""

import flet as ft

from app_staff.parts import buttons
from app_staff.parts.ticket_use import Does, Doing
from app_staff.tools import Tools
from shared.i18n import formats, tickets
from shared.i18n.ticket_desk import TICKET_DESK
from shared.ui import controls, text_size, theme
from shared.wire.tickets import TicketBook

NARROW = 600
"""Logical pixels of a window, in which a line is too short for the words and what is to be pressed."""


def stacked(tools: Tools) -> bool:
    """Whether what is to be pressed stands below its words."""
    return tools.session.text_size >= text_size.LARGE or tools.session.width < NARROW


def refund_rows(tools: Tools, books: tuple[TicketBook, ...], now: Doing, does: Does) -> list[ft.Control]:
    """A way in; then every book with its yen."""
    language = tools.session.language
    words = TICKET_DESK.of(language)
    if now.what != "refund":
        begin = tools.guard(lambda: does.begin("refund", "", 1))
        return [ft.Row([controls.quiet_button(words.refund, begin, key="refund-tickets")])]
    rows: list[ft.Control] = [controls.rule(), theme.quiet(words.refund_how, size=14)]
    for book in books:
        sure = now.asks("refund", book.id)
        yen, day = formats.yen(book.refund), formats.short_day(formats.here(book.sold_at).date(), language)
        text = ft.Column(
            [
                theme.text(tickets.name(book, language), size=15),
                theme.quiet(words.bought(day, book.left), size=14),
                theme.quiet(words.back(yen), size=14),
            ],
            spacing=2,
            expand=True,
            tight=True,
        )
        label = words.refund_now(yen) if sure else words.refund
        go = does.go if sure else _asker(tools, book.id, does)
        go_on = buttons.beside(label, go, key=f"refund-{book.id}", expand=False)
        rows.append(ft.Column([ft.Row([text]), go_on], spacing=8) if stacked(tools) else ft.Row([text, go_on], spacing=12))
    return [*rows, ft.Row([controls.quiet_button(words.cancel, does.stop, key="refund-cancel")])]


def _asker(tools: Tools, book: str, does: Does) -> controls.Handler:
    return tools.guard(lambda: does.begin("refund", book, 1))
