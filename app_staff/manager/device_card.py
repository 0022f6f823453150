"""One device: its name and its end; and the code that makes another tablet one of the shop's."""

import asyncio

import flet as ft

from app_staff.manager.acting import Done, actor, said, title
from app_staff.manager.roster import Roster
from app_staff.parts import buttons
from app_staff.parts.code import TextCode
from app_staff.parts.entry import entry
from app_staff.tools import use_session, use_tools
from shared.clock import to_instant
from shared.i18n.team import TEAM
from shared.ui import controls, states, theme
from shared.ui.hooks import use_state
from shared.wire.staff import DeviceRow, Enrolment, NewEnrolment, Rename


@ft.component
def DeviceCard(roster: Roster, device: DeviceRow, close: Done) -> ft.Control:
    tools, session = use_tools(), use_session()
    words = TEAM.of(session.language).team
    name, put_name = use_state(device.name)
    sure, ask = use_state(initial=False)
    act = actor(tools, roster)

    async def revoke() -> None:
        if not sure:
            ask(lambda _: True)
            return
        await act(lambda: tools.door.api.revoke_device(device.id), words.revoked)()
        close()

    rename = act(lambda: tools.door.api.rename_device(device.id, Rename(name=name.strip())), words.renamed)
    pieces: list[ft.Control] = [
        title(device.name or words.no_name, words, close),
        entry(tools, words.device_name, name, put_name, key="device-name"),
        buttons.beside(
            words.rename, rename if name.strip() and name != device.name else None, key="rename", icon=ft.Icons.EDIT_OUTLINED, expand=False
        ),
        controls.rule(),
        buttons.beside(
            words.revoke_sure if sure else words.revoke,
            tools.guard(revoke),
            key="revoke",
            icon=ft.Icons.WARNING_AMBER if sure else ft.Icons.BLOCK,
            expand=False,
        ),
    ]
    return controls.card(ft.Column(pieces, spacing=14, horizontal_alignment=ft.CrossAxisAlignment.STRETCH), padding=20, key="device-card")


def _none() -> Enrolment | None:
    return None


@ft.component
def EnrolCard(close: Done) -> ft.Control:
    """The code is shown with the seconds it has left; a new one is a press away."""
    tools, session = use_tools(), use_session()
    words = TEAM.of(session.language).team
    name, put_name = use_state("")
    terminal, put_terminal = use_state("")
    made, show = use_state(_none)
    left, set_left = use_state(0)

    async def make() -> None:
        body = NewEnrolment(store=session.store, device_name=name.strip(), terminal=terminal.strip() or None)
        found = await tools.door.api.enrolment(body)
        set_left(max(0, (to_instant(found.expires_at) - tools.clock.now()) // 1000))
        show(found)

    async def count() -> None:
        if left > 0:
            await asyncio.sleep(1)
            tools.door.touch()  # who shows a code to another tablet touches nothing here
            set_left(lambda now: max(0, now - 1))

    ft.use_effect(tools.guard(count), dependencies=[left])
    press = tools.guard(said(tools, make))
    pieces: list[ft.Control] = [title(words.enrol, words, close)]
    if made is None:
        pieces += [
            theme.text(words.enrol_lead, size=15),
            entry(tools, words.device_name, name, put_name, key="enrol-name"),
            entry(tools, words.terminal, terminal, put_terminal, key="enrol-terminal", hint=words.terminal_hint),
            buttons.big(words.show_code, press if name.strip() else None, key="show-code", icon=ft.Icons.QR_CODE_2),
        ]
    elif left:
        pieces += [
            theme.text(words.scan_this, size=16, bold=True),
            ft.Row([TextCode(made.token, words.scan_this)], alignment=ft.MainAxisAlignment.CENTER),
            ft.Row(
                [
                    ft.Icon(ft.Icons.TIMER_OUTLINED, size=20, color=theme.QUIET),
                    theme.text(words.left_for(f"{left // 60}:{left % 60:02}"), size=18, bold=True, key="code-left"),
                ],
                alignment=ft.MainAxisAlignment.CENTER,
                spacing=8,
            ),
        ]
    else:
        pieces.append(
            states.empty(
                ft.Icons.TIMER_OFF_OUTLINED, words.code_over, action=controls.secondary(words.again, press, key="again"), key="over"
            )
        )
    return controls.card(ft.Column(pieces, spacing=14, horizontal_alignment=ft.CrossAxisAlignment.STRETCH), padding=20, key="enrol-card")
