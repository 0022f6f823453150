"""A questionnaire as the manager writes it: title, up to five questions, where it is asked, and the thanks."""

from collections.abc import Callable
from dataclasses import replace

import flet as ft

from app_staff.manager.acting import said
from app_staff.manager.pieces import radios, switch
from app_staff.manager.survey_draft import FEWEST, MOST_CHOICES, MOST_QUESTIONS, Asking, Draft
from app_staff.parts import buttons
from app_staff.parts.entry import entry
from app_staff.session import Session
from app_staff.tools import Tools, use_session, use_tools
from shared.i18n import Language, formats, pick
from shared.i18n.checkin import CHECKIN, Checkin
from shared.ui import abreast, controls, theme
from shared.ui.hooks import use_state
from shared.wire.checkin import MOST_GIFT
from shared.wire.coupons import Coupon
from shared.wire.staff import Store

PAIR = 600
"""Of text of the usual size."""
FRAME = 110
"""Pixels around a question on a phone."""
Put = Callable[[Callable[[Draft], Draft]], None]
PutQuestion = Callable[[Callable[[Asking], Asking]], None]


@ft.component
def SurveyForm(start: Draft, stores: tuple[Store, ...], coupons: tuple[Coupon, ...], close: Callable[[], object]) -> ft.Control:
    """`close` when it is saved."""
    tools, session = use_tools(), use_session()
    words = CHECKIN.of(session.language)
    draft, put = use_state(lambda: start)
    busy, work = use_state(initial=False)

    def change(make: Callable[[Draft], Draft]) -> None:
        tools.door.touch()
        put(make)

    async def save() -> None:
        work(lambda _: True)
        try:
            await tools.door.api.save_survey(draft.body())
            tools.guard.toast(words.saved, good=True)
            close()
        finally:
            work(lambda _: False)

    questions: list[ft.Control] = [controls.notice(words.fixed)] if draft.fixed else _questions(tools, draft, change, words)
    ready = tools.guard(said(tools, save)) if draft.good else None
    pieces: list[ft.Control] = [
        theme.text(words.title, size=20, bold=True),
        _pair(
            session,
            entry(
                tools, words.title_ja, draft.title_ja, lambda text: change(lambda now: replace(now, title_ja=text)), key="survey-title-ja"
            ),
            entry(
                tools, words.title_en, draft.title_en, lambda text: change(lambda now: replace(now, title_en=text)), key="survey-title-en"
            ),
        ),
        *questions,
        controls.rule(),
        _stores(tools, draft, change, stores, words),
        controls.rule(),
        _thanks(tools, draft, change, coupons, words),
        controls.rule(),
        _active(tools, draft, change, words),
        *([] if draft.good else [theme.quiet(words.missing, size=14)]),
        buttons.big(words.save, ready, key="survey-save", busy=busy, icon=ft.Icons.CHECK),
    ]
    return controls.card(ft.Column(pieces, spacing=16, horizontal_alignment=ft.CrossAxisAlignment.STRETCH), padding=20, key="survey-form")


def _pair(session: Session, left: ft.Control, right: ft.Control, *more: ft.Control) -> ft.Control:
    """Japanese and English side by side, where there is room."""
    both: list[ft.Control] = [ft.Container(left, expand=True), ft.Container(right, expand=True)]
    if session.room >= PAIR:
        return ft.Row([*both, *more], spacing=12)
    below = ft.Row([ft.Column([ft.Row([each]) for each in both], spacing=8, expand=True), *more], spacing=4)
    return ft.Container(below, padding=ft.Padding.only(bottom=8))  # what belongs together stands closer


def _questions(tools: Tools, draft: Draft, change: Put, words: Checkin) -> list[ft.Control]:
    cards: list[ft.Control] = [_question(tools, draft, place, change, words) for place in range(len(draft.questions))]
    if len(draft.questions) < MOST_QUESTIONS:
        add = tools.guard(lambda: change(lambda now: replace(now, questions=(*now.questions, Asking()))))
        cards.append(ft.Row([controls.secondary(words.add_question, add, key="add-question", icon=ft.Icons.ADD)], wrap=True))
    return cards


