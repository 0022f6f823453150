"""One figure of the day beside the same weekday before: arrow, word and number, so that the colour says nothing alone."""

import flet as ft

from shared.i18n.staff import Staff
from shared.ui import controls, theme


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
                        [ft.Icon(icon, size=18, color=theme.QUIET), theme.text(name, size=14, color=theme.QUIET, expand=True)], spacing=8
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
    return f"{before_words} {word}"


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
            ft.Icon(icon, size=22, color=color),
            theme.text(word, size=13, bold=True, color=color),
            theme.quiet(before_words, size=13),
        ],
        spacing=4,
        wrap=True,
        run_spacing=0,
    )
