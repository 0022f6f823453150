"""The member's ticket books at the counter: two taps use one, what was done today is taken back, later a book is refunded; from here one is sold.

Only while the line stands: what two tablets may not use twice, none uses on its own. An act without an answer keeps its id for the next tap.
"""

import flet as ft

from app_staff.manager.acting import said
from app_staff.parts import buttons
from app_staff.parts.ticket_refund import refund_rows, stacked
from app_staff.parts.ticket_use import Does, Doing, What, use_rows
from app_staff.session import senior
from app_staff.slate import Slate, use_slate
from app_staff.tools import Tools, use_session, use_tools
from shared.client import Unreachable
from shared.i18n import Language, formats, tickets
from shared.i18n.ticket_desk import TICKET_DESK, TicketDesk
from shared.ui import controls, text_size, theme
from shared.wire.tickets import RefundTickets, TicketAct, Tickets, TicketsDone, UndoTickets, UseTickets
from shared.wire.visits import Panel


@ft.component
def TicketsCard(panel: Panel, slate: Slate, found: Tickets, sell: controls.Handler) -> ft.Control:
    tools, session = use_tools(), use_session()
    now, put = use_slate(slate, "tickets", Doing)

    def begin(what: What, subject: str, count: int = 1) -> None:
        tools.door.touch()
        put(Doing(what, tools.ids.new(), subject, count, done=now.done if what == "undo" else None))

    def stop() -> None:
        tools.door.touch()
        put(Doing())

    async def send() -> None:
        try:
            done = await _sent(tools, panel.visit, now)
        except Unreachable:
            tools.guard.toast(TICKET_DESK.of(session.language).no_answer)
            return
        put(Doing(done=done))
        tools.counter.on_result("good")
        await tools.counter.look_again()

    does = Does(begin, tools.guard(said(tools, send)), tools.guard(stop))
    return _card(tools, panel, found, now, does, sell, free=panel.how == "code" or senior(session))


async def _sent(tools: Tools, visit: str, now: Doing) -> TicketsDone:
    api = tools.door.api
    if now.what == "use":
        return await api.use_tickets(visit, UseTickets(op_id=now.op_id, offer=now.subject, count=now.count))
    if now.what == "refund":
        return await api.refund_tickets(visit, now.subject, RefundTickets(op_id=now.op_id))
    return await api.undo_tickets(now.subject, UndoTickets(op_id=now.op_id))


def _card(tools: Tools, panel: Panel, found: Tickets, now: Doing, does: Does, sell: controls.Handler, *, free: bool) -> ft.Control:
    language = tools.session.language
    words = TICKET_DESK.of(language)
    online = tools.session.online
    barred = _barred(panel, words, free=free) if online else words.offline
    rows = use_rows(tools, found, now, does, barred=bool(barred))
    brief = now.what == "use" and tools.session.text_size >= text_size.LARGE
    pieces = [*([] if brief else [_title(language)]), *(_result(now.done, words, language) if now.done else [])]
    pieces += rows or [theme.quiet(words.none, size=14)]
    if barred and (rows or not online):
        pieces.append(theme.quiet(barred, size=14))
    if found.acts and online:
        pieces += _today(tools, found.acts, now, does)
    if found.books and not barred and senior(tools.session) and now.what in {"", "refund"}:
        pieces += refund_rows(tools, found.books, now, does)
    if found.on_sale and online and now.what != "use":
        pieces.append(ft.Row([buttons.beside(words.sell, tools.guard(sell), key="sell-tickets", icon=ft.Icons.ADD)]))
    return controls.card(ft.Column(pieces, spacing=12, horizontal_alignment=ft.CrossAxisAlignment.STRETCH), key="tickets")


def _title(language: Language) -> ft.Control:
    icon = ft.Icon(ft.Icons.CONFIRMATION_NUMBER_OUTLINED, size=20, color=theme.QUIET)
    return ft.Row([icon, theme.heading(tickets.WORDS.of(language).title)], spacing=8)


def _barred(panel: Panel, words: TicketDesk, *, free: bool) -> str:
    """Why nothing can be used; the server says the same. By a number alone only those are `free` to who may answer for it."""
    if panel.spend_limited_by == "frozen":
        return words.frozen
    return "" if free else words.need_code


def _result(done: TicketsDone, words: TicketDesk, language: Language) -> list[ft.Control]:
    """What was done, and what is left."""
    name = tickets.name(done, language)
    head = {
        "used": words.used(name, done.count),
        "sold": words.sold(name, done.count),
        "undone": words.undone,
        "refunded": words.refunded(name, formats.yen(done.refund)),
    }[done.kind]
    line = ft.Row(
        [
            ft.Icon(ft.Icons.UNDO if done.kind == "undone" else ft.Icons.CHECK_CIRCLE, size=24, color=theme.ON_TINT),
            ft.Column(
                [
                    theme.text(head, size=16, bold=True, color=theme.ON_TINT, key="tickets-done"),
                    theme.text(words.left(done.left), size=14, color=theme.ON_TINT),
                ],
                spacing=2,
                expand=True,
                tight=True,
            ),
        ],
        spacing=12,
    )
    strip = ft.Container(line, bgcolor=theme.TINT, border_radius=theme.CONTROL_RADIUS, padding=14)
    return [ft.Semantics(live_region=True, container=True, content=strip)]


def _today(tools: Tools, acts: tuple[TicketAct, ...], now: Doing, does: Does) -> list[ft.Control]:
    """What can be taken back, when asked twice."""
    language = tools.session.language
    words = TICKET_DESK.of(language)
    rows: list[ft.Control] = [controls.rule(), theme.quiet(words.today, size=13)]
    for act in acts:
        sure = now.asks("undo", act.id)
        undo = does.go if sure else _asker(tools, act.id, does)
        done = theme.text(f"{formats.here(act.at):%H:%M} ・ {tickets.act(act, language)}", size=15)
        text = ft.Column([done, theme.quiet(tickets.name(act, language), size=14)], spacing=2, expand=True, tight=True)
        label = words.undo_sure if sure else words.undo
        button = buttons.beside(label, undo, key=f"undo-{act.id}", icon=ft.Icons.UNDO, expand=False)
        rows.append(ft.Column([ft.Row([text]), button], spacing=8) if stacked(tools) else ft.Row([text, button], spacing=12))
    return rows


def _asker(tools: Tools, act: str, does: Does) -> controls.Handler:
    return tools.guard(lambda: does.begin("undo", act, 1))
