import flet as ft

from app_staff.parts import buttons
from app_staff.tools import Tools
from shared.i18n.staff import Staff
from shared.ui import theme


def unsure(tools: Tools, words: Staff) -> ft.Control:
    """No answer came: what is safe, and one button that sends the very same act again."""
    return ft.Semantics(
        live_region=True,
        container=True,
        content=ft.Container(
            ft.Column(
                [
                    ft.Row(
                        [
                            ft.Icon(ft.Icons.WARNING_AMBER_ROUNDED, size=32, color=theme.ON_AMBER),
                            ft.Column(
                                [
                                    theme.text(words.panel.unsure_title, size=18, bold=True, color=theme.ON_AMBER),
                                    theme.text(words.panel.unsure, size=15, color=theme.ON_AMBER, key="unsure"),
                                ],
                                spacing=4,
                                expand=True,
                            ),
                        ],
                        spacing=14,
                    ),
                    buttons.big(words.panel.unsure_retry, tools.guard(tools.counter.resend), key="resend", icon=ft.Icons.REFRESH),
                ],
                spacing=14,
            ),
            bgcolor=theme.AMBER,
            border_radius=theme.CARD_RADIUS,
            padding=20,
        ),
    )
