"""A stamp card as one would hold it: a round for each stamp, the gift in the last one."""

import math

import flet as ft

from shared.i18n import Language, formats, stamps
from shared.ui import controls, theme
from shared.wire.stamps import MyStamps

ROUND = 40
"""Logical pixels; cards with many stamps have smaller ones."""
SMALL = 28
MANY = 20
GAP = 8
ABREAST = {ROUND: 6, SMALL: 8}
"""So many have room on the narrowest phone."""


def stamp_card(card: MyStamps, language: Language, prize: ft.Control | None = None) -> ft.Control:
    """`prize` stands on a card that has been full, as long as its coupon is there to be used."""
    words = stamps.WORDS.of(language)
    count = theme.text(words.of(card.have, card.size), size=18, bold=True, color=theme.BRAND, key=f"stamps-{card.id}-count")
    size = SMALL if card.size > MANY else ROUND
    rounds = ft.Container(
        ft.Row([_round(n, card, size) for n in range(card.size)], spacing=GAP, run_spacing=GAP, wrap=True),
        width=_abreast(card.size, size) * (size + GAP) - GAP,
        opacity=0.4 if card.over else 1,
    )
    face = ft.Column(
        [
            controls.headed(theme.text(stamps.name(card, language), size=16, bold=True), count),
            rounds,
            *(_over(card, language) if card.over else _going(card, language, new=not (card.have or card.today or prize))),
        ],
        spacing=12,
        tight=True,
    )
    state = (
        [words.over(formats.day(card.ends_on, language))] if card.over else [stamps.missing(card, language), stamps.rule(card, language)]
    )
    said = " ".join([stamps.name(card, language), words.of(card.have, card.size), *state])
    read = ft.Semantics(label=said, container=True, exclude_semantics=True, content=face)
    return controls.card(
        ft.Column([*([prize] if prize else []), read], spacing=16, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        key=f"stamps-{card.id}",
    )


def _abreast(count: int, size: int) -> int:
    """Rows alike, as on a printed card: ten are five and five."""
    return math.ceil(count / math.ceil(count / ABREAST[size]))


def _going(card: MyStamps, language: Language, *, new: bool) -> list[ft.Control]:
    words = stamps.WORDS.of(language)
    return [
        theme.text(stamps.missing(card, language), size=15, bold=True, key=f"stamps-{card.id}-missing"),
        *([theme.quiet(words.first, size=14)] if new else []),
        *([controls.chip(words.today)] if card.today else []),
        ft.Column([theme.quiet(stamps.rule(card, language)), theme.quiet(stamps.last_day(card, language))], spacing=2, tight=True),
    ]


def _over(card: MyStamps, language: Language) -> list[ft.Control]:
    words = stamps.WORDS.of(language)
    ended = controls.chip(
        words.over(formats.day(card.ends_on, language)),
        icon=ft.Icons.EVENT_BUSY,
        bgcolor=theme.SUNK,
        color=theme.QUIET,
        key=f"stamps-{card.id}-over",
    )
    return [ended, theme.quiet(words.over_more, size=14)]


def _round(n: int, card: MyStamps, size: int) -> ft.Control:
    stamped, last = n < card.have, n == card.size - 1
    inside: ft.Control | None = None
    if stamped:
        inside = ft.Icon(ft.Icons.STAR_ROUNDED, size=size * 0.6, color=theme.ON_BRAND)
    elif last:
        inside = ft.Icon(ft.Icons.CARD_GIFTCARD, size=size * 0.55, color=theme.BRAND)
    elif size == ROUND:
        inside = theme.quiet(str(n + 1), size=12)
    return ft.Container(
        inside,
        width=size,
        height=size,
        border_radius=size / 2,
        bgcolor=theme.BRAND if stamped else theme.TINT if last else theme.SUNK,
        border=None if stamped else ft.Border.all(1, theme.BRAND if last else theme.HAIR),
        alignment=ft.Alignment.CENTER,
    )
