"""Which coupons the till will take off at the next purchase, and why: the same choice that the clerk sees."""

import flet as ft

from app_member.parts import coupon
from shared.i18n import Language
from shared.i18n.member.coupon import USING
from shared.ui import theme
from shared.wire.coupons import Voucher
from shared.wire.members import Card


def next_set(card: Card, held: tuple[Voucher, ...], language: Language) -> list[ft.Control]:
    """Nothing while only one could be meant."""
    found = card.proposal
    by_id = {voucher.id: voucher for voucher in held if voucher.usable}
    if found is None or len(by_id) < 2 or not found.vouchers or not all(each in by_id for each in found.vouchers):
        return []
    words = USING.of(language)
    why = words.together(len(found.vouchers)) if found.reason == "together" else words.reasons.get(found.reason, "")
    return [
        ft.Container(
            ft.Column(
                [
                    theme.text(words.next, size=14, bold=True, color=theme.ON_TINT),
                    *(_line(by_id[each], language) for each in found.vouchers),
                    theme.text(why, size=14, color=theme.ON_TINT, key="next-why"),
                ],
                spacing=8,
            ),
            key="next-set",
            bgcolor=theme.TINT,
            border_radius=theme.CARD_RADIUS,
            padding=16,
        )
    ]


def _line(voucher: Voucher, language: Language) -> ft.Control:
    said = f"{coupon.value(voucher, language)} ・ {coupon.name(voucher, language)}"
    return ft.Row(
        [ft.Icon(ft.Icons.LOCAL_ACTIVITY, size=20, color=theme.ON_TINT), theme.text(said, size=15, color=theme.ON_TINT, expand=True)],
        spacing=10,
    )
