"""Goods that the member's points buy now; one tap chooses, the button below exchanges."""

from collections.abc import Callable

import flet as ft

from app_staff.tools import Tools
from shared.i18n import Language, formats, pick
from shared.i18n.counter import COUNTER
from shared.ui import controls, text_size, theme
from shared.ui.hooks import keyed
from shared.ui.photo import Photo
from shared.wire.goods import Prize

PICTURE = 56
NARROW = 600


def prizes(tools: Tools, found: tuple[Prize, ...], chosen: Prize | None, language: Language, *, free: bool) -> ft.Control:
    """Nothing may be chosen unless `free`."""
    title = ft.Row(
        [ft.Icon(ft.Icons.REDEEM, size=20, color=theme.QUIET), theme.heading(COUNTER.of(language).exchange.title)],
        spacing=8,
    )
    rows = [_prize(tools, prize, language, chosen=prize == chosen, free=free) for prize in found]
    return controls.card(
        ft.Column([title, *rows], spacing=4, tight=True), key="prizes", padding=ft.Padding.only(left=16, top=14, right=16, bottom=8)
    )


def _prize(tools: Tools, prize: Prize, language: Language, *, chosen: bool, free: bool) -> ft.Control:
    name, points = pick(language, prize.name_ja, prize.name_en), formats.points(prize.points)
    ink = theme.ON_TINT if chosen else theme.INK if free else theme.QUIET
    mark = ft.Icon(
        ft.Icons.CHECK_CIRCLE if chosen else ft.Icons.RADIO_BUTTON_UNCHECKED, size=26, color=theme.BRAND if chosen else ft.Colors.OUTLINE
    )
    said: list[ft.Control] = [
        theme.text(name, size=16, bold=True, color=ink, expand=True),
        theme.text(points, size=16, bold=True, color=ink, wrap=False),
    ]
    if text_size.chosen() >= text_size.LARGE or tools.session.width < NARROW:  # below each other: abreast the name would have no room
        said = [ft.Column([theme.text(name, size=16, bold=True, color=ink), said[1]], spacing=0, expand=True)]
    face = ft.Row(
        [
            mark,
            keyed(Photo, f"photo-{prize.sku}", tools.face.picture, prize.picture, PICTURE),
            *said,
        ],
        spacing=12,
    )
    row = ft.Container(
        face,
        key=f"prize-{prize.sku}",
        padding=ft.Padding.symmetric(horizontal=8, vertical=6),
        bgcolor=theme.TINT if chosen else None,
        border=ft.Border.all(2, theme.BRAND if chosen else ft.Colors.TRANSPARENT),
        border_radius=theme.CONTROL_RADIUS,
        ink=free,
        on_click=tools.guard(_picker(tools, prize)) if free else None,
        disabled=not free,
    )
    return controls.said(row, f"{name} {points}", selected=chosen)


def _picker(tools: Tools, prize: Prize) -> Callable[[], None]:
    def choose() -> None:
        tools.counter.choose_prize(prize)

    return choose
