"""The states every screen is designed for: loading, empty, failed, and shown with its age."""

import asyncio
from collections.abc import Callable

import flet as ft

from shared.i18n import Language, formats
from shared.i18n.common import COMMON
from shared.ui import controls, text_size, theme
from shared.ui.guard import explain, use_work
from shared.ui.hooks import use_state

TICK = 30.0


def bone(height: float, width: float | None = None, *, radius: float = 8) -> ft.Container:
    """A piece of a skeleton."""
    return ft.Container(height=height, width=width, bgcolor=theme.SUNK, border_radius=radius)


def skeleton(pieces: list[ft.Control], language: Language, *, spacing: int = theme.GAP) -> ft.Control:
    """What is coming, in its own shape, under a slow shimmer."""
    return ft.Semantics(
        label=COMMON.of(language).loading,
        container=True,
        content=ft.Shimmer(
            key="loading",
            base_color=theme.SUNK,
            highlight_color=theme.CARD,
            period=1400,
            content=ft.Column(pieces, spacing=spacing, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        ),
    )


def skeleton_rows(count: int, language: Language) -> ft.Control:
    """A list of cards that is coming."""
    return skeleton([bone(76, radius=theme.CARD_RADIUS) for _ in range(count)], language)


def empty(icon: ft.IconData, sentence: str, *, action: ft.Control | None = None, key: str = "empty") -> ft.Control:
    """Nothing there yet: a picture, one sentence that says what to do, at most one button."""
    badge = controls.badge(icon, _side())
    return _middle([badge, theme.quiet(sentence, size=15, align=ft.TextAlign.CENTER), *([action] if action else [])], key)


def failed(error: Exception, language: Language, retry: Callable[[], object], *, key: str = "failed") -> ft.Control:
    """It did not work: what happened, what is safe, one button."""
    words = COMMON.of(language)
    unreachable = getattr(getattr(error, "problem", None), "status", 0) >= 500
    icon = ft.Icons.CLOUD_OFF if unreachable else ft.Icons.ERROR_OUTLINE
    badge = controls.badge(icon, _side(), bgcolor=theme.AMBER, color=theme.ON_AMBER)
    return _middle(
        [
            badge,
            theme.text(words.unreachable_title if unreachable else words.wrong_title, size=18, bold=True, align=ft.TextAlign.CENTER),
            theme.quiet(explain(error, language), size=15, align=ft.TextAlign.CENTER),
            controls.secondary(words.retry, retry, key=f"{key}-retry", icon=ft.Icons.REFRESH),
        ],
        key,
    )


def _side() -> int:
    """Large words need the room that the picture would take: the button under them stays in sight."""
    return 88 if text_size.chosen() < text_size.LARGE else 56


def _middle(pieces: list[ft.Control], key: str) -> ft.Control:
    return ft.Container(
        ft.Column(pieces, horizontal_alignment=ft.CrossAxisAlignment.CENTER, spacing=16, tight=True),
        key=key,
        padding=ft.Padding.symmetric(horizontal=24, vertical=56 if text_size.chosen() < text_size.LARGE else 16),
        alignment=ft.Alignment.CENTER,
    )


@ft.component
def StaleBar(language: Language, age: Callable[[], float]) -> ft.Control:
    """A strip over data that could not be renewed; it says how old the data is and keeps saying it right. `age` answers in seconds."""
    _, turn = use_state(0)

    async def keep_right() -> None:
        while True:
            await asyncio.sleep(TICK)
            turn(lambda count: count + 1)

    use_work(keep_right, [])
    words = COMMON.of(language).stale(formats.age(age(), language))
    return controls.notice(words, icon=ft.Icons.CLOUD_OFF, key="stale")
