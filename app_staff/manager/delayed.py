"""On the day's page: adjustments that nobody else can approve, before they are booked by themselves."""

import flet as ft

from app_staff.manager.adjustments import Asked, card, decider
from app_staff.tools import use_session, use_tools
from shared.i18n.team import TEAM
from shared.ui import controls, states, theme
from shared.ui.hooks import use_state

AGAIN = 60.0
"""Seconds between looks: there is a day."""


@ft.component
def Delayed() -> ft.Control:
    """Nothing at all when nothing waits."""
    tools, session = use_tools(), use_session()
    words = TEAM.of(session.language).adjust
    asked, _ = use_state(lambda: Asked(tools, AGAIN))
    _, turn = use_state(0)
    asked.on_change = lambda: turn(lambda count: count + 1)
    ft.use_effect(tools.guard(asked.start), dependencies=[], cleanup=tools.guard(asked.stop))
    rows = [row for row in asked.rows or () if row.state == "waiting" and row.due_at is not None]
    if not rows:
        return ft.Container(height=0, visible=False)
    decide = decider(tools, asked, words)
    title = controls.titled(ft.Icons.HOURGLASS_TOP, words.delayed)
    stale = [states.StaleBar(session.language, asked.age)] if asked.error else []
    pieces = [title, theme.quiet(words.delayed_lead, size=14), *stale, *[card(row, decide, words, session) for row in rows]]
    return ft.Column(pieces, key="delayed", spacing=10, tight=True)
