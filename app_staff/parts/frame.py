"""What the doors have in common: a quiet page with one card in the middle, and why it shows."""

import flet as ft

from app_staff.tools import use_session, use_tools, words_of
from shared.ui import controls, theme

NARROW, SLIM = 300, 500
"""Of a screen, measured in text of the usual size."""


@ft.component
def Doorway(content: list[ft.Control], wide: bool = False) -> ft.Control:  # noqa: FBT001, FBT002 - a component's property
    tools, session = use_tools(), use_session()
    words = words_of(session)

    where: list[ft.Control] = [
        ft.Icon(ft.Icons.STOREFRONT_OUTLINED, color=theme.BRAND, size=24),
        _where(words.app_title, session.desk.brand if session.desk else "", slim=session.room < SLIM),
    ]
    turn = controls.quiet_button(words.language, tools.guard(tools.door.switch_language), key="language", icon=ft.Icons.TRANSLATE)
    stacked: list[ft.Control] = [ft.Row([turn], alignment=ft.MainAxisAlignment.END), ft.Row(where, spacing=10)]
    head: ft.Control = ft.Column(stacked, spacing=4) if session.room < NARROW else ft.Row([*where, turn], spacing=10)
    notice = [controls.notice(session.notice)] if session.notice else []
    card = controls.card(ft.Column(content, spacing=20, horizontal_alignment=ft.CrossAxisAlignment.STRETCH), padding=28)
    room = 880 if wide else 480
    body = ft.Column([*notice, card], spacing=16, width=min(room, max(300, session.width - 2 * theme.MARGIN)), tight=True)
    return ft.Column(
        [
            ft.Container(head, padding=ft.Padding.symmetric(horizontal=theme.MARGIN, vertical=16)),
            ft.Column(
                [
                    ft.Container(
                        body, alignment=ft.Alignment.CENTER, padding=ft.Padding.only(left=theme.MARGIN, right=theme.MARGIN, bottom=40)
                    )
                ],
                scroll=ft.ScrollMode.AUTO,
                expand=True,
                alignment=ft.MainAxisAlignment.CENTER,
            ),
        ],
        expand=True,
        spacing=0,
    )


def _where(app: str, brand: str, *, slim: bool) -> ft.Control:
    """The shop, and that this is the staff's app: of a line that is too short for both, below it."""
    if brand and slim:
        return ft.Column([theme.text(brand, size=16, bold=True), theme.quiet(app)], spacing=0, tight=True, expand=True)
    return theme.text(f"{brand} ・ {app}" if brand else app, size=16, bold=True, expand=True)
