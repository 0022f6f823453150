"""Who it is: the name, rank and visits, the balance as the hero, and what was bought last."""

import flet as ft

from app_staff.parts.knows import details
from app_staff.session import Serving, Session
from app_staff.tools import Tools
from shared.i18n import formats, paying
from shared.i18n.common import rank_name
from shared.i18n.staff import Staff
from shared.ui import controls, figures, text_size, theme
from shared.ui.hooks import keyed
from shared.ui.photo import Photo
from shared.wire.visits import Panel

WIDE, NARROW = 1100, 600
PICTURE = 64


def head(panel: Panel, serving: Serving, words: Staff, session: Session) -> ft.Control:
    language = session.language
    rank = f"{rank_name(panel.rank, language)} ・ {words.panel.rate(formats.quantity(panel.rate_permille))}"
    chips: list[ft.Control] = [controls.chip(rank, icon=ft.Icons.WORKSPACE_PREMIUM_OUTLINED, size=13, key="rank")]
    if panel.visits > 1 or panel.last_purchase is None:  # who has bought without a scan is not here for the first time
        visits = words.panel.visits(panel.visits) if panel.visits > 1 else words.panel.first_visit
        chips.append(controls.chip(visits, icon=ft.Icons.DIRECTIONS_WALK, bgcolor=theme.SUNK, color=theme.INK, size=13, key="visits"))
    if panel.birthday_month:
        birthday = controls.chip(
            words.panel.birthday, icon=ft.Icons.CAKE_OUTLINED, bgcolor=theme.AMBER, color=theme.ON_AMBER, size=13, key="birthday"
        )
        chips.append(birthday)
    chips += details(panel, language)
    name = theme.text(panel.name, size=28, bold=True, key="member")
    known = ft.Row(chips, spacing=8, run_spacing=8, wrap=True)
    under = [words.panel.used_here(paying.with_yen(serving.used_points, serving.used_yen, language))] if serving.used_points else []
    if panel.next_expiry is not None:
        under.append(words.panel.expires(formats.points(panel.next_expiry.points), formats.day(panel.next_expiry.on, language)))
    if panel.spend_limited_by == "limit":
        said = words.panel.ask_over if panel.askable > panel.spendable else words.panel.spendable_limit
        under.append(said(formats.points(panel.spendable)))
    points = figures.points_text(panel.balance, size=52, key="balance")
    padding = ft.Padding.symmetric(horizontal=20, vertical=14)
    if session.width >= WIDE and session.text_size >= text_size.LARGE:  # in few lines: the panel wants the height
        known.controls += [theme.quiet(line) for line in under]
        return controls.card(ft.Column([ft.Row([ft.Container(name, expand=True), points], spacing=16), known], spacing=4), padding=padding)
    who = ft.Column([name, known], spacing=10, expand=True)
    balance = ft.Column(
        [theme.quiet(words.panel.balance), points, *[theme.quiet(line, align=ft.TextAlign.END) for line in under]],
        spacing=2,
        horizontal_alignment=ft.CrossAxisAlignment.END,
        tight=True,
    )
    beside = ft.Row([who, balance], spacing=16, vertical_alignment=ft.CrossAxisAlignment.START)
    below = ft.Column([ft.Row([who]), ft.Container(balance, alignment=ft.Alignment.CENTER_RIGHT)], spacing=4)
    return controls.card(below if session.room < NARROW else beside, padding=padding)


def last_purchase(panel: Panel, tools: Tools, words: Staff, session: Session) -> ft.Control:
    last = panel.last_purchase
    if last is None:
        inside: list[ft.Control] = [theme.quiet(words.panel.no_last, size=14)]
    else:
        items = words.panel.last_items(
            "、".join(last.items[:2]) if session.language == "ja" else ", ".join(last.items[:2]), max(0, len(last.items) - 2)
        )
        lines: list[ft.Control] = [
            controls.pair(formats.short_moment(last.at, session.language), formats.yen(last.total), strong=True),
            theme.quiet(f"{items} ・ {last.store}", size=14),
        ]
        photo = [keyed(Photo, "last-photo", tools.face.picture, last.picture, PICTURE)] if last.picture else []
        inside = [ft.Row([*photo, ft.Column(lines, spacing=4, expand=True)], spacing=14)]
    title = ft.Row([ft.Icon(ft.Icons.SHOPPING_BAG_OUTLINED, size=20, color=theme.QUIET), theme.heading(words.panel.last)], spacing=8)
    return controls.card(ft.Column([title, *inside], spacing=8, tight=True), key="last")
