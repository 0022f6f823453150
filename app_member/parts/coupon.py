"""A coupon as a ticket: its value large, its name, what it asks for, its last day."""

import flet as ft

from shared.i18n import Language, formats, pick
from shared.i18n.common import COMMON
from shared.i18n.member import MEMBER
from shared.i18n.member.coupon import USING
from shared.ui import controls, theme
from shared.wire.coupons import Voucher

STUB = 116


def value(voucher: Voucher, language: Language) -> str:
    """10% OFF, ¥300 OFF."""
    words = COMMON.of(language)
    return words.percent_off(voucher.value) if voucher.kind == "percent" else words.yen_off(formats.yen(voucher.value))


def name(voucher: Voucher, language: Language) -> str:
    return pick(language, voucher.name_ja, voucher.name_en)


def condition(voucher: Voucher, language: Language) -> str:
    if voucher.minimum:
        return COMMON.of(language).minimum(formats.yen(voucher.minimum))
    return MEMBER.of(language).coupons.no_minimum


def chip(voucher: Voucher, language: Language) -> ft.Control:
    """The coupon small, for the card's foot; one that is picked for the next scan says so."""
    return ft.Container(
        ft.Row(
            [
                ft.Icon(ft.Icons.CHECK_CIRCLE if voucher.chosen else ft.Icons.LOCAL_ACTIVITY, size=20, color=theme.ON_TINT),
                ft.Column(
                    [
                        theme.text(value(voucher, language), size=15, bold=True, color=theme.ON_TINT),
                        theme.text(USING.of(language).chosen if voucher.chosen else name(voucher, language), size=12, color=theme.ON_TINT),
                    ],
                    spacing=1,
                    tight=True,
                ),
            ],
            spacing=10,
            tight=True,
        ),
        bgcolor=theme.TINT,
        border_radius=theme.CONTROL_RADIUS,
        padding=ft.Padding.symmetric(horizontal=14, vertical=10),
    )


def ticket(voucher: Voucher, language: Language, *, faded: bool, foot: list[ft.Control]) -> ft.Control:
    """The coupon whole: the stub with its value, the perforation, the body."""
    ink, ground = (theme.QUIET, theme.SUNK) if faded else (theme.ON_TINT, theme.TINT)
    big, small = _halves(voucher, language)
    stub = ft.Container(
        ft.Column(
            [
                ft.Container(width=STUB - 32, height=0),  # the least; larger text may have more
                theme.text(big, size=26 if len(big) < 5 else 20, bold=True, color=ink, wrap=False),
                theme.text(small, size=12, bold=True, color=ink, align=ft.TextAlign.CENTER),
            ],
            spacing=0,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
            alignment=ft.MainAxisAlignment.CENTER,
        ),
        bgcolor=ground,
        alignment=ft.Alignment.CENTER,
        padding=ft.Padding.symmetric(horizontal=16, vertical=18),
    )
    body = ft.Container(
        ft.Column(
            [
                theme.text(name(voucher, language), size=16, bold=True, color=theme.QUIET if faded else theme.INK),
                theme.quiet(condition(voucher, language)),
                *foot,
            ],
            spacing=5,
            tight=True,
        ),
        expand=True,
        padding=ft.Padding.symmetric(horizontal=16, vertical=14),
    )
    return ft.Container(
        ft.Row([stub, _perforation(), body], spacing=0, intrinsic_height=True, vertical_alignment=ft.CrossAxisAlignment.STRETCH),
        key=f"coupon-{voucher.id}",
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


def _halves(voucher: Voucher, language: Language) -> tuple[str, str]:
    """The figure and the word under it."""
    figure = f"{voucher.value}%" if voucher.kind == "percent" else formats.yen(voucher.value)
    return figure, "OFF" if language == "ja" else "off"


def last_day(voucher: Voucher, language: Language) -> ft.Control:
    until = COMMON.of(language).until(formats.day(voucher.ends_on, language))
    return ft.Row([ft.Icon(ft.Icons.EVENT_OUTLINED, size=15, color=theme.QUIET), ft.Container(theme.quiet(until), expand=True)], spacing=5)


def state(words: str, icon: ft.IconData) -> ft.Control:
    return controls.chip(words, icon=icon, bgcolor=theme.SUNK, color=theme.QUIET)


def mark(number: int) -> ft.Control:
    """A step's number on a round ground."""
    return ft.Container(
        theme.text(str(number), size=12, bold=True, color=theme.ON_TINT),
        width=24,
        height=24,
        border_radius=12,
        bgcolor=theme.TINT,
        alignment=ft.Alignment.CENTER,
    )
