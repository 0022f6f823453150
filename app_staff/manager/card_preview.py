"""The member's card as it will look on a phone, in both themes."""

import flet as ft

from shared.i18n import Language
from shared.i18n.common import rank_name
from shared.i18n.settings import Look as Words
from shared.qr.number import grouped
from shared.ui import card_face, theme
from shared.ui.card_face import Look

NUMBER = "123456789014"
"""Nobody's."""


def preview(look: Look, words: Words, language: Language) -> ft.Control:
    screens = [
        _screen(look, words.light, words, language, ft.ThemeMode.LIGHT),
        _screen(look, words.dark, words, language, ft.ThemeMode.DARK),
    ]
    return ft.Column([theme.quiet(words.preview, size=14), *screens], spacing=12, key="preview")


def _screen(look: Look, name: str, words: Words, language: Language, mode: ft.ThemeMode) -> ft.Control:
    """A theme inside a page governs only below its own container."""
    panel = ft.Container(
        ft.Row(
            [
                ft.Icon(ft.Icons.QR_CODE_2, size=72, color=theme.PAPER_INK),
                ft.Container(theme.text(grouped(NUMBER), size=16, bold=True, color=theme.PAPER_INK), expand=True),
            ],
            spacing=12,
        ),
        bgcolor=theme.PAPER,
        border_radius=theme.CARD_RADIUS,
        padding=8,
        margin=16,
    )
    head = card_face.head(look, look.brand.name, words.sample, rank_name("gold", language), ft.Icons.WORKSPACE_PREMIUM)
    button = ft.Container(
        theme.text(words.button, size=14, bold=True, color=theme.ON_BRAND),
        bgcolor=theme.BRAND,
        border_radius=theme.CONTROL_RADIUS,
        padding=ft.Padding.symmetric(horizontal=18, vertical=12),
    )
    link = theme.text("+37 pt", size=15, bold=True, color=theme.BRAND)
    pieces: list[ft.Control] = [
        theme.quiet(name, size=13),
        card_face.painted(ft.Column([head, panel], spacing=0), look),
        ft.Row([button, link], spacing=16),
    ]
    return ft.Container(
        ft.Column(pieces, spacing=12, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        theme=theme.light(seed=look.brand.seed),
        dark_theme=theme.dark(seed=look.brand.seed),
        theme_mode=mode,
        bgcolor=theme.PAGE,
        border=theme.hairline(),
        border_radius=theme.CARD_RADIUS,
        padding=16,
    )
