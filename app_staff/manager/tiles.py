"""One figure of the day beside the same weekday before: arrow, word and number, so that the colour says nothing alone."""

from collections.abc import Sequence

import flet as ft

from app_staff.parts import rail
from app_staff.session import Session
from shared.i18n.staff import Staff
from shared.ui import controls, text_size, theme

GAP = 12
FRAME = 40
DIGIT, NAME = 0.69, 7
"""The width of a figure's sign, and of a name, by the size of their text."""


def abreast(session: Session, most: int, values: Sequence[str], size: int, *, gap: float = GAP) -> int:
    """How many stand beside each other, each with room for its figure on one line."""
    figure = text_size.scaled(size) * DIGIT * max(len(value) for value in values)
    name = text_size.scaled(14) * NAME + text_size.scaled(18) + 8
    least, inner = FRAME + max(figure, name), rail.inner(session)
    return next((count for count in (most, 4, 3, 2) if count <= most and (inner + gap) / count - gap >= least), 1)


def grid(tiles: Sequence[ft.Control], abreast: int, *, gap: float = GAP) -> ft.Control:
    """So many beside each other, those of a row as high as its highest."""
    lines = [[*tiles[at : at + abreast]] for at in range(0, len(tiles), abreast)]
    rows = [
        ft.Row(
            [ft.Container(each, expand=True) for each in [*line, *[None] * (abreast - len(line))]],
            spacing=gap,
            intrinsic_height=True,
            vertical_alignment=ft.CrossAxisAlignment.STRETCH,
        )
        for line in lines
    ]
    return ft.Column([*rows], spacing=gap)


def tile(  # noqa: PLR0913 - a figure has these parts
    name: str, value: str, now: int, before: int, before_words: str, words: Staff, *, key: str, icon: ft.IconData, size: int = 30
) -> ft.Control:
    """`value` is drawn large; `now` and `before` make the comparison."""
    label = f"{name} {value} {_said(now, before, before_words, words)}"
    return ft.Semantics(
        label=label,
        container=True,
        exclude_semantics=True,
        content=controls.card(
            ft.Column(
                [
                    ft.Row(
                        [
                            ft.Icon(icon, size=text_size.scaled(18), color=theme.QUIET),
                            theme.text(name, size=14, color=theme.QUIET, expand=True),
                        ],
                        spacing=8,
                    ),
                    theme.text(value, size=size, bold=True, key=f"{key}-value"),
                    _change(now, before, before_words, words),
                ],
                spacing=6,
                tight=True,
            ),
            key=key,
            padding=16,
        ),
    )


def _said(now: int, before: int, before_words: str, words: Staff) -> str:
    page = words.today_page
    word = page.up if now > before else page.down if now < before else page.same
    return f"{word} {before_words}"


def _change(now: int, before: int, before_words: str, words: Staff) -> ft.Control:
    page = words.today_page
    if now == before:
        icon, word, color = ft.Icons.REMOVE, page.same, theme.QUIET
    elif now > before:
        icon, word, color = ft.Icons.ARROW_DROP_UP, page.up, theme.BRAND
    else:
        icon, word, color = ft.Icons.ARROW_DROP_DOWN, page.down, theme.RED
    return ft.Row(
        [
            ft.Row(
                [ft.Icon(icon, size=text_size.scaled(22), color=color), theme.text(word, size=13, bold=True, color=color)],
                spacing=2,
                tight=True,
            ),
            theme.quiet(before_words, size=13),
        ],
        spacing=6,
        wrap=True,
        run_spacing=0,
    )
