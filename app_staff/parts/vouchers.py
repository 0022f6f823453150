"""The member's coupons that can be used now, best first; one tap chooses, and several go together where their terms say so."""

from collections.abc import Callable

import flet as ft

from app_staff.session import Serving
from shared.i18n import Language, formats, pick, proposals, worth
from shared.i18n.common import COMMON
from shared.i18n.staff import Staff
from shared.ui import controls, text_size, theme
from shared.wire.coupons import Voucher

Choose = Callable[[str], object]


def vouchers(serving: Serving, choose: Choose | None, words: Staff, language: Language) -> ft.Control:
    """`choose` is None while nothing may be chosen."""
    panel, chosen = serving.panel, serving.vouchers
    title = ft.Row(
        [ft.Icon(ft.Icons.LOCAL_ACTIVITY_OUTLINED, size=20, color=theme.QUIET), theme.heading(words.panel.coupons)],
        spacing=8,
    )
    if not panel.vouchers:
        return controls.card(ft.Column([title, theme.quiet(words.panel.no_coupons, size=14)], spacing=8, tight=True), key="no-coupons")
    rows = [_ticket(voucher, words, language, choose, chosen=voucher.id in chosen) for voucher in panel.vouchers]
    rows = [*_why(serving, language), *rows]
    return ft.Column(
        [ft.Container(title, padding=ft.Padding.only(top=10)), *rows],
        spacing=10,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _why(serving: Serving, language: Language) -> list[ft.Control]:
    """As long as what is proposed stands chosen."""
    found, chosen = serving.proposal or serving.panel.proposal, serving.vouchers
    said = "" if found is None or not chosen or set(chosen) != set(found.vouchers) else proposals.reason(found, language)
    if not said:
        return []
    icon = ft.Icon(ft.Icons.LIGHTBULB_OUTLINED, size=20, color=theme.BRAND)
    return [ft.Row([icon, theme.text(said, size=14, color=theme.INK, expand=True, key="proposal")], spacing=10)]


def _ticket(voucher: Voucher, words: Staff, language: Language, choose: Choose | None, *, chosen: bool) -> ft.Control:
    common = COMMON.of(language)
    name, value = pick(language, voucher.name_ja, voucher.name_en), worth.worth(voucher, language)
    notes = [*worth.conditions(voucher, language), common.until(formats.short_day(voucher.ends_on, language))]
    ink = theme.ON_TINT if chosen else theme.INK if choose else theme.QUIET
    mark = ft.Icon(
        ft.Icons.CHECK_CIRCLE if chosen else ft.Icons.RADIO_BUTTON_UNCHECKED, size=28, color=theme.BRAND if chosen else ft.Colors.OUTLINE
    )
    tail = [controls.chip(words.panel.chosen, bgcolor=theme.BRAND, color=theme.ON_BRAND)] if chosen else []
    large = text_size.chosen() >= text_size.LARGE  # the tick says it too: large words get the room
    body = ft.Column(
        [
            theme.text(value, size=20, bold=True, color=ink),
            *([] if name == value else [theme.text(name, size=14, color=ink)]),
            theme.quiet(" ・ ".join(notes), color=ink if chosen else theme.QUIET),
        ],
        spacing=3,
        expand=True,
    )
    face = ft.Row([mark, body, *([] if large else tail)], spacing=14)
    label = f"{value} {name} {' '.join(notes)}{' ' + words.panel.chosen if chosen else ''}"
    tapped = None if choose is None else lambda: choose(voucher.id)
    ticket = ft.Container(
        face,
        key=f"voucher-{voucher.id}",
        padding=16,
        bgcolor=theme.TINT if chosen else theme.CARD if choose else theme.PAGE,
        border=ft.Border.all(2, theme.BRAND) if chosen else ft.Border.all(1, theme.HAIR),
        border_radius=theme.CARD_RADIUS,
        ink=tapped is not None,
        on_click=tapped,
        disabled=tapped is None,
    )
    return controls.said(ticket, label, selected=chosen)
