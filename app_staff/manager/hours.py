"""Sales by hour of the day as bars: plain controls, a value on each, readable without colour."""

import flet as ft

from shared.i18n import formats
from shared.i18n.staff import Staff
from shared.ui import theme

TALL = 150
WORDS = 11
"""As wide as a bar whatever the size of text: the tooltip and the label say it in full."""
FROM, TO = 8, 22
"""Hours that always show; others when something was sold in them."""


def hours_chart(hours: tuple[int, ...], words: Staff) -> ft.Control:
    page = words.today_page
    top = max(hours, default=0)
    if top <= 0:
        return theme.quiet(page.hours_empty, size=14)
    sold = [hour for hour, amount in enumerate(hours) if amount]
    first, last = min(FROM, *sold), max(TO, *sold)
    bars = [_bar(hour, hours[hour], top, words) for hour in range(first, last + 1)]
    return ft.Row(bars, spacing=4, vertical_alignment=ft.CrossAxisAlignment.END, key="hours")


def _bar(hour: int, amount: int, top: int, words: Staff) -> ft.Control:
    label = words.today_page.hour_label(hour, formats.yen(amount))
    best = amount == top
    height = max(2, TALL * max(0, amount) // top)
    figure = theme.text(_short(amount) if amount else "", bold=best, align=ft.TextAlign.CENTER, wrap=False)
    place = theme.text(str(hour), color=theme.QUIET, align=ft.TextAlign.CENTER, wrap=False)
    figure.size = place.size = WORDS
    column = ft.Column(
        [
            figure,
            ft.Container(
                height=height,
                bgcolor=theme.BRAND if best else theme.TINT if amount else theme.SUNK,
                border_radius=ft.BorderRadius.only(top_left=6, top_right=6),
            ),
            place,
        ],
        spacing=4,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        tight=True,
    )
    return ft.Semantics(
        label=label, image=True, container=True, exclude_semantics=True, expand=True, content=ft.Container(column, tooltip=label)
    )


def _short(amount: int) -> str:
    """12.3k: room for four characters over a bar; the whole number is the tooltip and the label."""
    return str(amount) if amount < 1000 else f"{amount / 1000:.1f}k" if amount < 10_000 else f"{amount // 1000}k"


def legend(words: Staff) -> ft.Control:
    return ft.Row([ft.Icon(ft.Icons.BAR_CHART, size=20, color=theme.QUIET), theme.heading(words.today_page.hours)], spacing=8)
