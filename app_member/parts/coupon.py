"""A coupon as a ticket: its value large, its name, what it asks for, its last day."""

import flet as ft

from shared.i18n import Language, formats, pick, worth
from shared.i18n.common import COMMON
from shared.i18n.member import MEMBER
from shared.i18n.member.coupon import USING
from shared.ui import controls, theme, ticket_face
from shared.wire.coupons import Voucher

OF_GOODS = frozenset({"free", "price", "cheapest", "bundle"})
"""The stub has no room for what these take off."""


def value(voucher: Voucher, language: Language) -> str:
    """10% OFF, ¥300 OFF, コーヒー 1 点無料."""
    return worth.worth(voucher, language)


def name(voucher: Voucher, language: Language) -> str:
    return pick(language, voucher.name_ja, voucher.name_en)


def condition(voucher: Voucher, language: Language) -> str:
    """What it asks for, for which goods."""
    asked = worth.conditions(voucher, language)
    if voucher.kind in OF_GOODS:
        asked.insert(0, worth.worth(voucher, language))
    return " ・ ".join(asked) or MEMBER.of(language).coupons.no_minimum


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
    figure, word = worth.halves(voucher, language)
    name_, asked = name(voucher, language), condition(voucher, language)
    return ticket_face.drawn(figure, word, name_, asked, foot, faded=faded, key=f"coupon-{voucher.id}")


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
