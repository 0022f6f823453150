"""クーポン: what runs, what comes, what is over; one is made in the list's place, and ended when asked twice."""

from datetime import date

import flet as ft

from app_staff.manager.acting import said
from app_staff.manager.drafting import writer
from app_staff.manager.loading import Loading, pending
from app_staff.manager.offer_form import OFFER, OfferForm
from app_staff.tools import use_session, use_tools
from shared.clock import to_datetime
from shared.i18n import Language, formats, pick
from shared.i18n.offers import OFFERS, Offers
from shared.i18n.worth import conditions, worth
from shared.ui import controls, states, theme
from shared.ui.hooks import keyed, use_state
from shared.wire.coupons import Coupon

SHELVES = ("now", "later", "over")


@ft.component
def OfferPage() -> ft.Control:
    tools, session = use_tools(), use_session()
    words = OFFERS.of(session.language)
    loading, _ = use_state(Loading[tuple[Coupon, ...]])
    shelf, turn_to = use_state("now")
    making, make = use_state(lambda: tools.drafts.has(writer(tools), OFFER))
    sure, ask = use_state("")
    _, turn = use_state(0)
    loading.on_change = lambda: turn(lambda count: count + 1)
    today = formats.here(to_datetime(tools.clock.now())).date()

    async def load() -> None:
        tools.door.touch()
        await loading.ask(tools.door.api.coupon_list, keep=True)

    def opener(*, on: bool) -> controls.Handler:
        def put() -> None:
            tools.door.touch()
            tools.drafts.drop(writer(tools), OFFER)
            make(lambda _: on)

        return tools.guard(put)

    async def made(coupon: Coupon) -> None:
        make(lambda _: False)
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
    if making:
        return keyed(OfferForm, "offer-form", today, made, opener(on=False))
    if loading.found is None:
        return pending(loading, session.language, tools.guard(load))
    offers = [each for each in loading.found if shelf_of(each, today) == shelf]
    enders = {each.id: ender(each.id) for each in offers if shelf != "over"}
    rows = [_row(each, session.language, words, enders.get(each.id), sure=sure == each.id) for each in offers]
    return _shown(rows, shelf, words, opener(on=True), tools.guard(turn_to))


def _shown(rows: list[ft.Control], shelf: str, words: Offers, add: controls.Handler, turn_to: controls.Choose) -> ft.Control:
    pieces: list[ft.Control] = [
        theme.text(words.title, size=22, bold=True),
        theme.quiet(words.lead, size=14),
        ft.Row([controls.secondary(words.make, add, key="make-coupon", icon=ft.Icons.ADD)]),
        controls.tabs([(each, words.shelf[each]) for each in SHELVES], shelf, turn_to, key="shelf"),
        *(_ruled(rows) or [states.empty(ft.Icons.LOCAL_ACTIVITY_OUTLINED, words.none[shelf])]),
    ]
    return controls.card(ft.Column(pieces, spacing=12, horizontal_alignment=ft.CrossAxisAlignment.STRETCH), padding=20, key="offers")


def _ruled(rows: list[ft.Control]) -> list[ft.Control]:
    """With a hairline between each and the next."""
    return [piece for place, row in enumerate(rows) for piece in ([controls.rule()] if place else []) + [row]]


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
            theme.quiet(f"{period} ・ {counted}", size=13),
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
