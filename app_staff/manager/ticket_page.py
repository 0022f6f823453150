"""回数券: what is sold ahead and what of it is not used yet; one is made in the list's place, its sale stopped when asked twice."""

import flet as ft

from app_staff.manager.acting import said
from app_staff.manager.in_view import scrolled
from app_staff.manager.loading import Loading, pending
from app_staff.manager.making import listed, use_making
from app_staff.manager.pieces import stated
from app_staff.manager.ticket_form import BOOK, TicketForm
from app_staff.tools import Tools, use_session, use_tools
from shared.clock import to_datetime
from shared.i18n import Language, formats, pick, tickets
from shared.i18n.ticket_page import TICKET_PAGE
from shared.i18n.ticket_page import TicketPage as Words
from shared.law import DEPOSIT_ABOVE
from shared.ui import controls, states, theme
from shared.ui.hooks import keyed, use_state
from shared.wire.staff import Store
from shared.wire.tickets import SwitchTicketOffer, TicketOffer, TicketOffers

Found = tuple[TicketOffers, tuple[Store, ...]]


@ft.component
def TicketPage() -> ft.Control:
    tools, session = use_tools(), use_session()
    words = TICKET_PAGE.of(session.language)
    loading, _ = use_state(Loading[Found])
    making = use_making(BOOK)
    sure, ask = use_state("")
    _, turn = use_state(0)
    loading.on_change = lambda: turn(lambda count: count + 1)

    async def load() -> None:
        tools.door.touch()
        await loading.ask(lambda: _ask(tools), keep=True)

    async def made() -> None:
        making.done()
        await load()

    def switcher(offer: TicketOffer) -> controls.Handler:
        async def switch() -> None:
            if not offer.stopped and sure != offer.id:
                ask(offer.id)
                return
            ask("")
            await tools.door.api.switch_ticket_offer(offer.id, SwitchTicketOffer(on=offer.stopped))
            tools.guard.toast(words.was_started if offer.stopped else words.was_stopped, good=True)
            await load()

        return tools.guard(said(tools, switch))

    ft.use_effect(tools.guard(load), dependencies=[])
    if loading.found is None:
        return scrolled(session, pending(loading, session.language, tools.guard(load)))
    found, stores = loading.found
    if making.on:
        today = formats.here(to_datetime(tools.clock.now())).date()
        return keyed(TicketForm, "ticket-form", today, stores, made, making.close)
    names = {each.id: each.name for each in stores}
    rows = [_row(each, session.language, names, words, switcher(each), sure=sure == each.id) for each in found.offers]
    balance = [_balance(found, words)] if rows else []
    add = ft.Row([controls.secondary(words.make, making.open, key="make-book", icon=ft.Icons.ADD)], wrap=True)
    empty = states.empty(ft.Icons.CONFIRMATION_NUMBER_OUTLINED, words.none)
    return scrolled(session, listed((words.title, words.lead), *balance, add, rows=rows, empty=empty, key="ticket-offers"))


async def _ask(tools: Tools) -> Found:
    return await tools.door.api.ticket_offers(), await tools.door.api.board_stores()


def _balance(found: TicketOffers, words: Words) -> ft.Control:
    """What was paid ahead and is not used yet, against the sum from which the law wants more of what lasts longer."""
    share = min(1.0, found.value / DEPOSIT_ABOVE)
    bar = ft.ProgressBar(value=share, bar_height=8, border_radius=4, color=theme.BRAND, bgcolor=theme.HAIR)
    return ft.Container(
        ft.Column(
            [
                theme.quiet(words.balance, size=14),
                ft.Row(
                    [
                        theme.text(formats.yen(found.value), size=26, bold=True, key="balance-value"),
                        theme.quiet(words.balance_value(formats.number(found.left)), size=15),
                    ],
                    spacing=12,
                    run_spacing=0,
                    wrap=True,
                    vertical_alignment=ft.CrossAxisAlignment.CENTER,
                ),
                ft.Semantics(exclude_semantics=True, content=bar),
                theme.quiet(words.balance_law, size=13),
            ],
            spacing=8,
            tight=True,
        ),
        key="ticket-balance",
        bgcolor=theme.SUNK,
        border_radius=theme.CONTROL_RADIUS,
        padding=16,
    )


def _row(
    offer: TicketOffer, language: Language, names: dict[str, str], words: Words, switch: controls.Handler, *, sure: bool
) -> ft.Control:
    lasts = words.lasts_months(offer.months) if offer.months is not None else words.lasts_days(offer.days or 0)
    between = ", " if language == "en" else "、"
    where = between.join([names[each] for each in offer.stores if each in names]) or words.everywhere
    price = tickets.WORDS.of(language).price(offer.tickets, formats.yen(offer.price))
    chip = (
        controls.chip(words.stopped, icon=ft.Icons.PAUSE, bgcolor=theme.SUNK, color=theme.QUIET)
        if offer.stopped
        else controls.chip(words.on, icon=ft.Icons.CHECK)
    )
    label = words.start if offer.stopped else words.stop_sure if sure else words.stop
    icon = ft.Icons.PLAY_CIRCLE_OUTLINE if offer.stopped else ft.Icons.STOP_CIRCLE_OUTLINED
    text = ft.Column(
        [
            stated(tickets.name(offer, language), chip),
            theme.text(f"{price} ・ {tickets.WORDS.of(language).each(pick(language, offer.goods_ja, offer.goods_en))}", size=14),
            theme.quiet(f"{lasts} ・ {where}", size=13),
            theme.quiet(words.counted(*[formats.number(each) for each in (offer.sold, offer.used, offer.left)]), size=13),
            ft.Row([controls.quiet_button(label, switch, key=f"switch-{offer.id}", icon=icon)], wrap=True),
        ],
        spacing=3,
        expand=True,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    badge = controls.badge(ft.Icons.CONFIRMATION_NUMBER_OUTLINED, 44)
    return ft.Row([badge, text], spacing=12, key=f"offer-{offer.id}", vertical_alignment=ft.CrossAxisAlignment.START)
