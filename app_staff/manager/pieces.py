"""What the manager's forms are made of: one of several, some of several, a switch, and what is opened only when asked for."""

from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

import flet as ft

from app_staff.tools import Tools
from shared.ui import controls, theme

Option = TypeVar("Option", str, str | None)


def one_of(
    tools: Tools,
    key: str,
    name: str,
    more: str,
    every: Sequence[tuple[Option, str]],
    chosen: Option,
    choose: Callable[[Option], None],
) -> ft.Control:
    """One below the other, under a heading."""
    head: list[ft.Control] = [theme.heading(name), *([theme.quiet(more, size=14)] if more else [])]
    return ft.Column([*head, radios(tools, key, every, chosen, choose)], spacing=4)


def radios(tools: Tools, key: str, every: Sequence[tuple[Option, str]], chosen: Option, choose: Callable[[Option], None]) -> ft.Control:
    """Keys are `<key>-<value>`, `<key>-none` for None."""

    def row(value: Option, label: str) -> ft.Control:
        here = value == chosen
        mark = ft.Icons.RADIO_BUTTON_CHECKED if here else ft.Icons.RADIO_BUTTON_UNCHECKED
        face = ft.Container(
            ft.Row([ft.Icon(mark, color=theme.BRAND if here else theme.QUIET), theme.text(label, expand=True)], spacing=12),
            key=f"{key}-{value or 'none'}",
            padding=12,
            border_radius=theme.CONTROL_RADIUS,
            ink=True,
            on_click=tools.guard(lambda: choose(value)),
        )
        return controls.said(face, label, checked=here)

    return ft.Column([row(value, label) for value, label in every], spacing=4)


def pills(tools: Tools, key: str, every: Sequence[tuple[str, str]], chosen: Collection[str], turn: Callable[[str], object]) -> ft.Control:
    """Side by side, going on below; the chosen ones are filled and have a tick. Keys are `<key>-<value>`."""

    def pill(value: str, label: str) -> ft.Control:
        here = value in chosen
        inside: list[ft.Control] = [ft.Icon(ft.Icons.CHECK, size=18, color=theme.ON_TINT)] if here else []
        words = theme.text(label, bold=here, color=theme.ON_TINT if here else theme.INK, expand=True)
        words.expand_loose = True  # as wide as its words; more of them go on below, beside the tick
        inside.append(words)
        face = ft.Container(
            ft.Row(inside, spacing=6, tight=True),
            key=f"{key}-{value}",
            bgcolor=theme.TINT if here else theme.SUNK,
            border_radius=theme.CONTROL_RADIUS,
            padding=ft.Padding.symmetric(horizontal=16 if len(label) > 1 else 20, vertical=14),
            ink=True,
            on_click=tools.guard(lambda: turn(value)),
        )
        return controls.said(face, label, checked=here)

    return ft.Row([pill(value, label) for value, label in every], spacing=8, run_spacing=8, wrap=True)


def switch(words: str, hint: str, turn: controls.Handler, *, on: bool, key: str) -> ft.Control:
    lines: list[ft.Control] = [theme.text(words, size=16, bold=True), *([theme.quiet(hint, size=14)] if hint else [])]
    text = ft.Column(lines, spacing=2, expand=True)
    face = ft.Switch(value=on, key=key, on_change=controls.bound(turn))
    return ft.MergeSemantics(ft.Container(ft.Row([text, face], spacing=14), padding=ft.Padding.symmetric(vertical=6)))


def opener(words: str, turn: controls.Handler, *, is_open: bool, key: str) -> ft.Control:
    """くわしく: what most shops never need."""
    return ft.Row([controls.quiet_button(words, turn, key=key, icon=ft.Icons.EXPAND_LESS if is_open else ft.Icons.EXPAND_MORE)], wrap=True)


def stated(name: str, state: ft.Control) -> ft.Control:
    """The name of a row and its state at the other end; below it, where a line has no room for both."""
    line = [theme.text(name, size=16, bold=True), state]
    return ft.Row(
        [*line],
        spacing=12,
        run_spacing=4,
        wrap=True,
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )


def part(name: str, *inside: ft.Control, more: str = "") -> ft.Control:
    """A heading and what belongs under it."""
    head: list[ft.Control] = [theme.heading(name), *([theme.quiet(more, size=14)] if more else [])]
    return ft.Column([*head, *inside], spacing=10, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
