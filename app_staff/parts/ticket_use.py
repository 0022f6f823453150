"""Tickets on the member panel: what is left of each kind, and how many of it the second tap uses."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

import flet as ft

from app_staff.parts import buttons
from app_staff.tools import Tools
from shared.i18n import Language, tickets
from shared.i18n.ticket_desk import TICKET_DESK, TicketDesk
from shared.ui import controls, text_size, theme
from shared.wire.tickets import TicketBook, Tickets, TicketsDone

What = Literal["", "use", "undo", "refund"]


@dataclass(frozen=True, slots=True)
class Doing:
    """What the next tap does. Its id goes with it each time it is sent, and another content is another act."""

    what: What = ""
    op_id: str = ""
    subject: str = ""
    """The offer, the act to take back, or the book to refund; empty while it is not chosen yet."""
    count: int = 1
    done: TicketsDone | None = None
    """What was done last."""

    def asks(self, what: What, subject: str) -> bool:
        """Whether the next tap does this."""
        return (self.what, self.subject) == (what, subject)


Begin = Callable[[What, str, int], None]
"""(what, its subject, how many): the next tap does it."""


class Does(NamedTuple):
    begin: Begin
    go: controls.Handler
    stop: controls.Handler


class Held(NamedTuple):
    """The books of one kind together."""

    first: TicketBook
    left: int
    every: tuple[TicketBook, ...]


def held(found: Tickets) -> list[Held]:
    kinds: dict[str, list[TicketBook]] = {}
    for book in found.books:
        kinds.setdefault(book.offer, []).append(book)
    return [Held(books[0], tickets.left(tuple(books)), tuple(books)) for books in kinds.values()]


def use_rows(tools: Tools, found: Tickets, now: Doing, does: Does, *, barred: bool) -> list[ft.Control]:
    """One for each kind; the one that is asked for says how many."""
    language = tools.session.language
    words, rows = TICKET_DESK.of(language), list[ft.Control]()
    large = text_size.chosen() >= text_size.LARGE  # what is to be pressed wants the height
    for each in held(found):
        here = now.asks("use", each.first.offer)
        rows.append(_row(each, language, words, None if barred or here else _asker(tools, each.first.offer, does), brief=here and large))
        if here:
            step = _counter(tools, now, each.left, words, does)
            rows.append(_confirm(step, words, now, does))
    return rows


def _asker(tools: Tools, offer: str, does: Does) -> controls.Handler:
    return tools.guard(lambda: does.begin("use", offer, 1))


def _row(each: Held, language: Language, words: TicketDesk, use: controls.Handler | None, *, brief: bool) -> ft.Control:
    soon = each.first.state == "soon" and not brief
    text: list[ft.Control] = [
        theme.text(tickets.name(each.first, language), size=16, bold=True),
        theme.quiet(tickets.summary(each.every, language), size=14, key=f"left-{each.first.offer}"),
        *(
            [controls.chip(tickets.WORDS.of(language).soon, icon=ft.Icons.HOURGLASS_BOTTOM, bgcolor=theme.AMBER, color=theme.ON_AMBER)]
            if soon
            else []
        ),
    ]
    button = [] if use is None else [buttons.beside(words.use, use, key=f"use-{each.first.offer}", expand=False)]
    return ft.Row([ft.Column(text, spacing=3, expand=True, tight=True), *button], spacing=12)


def _counter(tools: Tools, now: Doing, most: int, words: TicketDesk, does: Does) -> ft.Control:
    def button(icon: ft.IconData, label: str, count: int, key: str) -> ft.Control:
        able = 1 <= count <= most
        face = ft.IconButton(
            icon=icon,
            tooltip=label,
            key=key,
            on_click=tools.guard(lambda: does.begin("use", now.subject, count)) if able else None,
            disabled=not able,
            icon_color=theme.INK if able else theme.QUIET,
            bgcolor=theme.SUNK,
            width=theme.TILL_TOUCH,
            height=theme.TILL_TOUCH,
            style=ft.ButtonStyle(shape=ft.RoundedRectangleBorder(radius=theme.CONTROL_RADIUS)),
        )
        return ft.MergeSemantics(face)

    count = theme.text(str(now.count), size=20, bold=True, align=ft.TextAlign.CENTER, key="tickets-count")
    return ft.Row(
        [
            button(ft.Icons.REMOVE, words.fewer, now.count - 1, "tickets-fewer"),
            ft.Container(count, padding=ft.Padding.symmetric(horizontal=12)),
            button(ft.Icons.ADD, words.more, now.count + 1, "tickets-more"),
        ],
        spacing=4,
        tight=True,
    )


def _confirm(step: ft.Control, words: TicketDesk, now: Doing, does: Does) -> ft.Control:
    use = buttons.big(words.use_now(now.count), does.go, key="tickets-confirm", icon=ft.Icons.CHECK)
    cancel = controls.quiet_button(words.cancel, does.stop, key="tickets-cancel")
    beside = ft.Row([step, cancel], alignment=ft.MainAxisAlignment.SPACE_BETWEEN)
    below: list[ft.Control] = [ft.Row([step]), use, ft.Row([cancel])]  # large words: what is to be pressed comes first
    return ft.Column(
        below if text_size.chosen() >= text_size.LARGE else [beside, use],
        spacing=8,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