def _question(tools: Tools, draft: Draft, place: int, change: Put, words: Checkin) -> ft.Control:
    asking = draft.questions[place]

    def put(make: Callable[[Asking], Asking]) -> None:
        change(lambda now: now.with_question(place, make(now.questions[place])))

    remove = tools.guard(lambda: change(lambda now: now.without_question(place)))
    head: list[ft.Control] = [theme.text(words.question(place + 1), size=16, bold=True, expand=True)]
    if len(draft.questions) > 1:
        head += [_mover(tools, place, by, change, words) for by in (-1, 1) if 0 <= place + by < len(draft.questions)]
        head.append(controls.icon_button(ft.Icons.DELETE_OUTLINE, words.remove_question, remove, key=f"remove-question-{place}"))
    kinds = abreast.tabs(
        list(words.kinds),
        asking.kind,
        tools.guard(lambda kind: put(lambda now: replace(now, kind=kind))),  # pyright: ignore[reportArgumentType]  one of the kinds
        key=f"kind-{place}",
        room=tools.session.width - FRAME,
    )
    texts = _pair(
        tools.session,
        entry(tools, words.question_ja, asking.ja, lambda text: put(lambda now: replace(now, ja=text)), key=f"question-ja-{place}"),
        entry(tools, words.question_en, asking.en, lambda text: put(lambda now: replace(now, en=text)), key=f"question-en-{place}"),
    )
    below = [theme.quiet(words.scale_note, size=14)] if asking.kind == "scale" else _choices(tools, asking, place, put, words)
    return ft.Container(
        ft.Column(
            [ft.Row(head), texts, kinds, *below],
            spacing=12,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        bgcolor=theme.PAGE,
        border=theme.hairline(),
        border_radius=theme.CARD_RADIUS,
        padding=16,
    )


def _mover(tools: Tools, place: int, by: int, change: Put, words: Checkin) -> ft.Control:
    move = tools.guard(lambda: change(lambda now: now.moved(place, by)))
    up = by < 0
    icon, label = (ft.Icons.ARROW_UPWARD, words.question_up) if up else (ft.Icons.ARROW_DOWNWARD, words.question_down)
    return controls.icon_button(icon, label(place + 1), move, key=f"question-{'up' if up else 'down'}-{place}")


def _choices(tools: Tools, asking: Asking, place: int, put: PutQuestion, words: Checkin) -> list[ft.Control]:
    rows: list[ft.Control] = [_choice(tools, asking, (place, which), put, words) for which in range(len(asking.choices))]
    if len(asking.choices) < MOST_CHOICES:
        add = tools.guard(lambda: put(lambda now: replace(now, choices=(*now.choices, ("", "")))))
        rows.append(ft.Row([controls.quiet_button(words.add_choice, add, key=f"add-choice-{place}", icon=ft.Icons.ADD)], wrap=True))
    return rows


def _choice(tools: Tools, asking: Asking, at: tuple[int, int], put: PutQuestion, words: Checkin) -> ft.Control:
    place, which = at
    ja, en = asking.choices[which]
    more: list[ft.Control] = []
    if len(asking.choices) > FEWEST:
        remove = tools.guard(lambda: put(lambda now: now.without_choice(which)))
        more.append(controls.icon_button(ft.Icons.CLOSE, words.remove_choice(which + 1), remove, key=f"remove-choice-{place}-{which}"))
    return _pair(
        tools.session,
        entry(
            tools, words.choice_ja(which + 1), ja, lambda text: put(lambda now: now.with_choice(which, ja=text)), key=f"choice-ja-{place}-{which}"
        ),
        entry(
            tools, words.choice_en(which + 1), en, lambda text: put(lambda now: now.with_choice(which, en=text)), key=f"choice-en-{place}-{which}"
        ),
        *more,
    )  # fmt: skip


def _stores(tools: Tools, draft: Draft, change: Put, stores: tuple[Store, ...], words: Checkin) -> ft.Control:
    def turner(store: str) -> Callable[[bool], None]:
        return tools.guard(lambda _: change(lambda now: replace(now, stores=now.stores ^ {store})))

    ticks = [controls.tick(each.name, turner(each.id), chosen=each.id in draft.stores, key=f"survey-store-{each.id}") for each in stores]
    return ft.Column([theme.heading(words.stores), *ticks], spacing=4)


def _thanks(tools: Tools, draft: Draft, change: Put, coupons: tuple[Coupon, ...], words: Checkin) -> ft.Control:
    wrong = "" if draft.points.isdecimal() else words.points_wrong
    points = entry(
        tools,
        words.thanks_points,
        draft.points,
        lambda text: change(lambda now: replace(now, points=text.strip())),
        key="survey-points",
        helper=words.thanks_hint(formats.yen(MOST_GIFT)),
        error=wrong,
        keyboard=ft.KeyboardType.NUMBER,
    )
    return ft.Column(
        [theme.heading(words.thanks), *_coupons(tools, draft, change, coupons, words), ft.Container(points, width=420)], spacing=8
    )


def _coupons(tools: Tools, draft: Draft, change: Put, coupons: tuple[Coupon, ...], words: Checkin) -> list[ft.Control]:
    """None where the shop has no coupons."""
    if not coupons:
        return []
    language: Language = tools.session.language
    every = [(None, words.no_coupon), *[(each.id, pick(language, each.name_ja, each.name_en)) for each in coupons]]
    return [radios(tools, "survey-coupon", every, draft.coupon, lambda coupon: change(lambda now: replace(now, coupon=coupon)))]


def _active(tools: Tools, draft: Draft, change: Put, words: Checkin) -> ft.Control:
    turn = tools.guard(lambda: change(lambda now: replace(now, active=not now.active)))
    return switch(words.active, words.active_hint, turn, on=draft.active, key="survey-active")
