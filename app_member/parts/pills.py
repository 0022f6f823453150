"""Alternatives and conditions as pills in a row that goes on below when it must."""

import flet as ft

from shared.ui import abreast, controls, theme


def pills(choices: list[tuple[str, str]], chosen: str, choose: abreast.Choose, *, key: str) -> ft.Control:
    """One of them is in force: (value, words). Its buttons have the keys `<key>-<value>`."""

    def one(value: str, words: str) -> ft.Control:
        here = value == chosen
        said = theme.text(words, size=14, bold=here, color=theme.ON_TINT if here else theme.INK)
        face = _pill([ft.Container(said, expand=True, expand_loose=True)], f"{key}-{value}", here=here)
        face.on_click = controls.bound(choose, value)
        return controls.said(face, words, selected=here)

    return _row([one(value, words) for value, words in choices])


def removable(conditions: list[tuple[str, str, str]], remove: abreast.Choose, *, key: str, last: ft.Control | None = None) -> ft.Control:
    """What is in force, each with a way out: (value, words, what removing it is called). Keys are `<key>-<value>`. `last` stands behind them."""

    def one(value: str, words: str, label: str) -> ft.Control:
        inside: list[ft.Control] = [
            ft.Container(theme.text(words, size=14, bold=True, color=theme.ON_TINT), expand=True, expand_loose=True),
            ft.Icon(ft.Icons.CLOSE, size=18, color=theme.ON_TINT),
        ]
        face = _pill(inside, f"{key}-{value}", here=True)
        face.on_click = controls.bound(remove, value)
        return controls.said(face, label)

    return _row([*(one(*condition) for condition in conditions), *([] if last is None else [last])])


def _pill(inside: list[ft.Control], key: str, *, here: bool) -> ft.Container:
    return ft.Container(
        ft.Row(inside, spacing=6, tight=True, vertical_alignment=ft.CrossAxisAlignment.CENTER),
        key=key,
        bgcolor=theme.TINT if here else theme.PAGE,
        border=ft.Border.all(1, ft.Colors.TRANSPARENT) if here else theme.hairline(),
        border_radius=theme.TOUCH / 2,
        padding=ft.Padding.symmetric(horizontal=16, vertical=13),
        ink=True,
    )


def _row(faces: list[ft.Control]) -> ft.Control:
    return ft.Row(faces, spacing=8, run_spacing=8, wrap=True)
