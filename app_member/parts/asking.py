"""質問: under a row's derivation, what the member asked the shop about it and what it answered; or the way to ask."""

from collections.abc import Callable
from dataclasses import dataclass, field

import flet as ft
import msgspec

from app_member.home import use_session
from shared.i18n import Language, formats
from shared.i18n.member.balance import BALANCE
from shared.ui import controls, events, theme
from shared.ui.hooks import use_state
from shared.ui.typed import use_sheet
from shared.wire.members import Why
from shared.wire.questions import Question

LONGEST = 200
KNOWN, ANSWER, FORM = 90, 60, 150
"""About what each takes at the usual size of text."""


def height(why: Why) -> float:
    """With room for what may be asked: an open sheet does not grow."""
    question = why.question
    known = 0 if question is None else KNOWN + (ANSWER if question.answered_at else 0)
    return known + (FORM if _may_ask(question) else 0)


def _may_ask(question: Question | None) -> bool:
    """One at a time."""
    return question is None or question.answered_at is not None


@dataclass(frozen=True, slots=True)
class Asking:
    """Its parts of the sheet."""

    form: list[ft.Control] = field(default_factory=list[ft.Control])
    """At the head, where who has just asked for it sees it at any size of text."""
    known: list[ft.Control] = field(default_factory=list[ft.Control])
    foot: ft.Control | None = None


def use_asking(found: Why | None, show: Callable[[Why], object]) -> Asking:
    """A hook. `show` gets the row with its new question."""
    actions, session, _ = use_session()
    about, begin = use_state("")
    text, write = use_state("")
    error, tell = use_state("")
    words = BALANCE.of(session.language).asking
    asking = found is not None and about == found.row.id
    sheet = use_sheet(shown=asking)

    def open_it() -> None:
        if found is not None:
            write("")
            tell("")
            begin(found.row.id)

    def typed(event: ft.Event[ft.TextField]) -> None:
        said = events.typed(event)
        write(said[:LONGEST])
        tell("")

    async def send() -> None:
        if found is None or not text.strip():
            tell(words.missing)
            return
        question = await actions.ask_about(found.row.id, text.strip())
        begin("")
        show(msgspec.structs.replace(found, question=question))
        actions.guard.toast(words.sent, good=True)

    if found is None:
        return Asking()
    known: list[ft.Control] = [] if found.question is None else [_known(found.question, session.language)]
    if asking:
        entry = controls.field(
            words.field, text, sheet=sheet, key="question", on_change=actions.guard(typed), error=error, hint=words.hint, focus=True
        )
        form = ft.Column([theme.quiet(words.lead, size=14), entry], spacing=12)
        return Asking([form], known, controls.primary(words.send, actions.guard(send), key="question-send", icon=ft.Icons.SEND))
    if not _may_ask(found.question):
        return Asking([], known)
    return Asking([], known, controls.quiet_button(words.ask, actions.guard(open_it), key="ask", icon=ft.Icons.HELP_OUTLINE))


def _known(question: Question, language: Language) -> ft.Control:
    words = BALANCE.of(language).asking
    lines: list[ft.Control] = [theme.quiet(words.yours), theme.text(question.text, size=15, key="asked-question")]
    if question.answered_at is None:
        lines.append(theme.quiet(words.waiting))
    else:
        day = formats.short_day(formats.here(question.answered_at).date(), language)
        lines += [
            ft.Container(controls.rule(), padding=ft.Padding.symmetric(vertical=4)),
            theme.quiet(words.answer(day)),
            theme.text(question.answer, size=15, key="answer"),
        ]
    return controls.card(ft.Row([ft.Column(lines, spacing=4, expand=True)]), bgcolor=theme.PAGE)
