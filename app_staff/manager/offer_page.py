"""クーポン: what runs, what comes, what is over; one is made in the list's place, and ended when asked twice."""

from datetime import date

import flet as ft

from app_staff.manager.acting import said
from app_staff.manager.in_view import scrolled
from app_staff.manager.loading import Loading, pending
from app_staff.manager.making import listed, use_making
from app_staff.manager.offer_form import OFFER, OfferForm
from app_staff.tools import use_session, use_tools
from shared.clock import to_datetime
from shared.i18n import Language, formats, pick
from shared.i18n.offers import OFFERS, Offers
from shared.i18n.worth import conditions, worth
from shared.ui import abreast, controls, states, theme
from shared.ui.hooks import keyed, use_state
from shared.wire.coupons import Coupon

SHELVES = ("now", "later", "over")


@ft.component
def OfferPage() -> ft.Control:
    tools, session = use_tools(), use_session()
    words = OFFERS.of(session.language)
    loading, _ = use_state(Loading[tuple[Coupon, ...]])
    shelf, turn_to = use_state("now")
    making = use_making(OFFER)
    sure, ask = use_state("")
    _, turn = use_state(0)
    loading.on_change = lambda: turn(lambda count: count + 1)
    today = formats.here(to_datetime(tools.clock.now())).date()

    async def load() -> None:
        tools.door.touch()
        await loading.ask(tools.door.api.coupon_list, keep=True)

    async def made(coupon: Coupon) -> None:
        making.done()
        turn_to(shelf_of(coupon, today))
        await load()

    def ender(coupon: str) -> controls.Handler:
        async def end() -> None:
            if sure != coupon:
                ask(coupon)
                return
            ask("")
            await tools.door.api.end_coupon(coupon)
            tools.guard.toast(words.ended, good=True)
            await load()

        return tools.guard(said(tools, end))

    ft.use_effect(tools.guard(load), dependencies=[])
    if making.on:
        return keyed(OfferForm, "offer-form", today, made, making.close)
    if loading.found is None:
        return scrolled(session, pending(loading, session.language, tools.guard(load)))
    offers = [each for each in loading.found if shelf_of(each, today) == shelf]
    enders = {each.id: ender(each.id) for each in offers if shelf != "over"}
    rows = [_row(each, session.language, words, enders.get(each.id), sure=sure == each.id) for each in offers]
    make = controls.secondary(words.make, making.open, key="make-coupon", icon=ft.Icons.ADD)
    add = ft.Container(make, alignment=ft.Alignment.CENTER_LEFT)
    shelves = abreast.tabs([(each, words.shelf[each]) for each in SHELVES], shelf, tools.guard(turn_to), key="shelf")
    empty = states.empty(ft.Icons.LOCAL_ACTIVITY_OUTLINED, words.none[shelf])
    return scrolled(session, listed((words.title, words.lead), add, shelves, rows=rows, empty=empty, key="offers"))


def shelf_of(offer: Coupon, today: date) -> str:
    return "over" if offer.ends_on < today else "later" if offer.starts_on > today else "now"


def _row(offer: Coupon, language: Language, words: Offers, end: controls.Handler | None, *, sure: bool) -> ft.Control:
    name = pick(language, offer.name_ja, offer.name_en)
    period = words.range(formats.day(offer.starts_on, language), formats.day(offer.ends_on, language))
    counted = words.counted(formats.number(offer.issued), formats.number(offer.used))
    text = ft.Column(
        [
            theme.text(name, size=16, bold=True),
            theme.text(" ・ ".join((worth(offer, language), *conditions(offer, language))), size=14),
            theme.quiet(period, size=13),
            theme.quiet(counted, size=13),
        ],
        spacing=3,
        expand=True,
        tight=True,
    )
    if end is not None:
        button = controls.quiet_button(
            words.end_sure if sure else words.end, end, key=f"end-{offer.id}", icon=ft.Icons.STOP_CIRCLE_OUTLINED
        )
        text.controls.append(ft.Row([button], wrap=True))
    badge = controls.badge(ft.Icons.LOCAL_ACTIVITY_OUTLINED, 44)
    return ft.Row([badge, text], spacing=12, key=f"offer-{offer.id}", vertical_alignment=ft.CrossAxisAlignment.START)
