"""One sentence at the head of the screen for a few seconds. At its foot lies what is pressed next: nothing may cover that."""

from collections.abc import Callable

import flet as ft

from shared.ui import theme

WIDEST = 480
MARGIN = 12
HEAD = 52
"""Logical pixels: the title of a screen on a phone, with the way back beside it."""


class Toast:
    """One per session; a newer sentence takes the place of an older one. `head` is the height of what may be pressed at the top, which it
    leaves free.
    """

    def __init__(self, page: ft.Page, head: Callable[[], float]) -> None:
        self._page = page
        self._head = head
        self._said = 0
        self._place = ft.Container(left=0, right=0, top=0, visible=False)  # not a snack bar: Flutter puts that at the foot
        page.overlay.append(self._place)  # goes with the page's first picture

    def show(self, words: str, *, good: bool) -> int:
        """Shows it, until `end` is asked with what this answers."""
        self._said += 1
        self._place.content = ft.SafeArea(
            ft.Container(
                _face(words, min(WIDEST, (self._page.width or WIDEST) - 2 * MARGIN), good=good),
                alignment=ft.Alignment.TOP_CENTER,
                padding=ft.Padding.only(left=MARGIN, right=MARGIN, top=self._head() + MARGIN),
            )
        )
        self._place.visible = True
        self._place.update()
        return self._said

    def end(self, said: int) -> None:
        """Unless something newer was said since."""
        if said == self._said and self._place.visible:
            self._place.visible = False
            self._place.content = None
            self._place.update()


def _face(words: str, width: float, *, good: bool) -> ft.Control:
    icon = ft.Icons.CHECK_CIRCLE_OUTLINE if good else ft.Icons.ERROR_OUTLINE
    line = ft.Row(
        [
            ft.Icon(icon, color=ft.Colors.ON_INVERSE_SURFACE, size=22),
            theme.text(words, color=ft.Colors.ON_INVERSE_SURFACE, key="toast", expand=True),
        ],
        spacing=12,
    )
    face = ft.Container(
        line,
        width=width,
        padding=ft.Padding.symmetric(horizontal=16, vertical=14),
        bgcolor=ft.Colors.INVERSE_SURFACE,
        border_radius=theme.CONTROL_RADIUS,
        shadow=theme.LIFTED,
    )
    return ft.Semantics(live_region=True, container=True, content=face)
