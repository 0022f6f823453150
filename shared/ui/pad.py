"""A number pad for fingers: keys of at least 64, digits large."""

from collections.abc import Callable

import flet as ft

from shared.ui import theme

GAP = 8


def pad(
    on_digit: Callable[[str], object], on_back: Callable[[], object], *, key: str, back_label: str, double_zero: bool = False
) -> ft.Control:
    """1-9, then `00` or an empty place, 0, and back. Keys are `{key}-0` to `{key}-9`, `{key}-00`, `{key}-back`."""

    def digit(value: str) -> ft.Control:
        return _key(theme.text(value, size=24, bold=True, align=ft.TextAlign.CENTER), lambda: on_digit(value), f"{key}-{value}")

    back = ft.Icon(ft.Icons.BACKSPACE_OUTLINED, size=24, color=theme.INK, semantics_label=back_label)
    left = digit("00") if double_zero else ft.Container(expand=True)
    rows = [[digit(value) for value in row] for row in ("123", "456", "789")]
    rows.append([left, digit("0"), _key(back, on_back, f"{key}-back")])
    return ft.Column([ft.Row(row, spacing=GAP) for row in rows], spacing=GAP, tight=True)


def _key(content: ft.Control, on_click: Callable[[], object], key: str) -> ft.Control:
    return ft.TextButton(
        content=content,
        key=key,
        on_click=on_click,
        height=theme.TILL_TOUCH,
        expand=True,
        style=ft.ButtonStyle(bgcolor=theme.SUNK, color=theme.INK, shape=ft.RoundedRectangleBorder(radius=theme.CONTROL_RADIUS), padding=0),
    )


def grown(text: str, more: str, longest: int) -> str:
    """The number after a key: no leading zeros, no longer than allowed."""
    grown_text = (text + more).lstrip("0")
    return grown_text if len(grown_text) <= longest else text
