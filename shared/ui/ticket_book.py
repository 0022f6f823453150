"""A ticket book as one would hold it: a strip of tickets with perforations between, those that are used torn off."""

import flet as ft

from shared.i18n import Language, formats, tickets
from shared.ui import controls, theme
from shared.wire.tickets import TicketBook

WIDE, HIGH = 40, 32
"""Logical pixels of a ticket; books of many have smaller ones."""
SMALL = (26, 22)
MANY = 24


def ticket_book(book: TicketBook, language: Language) -> ft.Control:
    words = tickets.WORDS.of(language)
    gone = book.state in {"used_up", "over"}
    figure = theme.text(words.left(book.left), size=18, bold=True, color=theme.QUIET if gone else theme.BRAND, key=f"book-{book.id}-left")
    name = theme.text(tickets.name(book, language), size=16, bold=True, color=theme.QUIET if gone else theme.INK)
    small = book.tickets > MANY
    strip = ft.Row([_ticket(n, book, small=small, gone=gone) for n in range(book.tickets)], spacing=0, run_spacing=6, wrap=True)
    lines = [tickets.each(book, language), *([] if gone else [tickets.last_day(book, language), *_places(book, language)])]
    state = _state(book, language)
    said = " ".join([tickets.name(book, language), words.left(book.left), *state, *lines])
    chips = {"soon": (ft.Icons.HOURGLASS_BOTTOM, theme.AMBER, theme.ON_AMBER), "used_up": (ft.Icons.CHECK, theme.SUNK, theme.QUIET)}
    icon, ground, ink = chips.get(book.state, (ft.Icons.EVENT_BUSY, theme.SUNK, theme.QUIET))
    chip = [controls.chip(state[0], icon=icon, bgcolor=ground, color=ink, key=f"book-{book.id}-state")] if state else []
    face = ft.Column(
        [
            controls.headed(name, figure),
            ft.Container(strip, opacity=0.5) if book.state == "over" else strip,
            *chip,
            ft.Column([theme.quiet(line) for line in [*state[1:], *lines]], spacing=2, tight=True),
        ],
        spacing=12,
        tight=True,
    )
    return controls.card(ft.Semantics(label=said, container=True, exclude_semantics=True, content=face), key=f"book-{book.id}")


def _state(book: TicketBook, language: Language) -> list[str]:
    """What is to be known of it, and what follows from that."""
    words = tickets.WORDS.of(language)
    if book.state == "over":
        return [f"{words.over} ({formats.plain_day(book.ends_on, language)})", words.lost(book.left)]
    return {"soon": [words.soon], "used_up": [words.used_up]}.get(book.state, [])


def _places(book: TicketBook, language: Language) -> list[str]:
    between = ", " if language == "en" else "、"
    return [tickets.WORDS.of(language).places(between.join(book.stores))] if book.stores else []


def _ticket(n: int, book: TicketBook, *, small: bool, gone: bool) -> ft.Control:
    """The last ones are torn off first, as from a real book."""
    width, height = SMALL if small else (WIDE, HIGH)
    here, last = n < book.left, n == book.tickets - 1
    inside = theme.text(str(n + 1), size=12, bold=True, color=theme.ON_TINT)
    inside.size = 12  # as large as its ground whatever the size of text; the words say how many
    ground = theme.SUNK if gone else theme.TINT
    piece = ft.Container(
        inside if here and not small else None,
        width=width,
        height=height,
        bgcolor=ground if here else None,
        border=None if here else ft.Border.all(1, theme.HAIR),
        border_radius=5,
        alignment=ft.Alignment.CENTER,
    )
    if gone and inside is piece.content:
        inside.color = theme.QUIET
    return piece if last else ft.Row([piece, _perforation(height)], spacing=0, tight=True)


def _perforation(height: int) -> ft.Control:
    dots = [ft.Container(width=2, height=3, bgcolor=theme.HAIR, border_radius=1) for _ in range(height // 7)]
    return ft.Container(
        ft.Column([*dots], alignment=ft.MainAxisAlignment.SPACE_EVENLY, spacing=0),
        width=6,
        height=height,
        alignment=ft.Alignment.CENTER,
    )
