"""One case: what is known, and the decision of somebody who did not do it."""

from collections.abc import Callable
from typing import cast

import flet as ft

from app_staff.session import Session
from app_staff.tools import use_session, use_tools
from shared.client import Refused, SignedOut
from shared.i18n import Language, formats
from shared.i18n.oversight import OVERSIGHT
from shared.i18n.oversight import Cases as Words
from shared.ui import abreast, controls, events, theme
from shared.ui.guard import sentence
from shared.ui.hooks import use_state
from shared.wire.audit import Case, CloseCase, Decision


@ft.component
def CaseDetail(case: Case, decided: Callable[[], None]) -> ft.Control:
    tools, session = use_tools(), use_session()
    words = OVERSIGHT.of(session.language).cases
    decision, decide = use_state("fine")
    reason, write = use_state("")
    error, complain = use_state("")
    busy, set_busy = use_state(initial=False)

    def written(event: ft.Event[ft.TextField]) -> None:
        tools.door.touch()
        complain("")
        write(events.typed(event))

    async def close() -> None:
        tools.door.touch()
        if not reason.strip():
            complain(words.reason_missing)
            return
        set_busy(True)
        try:
            await tools.door.api.close_case(case.id, CloseCase(decision=cast("Decision", decision), reason=reason.strip()))
        except SignedOut:
            raise
        except Refused as refused:
            complain(sentence(refused.problem, session.language))
        else:
            decided()
        finally:
            set_busy(False)

    pieces: list[ft.Control] = [
        theme.text(words.kind.get(case.kind, words.unknown_kind), size=22, bold=True),
        theme.quiet(words.advice.get(case.kind, words.unknown_advice), size=15),
        controls.rule(),
        *_facts(case, words, session.language),
        controls.rule(),
    ]
    if case.closed_at is not None:
        pieces += _closed(case, words, session.language)
    elif not case.closable:
        pieces.append(_own(words))
    else:
        choices = [(value, name) for value, name in words.decision.items()]
        pieces += [
            theme.heading(words.decide),
            abreast.tabs(choices, decision, tools.guard(decide), key="decision"),
            controls.field(
                words.reason,
                reason,
                key="reason",
                on_change=tools.guard(written),
                error=error,
                hint=words.reason_hint,
                on_focus=tools.guard(lambda: _typing(session, now=True)),
                on_blur=tools.guard(lambda: _typing(session, now=False)),
            ),
            controls.primary(words.close, tools.guard(close), key="close-case", icon=ft.Icons.CHECK, busy=busy),
        ]
    return controls.card(ft.Column(pieces, spacing=16), key="case", padding=24)


def _typing(session: Session, *, now: bool) -> None:
    """A field's keys are not a scanner gun's."""
    session.typing = now


def _facts(case: Case, words: Words, language: Language) -> list[ft.Control]:
    rows = [(words.opened, formats.moment(case.opened_at, language))]
    if case.staff:
        rows.append((words.staff, case.staff))
    if case.member:
        rows.append((words.member, words.card(case.member)))
    for name, value in case.data.items():
        if name in words.facts:
            rows.append(
                (words.facts[name], words.units.get(name, "{}").format(formats.number(value)) if isinstance(value, int) else str(value))
            )
    return [controls.pair(name, value) for name, value in rows]


def _closed(case: Case, words: Words, language: Language) -> list[ft.Control]:
    when = "" if case.closed_at is None else formats.moment(case.closed_at, language)
    verdict = words.decision.get(case.decision or "", "")
    return [
        controls.chip(verdict, icon=ft.Icons.CHECK_CIRCLE_OUTLINE, size=14, key="verdict"),
        theme.text(case.reason, size=16),
        theme.quiet(words.closed_by(case.closed_by, when), size=13),
    ]


def _own(words: Words) -> ft.Control:
    inside: list[ft.Control] = [
        ft.Icon(ft.Icons.LOCK_PERSON_OUTLINED, size=22, color=theme.ON_AMBER),
        theme.text(words.own, size=14, color=theme.ON_AMBER, expand=True),
    ]
    return ft.Container(ft.Row(inside, spacing=12), key="own-case", bgcolor=theme.AMBER, border_radius=theme.CONTROL_RADIUS, padding=16)
