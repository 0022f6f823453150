"""What just happened, sliding in under the open card: no pull to refresh."""

import flet as ft

from app_member.home import use_session
from app_member.parts.frame import SlideIn
from app_member.session import Arrival
from shared.i18n import formats
from shared.i18n.common import COMMON
from shared.i18n.member import Member
from shared.ui import controls, theme
from shared.ui.hooks import keyed

PLACES = {"voucher": "/coupons", "tickets": "/tickets"}
"""Where a tap leads; to the points for whatever moved some."""


def headline(arrival: Arrival, words: Member) -> str:
    event = arrival.event
    if event.kind == "voucher":
        return words.card.voucher
    if event.kind == "tickets":
        return words.card.tickets
    if event.kind == "reverse":
        return words.card.taken_back(formats.signed(event.points))
    if event.kind == "redeem" and event.points < 0:
        return words.card.spent(formats.points(-event.points))
    return words.card.earned(formats.signed(event.points)) if event.points > 0 else words.card.other(formats.signed(event.points))


@ft.component
def ArrivalRow(arrival: Arrival) -> ft.Control:
    actions, session, words = use_session()
    event = arrival.event
    receipt = event.receipt if session.has("receipts") else None
    icon = (
        ft.Icons.UNDO
        if event.kind == "reverse"
        else ft.Icons.RECEIPT_LONG
        if receipt
        else ft.Icons.LOCAL_ACTIVITY
        if event.kind == "voucher"
        else ft.Icons.CONFIRMATION_NUMBER_OUTLINED
        if event.kind == "tickets"
        else ft.Icons.STARS
    )

    def put_away() -> None:
        session.arrival = None

    def open_it() -> None:
        session.arrival = None
        actions.go(f"/receipts/{receipt}" if receipt else PLACES.get(event.kind, "/points"))

    head = headline(arrival, words)
    more = words.card.open_receipt if receipt else words.card.now_balance(formats.points(event.balance))
    row = ft.Row(
        [
            ft.Icon(icon, size=24, color=theme.ON_TINT),
            ft.Column(
                [
                    theme.text(head, size=17, bold=True, color=theme.ON_TINT, key="arrival-head"),
                    theme.text(more, size=13, color=theme.ON_TINT),
                ],
                spacing=1,
                expand=True,
            ),
            controls.icon_button(
                ft.Icons.CLOSE, COMMON.of(session.language).close, actions.guard(put_away), key="arrival-close", color=theme.ON_TINT
            ),
        ],
        spacing=12,
    )
    return ft.Semantics(
        live_region=True,
        container=True,
        content=keyed(
            SlideIn,
            f"arrival-{event.version}",
            ft.Container(
                row,
                key="arrival",
                bgcolor=theme.TINT,
                border_radius=theme.CARD_RADIUS,
                padding=ft.Padding.only(left=16, right=6, top=8, bottom=8),
                on_click=actions.guard(open_it),
                ink=True,
            ),
        ),
    )
