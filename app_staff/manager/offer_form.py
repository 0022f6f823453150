"""A new coupon: what it takes off, for whom, when and on what terms, with the ticket as members will see it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, cast

import flet as ft

from app_staff.manager.acting import said
from app_staff.manager.days import RangeButton
from app_staff.manager.offer_draft import MOST, WHOM, WORD, Draft, Kind, Limit, Whom
from app_staff.parts import buttons
from app_staff.parts.entry import entry
from app_staff.tools import use_session, use_tools
from shared.i18n import Language, formats, pick
from shared.i18n.common import COMMON
from shared.i18n.member import MEMBER
from shared.i18n.offers import OFFERS, Offers
from shared.ui import controls, theme, ticket_face
from shared.ui.hooks import keyed, use_state
from shared.wire.coupons import Coupon

BESIDE = 1180
MONTH = timedelta(days=29)
AHEAD = timedelta(days=730)


@ft.component
def OfferForm(today: date, made: Callable[[Coupon], object], close: controls.Handler) -> ft.Control:
    tools, session = use_tools(), use_session()
    language = session.language
    words = OFFERS.of(language)
    draft, put = use_state(lambda: Draft(today, today + MONTH))
    busy, work = use_state(initial=False)
    coupon_id, _ = use_state(lambda: tools.ids.new().replace("-", ""))

    def change(**values: Any) -> None:  # noqa: ANN401 - fields of the draft
        tools.door.touch()
        put(lambda now: replace(now, **values))

    def between(since: date, until: date) -> None:
        change(starts_on=since, ends_on=until)

    async def save() -> None:
        work(lambda _: True)
        try:
            coupon = await tools.door.api.add_coupon(draft.body(coupon_id))
            tools.guard.toast(words.saved, good=True)
            await controls.bound(made, coupon)()
        finally:
            work(lambda _: False)

    def text(name: str, label: str, *, helper: str = "", hint: str = "", error: str = "", number: bool = False) -> ft.Control:
        keyboard = ft.KeyboardType.NUMBER if number else ft.KeyboardType.TEXT
        value = str(getattr(draft, name))
        return entry(
            tools,
            label,
            value,
            lambda typed: change(**{name: typed}),
            key=f"offer-{name}",
            helper=helper,
            hint=hint,
            error=error,
            keyboard=keyboard,
        )

    kinds = controls.tabs(
        [(each, words.kinds[each]) for each in MOST], draft.kind, lambda value: change(kind=cast("Kind", value)), key="kind"
    )
    ways = controls.tabs(
        [(each, words.ways[each]) for each in WHOM], draft.whom, lambda value: change(whom=cast("Whom", value)), key="whom"
    )
    value_wrong = words.value_wrong[draft.kind] if draft.value.strip() and draft.worth is None else ""
    word_wrong = words.word_wrong if draft.called and not WORD.fullmatch(draft.called) else ""
    span = words.range(formats.day(draft.starts_on, language), formats.day(draft.ends_on, language))
    period = keyed(
        RangeButton,
        "period",
        span,
        (draft.starts_on, draft.ends_on),
        (today, today + AHEAD),
        between,
        "offer-days",
    )
    limits: list[tuple[Limit, str, str]] = [
        ("minimum", words.minimum, words.minimum_hint),
        ("total", words.total, words.limit_hint),
        ("each", words.each, words.limit_hint),
    ]
    numbers = [
        text(name, label, helper=helper, error=words.number_wrong if draft.wrong(name) else "", number=True)
        for name, label, helper in limits
    ]
    form: list[ft.Control] = [
        ft.Row([controls.quiet_button(COMMON.of(language).back, close, key="back-offers", icon=ft.Icons.ARROW_BACK)]),
        theme.text(words.new, size=22, bold=True),
        theme.heading(words.kind),
        kinds,
        text("value", words.value[draft.kind], error=value_wrong, number=True),
        text("name_ja", words.name_ja, hint=words.name_ja_hint),
        text("name_en", words.name_en, helper=words.name_en_hint),
        theme.heading(words.way),
        ways,
        theme.quiet(words.way_lead[draft.whom], size=14),
        *([text("word", words.word, helper=words.word_hint, error=word_wrong)] if draft.whom == "word" else []),
        theme.heading(words.period),
        ft.Row([period]),
        *numbers,
        theme.quiet(words.every_store, size=14),
        buttons.big(
            words.save,
            tools.guard(said(tools, save)) if draft.good and not busy else None,
            key="save-offer",
            busy=busy,
            icon=ft.Icons.CHECK,
        ),
    ]
    card = controls.card(ft.Column(form, spacing=12, horizontal_alignment=ft.CrossAxisAlignment.STRETCH), padding=20, key="offer-form")
    shown = preview(draft.shown(words.sample), words, language)
    if session.width < BESIDE:
        return ft.Column([shown, card], spacing=16)
    pair = [ft.Container(card, expand=True), ft.Container(shown, width=344)]
    return ft.Row([*pair], spacing=16, vertical_alignment=ft.CrossAxisAlignment.START)


def preview(offer: Coupon, words: Offers, language: Language) -> ft.Control:
    """The ticket as the member's app draws it."""
    figure = f"{offer.value or '–'}%" if offer.kind == "percent" else formats.yen(offer.value)
    off = "OFF" if language == "ja" else "off"
    terms = COMMON.of(language).minimum(formats.yen(offer.minimum)) if offer.minimum else MEMBER.of(language).coupons.no_minimum
    until = theme.quiet(COMMON.of(language).until(formats.day(offer.ends_on, language)))
    name = pick(language, offer.name_ja, offer.name_en)
    ticket = ticket_face.drawn(figure, off, name, terms, [until], key="offer-preview")
    return ft.Column([theme.quiet(words.preview, size=14), ticket], spacing=8, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
