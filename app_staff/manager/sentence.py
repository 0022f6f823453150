"""A sentence with blanks: each is a button, and what fills it opens right under the sentence."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import flet as ft

from app_staff.tools import Tools
from shared.ui import text_size, theme
from shared.ui.controls import said

Filler = Callable[[], ft.Control]


@dataclass(frozen=True, slots=True)
class Blank:
    key: str
    words: str
    fill: Filler
    """What it is filled with; asked only while it is open."""
    label: str = ""
    """What a screen reader says before the words."""


Piece = str | Blank
STOPS = {"。", "、", ".", ","}
_NAMES = re.compile(r"\{(\w+)\}")


def filled(template: str, **blanks: "Blank | str | list[Piece]") -> list[Piece]:
    """The words of a template with its {names} filled; what is empty leaves nothing."""
    found: list[Piece] = []
    for n, part in enumerate(_NAMES.split(template)):
        into = blanks[part] if n % 2 else part.strip()
        found += into if isinstance(into, list) else [into]
    return [each for each in found if each]


def sentence(tools: Tools, pieces: list[Piece], opened: str, open_: Callable[[str], object], *, size: int = 17) -> ft.Control:
    """Touching the open blank closes it."""
    line: list[ft.Control] = []
    for each in pieces:
        drawn = theme.text(each, size=size) if isinstance(each, str) else _blank(tools, each, opened, open_, size)
        if each in STOPS and line:  # never at the beginning of a line
            drawn = ft.Row([ft.Container(line.pop(), expand=True, expand_loose=True), drawn], spacing=4, tight=True)
        line.append(drawn)
    words: ft.Control = ft.Row(
        [*line], spacing=text_size.scaled(4), run_spacing=6, wrap=True, vertical_alignment=ft.CrossAxisAlignment.CENTER
    )
    filler = next((each for each in pieces if isinstance(each, Blank) and each.key == opened), None)
    if filler is None:
        return words
    panel = ft.Container(
        filler.fill(), key=f"fill-{opened}", bgcolor=theme.PAGE, border=theme.hairline(), border_radius=theme.CARD_RADIUS, padding=16
    )
    return ft.Column([words, panel], spacing=10, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _blank(tools: Tools, blank: Blank, opened: str, open_: Callable[[str], object], size: int) -> ft.Control:
    here = blank.key == opened
    words = theme.text(blank.words, size=size, bold=True, color=theme.ON_TINT, expand=True)
    words.expand_loose = True  # as wide as its words; more of them go on below, beside the arrow
    face = ft.Container(
        ft.Row(
            [
                words,
                ft.Icon(ft.Icons.EXPAND_LESS if here else ft.Icons.EXPAND_MORE, size=18, color=theme.ON_TINT),
            ],
            spacing=4,
            tight=True,
            vertical_alignment=ft.CrossAxisAlignment.CENTER,
        ),
        key=f"blank-{blank.key}",
        bgcolor=theme.TINT,
        border=ft.Border.all(2, theme.BRAND if here else ft.Colors.TRANSPARENT),
        border_radius=theme.CONTROL_RADIUS,
        padding=ft.Padding.symmetric(horizontal=10, vertical=11),
        ink=True,
        on_click=tools.guard(lambda: open_("" if here else blank.key)),
    )
    return said(face, f"{blank.label} {blank.words}".strip())
