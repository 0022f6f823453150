"""A text as a QR on paper white, for another camera to read."""

import asyncio

import flet as ft

from app_staff.tools import use_tools
from shared.ui import qr, theme
from shared.ui.hooks import use_state


def _none() -> bytes | None:
    return None


@ft.component
def TextCode(text: str, label: str, size: int = 264) -> ft.Control:
    tools = use_tools()
    picture, draw = use_state(_none)

    async def make() -> None:
        draw(await asyncio.to_thread(qr.text_png, text))

    ft.use_effect(tools.guard(make), dependencies=[text])
    inside: ft.Control = ft.Container(width=size, height=size)
    if picture is not None:
        inside = ft.Image(
            src=picture,
            width=size,
            height=size,
            fit=ft.BoxFit.FILL,
            gapless_playback=True,
            filter_quality=ft.FilterQuality.NONE,
            semantics_label=label,
        )
    return ft.Container(inside, bgcolor=theme.PAPER, border_radius=theme.CONTROL_RADIUS, padding=4, key="code")
