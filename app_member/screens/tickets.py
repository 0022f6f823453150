"""回数券: what is left of each book until when, what was done with them, and what the shop sells."""

import flet as ft

from app_member.actions import Actions
from app_member.home import use_session
from app_member.parts.frame import sub_view
from shared.i18n import Language, formats
from shared.i18n import tickets as words_of
from shared.i18n.tickets import WORDS
from shared.ui import controls, states, theme
from shared.ui.guard import use_work
from shared.ui.hooks import use_observed
from shared.ui.ticket_book import ticket_book
from shared.wire.tickets import TicketAct, Tickets, TicketsOnSale


@ft.component
def TicketsScreen() -> ft.View:
    actions, session, _ = use_session()
    shelf = use_observed(actions.state.tickets)
    card = use_observed(actions.state.card).value
    use_work(actions.lists.load_tickets, [card.version if card else None])
    body: list[ft.Control] = []
    if shelf.value is not None:
        if shelf.error is not None:
            body.append(states.StaleBar(session.language, lambda: actions.age(shelf.at)))
        body += _page(shelf.value, session.language)
    elif shelf.error is not None:
        body.append(states.failed(shelf.error, session.language, _retry(actions)))
    else:
        body.append(states.skeleton([states.bone(196, radius=theme.CARD_RADIUS) for _ in range(2)], session.language))
    return sub_view(WORDS.of(session.language).title, body, back="/", spacing=20)


def _retry(actions: Actions) -> controls.Handler:
    return actions.guard(lambda: actions.guard.spawn(actions.lists.load_tickets))


def _page(found: Tickets, language: Language) -> list[ft.Control]:
    words = WORDS.of(language)
    usable = [book for book in found.books if book.state in {"usable", "soon"}]
    past = [book for book in found.books if book.state in {"used_up", "over"}]
    pieces: list[ft.Control] = []
    if usable:
        pieces.append(_column([*[ticket_book(book, language) for book in usable], theme.quiet(words.how)]))
    else:
        hint = words.on_sale_how if found.on_sale else words.nothing
        pieces.append(states.empty(ft.Icons.CONFIRMATION_NUMBER_OUTLINED, f"{words.empty}\n{hint}", key="no-tickets"))
    if found.on_sale:
        sold = _group(words.on_sale, [_offer(offer, language) for offer in found.on_sale])
        pieces.append(ft.Column([sold, theme.quiet(words.on_sale_how)], spacing=8) if usable else sold)
    if past:
        pieces.append(_column([_head(words.past), *[ticket_book(book, language) for book in past]]))
    if found.acts:
        pieces.append(_group(words.history, [_act(act, language) for act in found.acts]))
    return pieces


def _column(pieces: list[ft.Control]) -> ft.Control:
    return ft.Column(pieces, spacing=12, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _head(name: str) -> ft.Control:
    return ft.Semantics(header=True, content=theme.heading(name))


def _group(name: str, rows: list[ft.Control]) -> ft.Control:
    lines = [piece for place, row in enumerate(rows) for piece in ([controls.rule()] if place else []) + [row]]
    return ft.Column([_head(name), controls.card(ft.Column(lines, spacing=12))], spacing=8)


def _offer(offer: TicketsOnSale, language: Language) -> ft.Control:
    lines = [words_of.each(offer, language), WORDS.of(language).if_today(formats.day(offer.ends_on, language))]
    said: list[ft.Control] = [
        controls.pair(words_of.name(offer, language), words_of.price(offer, language), strong=True),
        *[theme.quiet(line) for line in lines],
    ]
    return ft.MergeSemantics(ft.Column(said, spacing=4, tight=True, key=f"sold-{offer.offer}"))


def _act(act: TicketAct, language: Language) -> ft.Control:
    where = f"{words_of.name(act, language)} ・ {act.store}"
    lines: list[ft.Control] = [
        controls.pair(words_of.act(act, language), formats.short_moment(act.at, language), color=theme.QUIET if act.undone else theme.INK),
        theme.quiet(where),
    ]
    if act.undone:
        lines.append(controls.chip(WORDS.of(language).undone, icon=ft.Icons.UNDO, bgcolor=theme.SUNK, color=theme.QUIET))
    return ft.MergeSemantics(ft.Column(lines, spacing=4, tight=True, key=f"act-{act.id}"))
