"""A new stamp card: how many stamps, what brings them, and what a full card becomes, with the card as members will see it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import cast

import flet as ft

from app_staff.manager.acting import said
from app_staff.manager.days import RangeButton
from app_staff.manager.drafting import use_draft
from app_staff.manager.gift_draft import OF_GOODS, Gift
from app_staff.manager.gift_form import gift_form, gift_goods
from app_staff.manager.in_view import WayBack, below, beside
from app_staff.manager.law_strip import law_strip
from app_staff.manager.pieces import opener, part, pills, radios, switch
from app_staff.manager.stamp_draft import SIZES, Draft, Number, shown
from app_staff.parts import buttons
from app_staff.parts.entry import entry
from app_staff.tools import Tools, use_session, use_tools
from shared.i18n import formats, law_words
from shared.i18n.common import COMMON
from shared.i18n.offers import OFFERS
from shared.i18n.stamp_page import STAMP_PAGE, StampPage
from shared.ui import controls, theme
from shared.ui.hooks import keyed, use_state
from shared.ui.stamp_face import stamp_card
from shared.wire.stamps import Basis, judged_card

CARD = "stamp-card"
"""The draft's name."""
HALF_YEAR = timedelta(days=182)
AHEAD = timedelta(days=730)
Put = Callable[[Callable[[Draft], Draft]], None]


@ft.component
def StampForm(today: date, made: Callable[[], object], close: controls.Handler) -> ft.Control:
    tools, session = use_tools(), use_session()
    words, language = STAMP_PAGE.of(session.language), session.language

    def fresh() -> Draft:
        card, gift = (tools.ids.new().replace("-", "") for _ in range(2))
        return Draft(card, gift, today, today + HALF_YEAR)

    drafting = use_draft(CARD, fresh)
    draft, change = drafting.now, drafting.change
    busy, work = use_state(initial=False)
    deeper, show = use_state(initial=False)

    async def save() -> None:
        work(lambda _: True)
        try:
            await tools.door.api.add_stamp_card(draft.body())
            drafting.drop()
            tools.guard.toast(words.saved, good=True)
            await controls.bound(made)()
        finally:
            work(lambda _: False)

    def change_gift(make: Callable[[Gift], Gift]) -> None:
        change(lambda now: replace(now, gift=make(now.gift)))

    body = draft.body()
    found, worth = judged_card(body), body.reward.value
    advice = law_words.advice_card(found, worth, body.yen, language)
    ready = draft.good and found.allowed and not busy
    turn = tools.guard(lambda: show(lambda now: not now))
    more = [*(gift_goods(tools, draft.gift, change_gift) if draft.gift.kind not in OF_GOODS else []), *_more(tools, draft, change, words)]
    form: list[ft.Control] = [
        theme.text(words.new, size=22, bold=True),
        _text(tools, draft, change, "name_ja", words.name_ja, hint=words.name_ja_hint),
        _size(tools, draft, change, words),
        _basis(tools, draft, change, words),
        _period(tools, draft, change, today, words),
        controls.rule(),
        part(words.prize, *gift_form(tools, draft.gift, change_gift, words.prize_kind), more=words.prize_lead),
        opener(words.deeper, turn, is_open=deeper, key="stamp-deeper"),
        *(more if deeper else []),
        *([law_strip(found, worth, advice, language)] if draft.gift.worth else []),
        *([] if draft.good else [theme.quiet(words.missing, size=14, key="stamp-missing")]),
        buttons.big(words.save, tools.guard(said(tools, save)) if ready else None, key="save-card", busy=busy, icon=ft.Icons.CHECK),
    ]
    card = controls.card(ft.Column(form, spacing=12, horizontal_alignment=ft.CrossAxisAlignment.STRETCH), padding=20, key="stamp-form")
    seen = ft.Column(
        [theme.quiet(words.preview, size=14), stamp_card(shown(body, words.sample), language)],
        spacing=8,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    back = keyed(WayBack, "way-back", COMMON.of(language).back, close, "back-stamps")
    return below(session, back, beside(session, card, seen, first=True))


def _size(tools: Tools, draft: Draft, change: Put, words: StampPage) -> ft.Control:
    def choose(size: str) -> None:
        change(lambda now: replace(now, size=size))

    proposed = pills(tools, "size", [(each, words.size_of(each)) for each in SIZES], {draft.size}, choose)
    return part(words.size, proposed, _number(tools, draft, change, "size", words.size_label, words.size_wrong))


def _basis(tools: Tools, draft: Draft, change: Put, words: StampPage) -> ft.Control:
    def choose(basis: str) -> None:
        change(lambda now: replace(now, basis=cast("Basis", basis)))

    def once() -> None:
        change(lambda now: replace(now, once_a_day=not now.once_a_day))

    ways = radios(tools, "basis", [*words.bases.items()], draft.basis, choose)
    yen = [_number(tools, draft, change, "yen", words.yen, words.yen_wrong)] if draft.basis == "yen" else []
    return part(
        words.basis, ways, *yen, switch(words.once_a_day, words.once_a_day_hint, tools.guard(once), on=draft.once_a_day, key="once-a-day")
    )


def _period(tools: Tools, draft: Draft, change: Put, today: date, words: StampPage) -> ft.Control:
    language = tools.session.language

    def between(since: date, until: date) -> None:
        change(lambda now: replace(now, starts_on=since, ends_on=until))

    span = OFFERS.of(language).range(formats.day(draft.starts_on, language), formats.day(draft.ends_on, language))
    within = (min(today, draft.starts_on), today + AHEAD)
    return part(
        words.period,
        ft.Row([keyed(RangeButton, "period", span, (draft.starts_on, draft.ends_on), within, between, "stamp-days")], wrap=True),
    )


def _more(tools: Tools, draft: Draft, change: Put, words: StampPage) -> list[ft.Control]:
    return [
        _text(tools, draft, change, "name_en", words.name_en),
        _text(tools, draft, change, "reward_ja", words.reward_ja, helper=words.reward_hint(draft.body().reward.name_ja)),
        _text(tools, draft, change, "reward_en", words.reward_en),
        _number(tools, draft, change, "after", words.after, words.after_wrong, helper=words.after_hint),
    ]


def _text(tools: Tools, draft: Draft, change: Put, name: str, label: str, *, hint: str = "", helper: str = "") -> ft.Control:
    def put(typed: str) -> None:
        change(lambda now: replace(now, **{name: typed}))

    return entry(tools, label, getattr(draft, name), put, key=f"stamp-{name}", hint=hint, helper=helper)


def _number(tools: Tools, draft: Draft, change: Put, name: Number, label: str, wrong: str, *, helper: str = "") -> ft.Control:
    def put(typed: str) -> None:
        change(lambda now: replace(now, **{name: typed.strip()}))

    error = wrong if draft.wrong(name) else ""
    return entry(tools, label, getattr(draft, name), put, key=f"stamp-{name}", error=error, helper=helper, keyboard=ft.KeyboardType.NUMBER)
