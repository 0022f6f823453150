"""A line on the panel: old cards of this member wait for somebody who looks at them."""

import flet as ft

from app_staff.tools import Tools
from shared.i18n import Language
from shared.i18n.counter import COUNTER
from shared.ui import controls, text_size, theme


def waiting_cards(tools: Tools, count: int, language: Language) -> ft.Control:
    words = COUNTER.of(language).old
    page = ft.context.page

    def go() -> None:
        tools.door.touch()
        page.navigate("/old-cards")

    small = text_size.chosen() < text_size.LARGE  # large words need the room
    line = ft.Row(
        [
            *([ft.Icon(ft.Icons.CREDIT_CARD, size=22, color=theme.ON_AMBER)] if small else []),
            theme.text(words.waiting(count), size=15, bold=True, color=theme.ON_AMBER, expand=True),
            *([theme.text(words.look, size=15, color=theme.ON_AMBER)] if small else []),
            ft.Icon(ft.Icons.CHEVRON_RIGHT, size=20, color=theme.ON_AMBER),
        ],
        spacing=10,
    )
    return ft.Container(
        controls.tappable(line, tools.guard(go), key="waiting-cards", label=f"{words.waiting(count)} {words.look}", bare=True),
        bgcolor=theme.AMBER,
        border_radius=theme.CONTROL_RADIUS,
    )
