"""One question at a time, with targets that nobody misses."""

import flet as ft

from app_staff.doorstep import Answering
from app_staff.parts import buttons
from app_staff.screens.kiosk_result import sheet, ways
from app_staff.tools import Tools
from shared.i18n import Language, pick
from shared.i18n.kiosk import Kiosk
from shared.ui import controls, theme
from shared.wire.checkin import SCALE, SurveyQuestion


def survey(step: Answering, tools: Tools, words: Kiosk, language: Language) -> ft.Control:
    count = len(step.survey.questions)
    question = step.survey.questions[step.place]
    head: list[ft.Control] = [
        ft.Row(
            [
                theme.quiet(pick(language, step.survey.title_ja, step.survey.title_en), size=15),
                theme.quiet(words.step(step.place + 1, count), size=15, key="survey-step"),
            ],
            alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
            wrap=True,
        ),
        ft.ProgressBar(value=(step.place + 1) / count, color=theme.BRAND, bgcolor=theme.SUNK, border_radius=4, semantics_label=""),
        theme.text(pick(language, question.ja, question.en), size=28, bold=True, key="survey-question"),
    ]
    if question.kind == "many":
        head.append(theme.quiet(words.many, size=15))
    answer = _scale(step, tools, words) if question.kind == "scale" else _choices(step, question, tools, language)
    trouble: list[ft.Control] = [controls.notice(words.unsure_more, icon=ft.Icons.CLOUD_OFF)] if step.unsure else []
    return sheet(tools, [*head, answer, *trouble], _ways(step, tools, words), key="kiosk-survey", centred=False)


def _choices(step: Answering, question: SurveyQuestion, tools: Tools, language: Language) -> ft.Control:
    """Single ones are round, those of which one may take many have corners."""
    many = question.kind == "many"
    taken = step.chosen[step.place]
    on, off = (
        (ft.Icons.CHECK_BOX, ft.Icons.CHECK_BOX_OUTLINE_BLANK) if many else (ft.Icons.RADIO_BUTTON_CHECKED, ft.Icons.RADIO_BUTTON_UNCHECKED)
    )
    rows: list[ft.Control] = []
    for place, choice in enumerate(question.choices):
        here, said = place in taken, pick(language, choice.ja, choice.en)
        color = theme.ON_TINT if here else theme.INK
        face = ft.Container(
            ft.Row(
                [ft.Icon(on if here else off, size=28, color=color), theme.text(said, size=20, bold=here, color=color, expand=True)],
                spacing=16,
            ),
            key=f"choice-{place}",
            bgcolor=theme.TINT if here else theme.SUNK,
            border=ft.Border.all(2, theme.BRAND if here else ft.Colors.TRANSPARENT),
            border_radius=theme.CARD_RADIUS,
            padding=ft.Padding.symmetric(horizontal=20, vertical=18),
            ink=True,
            on_click=_chooser(tools, place),
        )
        rows.append(controls.said(face, said, checked=here))
    return ft.Column(rows, spacing=12, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _scale(step: Answering, tools: Tools, words: Kiosk) -> ft.Control:
    steps: list[ft.Control] = []
    for value in range(1, SCALE + 1):
        here = value in step.chosen[step.place]
        color = theme.ON_BRAND if here else theme.INK
        face = ft.Container(
            theme.text(str(value), size=30, bold=True, color=color),
            key=f"scale-{value}",
            height=88,
            alignment=ft.Alignment.CENTER,
            bgcolor=theme.BRAND if here else theme.SUNK,
            border_radius=theme.CARD_RADIUS,
            ink=True,
            on_click=_chooser(tools, value),
        )
        label = f"{value} {words.worst if value == 1 else words.best if value == SCALE else ''}".strip()
        steps.append(ft.Container(controls.said(face, label, checked=here), expand=True))
    ends = [
        ft.Container(theme.quiet(words.worst, size=15), expand=True),
        ft.Container(theme.quiet(words.best, size=15, align=ft.TextAlign.END), expand=True, alignment=ft.Alignment.TOP_RIGHT),
    ]
    return ft.Column([ft.Row(steps, spacing=8), ft.Row([*ends], spacing=12)], spacing=8, tight=True)


def _chooser(tools: Tools, value: int) -> controls.Handler:
    return tools.guard(lambda: tools.host.choose(value))


def _ways(step: Answering, tools: Tools, words: Kiosk) -> ft.Control:
    """Back or away on the left, on and off on the right."""
    host = tools.host
    if step.place and not step.unsure:
        left = buttons.beside(words.previous, tools.guard(lambda: host.turn(-1)), key="survey-back", icon=ft.Icons.ARROW_BACK)
    else:
        left = buttons.beside(words.stop, tools.guard(host.go_on), key="survey-stop")
    if step.last:
        ready = tools.guard(host.send) if step.ready else None
        right = buttons.big(words.retry if step.unsure else words.send, ready, key="survey-send", busy=step.busy, icon=ft.Icons.SEND)
    else:
        ready = tools.guard(lambda: host.turn(1)) if step.ready else None
        right = buttons.big(words.next, ready, key="survey-next", icon=ft.Icons.ARROW_FORWARD)
    return ways(tools, left, right)
