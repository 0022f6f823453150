"""The till: the viewfinder on the left, on the right whoever is being served."""

import asyncio

import flet as ft

from app_staff.parts.find_receipt import FindReceipt
from app_staff.parts.member import MemberPanel
from app_staff.parts.number_entry import NumberEntry
from app_staff.parts.rail import inner
from app_staff.parts.result import Coming, MissedResult, Result, waiting
from app_staff.parts.strip import Strip
from app_staff.parts.take_back import TakeBackPanel
from app_staff.parts.viewfinder import Viewfinder, filled
from app_staff.session import Done, Finding, Looking, Missed, Returning, Seeking, Serving, Session, Step
from app_staff.tools import use_session, use_till, use_tools, words_of
from shared.i18n.returning import RETURNING
from shared.ui import controls, text_size, theme
from shared.ui.hooks import keyed, use_state

WIDE = 1100
"""From here the viewfinder stands beside the panel, below it lies above."""
EYE = 360
LOW, LOWER = 220, 112
"""The least height of a viewfinder above the panel, and the height while somebody is served: the next card is read all the same."""
BUSY = (Serving, Returning, Done, Missed)
BLINK = 0.15
"""Seconds in which a scan is usually answered. Until then what was shown stays: drawing anything in between would delay the panel."""


@ft.component
def Scan() -> ft.Control:
    session, till = use_session(), use_till()
    words = words_of(session).scan_page
    step = use_shown(till.step)
    aim = RETURNING.of(session.language).aim if isinstance(step, Finding) else words.aim
    if session.width >= WIDE:
        large = session.text_size >= text_size.LARGE  # large words may need more than the window is high
        ways_in = ft.Column([Viewfinder(aim), controls.card(NumberEntry())], spacing=16, tight=True)
        left = ft.Column(
            [ways_in, Strip()],
            width=EYE,
            spacing=16,
            alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
            scroll=ft.ScrollMode.AUTO if large else None,
        )
        right = ft.Container(_right(step, session, []), expand=True)
        return ft.Row([left, right], spacing=20, expand=True, vertical_alignment=ft.CrossAxisAlignment.STRETCH)
    below, busy = [controls.card(NumberEntry()), Strip()], isinstance(step, BUSY)
    room = _right(step, session, below)
    if not isinstance(step, Serving | Returning):
        room = ft.Column([room, *below], spacing=16, scroll=ft.ScrollMode.AUTO)
    finder = Viewfinder(aim, height=LOWER if busy else filled(inner(session), LOW))
    return ft.Column([finder, ft.Container(room, expand=True)], spacing=16, expand=True)


def use_shown(step: Step) -> Step:
    """The step as the screen has it: one that looks for a member is shown when the answer takes longer than a blink."""
    tools = use_tools()
    before = ft.use_ref(step)
    late, set_late = use_state("")

    async def wait() -> None:
        if isinstance(step, Looking):
            await asyncio.sleep(BLINK)
            set_late(step.visit)

    ft.use_effect(tools.guard(wait), dependencies=[step.visit if isinstance(step, Looking) else ""])
    if isinstance(step, Looking) and late != step.visit:
        return before.current or step
    before.current = step
    return step


def _right(step: Step, session: Session, below: list[ft.Control]) -> ft.Control:
    """Whoever serves or takes back scrolls by itself, with what lies `below` at the end: what is to be pressed stays in sight."""
    match step:
        case Serving():
            return keyed(MemberPanel, f"panel-{step.panel.visit}", step, below)
        case Done():
            return Result(step)
        case Missed():
            return MissedResult(step)
        case Looking():
            return Coming()
        case Finding() | Seeking() | Returning():
            return _receipt(step, session, below)
        case _:
            return controls.card(waiting(session), padding=theme.PAD)


def _receipt(step: Finding | Seeking | Returning, session: Session, below: list[ft.Control]) -> ft.Control:
    match step:
        case Finding():
            return FindReceipt(step)
        case Seeking():
            return Coming(RETURNING.of(session.language).looking)
        case Returning():
            return TakeBackPanel(step, below)
