"""A coupon as a ticket: its value large, its name, what it asks for, its last day."""

import flet as ft

from shared.i18n import Language, pick, worth
from shared.i18n.member.coupon import USING
from shared.ui import controls, text_size, theme, ticket_face
from shared.wire.coupons import Voucher


def value(voucher: Voucher, language: Language) -> str:
    """10% OFF, ¥300 OFF, コーヒー 1 点無料."""
    return worth.worth(voucher, language)


def name(voucher: Voucher, language: Language) -> str:
    return pick(language, voucher.name_ja, voucher.name_en)


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
    return ticket_face.coupon(voucher, language, foot, faded=faded, key=f"coupon-{voucher.id}")


def last_day(voucher: Voucher, language: Language) -> ft.Control:
    return ticket_face.last_day(voucher.ends_on, language)


def state(words: str, icon: ft.IconData) -> ft.Control:
    return controls.chip(words, icon=icon, bgcolor=theme.SUNK, color=theme.QUIET)


def mark(number: int) -> ft.Control:
    """A step's number on a round ground."""
    side = text_size.scaled(24)
    return ft.Container(
        theme.text(str(number), size=12, bold=True, color=theme.ON_TINT),
        width=side,
        height=side,
        border_radius=side / 2,
        bgcolor=theme.TINT,
        alignment=ft.Alignment.CENTER,
    )
