"""お客さまの確認を待っています: what the clerk sees while the member looks at the phone."""

import asyncio

import flet as ft

from app_staff.parts import buttons
from app_staff.session import Asking
from app_staff.tools import use_session, use_tools, words_of
from shared.ui import theme
from shared.ui.guard import use_work
from shared.ui.hooks import use_state

NARROW = 600
"""Of a screen, measured in text of the usual size."""


@ft.component
def Asked(asking: Asking) -> ft.Control:
    tools, session = use_tools(), use_session()
    words = words_of(session).panel
    left, tell = use_state(lambda: _left(asking, tools.clock.monotonic()))

    async def count() -> None:
        while True:
            tell(_left(asking, tools.clock.monotonic()))
            await asyncio.sleep(1)

    use_work(count, [asking.approval])
    ring = ft.Stack(
        [
            ft.ProgressRing(width=56, height=56, stroke_width=4, value=left / 60, color=theme.BRAND, bgcolor=theme.SUNK),
            ft.Container(
                ft.Icon(ft.Icons.PHONELINK_RING, size=26, color=theme.ON_TINT), width=56, height=56, alignment=ft.Alignment.CENTER
            ),
        ]
    )
    said = ft.Column(
        [
            theme.text(words.ask_title, size=20, bold=True, color=theme.ON_TINT, key="asked"),
            theme.text(words.ask_more(left), size=15, color=theme.ON_TINT, key="asked-left"),
        ],
        spacing=4,
        expand=True,
    )
    stop = buttons.beside(words.ask_stop, tools.guard(tools.counter.stop_asking), key="stop-asking", expand=False, icon=ft.Icons.CLOSE)
    return ft.Semantics(
        live_region=True,
        container=True,
        content=ft.Container(
            ft.Column([ft.Row([ring, said], spacing=18), stop], spacing=16)
            if session.room < NARROW
            else ft.Row([ft.Row([ring, said], spacing=18, expand=True), stop], spacing=16),
            bgcolor=theme.TINT,
            border_radius=theme.CARD_RADIUS,
            padding=20,
        ),
    )


def _left(asking: Asking, now: float) -> int:
    return max(0, round(asking.ends - now))
