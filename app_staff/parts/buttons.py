"""Buttons for the till: 64 high, one colour for the one thing to do."""

from collections.abc import Callable

import flet as ft

from shared.ui import controls, text_size, theme

Handler = Callable[[], object]
LARGEST = 24
"""Words over figures: three beside each other on a pane, and a figure is not broken."""


def big(words: str, on_click: Handler | None, *, key: str, icon: ft.IconData | None = None, busy: bool = False) -> ft.Control:
    """The one thing to do, as high as the till wants it."""
    return controls.primary(words, on_click, key=key, icon=icon, busy=busy, till=True)


def beside(words: str, on_click: Handler | None, *, key: str, icon: ft.IconData | None = None, expand: bool = True) -> ft.Control:
    """What else can be done."""
    inside: list[ft.Control] = [ft.Icon(icon, size=22)] if icon and text_size.chosen() < text_size.LARGE else []
    inside.append(theme.text(words, size=16, bold=True, color=None, align=ft.TextAlign.CENTER))
    style = _style(horizontal=12 if expand else 24)
    style.color = {ft.ControlState.DISABLED: theme.QUIET, ft.ControlState.DEFAULT: theme.BRAND}
    return ft.OutlinedButton(
        content=ft.Row(inside, alignment=ft.MainAxisAlignment.CENTER, spacing=8, tight=True, wrap=True),
        key=key,
        on_click=on_click,
        disabled=on_click is None,
        expand=expand or None,
        style=style,
    )


def choice(words: str, on_click: Handler | None, *, key: str, chosen: bool, under: str = "") -> ft.Control:
    """One of a few: the chosen one is filled and has a tick. `under` says in figures what it means."""
    inside: list[ft.Control] = [ft.Icon(ft.Icons.CHECK, size=18, color=theme.ON_TINT)] if chosen else []
    color = theme.QUIET if on_click is None else theme.ON_TINT if chosen else theme.INK
    name = theme.text(words, size=16, bold=True, color=color, align=ft.TextAlign.CENTER)
    inside.append(name)
    style = _style()
    style.bgcolor = theme.TINT if chosen else theme.SUNK
    style.padding = ft.Padding.symmetric(horizontal=4, vertical=12 if under else 20)
    face: ft.Control = ft.Row(inside, alignment=ft.MainAxisAlignment.CENTER, spacing=6, tight=True, wrap=True)
    if under:
        figure = theme.text(under, size=13, color=color, wrap=False)
        name.size, figure.size = (min(text_size.scaled(size), LARGEST) for size in (16, 13))
        face = ft.Column([face, figure], spacing=2, tight=True, horizontal_alignment=ft.CrossAxisAlignment.CENTER)
    return ft.TextButton(
        content=face,
        key=key,
        on_click=on_click,
        disabled=on_click is None,
        expand=True,
        style=style,
    )


def form_head(title: str, close_words: str, close: Handler, *, key: str) -> ft.Control:
    """What is being filled in, and the way out of it, which keeps its room beside the largest words."""
    return ft.Row([ft.Container(theme.heading(title), expand=True), controls.icon_button(ft.Icons.CLOSE, close_words, close, key=key)])


def _style(horizontal: int = 20) -> ft.ButtonStyle:
    return ft.ButtonStyle(
        shape=ft.RoundedRectangleBorder(radius=theme.CONTROL_RADIUS),
        padding=ft.Padding.symmetric(horizontal=horizontal, vertical=20),
    )
