"""The member's stamp cards as they stand after this scan: one line each."""

import flet as ft

from shared.i18n import Language, stamps
from shared.ui import controls, theme
from shared.wire.stamps import MyStamps


def stamp_rows(cards: tuple[MyStamps, ...], language: Language) -> ft.Control:
    words = stamps.WORDS.of(language)
    title = ft.Row([ft.Icon(ft.Icons.STARS_OUTLINED, size=20, color=theme.QUIET), theme.heading(words.title)], spacing=8)
    return controls.card(
        ft.Column(
            [title, *(_row(card, language) for card in cards)], spacing=12, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
        ),
        key="stamps",
    )


def _row(card: MyStamps, language: Language) -> ft.Control:
    words = stamps.WORDS.of(language)
    today = [controls.chip(words.today, icon=ft.Icons.CHECK_CIRCLE, size=13)] if card.today else []
    return ft.Column(
        [
            controls.pair(stamps.name(card, language), words.of(card.have, card.size), strong=True),
            ft.ProgressBar(value=card.have / card.size, color=theme.BRAND, bgcolor=theme.SUNK, height=8, border_radius=4),
            ft.Row([ft.Container(theme.quiet(stamps.missing(card, language), size=14), expand=True), *today], spacing=12),
        ],
        key=f"stamps-{card.id}",
        spacing=6,
        tight=True,
    )
