"""スタンプカード: what runs and how full it is; one is made in the list's place, stopped when asked twice, and started again."""

from datetime import date

import flet as ft

from app_staff.manager.acting import said
from app_staff.manager.in_view import scrolled
from app_staff.manager.loading import Loading, pending
from app_staff.manager.making import listed, use_making
from app_staff.manager.pieces import stated
from app_staff.manager.stamp_form import CARD, StampForm
from app_staff.tools import use_session, use_tools
from shared.clock import to_datetime
from shared.i18n import Language, formats, pick, stamps
from shared.i18n.offers import OFFERS
from shared.i18n.stamp_page import STAMP_PAGE
from shared.i18n.stamp_page import StampPage as Words
from shared.i18n.worth import worth
from shared.ui import controls, states, theme
from shared.ui.hooks import keyed, use_state
from shared.wire.stamps import StampCard, SwitchStampCard


@ft.component
def StampPage() -> ft.Control:
    tools, session = use_tools(), use_session()
    words = STAMP_PAGE.of(session.language)
    loading, _ = use_state(Loading[tuple[StampCard, ...]])
    making = use_making(CARD)
    sure, ask = use_state("")
    _, turn = use_state(0)
    loading.on_change = lambda: turn(lambda count: count + 1)
    today = formats.here(to_datetime(tools.clock.now())).date()

    async def load() -> None:
        tools.door.touch()
        await loading.ask(tools.door.api.stamp_cards, keep=True)

    async def made() -> None:
        making.done()
        await load()

    def switcher(card: StampCard) -> controls.Handler:
        async def switch() -> None:
            if not card.stopped and sure != card.id:
                ask(card.id)
                return
            ask("")
            await tools.door.api.switch_stamp_card(card.id, SwitchStampCard(on=card.stopped))
            tools.guard.toast(words.was_started if card.stopped else words.was_stopped, good=True)
            await load()

        return tools.guard(said(tools, switch))

    ft.use_effect(tools.guard(load), dependencies=[])
    if making.on:
        return keyed(StampForm, "stamp-form", today, made, making.close)
    if loading.found is None:
        return scrolled(session, pending(loading, session.language, tools.guard(load)))
    rows = [_row(each, session.language, today, words, switcher(each), sure=sure == each.id) for each in loading.found]
    warning = [] if session.has("coupons") else [controls.notice(words.needs_coupons, key="needs-coupons")]
    add = ft.Row([controls.secondary(words.make, making.open, key="make-card", icon=ft.Icons.ADD)], wrap=True)
    empty = states.empty(ft.Icons.STARS_OUTLINED, words.none)
    return scrolled(session, listed((words.title, words.lead), *warning, add, rows=rows, empty=empty, key="stamp-cards"))


def _row(card: StampCard, language: Language, today: date, words: Words, switch: controls.Handler, *, sure: bool) -> ft.Control:
    over = card.ends_on < today
    period = OFFERS.of(language).range(formats.day(card.starts_on, language), formats.day(card.ends_on, language))
    prize = f"{words.size_of(str(card.size))} → {worth(card, language)}"
    text = ft.Column(
        [
            stated(pick(language, card.name_ja, card.name_en), _state(card, today, words)),
            theme.text(" ・ ".join((prize, stamps.brings(card, language))), size=14),
            theme.quiet(period, size=13),
            theme.quiet(words.counted(formats.number(card.given), formats.number(card.filled)), size=13),
        ],
        spacing=3,
        expand=True,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    if not over:
        label = words.start if card.stopped else words.stop_sure if sure else words.stop
        icon = ft.Icons.PLAY_CIRCLE_OUTLINE if card.stopped else ft.Icons.STOP_CIRCLE_OUTLINED
        text.controls.append(ft.Row([controls.quiet_button(label, switch, key=f"switch-{card.id}", icon=icon)], wrap=True))
    badge = controls.badge(ft.Icons.STARS_OUTLINED, 44)
    return ft.Row([badge, text], spacing=12, key=f"card-{card.id}", vertical_alignment=ft.CrossAxisAlignment.START)


def _state(card: StampCard, today: date, words: Words) -> ft.Control:
    if card.ends_on < today:
        return controls.chip(words.over, icon=ft.Icons.HISTORY, bgcolor=theme.SUNK, color=theme.QUIET)
    if card.stopped:
        return controls.chip(words.stopped, icon=ft.Icons.PAUSE, bgcolor=theme.SUNK, color=theme.QUIET)
    if card.starts_on > today:
        return controls.chip(words.later, icon=ft.Icons.SCHEDULE)
    return controls.chip(words.on, icon=ft.Icons.CHECK)
