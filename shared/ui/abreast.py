"""A few alternatives side by side, one of them in force."""

import math
import unicodedata
from collections.abc import Callable, Sequence

import flet as ft

from shared.i18n import Language
from shared.i18n.common import COMMON
from shared.ui import controls, text_size, theme
from shared.ui.text_size import scaled

Choose = Callable[[str], object]
TWO = 2
"""So many fit beside each other at any size of text."""
AROUND = 20
"""Pixels beside the words of one."""


def tabs(choices: list[tuple[str, str]], chosen: str, choose: Choose, *, key: str, room: float = math.inf) -> ft.Control:
    """A few alternatives side by side, one of them in force: (value, words). Its buttons have the keys `<key>-<value>`. Where they have
    no `room` side by side, in pixels, they go on below.
    """
    large = text_size.chosen() >= text_size.LARGE
    wrap = len(choices) > TWO and (large or len(choices) * max(_wide(words) + AROUND for _, words in choices) > room)

    def face(value: str, words: str) -> ft.Control:
        here = value == chosen
        return theme.text(words, size=14, bold=here, color=theme.ON_TINT if here else theme.QUIET, align=ft.TextAlign.CENTER)

    return _abreast([(value, face(value, words), None) for value, words in choices], chosen, choose, key, wrap=wrap)


def _wide(words: str) -> float:
    """About as many pixels as they take in a tab."""
    return scaled(14) * sum(1.0 if unicodedata.east_asian_width(each) in "WF" else 0.6 for each in words)


def text_sizes(chosen: int, choose: Callable[[int], object], language: Language) -> ft.Control:
    """The sizes of text to choose from, each shown by a letter of its own size. Keys are `text-size-<per cent>`."""
    words = COMMON.of(language)

    def face(percent: int) -> ft.Control:
        letter = theme.text(words.text_sample, size=14, bold=percent == chosen, align=ft.TextAlign.CENTER)
        letter.size = text_size.scaled(14, percent)
        return ft.Container(letter, height=40, alignment=ft.Alignment.CENTER)

    sizes = [(str(percent), face(percent), words.percent(percent)) for percent in text_size.SIZES]
    return ft.Column(
        [theme.quiet(words.text_size, size=14), _abreast(sizes, str(chosen), lambda value: choose(int(value)), "text-size")], spacing=8
    )


def _abreast(
    faces: Sequence[tuple[str, ft.Control, str | None]], chosen: str, choose: Choose, key: str, *, wrap: bool = False
) -> ft.Control:
    """(value, what is seen, what is said where that differs). Those that `wrap` take the room they need and go on below, rather than break
    within.
    """

    def one(value: str, face: ft.Control, label: str | None) -> ft.Control:
        here = value == chosen
        button = ft.Container(
            face,
            key=f"{key}-{value}",
            bgcolor=theme.CARD if here else None,
            border=theme.hairline() if here else ft.Border.all(1, ft.Colors.TRANSPARENT),
            border_radius=theme.CONTROL_RADIUS,
            padding=ft.Padding.symmetric(horizontal=12 if wrap else 4, vertical=13),
            alignment=None if wrap else ft.Alignment.CENTER,
            ink=True,
            on_click=controls.bound(choose, value),
        )
        named = ft.Semantics(button=True, selected=here, content=button) if label is None else controls.said(button, label, selected=here)
        return ft.Container(named, expand=None if wrap else True)

    return ft.Container(
        ft.Row([one(*face) for face in faces], spacing=4, run_spacing=4, wrap=wrap),
        bgcolor=theme.SUNK,
        border_radius=theme.CARD_RADIUS,
        padding=4,
    )
