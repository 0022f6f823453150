"""A coupon as a ticket, drawn the same on the member's phone and where a manager makes it."""

from datetime import date

import flet as ft

from shared.i18n import Language, formats, pick, worth
from shared.i18n.common import COMMON
from shared.i18n.member import MEMBER
from shared.ui import text_size, theme
from shared.wire.coupons import Coupon, Voucher

STUB = 104
"""Logical pixels, at least."""


def coupon(
    offer: Voucher | Coupon, language: Language, foot: list[ft.Control] | None = None, *, faded: bool = False, key: str
) -> ft.Control:
    """A coupon with what it says; its last day at the foot, where nothing else stands there."""
    figure, word = worth.halves(offer, language)
    name = pick(language, offer.name_ja, offer.name_en)
    return drawn(
        figure,
        word,
        name,
        asked(offer, language),
        [last_day(offer.ends_on, language)] if foot is None else foot,
        faded=faded,
        key=key,
    )


def asked(offer: worth.Asking, language: Language) -> str:
    """What it asks for, for which goods."""
    return worth.asked(offer, language) or MEMBER.of(language).coupons.no_minimum


def last_day(day: date, language: Language) -> ft.Control:
    until = COMMON.of(language).until(formats.day(day, language))
    if text_size.chosen() >= text_size.LARGE:
        return theme.quiet(until)
    return ft.Row([ft.Icon(ft.Icons.EVENT_OUTLINED, size=15, color=theme.QUIET), ft.Container(theme.quiet(until), expand=True)], spacing=5)


def drawn(figure: str, word: str, name: str, condition: str, foot: list[ft.Control], *, faded: bool = False, key: str) -> ft.Control:
    """The stub with the figure and the word under it, the perforation, the body; of large text the body stands below the stub."""
    stacked = text_size.chosen() >= text_size.LARGE
    ink, ground = (theme.QUIET, theme.SUNK) if faded else (theme.ON_TINT, theme.TINT)
    stub = ft.Container(
        ft.Column(
            [
                ft.Container(width=STUB - 24, height=0),  # the least; a longer figure may have more
                theme.text(figure, size=26 if len(figure) < 5 else 20, bold=True, color=ink, wrap=False),
                theme.text(word, size=12, bold=True, color=ink, align=ft.TextAlign.CENTER),
            ],
            spacing=0,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
            alignment=ft.MainAxisAlignment.CENTER,
        ),
        bgcolor=ground,
        alignment=ft.Alignment.CENTER,
        padding=ft.Padding.symmetric(horizontal=12, vertical=12 if stacked else 18),
    )
    body = ft.Container(
        ft.Column(
            [
                theme.text(name, size=16, bold=True, color=theme.QUIET if faded else theme.INK),
                theme.quiet(condition),
                *foot,
            ],
            spacing=5,
            tight=True,
        ),
        expand=not stacked,
        padding=ft.Padding.symmetric(horizontal=14, vertical=14),
    )
    abreast = ft.Row([stub, _perforation(), body], spacing=0, intrinsic_height=True, vertical_alignment=ft.CrossAxisAlignment.STRETCH)
    return ft.Container(
        ft.Column([stub, body], spacing=0, horizontal_alignment=ft.CrossAxisAlignment.STRETCH) if stacked else abreast,
        key=key,
        bgcolor=theme.CARD,
        border=theme.hairline(),
        border_radius=theme.CARD_RADIUS,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
    )


def _perforation() -> ft.Control:
    return ft.Column(
        [ft.Container(width=2, height=5, bgcolor=theme.PAGE, border_radius=1) for _ in range(9)],
        alignment=ft.MainAxisAlignment.SPACE_EVENLY,
        spacing=0,
        width=2,
    )
