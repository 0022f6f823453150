"""The member's stamp cards above the coupons: none, some, full and become a coupon, over; and one button where they did not come."""

import flet as ft

from app_member.session import Shelf
from shared.i18n import Language, stamps, worth
from shared.i18n.common import COMMON
from shared.ui import abreast, controls, text_size, theme
from shared.ui.stamp_face import stamp_card
from shared.wire.coupons import Voucher
from shared.wire.stamps import MyStamps


def stamp_shelf(
    shelf: Shelf[tuple[MyStamps, ...]], held: tuple[Voucher, ...], language: Language, use: abreast.Choose, retry: controls.Handler
) -> list[ft.Control]:
    """Nothing at all where the shop has no cards."""
    if shelf.value is None:
        return [] if shelf.error is None else [_failed(language, retry)]
    cards = [stamp_card(each, language, _prize(each, held, language, use)) for each in shelf.value]
    return [ft.Column([*cards], spacing=12)] if cards else []


def _failed(language: Language, retry: controls.Handler) -> ft.Control:
    words = COMMON.of(language)
    again = controls.secondary(words.retry, retry, key="stamps-retry", icon=ft.Icons.REFRESH)
    return ft.Column([controls.notice(stamps.WORDS.of(language).missed, key="stamps-failed"), ft.Row([again])], spacing=8)


def _prize(card: MyStamps, held: tuple[Voucher, ...], language: Language, use: abreast.Choose) -> ft.Control | None:
    """What a full card has become, as long as it can be used."""
    ready = [voucher for voucher in held if voucher.coupon == card.coupon and voucher.usable]
    if not ready:
        return None
    words = stamps.WORDS.of(language)
    small = text_size.chosen() < text_size.LARGE  # large words need the room
    icon = [controls.badge(ft.Icons.CARD_GIFTCARD, 48, bgcolor=theme.BRAND, color=theme.ON_BRAND)] if small else []
    said = ft.Column(
        [
            theme.text(words.full(worth.worth(card, language)), size=15, bold=True, color=theme.ON_TINT),
            theme.text(words.full_more(len(ready)), size=13, color=theme.ON_TINT),
        ],
        spacing=2,
        expand=True,
    )
    button = controls.primary(words.use, controls.bound(use, ready[0].id), key=f"stamps-{card.id}-use", icon=ft.Icons.REDEEM)
    return ft.Container(
        ft.Column([ft.Row([*icon, said], spacing=12), button], spacing=12),
        key=f"stamps-{card.id}-full",
        bgcolor=theme.TINT,
        border_radius=theme.CONTROL_RADIUS,
        padding=16,
    )
