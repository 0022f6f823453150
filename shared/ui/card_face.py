"""The head of the card as the shop has painted it: in the member's app, and as a preview where the shop paints it."""

from dataclasses import dataclass

import flet as ft

from shared.ui import palette, text_size, theme
from shared.wire.brand import Brand

RADIUS = 24
AIR = 56
"""Logical pixels of the picture above its text, over which the veil comes down."""
LOGO = 44


@dataclass(frozen=True, slots=True)
class Look:
    """A brand with its pictures fetched; a picture that has not come yet is None, and the colour stands in for it."""

    brand: Brand
    logo: bytes | None = None
    picture: bytes | None = None

    @property
    def paint(self) -> palette.Paint:
        return palette.paint(self.brand.seed)


def painted(content: ft.Control, look: Look, *, padding: float | ft.Padding = 0, key: str | None = None) -> ft.Container:
    """A large card in the shop's colour, lifted from the page."""
    return ft.Container(
        content,
        key=key,
        gradient=ft.LinearGradient(
            begin=ft.Alignment.TOP_LEFT, end=ft.Alignment.BOTTOM_RIGHT, colors=list(look.paint.colors), stops=[0, 0.6, 1]
        ),
        border_radius=RADIUS,
        padding=padding,
        shadow=theme.LIFTED,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
    )


def head(look: Look, shop: str, name: str, rank: str, rank_icon: ft.IconData) -> ft.Control:
    """The shop, the member and his rank; on the picture under a veil just thick enough for them to be read."""
    picture = look.brand.picture
    if look.picture is None or picture is None:
        paint = look.paint
        row = _row(look, shop, name, _chip(rank, rank_icon, paint.chip, paint.ink), paint.ink, paint.quiet)
        return ft.Container(row, padding=ft.Padding.only(left=20, right=16, top=18))
    veil = palette.scrim(picture.lightest, picture.darkest)
    ground = ft.Colors.with_opacity(veil.opacity, veil.color)
    chip = _chip(rank, rank_icon, palette.BLACK if veil.ink == palette.WHITE else palette.WHITE, veil.ink)
    falling = ft.LinearGradient(
        begin=ft.Alignment.TOP_CENTER, end=ft.Alignment.BOTTOM_CENTER, colors=[ft.Colors.with_opacity(0, veil.color), ground]
    )
    words = ft.Column(
        [
            ft.Container(height=AIR, gradient=falling),
            ft.Container(
                _row(look, shop, name, chip, veil.ink, veil.ink), bgcolor=ground, padding=ft.Padding.only(left=20, right=16, bottom=14)
            ),
        ],
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    shown = ft.Image(src=look.picture, fit=ft.BoxFit.COVER, exclude_from_semantics=True, gapless_playback=True, key="card-picture")
    return ft.Stack([ft.Container(shown, left=0, right=0, top=0, bottom=0), words])


def _row(look: Look, shop: str, name: str, chip: ft.Control, ink: str, quiet: str) -> ft.Control:
    pieces: list[ft.Control] = [] if look.logo is None else [logo(look.logo)]
    brand = theme.text(shop, size=13, color=quiet, key="brand")
    person = theme.text(name, size=20, bold=True, color=ink, key="name")
    if text_size.chosen() >= text_size.LARGE:  # a name that breaks in the middle is nobody's
        return ft.Column([ft.Row([*pieces, brand, chip], spacing=12, run_spacing=4, wrap=True), person], spacing=6)
    pieces += [ft.Column([brand, person], spacing=2, expand=True), chip]
    return ft.Row(pieces, spacing=12, vertical_alignment=ft.CrossAxisAlignment.START)


def logo(content: bytes, size: int = LOGO) -> ft.Control:
    """On white in both themes: most logos are made for paper."""
    shown = ft.Image(src=content, fit=ft.BoxFit.CONTAIN, exclude_from_semantics=True, gapless_playback=True)
    return ft.Container(shown, key="logo", width=size, height=size, bgcolor=theme.PAPER, border_radius=theme.CONTROL_RADIUS, padding=4)


def _chip(rank: str, icon: ft.IconData, ground: str, ink: str) -> ft.Control:
    inside: list[ft.Control] = [ft.Icon(icon, size=15, color=ink), theme.text(rank, size=12, bold=True, color=ink)]
    return ft.Container(
        ft.Row(inside, spacing=5, tight=True),
        key="rank",
        bgcolor=ground,
        border_radius=999,
        padding=ft.Padding.symmetric(horizontal=10, vertical=4),
    )
