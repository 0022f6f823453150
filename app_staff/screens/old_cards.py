"""Old cards that wait for somebody who has them in hand: the last four places prove it, and the points are granted once."""

from dataclasses import dataclass, replace

import flet as ft

from app_staff.manager.acting import said
from app_staff.manager.drafting import use_draft
from app_staff.manager.loading import Loading
from app_staff.parts import buttons
from app_staff.parts.entry import entry
from app_staff.tools import Tools, use_session, use_tools
from shared.i18n import Language, formats
from shared.i18n.common import COMMON
from shared.i18n.counter import COUNTER, OldCards
from shared.ui import controls, states, theme
from shared.ui.guard import use_work
from shared.ui.hooks import keyed, use_state
from shared.wire.takeover import ConfirmTakeover, Reason, RefuseTakeover, TakeoverRow

Rows = Loading[tuple[TakeoverRow, ...]]
ENDING = 4
WIDE = 900
NARROW = 300
"""Of a screen, measured in text of the usual size."""


@ft.component
def OldCardsPage() -> ft.Control:
    tools, session = use_tools(), use_session()
    words = COUNTER.of(session.language).old
    loading, _ = use_state(Rows)
    _, turn = use_state(0)
    loading.on_change = lambda: turn(lambda count: count + 1)

    async def load() -> None:
        await loading.ask(tools.door.api.takeovers, keep=True)

    use_work(load, [])
    head = ft.Column([theme.text(words.title, size=28, bold=True), theme.quiet(words.lead, size=15)], spacing=2)
    if loading.error is not None:
        body: list[ft.Control] = [controls.card(states.failed(loading.error, session.language, tools.guard(load)))]
    elif loading.found is None:
        body = [states.skeleton_rows(3, session.language)]
    elif not loading.found:
        body = [controls.card(states.empty(ft.Icons.CREDIT_CARD, words.none))]
    else:
        body = [keyed(OldCard, f"old-{row.id}", row, loading) for row in loading.found]
        body.append(theme.quiet(words.keep_card, size=14))
    return ft.Column([head, *body], key="old-cards", spacing=12, expand=True, scroll=ft.ScrollMode.AUTO)


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed. Its id stays with it: sent again it is granted once."""

    op_id: str
    ending: str = ""
    refusing: bool = False


@ft.component
def OldCard(row: TakeoverRow, loading: Rows) -> ft.Control:
    """One card. Whoever refuses says why: the member reads it."""
    tools, session = use_tools(), use_session()
    words = COUNTER.of(session.language).old
    drafting = use_draft(f"old-{row.id}", lambda: Draft(tools.ids.new()))
    draft = drafting.now

    async def confirm() -> None:
        done = await tools.door.api.confirm_takeover(row.id, ConfirmTakeover(op_id=draft.op_id, ending=draft.ending))
        drafting.drop()
        tools.guard.toast(words.confirmed(formats.points(done.points)), good=True)
        await loading.ask(tools.door.api.takeovers, keep=True)
        await tools.counter.look_again()

    def write(text: str) -> None:
        drafting.change(lambda now: replace(now, ending=text.strip()[:ENDING], op_id=tools.ids.new()))

    def turn() -> None:
        drafting.change(lambda now: replace(now, refusing=not now.refusing))

    name = theme.text(row.name, size=20, bold=True, expand=True)
    worth = [] if row.points is None else [theme.text(formats.points(row.points), size=24, bold=True, wrap=False)]
    head = ft.Column([ft.Row([name]), *worth], spacing=0) if session.room < NARROW else ft.Row([name, *worth], spacing=12)
    pieces: list[ft.Control] = [head, _facts(row, words, session.language)]
    if draft.refusing:
        pieces.append(_reasons(tools, row, loading, words))
    elif row.points is not None:
        typed = entry(
            tools,
            words.ending,
            draft.ending,
            write,
            key=f"ending-{row.id}",
            hint=words.ending_hint,
        )
        ready = len(draft.ending) == ENDING
        act = buttons.big(
            words.confirm(formats.points(row.points)),
            tools.guard(said(tools, confirm)) if ready else None,
            key=f"confirm-{row.id}",
            icon=ft.Icons.CHECK,
        )
        pieces.append(_abreast(typed, act, wide=session.width >= WIDE))
    label, icon = (COMMON.of(session.language).cancel, None) if draft.refusing else (words.refuse, ft.Icons.BLOCK)
    pieces.append(ft.Row([controls.quiet_button(label, tools.guard(turn), key=f"refuse-{row.id}", icon=icon)], wrap=True))
    return controls.card(ft.Column(pieces, spacing=12), padding=20, key=f"card-{row.id}")


def _abreast(typed: ft.Control, act: ft.Control, *, wide: bool) -> ft.Control:
    if wide:
        return ft.Row([ft.Container(typed, expand=2), ft.Container(act, expand=3)], spacing=12)
    return ft.Column([typed, act], spacing=12)


def _facts(row: TakeoverRow, words: OldCards, language: Language) -> ft.Control:
    """What is known of the number, and what speaks for or against it."""
    notes = [words.number(row.number), words.asked(formats.moment(row.asked_at, language))]
    if row.expires_on is not None:
        notes.append(words.until(formats.day(row.expires_on, language)))
    chips: list[ft.Control] = []
    if row.taken:
        chips.append(_warning(words.taken))
    elif row.points is None:
        chips.append(_warning(words.not_listed))
    if row.same_name is not None:
        fits = controls.chip(words.same_name, icon=ft.Icons.CHECK, size=13)
        chips.append(fits if row.same_name else _warning(words.other_name))
    found = [ft.Row(chips, spacing=8, run_spacing=8, wrap=True)] if chips else []
    return ft.Column([theme.quiet(" ・ ".join(notes), size=14), *found], spacing=8)


def _warning(words: str) -> ft.Control:
    return controls.chip(words, icon=ft.Icons.WARNING_AMBER_ROUNDED, bgcolor=theme.AMBER, color=theme.ON_AMBER, size=13)


def _reasons(tools: Tools, row: TakeoverRow, loading: Rows, words: OldCards) -> ft.Control:
    def give(reason: Reason) -> controls.Handler:
        async def refuse() -> None:
            await tools.door.api.refuse_takeover(row.id, RefuseTakeover(reason=reason))
            tools.guard.toast(words.refused, good=True)
            await loading.ask(tools.door.api.takeovers, keep=True)

        return tools.guard(said(tools, refuse))

    reasons: tuple[Reason, ...] = ("not_shown", "other_card", "not_listed")
    ways = [buttons.beside(words.reasons[reason], give(reason), key=f"reason-{reason}-{row.id}", expand=False) for reason in reasons]
    return ft.Column([theme.quiet(words.reason, size=14), ft.Row([*ways], wrap=True, spacing=8, run_spacing=8)], spacing=8)
