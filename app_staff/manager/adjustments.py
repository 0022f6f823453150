"""Points adjusted by hand in the last seven days: what waits for a second person first."""

import asyncio
from collections.abc import Callable

import flet as ft

from app_staff.manager.acting import said
from app_staff.parts import buttons
from app_staff.session import Session
from app_staff.tools import Tools, use_session, use_tools
from shared.client import ApiError, SignedOut
from shared.i18n import formats
from shared.i18n.team import TEAM, Adjusting
from shared.ui import controls, states, theme
from shared.ui.hooks import use_state
from shared.wire.adjustments import AdjustmentRow, Decide

AGAIN = 15.0
"""Seconds between looks: somebody at another device waits for the answer."""
WIDE, ABREAST = 560, 300
"""Of text of the usual size: what is adjusted on one line, and the two answers beside each other."""
LOOK: dict[str, tuple[ft.IconData, ft.ColorValue, ft.ColorValue]] = {
    "waiting": (ft.Icons.HOURGLASS_TOP, theme.AMBER, theme.ON_AMBER),
    "booked": (ft.Icons.CHECK, theme.TINT, theme.ON_TINT),
    "denied": (ft.Icons.REMOVE_CIRCLE_OUTLINE, theme.SUNK, theme.INK),
}


class Asked:
    """The list as last heard; it outlives renders."""

    def __init__(self, tools: Tools, again: float = AGAIN) -> None:
        self.rows: tuple[AdjustmentRow, ...] | None = None
        self.error: ApiError | None = None
        self.on_change: Callable[[], None] = lambda: None
        self._tools = tools
        self._again = again
        self._heard_at = 0.0
        self._task: asyncio.Task[None] | None = None

    def age(self) -> float:
        """Seconds since the answer came."""
        return self._tools.clock.monotonic() - self._heard_at

    async def load(self) -> None:
        try:
            self.rows = await self._tools.door.api.adjustment_list(self._tools.session.store)
            self.error, self._heard_at = None, self._tools.clock.monotonic()
        except SignedOut:
            raise
        except ApiError as error:
            self.error = error
        self.on_change()

    def start(self) -> None:
        self.stop()
        self._task = self._tools.guard.spawn(self._follow)

    def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    async def _follow(self) -> None:
        while True:
            await self.load()
            await asyncio.sleep(self._again)


@ft.component
def Adjustments() -> ft.Control:
    tools, session = use_tools(), use_session()
    words = TEAM.of(session.language).adjust
    asked, _ = use_state(lambda: Asked(tools))
    _, turn = use_state(0)
    asked.on_change = lambda: turn(lambda count: count + 1)
    ft.use_effect(tools.guard(asked.start), dependencies=[], cleanup=tools.guard(asked.stop))
    head = ft.Column([theme.text(words.list_title, size=28, bold=True), theme.quiet(words.list_lead, size=15)], spacing=2)
    if asked.rows is None:
        failed = states.failed(asked.error, session.language, tools.guard(asked.load)) if asked.error else None
        body: list[ft.Control] = [controls.card(failed) if failed else states.skeleton_rows(4, session.language)]
    elif not asked.rows:
        body = [controls.card(states.empty(ft.Icons.TUNE, words.none))]
    else:
        decide = decider(tools, asked, words)
        body = [states.StaleBar(session.language, asked.age)] if asked.error else []
        body += [card(row, decide, words, session) for row in asked.rows]
    return ft.Column([head, *body], key="adjustments", spacing=12, expand=True, scroll=ft.ScrollMode.AUTO)


def decider(tools: Tools, asked: Asked, words: Adjusting) -> Callable[[str, bool], controls.Handler]:
    """For each row its two answers: said, and asked anew how things are."""

    def make(adjustment: str, approve: bool) -> controls.Handler:  # noqa: FBT001 - one of two buttons
        async def decide() -> None:
            done = await tools.door.api.decide(adjustment, Decide(op_id=tools.ids.new(), approve=approve))
            tools.guard.toast(words.approved if done.state == "booked" else words.denied, good=True)
            await asked.load()

        return tools.guard(said(tools, decide))

    return make


def card(row: AdjustmentRow, decide: Callable[[str, bool], controls.Handler], words: Adjusting, session: Session) -> ft.Control:
    """One adjustment: how much, why, who, to which card, and what the reader may decide."""
    language = session.language
    under = [words.asked(row.asked_by, formats.moment(row.asked_at, language))]
    if row.member:
        under.append(words.card(row.member))
    if row.note:
        under.append(row.note)
    if row.state == "waiting" and row.due_at is not None:
        under.append(words.due(formats.moment(row.due_at, language)))
    if row.decided_by is not None and row.decided_at is not None:
        under.append(words.decided(row.decided_by, formats.moment(row.decided_at, language)))
    acts = _acts(row, decide, words, abreast=session.room >= ABREAST) if row.state == "waiting" else []
    lines = [theme.quiet(line, size=14) for line in under]
    top = _top(row, words, wide=session.room >= WIDE)
    return controls.card(ft.Column([*top, *lines, *acts], spacing=8), padding=20, key=f"row-{row.id}")


def _top(row: AdjustmentRow, words: Adjusting, *, wide: bool) -> list[ft.Control]:
    icon, back, ink = LOOK[row.state]
    points = theme.text(formats.signed(row.points), size=24, bold=True)
    reason = theme.text(words.reasons[row.reason], size=16, expand=wide)
    state = controls.chip(words.state[row.state], icon=icon, bgcolor=back, color=ink, size=13)
    if wide:
        return [ft.Row([points, reason, state], spacing=12)]
    both = ft.Row([points, state], spacing=12, run_spacing=4, wrap=True, alignment=ft.MainAxisAlignment.SPACE_BETWEEN)
    return [ft.Row([ft.Container(both, expand=True)]), reason]


def _acts(row: AdjustmentRow, decide: Callable[[str, bool], controls.Handler], words: Adjusting, *, abreast: bool) -> list[ft.Control]:
    no, yes = decide(row.id, False), decide(row.id, True)  # noqa: FBT003 - named by what they are put into
    if row.mine:
        return [buttons.beside(words.take_back, no, key=f"back-{row.id}", icon=ft.Icons.UNDO, expand=False)]
    if row.here:
        where = ft.Icon(ft.Icons.DEVICES_OTHER, size=20, color=theme.QUIET)
        return [ft.Row([where, theme.text(words.other_device, size=14, expand=True)], spacing=10)]
    approve = buttons.big(words.approve, yes, key=f"yes-{row.id}", icon=ft.Icons.CHECK)
    deny = buttons.beside(words.deny, no, key=f"no-{row.id}", icon=ft.Icons.CLOSE)
    if not abreast:
        return [approve, ft.Row([deny])]
    return [ft.Row([ft.Row([deny], expand=2), ft.Container(approve, expand=3)], spacing=12)]
