"""What was answered: counts for each choice, as bars and as figures. Who answered is nowhere."""

import flet as ft

from app_staff.manager.loading import Loading
from app_staff.tools import use_session, use_tools
from shared.i18n import Language, pick
from shared.i18n.checkin import CHECKIN, Checkin
from shared.ui import controls, states, theme
from shared.ui.hooks import use_state
from shared.wire.checkin import Counts, SurveyQuestion, SurveyResults

ROOMY = 500
"""Of text of the usual size: the button beside the title."""


@ft.component
def ResultsCard(survey: str, edit: controls.Handler) -> ft.Control:
    tools, session = use_tools(), use_session()
    words = CHECKIN.of(session.language)
    loading, _ = use_state(Loading[SurveyResults])
    _, turn = use_state(0)
    loading.on_change = lambda: turn(lambda count: count + 1)

    async def load() -> None:
        tools.door.touch()
        await loading.ask(lambda: tools.door.api.survey_results(survey))

    ft.use_effect(tools.guard(load), dependencies=[survey])
    if loading.found is None:
        if loading.error is not None:
            return controls.card(states.failed(loading.error, session.language, tools.guard(load)))
        return states.skeleton([states.bone(220, radius=theme.CARD_RADIUS) for _ in range(2)], session.language, spacing=16)
    found = loading.found
    roomy = session.room >= ROOMY
    name = theme.text(pick(session.language, found.survey.title_ja, found.survey.title_en), size=22, bold=True, expand=roomy)
    change = controls.secondary(words.edit, edit, key="survey-edit", icon=ft.Icons.EDIT_OUTLINED)
    head: list[ft.Control] = [
        ft.Row([name, change], spacing=12) if roomy else ft.Column([name, ft.Row([change], wrap=True)], spacing=12),
        theme.quiet(words.answered(found.survey.answered) if found.survey.answered else words.nobody, size=14, key="survey-answered"),
    ]
    pairs = zip(found.survey.questions, found.questions, strict=True)
    bodies = [
        _question(n, question, counted, found.survey.answered, words, session.language) for n, (question, counted) in enumerate(pairs)
    ]
    return controls.card(ft.Column([*head, *bodies], spacing=20), padding=20, key="survey-results")


def _question(n: int, question: SurveyQuestion, counted: Counts, answered: int, words: Checkin, language: Language) -> ft.Control:
    names = [pick(language, each.ja, each.en) for each in question.choices] or [str(step + 1) for step in range(len(counted.counts))]
    head: list[ft.Control] = [theme.text(f"{n + 1}. {pick(language, question.ja, question.en)}", size=16, bold=True)]
    if question.kind == "scale" and answered:
        mean = sum((step + 1) * count for step, count in enumerate(counted.counts)) / max(1, sum(counted.counts))
        head.append(theme.quiet(words.average(f"{mean:.1f}"), size=14, key=f"average-{n}"))
    bars = [_bar(name, count, answered, words) for name, count in zip(names, counted.counts, strict=True)]
    return ft.Column([*head, *bars], spacing=8, key=f"result-{n}")


def _bar(name: str, count: int, answered: int, words: Checkin) -> ft.Control:
    share = count / answered if answered else 0
    said = words.times(count, round(share * 100))
    line = ft.Semantics(
        exclude_semantics=True,
        content=ft.ProgressBar(value=share, bar_height=10, color=theme.BRAND, bgcolor=theme.SUNK, border_radius=5),
    )
    return ft.Column([controls.pair(name, said, size=14), line], spacing=4)
