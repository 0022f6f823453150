"""Sales by hour of the day as bars: plain controls, a value on each, readable without colour."""

import flet as ft

from app_staff.session import Session
from shared.i18n import Language, formats
from shared.i18n.staff import Staff
from shared.ui import controls, theme

TALL = 150
WORDS = 11
"""As wide as a bar whatever the size of text: the tooltip and the label say it in full."""
FROM, TO = 8, 22
"""Hours that always show; others when something was sold in them."""
FIGURES = 760
"""Window width from which a figure over each bar can be read; below, the best hour is said above them."""


def hours_chart(hours: tuple[int, ...], words: Staff, session: Session) -> ft.Control:
    """Under its title."""
    page = words.today_page
    title = controls.titled(ft.Icons.BAR_CHART, page.hours)
    top = max(hours, default=0)
    if top <= 0:
        return ft.Column([title, theme.quiet(page.hours_empty, size=14)], spacing=12)
    figures = session.width >= FIGURES
    best = theme.quiet(page.best_hour(hours.index(top), formats.yen(top)), size=14, key="best-hour")
    drawn = _bars(hours, top, words, session.language if figures else None)
    return ft.Column([title, *([] if figures else [best]), drawn], spacing=16 if figures else 8)


def _bars(hours: tuple[int, ...], top: int, words: Staff, figures: Language | None) -> ft.Control:
    """With `figures`, in that language, over them."""
    sold = [hour for hour, amount in enumerate(hours) if amount]
    first, last = min(FROM, *sold), max(TO, *sold)
    bars = [_bar(hour, hours[hour], top, words, figures) for hour in range(first, last + 1)]
    return ft.Row(bars, spacing=4, vertical_alignment=ft.CrossAxisAlignment.END, key="hours")


def _bar(hour: int, amount: int, top: int, words: Staff, figures: Language | None) -> ft.Control:
    label = words.today_page.hour_label(hour, formats.yen(amount))
    best = amount == top
    height = max(2, TALL * max(0, amount) // top)
    figure = theme.text(formats.brief(amount, figures) if amount and figures else "", bold=best, align=ft.TextAlign.CENTER, wrap=False)
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
