"""A coupon as a ticket, drawn the same on the member's phone and where a manager makes it."""

import flet as ft

from shared.ui import theme

STUB = 116


def drawn(figure: str, word: str, name: str, condition: str, foot: list[ft.Control], *, faded: bool = False, key: str) -> ft.Control:
    """The stub with the figure and the word under it, the perforation, the body."""
    ink, ground = (theme.QUIET, theme.SUNK) if faded else (theme.ON_TINT, theme.TINT)
    stub = ft.Container(
        ft.Column(
            [
                ft.Container(width=STUB - 32, height=0),  # the least; larger text may have more
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
        padding=ft.Padding.symmetric(horizontal=16, vertical=18),
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
        expand=True,
        padding=ft.Padding.symmetric(horizontal=16, vertical=14),
    )
    return ft.Container(
        ft.Row([stub, _perforation(), body], spacing=0, intrinsic_height=True, vertical_alignment=ft.CrossAxisAlignment.STRETCH),
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
