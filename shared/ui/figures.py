"""Points as people read them: the figure large, its unit small, and a balance that is seen to change."""

import asyncio

import flet as ft

from shared.i18n import formats
from shared.ui import theme
from shared.ui.guard import use_work
from shared.ui.hooks import use_state

STEPS = 8


def points_text(
    value: int, *, size: int, color: ft.ColorValue = theme.INK, quiet: ft.ColorValue = theme.QUIET, key: str | None = None
) -> ft.Control:
    """A number of points: the figure large, the unit small, on one baseline; read out as one."""
    return ft.Row(
        [
            theme.hero(formats.number(value), size=size, color=color, key=key, label=formats.points(value)),
            ft.Semantics(
                exclude_semantics=True,
                content=ft.Container(
                    theme.text("pt", size=max(14, size // 3), bold=True, color=quiet), padding=ft.Padding.only(bottom=size * 0.14)
                ),
            ),
        ],
        spacing=6,
        vertical_alignment=ft.CrossAxisAlignment.END,
        tight=True,
    )


@ft.component
def CountingPoints(value: int, size: int = 52, key_name: str = "balance") -> ft.Control:
    """A balance that counts to a new value in about 200 ms, so that the eye sees it change."""
    shown, show = use_state(value)
    now = ft.use_ref(value)

    async def count() -> None:
        start = now.current if now.current is not None else value
        for step in range(1, STEPS + 1):
            if start == value:
                return
            now.current = start + (value - start) * step // STEPS
            show(now.current)
            await asyncio.sleep(theme.MOTION / 1000 / STEPS)

    use_work(count, [value])
    return points_text(shown, size=size, key=key_name)
