"""Rows that lead on, together in a card under a heading."""

import flet as ft

from shared.ui import controls, text_size, theme


def section(title: str, more: str, rows: list[ft.Control]) -> ft.Control:
    head: list[ft.Control] = [ft.Semantics(header=True, content=theme.heading(title))]
    if more:
        head.append(theme.quiet(more))
    return ft.Column([ft.Column(head, spacing=2), joined(rows)], spacing=10)


def joined(rows: list[ft.Control]) -> ft.Control:
    """In one card, with hairlines between them."""
    lines: list[ft.Control] = []
    for each in rows:
        if lines:
            lines.append(ft.Container(controls.rule(), padding=ft.Padding.only(left=56)))
        lines.append(each)
    return controls.card(ft.Column(lines, spacing=0), padding=0)


def link(
    icon: ft.IconData, title: str, more: str, on_click: controls.Handler, *, key: str, color: ft.ColorValue = theme.INK, mark: str = ""
) -> ft.Control:
    said: list[ft.Control] = [theme.text(title, size=16, bold=True, color=color), *([theme.quiet(more)] if more else [])]
    right: list[ft.Control] = [controls.chip(mark)] if mark else []
    if text_size.chosen() >= text_size.LARGE:  # abreast they would leave the words no room
        said, right = [*said, *right], []
    return controls.tappable(
        ft.Row(
            [
                ft.Icon(icon, size=24, color=theme.QUIET if color == theme.INK else color),
                ft.Column(said, spacing=2, expand=True),
                *right,
                ft.Icon(ft.Icons.CHEVRON_RIGHT, size=20, color=theme.QUIET),
            ],
            spacing=16,
        ),
        on_click,
        key=key,
        label=f"{title} {mark} {more}",
        bare=True,
    )
