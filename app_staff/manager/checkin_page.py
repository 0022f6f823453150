"""来店受付: points for coming, the questionnaires, and what was answered."""

from collections.abc import Callable

import flet as ft

from app_staff.manager.acting import said
from app_staff.manager.in_view import WayBack
from app_staff.manager.loading import Loading
from app_staff.manager.survey_draft import Draft
from app_staff.manager.survey_form import SurveyForm
from app_staff.manager.survey_results import ResultsCard
from app_staff.parts import buttons
from app_staff.parts.entry import entry
from app_staff.session import Session
from app_staff.tools import Tools, use_session, use_tools
from shared.i18n import formats, pick
from shared.i18n.checkin import CHECKIN, Checkin
from shared.ui import controls, states, theme
from shared.ui.hooks import keyed, use_state
from shared.wire.checkin import SetVisitPoints, Survey, VisitPoints
from shared.wire.coupons import Coupon
from shared.wire.staff import Store

Found = tuple[VisitPoints, tuple[Survey, ...], tuple[Store, ...], tuple[Coupon, ...]]
ROOMY = 500
"""Of text of the usual size: what is on beside its title."""
LIST, NEW = "", "new"
"""What is open, beside the id of a questionnaire."""


@ft.component
def CheckinPage() -> ft.Control:
    tools, session = use_tools(), use_session()
    words = CHECKIN.of(session.language)
    loading, _ = use_state(Loading[Found])
    _, turn = use_state(0)
    opened, show = use_state(LIST)
    writing, write = use_state(initial=False)
    loading.on_change = lambda: turn(lambda count: count + 1)
    coupons = session.has("coupons")

    async def question() -> Found:
        api = tools.door.api
        return await api.visit_points(), await api.surveys(), await api.board_stores(), await api.coupon_list() if coupons else ()

    async def load() -> None:
        tools.door.touch()
        await loading.ask(question, keep=loading.found is not None)

    def close() -> None:
        tools.door.touch()
        show(LIST)
        write(lambda _: False)
        tools.guard.spawn(load)

    def edit() -> None:
        write(lambda _: True)

    ft.use_effect(tools.guard(load), dependencies=[coupons])
    if loading.found is None:
        if loading.error is not None:
            return controls.card(states.failed(loading.error, session.language, tools.guard(load)))
        return states.skeleton([states.bone(180, radius=theme.CARD_RADIUS) for _ in range(3)], session.language, spacing=16)
    points, surveys, stores, offers = loading.found
    if opened == LIST:
        cards = [keyed(PointsCard, f"points-{points.points}-{points.most}", points, load), _list(tools, surveys, show, words)]
        return ft.Column(cards, spacing=16, key="checkin")
    back = keyed(WayBack, "way-back", words.back, tools.guard(close), "survey-close")
    survey = next((each for each in surveys if each.id == opened), None)
    if survey is not None and not writing:
        page: ft.Control = keyed(ResultsCard, opened, opened, tools.guard(edit))
    else:
        draft = Draft(tools.ids.new(), stores=frozenset({session.store})) if survey is None else Draft.of(survey)
        page = keyed(SurveyForm, f"form-{opened}", draft, stores, offers, tools.guard(close))
    return ft.Column([back, page], spacing=8)


@ft.component
def PointsCard(points: VisitPoints, load: Callable[[], object]) -> ft.Control:
    tools, session = use_tools(), use_session()
    words = CHECKIN.of(session.language)
    typed, put = use_state(str(points.points))
    good = typed.isdecimal()

    async def save() -> None:
        await tools.door.api.set_visit_points(SetVisitPoints(points=int(typed)))
        tools.guard.toast(words.saved, good=True)
        tools.guard.spawn(load)  # pyright: ignore[reportArgumentType]  the page's own coroutine function

    changed = good and int(typed) != points.points
    field = entry(
        tools,
        words.points_field,
        typed,
        lambda text: put(text.strip()),
        key="visit-points",
        helper=words.points_hint(formats.points(points.most)),
        error="" if good else words.points_wrong,
        keyboard=ft.KeyboardType.NUMBER,
    )
    button = buttons.big(words.save, tools.guard(said(tools, save)) if changed else None, key="save-points", icon=ft.Icons.CHECK)
    head: list[ft.Control] = [theme.text(words.name, size=22, bold=True), theme.quiet(words.lead, size=14)]
    return controls.card(
        ft.Column(
            [
                *head,
                ft.Container(height=4),
                theme.heading(words.points),
                field,
                ft.Row([ft.Container(button, width=220)], alignment=ft.MainAxisAlignment.END),
            ],
            spacing=8,
        ),
        padding=20,
    )


def _list(tools: Tools, surveys: tuple[Survey, ...], show: Callable[[str], None], words: Checkin) -> ft.Control:
    def opener(what: str) -> controls.Handler:
        def open_it() -> None:
            tools.door.touch()
            show(what)

        return tools.guard(open_it)

    add = ft.Row([controls.secondary(words.add, opener(NEW), key="survey-new", icon=ft.Icons.ADD)], wrap=True)
    head = ft.Row([ft.Icon(ft.Icons.EDIT_NOTE, size=24, color=theme.QUIET), theme.heading(words.surveys)], spacing=8)
    if not surveys:
        return controls.card(ft.Column([head, states.empty(ft.Icons.EDIT_NOTE, words.none, action=add)], spacing=8), padding=20)
    rows = [_row(survey, words, opener(survey.id), tools.session) for survey in surveys]
    return controls.card(ft.Column([head, theme.quiet(words.surveys_lead, size=14), *rows, add], spacing=10), padding=20, key="surveys")


def _row(survey: Survey, words: Checkin, on_click: controls.Handler, session: Session) -> ft.Control:
    title, under = pick(session.language, survey.title_ja, survey.title_en), words.row(len(survey.questions), survey.answered)
    state = (
        controls.chip(words.on, icon=ft.Icons.CHECK)
        if survey.active
        else controls.chip(words.off, icon=ft.Icons.PAUSE, bgcolor=theme.SUNK, color=theme.QUIET)
    )
    roomy = session.room >= ROOMY
    told: list[ft.Control] = [theme.text(title, size=16, bold=True), theme.quiet(under, size=13)]
    inside = ft.Row(
        [
            ft.Column(told if roomy else [*told, state], spacing=2 if roomy else 4, expand=True, tight=True),
            *([state] if roomy else []),
            ft.Icon(ft.Icons.CHEVRON_RIGHT, size=20, color=theme.QUIET),
        ],
        spacing=12,
    )
    label = f"{title} {under} {words.on if survey.active else words.off}"
    return controls.tappable(inside, on_click, key=f"survey-{survey.id}", label=label, padding=10, bare=True)
