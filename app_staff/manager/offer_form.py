"""A new coupon: what it takes off, for whom, when and on what terms, with the ticket as members will see it and what the law says of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import cast

import flet as ft

from app_staff.manager.acting import said
from app_staff.manager.days import RangeButton
from app_staff.manager.drafting import use_draft
from app_staff.manager.gift_draft import Gift
from app_staff.manager.gift_form import gift_form
from app_staff.manager.in_view import WayBack, below, beside
from app_staff.manager.law_strip import law_strip
from app_staff.manager.offer_draft import WHOM, Draft, Whom, shown
from app_staff.manager.offer_terms import limit, offer_terms
from app_staff.manager.pieces import opener, pills
from app_staff.parts import buttons
from app_staff.parts.entry import entry
from app_staff.tools import Tools, use_session, use_tools
from shared.i18n import formats, law_words
from shared.i18n.common import COMMON
from shared.i18n.offers import OFFERS, Offers
from shared.ui import controls, theme, ticket_face
from shared.ui.hooks import keyed, use_state
from shared.wire.coupons import Coupon, judged

OFFER = "offer"
"""The draft's name."""
MONTH = timedelta(days=29)
AHEAD = timedelta(days=730)
Put = Callable[[Callable[[Draft], Draft]], None]


@ft.component
def OfferForm(today: date, made: Callable[[Coupon], object], close: controls.Handler) -> ft.Control:
    tools, session = use_tools(), use_session()
    words = OFFERS.of(session.language)
    drafting = use_draft(OFFER, lambda: Draft(tools.ids.new().replace("-", ""), today, today + MONTH))
    draft, change = drafting.now, drafting.change
    busy, work = use_state(initial=False)
    deeper, show = use_state(initial=False)

    async def save() -> None:
        work(lambda _: True)
        try:
            coupon = await tools.door.api.add_coupon(draft.body())
            drafting.drop()
            tools.guard.toast(words.saved, good=True)
            await controls.bound(made, coupon)()
        finally:
            work(lambda _: False)

    def change_gift(make: Callable[[Gift], Gift]) -> None:
        change(lambda now: replace(now, gift=make(now.gift)))

    body = draft.body()
    found = judged(body)
    ready = draft.good and found.allowed and not busy
    turn = tools.guard(lambda: show(lambda now: not now))
    form: list[ft.Control] = [
        theme.text(words.new, size=22, bold=True),
        *gift_form(tools, draft.gift, change_gift),
        *_named(tools, draft, change, words),
        *_given(tools, draft, change, words),
        *_when(tools, draft, change, today, words),
        opener(words.deeper, turn, is_open=deeper, key="offer-deeper"),
        *(offer_terms(tools, draft, change, change_gift) if deeper else []),
        theme.quiet(words.every_store, size=14),
        *(
            [law_strip(found, body.value, law_words.advice(found, body.value, session.language), session.language)]
            if draft.gift.worth
            else []
        ),
        *([] if draft.good else [theme.quiet(words.missing, size=14, key="offer-missing")]),
        buttons.big(words.save, tools.guard(said(tools, save)) if ready else None, key="save-offer", busy=busy, icon=ft.Icons.CHECK),
    ]
    card = controls.card(ft.Column(form, spacing=12, horizontal_alignment=ft.CrossAxisAlignment.STRETCH), padding=20, key="offer-form")
    seen = preview(shown(body, words.sample), tools, words)
    back = keyed(WayBack, "way-back", COMMON.of(session.language).back, close, "back-offers")
    return below(session, back, beside(session, card, seen, first=True))


def _named(tools: Tools, draft: Draft, change: Put, words: Offers) -> list[ft.Control]:
    def put(typed: str) -> None:
        change(lambda now: replace(now, name_ja=typed))

    return [entry(tools, words.name_ja, draft.name_ja, put, key="offer-name_ja", hint=words.name_ja_hint)]


def _given(tools: Tools, draft: Draft, change: Put, words: Offers) -> list[ft.Control]:
    """How members come by it."""

    def choose(value: str) -> None:
        change(lambda now: replace(now, whom=cast("Whom", value)))

    def put(typed: str) -> None:
        change(lambda now: replace(now, word=typed))

    pieces: list[ft.Control] = [
        theme.heading(words.way),
        pills(tools, "whom", [(each, words.ways[each]) for each in WHOM], {draft.whom}, choose),
        theme.quiet(words.way_lead[draft.whom], size=14),
    ]
    if draft.whom == "word":
        wrong = words.word_wrong if draft.word_wrong else ""
        pieces.append(entry(tools, words.word, draft.word, put, key="offer-word", helper=words.word_hint, error=wrong))
    return pieces


def _when(tools: Tools, draft: Draft, change: Put, today: date, words: Offers) -> list[ft.Control]:
    """The days, and the smallest sale."""
    language = tools.session.language

    def between(since: date, until: date) -> None:
        change(lambda now: replace(now, starts_on=since, ends_on=until))

    span = words.range(formats.day(draft.starts_on, language), formats.day(draft.ends_on, language))
    days = (draft.starts_on, draft.ends_on)
    period = keyed(RangeButton, "period", span, days, (min(today, draft.starts_on), today + AHEAD), between, "offer-days")
    return [theme.heading(words.period), ft.Row([period], wrap=True), limit(tools, draft, change, "minimum", words)]


def preview(offer: Coupon, tools: Tools, words: Offers) -> ft.Control:
    """The ticket as the member's app draws it."""
    ticket = ticket_face.coupon(offer, tools.session.language, key="offer-preview")
    return ft.Column([theme.quiet(words.preview, size=14), ticket], spacing=8, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
