"""A picture of something the shop sells, from the store of pictures; its ground stands there until it has come, or instead of it."""

from collections.abc import Awaitable, Callable
from typing import cast

import flet as ft

from shared.ui import theme
from shared.ui.guard import use_work
from shared.ui.hooks import use_state

Fetch = Callable[[str], Awaitable[bytes | None]]


@ft.component
def Photo(fetch: Fetch, picture: str | None, size: int, radius: int = theme.CONTROL_RADIUS) -> ft.Control:
    """A square of `size` logical pixels. What it shows is said in words beside it."""
    content, put = use_state(cast("bytes | None", None))

    async def load() -> None:
        put(None if picture is None else await fetch(picture))

    use_work(load, [picture])
    inside: ft.Control = (
        ft.Icon(ft.Icons.SHOPPING_BASKET_OUTLINED, size=size * 2 // 5, color=theme.QUIET)
        if content is None
        else ft.Image(src=content, width=size, height=size, fit=ft.BoxFit.COVER, gapless_playback=True, exclude_from_semantics=True)
    )
    return ft.Container(
        inside,
        width=size,
        height=size,
        bgcolor=theme.SUNK,
        border_radius=radius,
        alignment=ft.Alignment.CENTER,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
    )


@ft.component
def Poster(fetch: Fetch, picture: str) -> ft.Control:
    """A picture as wide as there is room, and as high as it is then."""
    content, put = use_state(cast("bytes | None", None))

    async def load() -> None:
        put(await fetch(picture))

    use_work(load, [picture])
    shown = content is not None
    return ft.Container(
        ft.Image(src=content, fit=ft.BoxFit.FIT_WIDTH, gapless_playback=True, exclude_from_semantics=True) if shown else None,
        height=None if shown else 180,
        bgcolor=None if shown else theme.SUNK,
        border_radius=theme.CONTROL_RADIUS,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
    )
