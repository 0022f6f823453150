"""A new ticket book: what it is good for, how many for how much, until when, where; with the strip as members will see it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import cast

import flet as ft

from app_staff.manager.acting import said
from app_staff.manager.drafting import use_draft
from app_staff.manager.in_view import WayBack, below, beside
from app_staff.manager.pieces import part, pills
from app_staff.manager.ticket_draft import Draft, Number, Unit
from app_staff.parts import buttons
from app_staff.parts.entry import entry
from app_staff.tools import Tools, use_session, use_tools
from shared.i18n import formats
from shared.i18n.common import COMMON
from shared.i18n.ticket_page import TICKET_PAGE, TicketPage
from shared.ui import controls, theme
from shared.ui.hooks import keyed, use_state
from shared.ui.ticket_book import ticket_book
from shared.wire.staff import Store

BOOK = "ticket-book"
"""The draft's name."""
Put = Callable[[Callable[[Draft], Draft]], None]


@ft.component
def TicketForm(today: date, stores: tuple[Store, ...], made: Callable[[], object], close: controls.Handler) -> ft.Control:
    tools, session = use_tools(), use_session()
    words, language = TICKET_PAGE.of(session.language), session.language
    drafting = use_draft(BOOK, lambda: Draft(tools.ids.new().replace("-", "")))
    draft, change = drafting.now, drafting.change
    busy, work = use_state(initial=False)

    async def save() -> None:
        work(lambda _: True)
        try:
            await tools.door.api.add_ticket_offer(draft.body())
            drafting.drop()
            tools.guard.toast(words.saved, good=True)
            await controls.bound(made)()
        finally:
            work(lambda _: False)

    ready = draft.good and not busy
    form: list[ft.Control] = [
        theme.text(words.new, size=22, bold=True),
        _text(tools, draft, change, "name_ja", words.name_ja, hint=words.name_ja_hint),
        _text(tools, draft, change, "goods_ja", words.goods_ja, hint=words.goods_ja_hint),
        _number(tools, draft, change, "tickets", words.tickets, words.tickets_wrong),
        _price(tools, draft, change, words),
        _lasts(tools, draft, change, today, words),
        *([_stores(tools, draft, change, stores, words)] if len(stores) > 1 else []),
        _text(tools, draft, change, "name_en", words.name_en),
        _text(tools, draft, change, "goods_en", words.goods_en),
        theme.quiet(words.fixed, size=14),
        *([] if draft.good or draft.too_long else [theme.quiet(words.missing, size=14, key="ticket-missing")]),
        buttons.big(words.save, tools.guard(said(tools, save)) if ready else None, key="save-book", busy=busy, icon=ft.Icons.CHECK),
    ]
    card = controls.card(ft.Column(form, spacing=12, horizontal_alignment=ft.CrossAxisAlignment.STRETCH), padding=20, key="ticket-form")
    shown = draft.shown(today, words.sample, {each.id: each.name for each in stores})
    seen = ft.Column(
        [theme.quiet(words.preview, size=14), ticket_book(shown, language)], spacing=8, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
    )
    back = keyed(WayBack, "way-back", COMMON.of(language).back, close, "back-tickets")
    return below(session, back, beside(session, card, seen, first=True))


def _price(tools: Tools, draft: Draft, change: Put, words: TicketPage) -> ft.Control:
    helper = "" if draft.each is None else words.price_hint(formats.yen(draft.each))
    wrong = words.price_wrong if draft.price else ""  # nothing is wrong before anything is typed
    return _number(tools, draft, change, "price", words.price, wrong, helper=helper)


def _lasts(tools: Tools, draft: Draft, change: Put, today: date, words: TicketPage) -> ft.Control:
    def choose(unit: str) -> None:
        change(lambda now: replace(now, unit=cast("Unit", unit)))

    units = pills(tools, "lasts", [*words.units.items()], {draft.unit}, choose)
    count = _number(tools, draft, change, "lasts", words.count[draft.unit], words.lasts_wrong)
    last = draft.last_day(today)
    pieces: list[ft.Control] = [units, count]
    if draft.too_long:
        pieces.append(controls.notice(words.too_long, icon=ft.Icons.GAVEL, key="too-long"))
    elif last is not None:
        pieces.append(theme.quiet(words.until(formats.day(last, tools.session.language)), size=14, key="lasts-until"))
    return part(words.lasts, *pieces)


def _stores(tools: Tools, draft: Draft, change: Put, stores: tuple[Store, ...], words: TicketPage) -> ft.Control:
    def turn(store: str) -> None:
        change(lambda now: replace(now, stores=now.stores ^ {store}))

    return part(words.stores, pills(tools, "store", [(each.id, each.name) for each in stores], draft.stores, turn), more=words.stores_hint)


def _text(tools: Tools, draft: Draft, change: Put, name: str, label: str, *, hint: str = "") -> ft.Control:
    def put(typed: str) -> None:
        change(lambda now: replace(now, **{name: typed}))

    return entry(tools, label, getattr(draft, name), put, key=f"ticket-{name}", hint=hint)


def _number(tools: Tools, draft: Draft, change: Put, name: Number, label: str, wrong: str, *, helper: str = "") -> ft.Control:
    def put(typed: str) -> None:
        change(lambda now: replace(now, **{name: typed.strip()}))

    error = wrong if draft.wrong(name) else ""
    return entry(tools, label, getattr(draft, name), put, key=f"ticket-{name}", error=error, helper=helper, keyboard=ft.KeyboardType.NUMBER)
