"""On the card: how many tickets are left and until when; the way to the books."""

import flet as ft

from shared.i18n import Language, tickets
from shared.ui import controls, theme
from shared.wire.tickets import Tickets


def tickets_tile(found: Tickets, language: Language, open_tickets: controls.Handler) -> ft.Control:
    words = tickets.WORDS.of(language)
    first = next((book for book in found.books if book.state in {"usable", "soon"}), None)
    ground, ink = theme.TINT, theme.ON_TINT
    if first is None:
        more = words.on_sale if found.on_sale else words.past
    else:
        more = tickets.summary(found.books, language)
        if first.state == "soon":
            ground, ink = theme.AMBER, theme.ON_AMBER
    said = ft.Column([theme.text(words.title, size=15, bold=True), theme.quiet(more, size=14, key="tickets-left")], spacing=2, expand=True)
    said.tight = True
    badge = controls.badge(ft.Icons.CONFIRMATION_NUMBER_OUTLINED, 44, bgcolor=ground, color=ink)
    face = ft.Row([badge, said, ft.Icon(ft.Icons.CHEVRON_RIGHT, size=20, color=theme.QUIET)], spacing=12)
    return controls.tappable(face, open_tickets, key="open-tickets", label=f"{words.title} {more}")
