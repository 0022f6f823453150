"""Making this tablet one of the shop's: the manager shows a code, the tablet scans it; pasting works too."""

import flet as ft

from app_staff.parts import buttons
from app_staff.parts.frame import Doorway
from app_staff.parts.viewfinder import Viewfinder
from app_staff.tools import use_session, use_tools, words_of
from shared.i18n.team import TEAM
from shared.ui import controls, events, theme
from shared.ui.guard import sentence
from shared.ui.hooks import use_state

SHORTEST = 20
"""Characters of an enrolment token at least: anything shorter is another code."""


@ft.component
def Enrol() -> ft.Control:
    tools, session = use_tools(), use_session()
    words = words_of(session).enrol_page
    typed, set_typed = use_state("")
    said, say = use_state("")
    busy, set_busy = use_state(initial=False)

    async def enrol(token: str) -> None:
        if not token.strip():
            say(words.empty)
            return
        if len(token.strip()) < SHORTEST:
            say(words.not_a_code)
            return
        set_busy(True)
        try:
            problem = await tools.door.enrol(token)
            say(sentence(problem, session.language) if problem else "")
        finally:
            set_busy(False)

    async def press() -> None:
        await enrol(typed)

    def changed(event: ft.Event[ft.TextField]) -> None:
        set_typed(events.typed(event))
        say("")

    async def scanned() -> None:
        if session.shown is not None:
            await enrol(session.shown.text)

    def away() -> None:
        session.phase = "office"

    ft.use_effect(tools.guard(scanned), dependencies=[session.shown])
    field = controls.field(words.field, typed, key="token", error=said, on_change=tools.guard(changed), on_submit=tools.guard(press))
    form = ft.Column(
        [
            theme.title(words.title),
            theme.text(words.lead, size=16),
            theme.quiet(words.or_type, size=14),
            field,
            buttons.big(words.button, tools.guard(press), key="enrol", busy=busy, icon=ft.Icons.TABLET_MAC),
            controls.quiet_button(TEAM.of(session.language).office.go, tools.guard(away), key="to-office", icon=ft.Icons.LAPTOP),
        ],
        spacing=20,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    eye = Viewfinder(words.scan_hint)
    if session.width < 760:
        return Doorway([ft.Container(eye, key="eye"), form])
    pair = ft.Row(
        [ft.Container(eye, width=360), ft.Container(form, expand=True)], spacing=32, vertical_alignment=ft.CrossAxisAlignment.CENTER
    )
    return Doorway([pair], wide=True)
