"""Where a column ends for the keyboard: all that stands left of an edge is gone through before what stands right of it."""

import flet as ft

from shared.ui import theme

WIDTH = 6
"""Logical pixels: a line to the eye, and only while it has the focus."""
FAR = 20_000
"""Over and under the window: what has been scrolled out of it comes in its turn too."""


def edge(key: str, *, visible: bool = True) -> ft.Control:
    """For between columns whose places all begin at the same left side.

    Flutter goes on in the order of reading, row by row over the whole window, and Flet cannot group. But of all that lies beside the topmost
    place it takes the leftmost first: a place higher than anything makes everything left of it come before, from top to bottom. It is one
    stop more, lit while it has the focus; there is nothing to press, so a finger, a pointer and a screen reader do not meet it.
    """
    style = ft.ButtonStyle(
        bgcolor={ft.ControlState.FOCUSED: theme.BRAND, ft.ControlState.DEFAULT: ft.Colors.TRANSPARENT},
        overlay_color=ft.Colors.TRANSPARENT,
        shape=ft.RoundedRectangleBorder(radius=WIDTH / 2),
        padding=0,
        mouse_cursor=ft.MouseCursor.BASIC,
    )
    line = ft.TextButton(content=ft.Container(), key=key, style=style, left=0, right=0, top=-FAR, bottom=-FAR)
    room = ft.Stack([line], width=WIDTH, clip_behavior=ft.ClipBehavior.NONE)
    return ft.Semantics(exclude_semantics=True, content=room, visible=visible)
