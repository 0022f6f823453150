"""Turning the tablet to the customers: what that means, and the PIN of whoever does it."""

import flet as ft

from app_staff.parts.pin import PIN, dots, pause_of, state, use_countdown
from app_staff.tools import use_session, use_tools, words_of
from shared.i18n.kiosk import KIOSK
from shared.ui import controls, theme
from shared.ui.guard import sentence
from shared.ui.hooks import use_state
from shared.ui.pad import pad

WIDE = 1000
NARROW = 300
"""Of a screen, measured in text of the usual size."""


@ft.component
def KioskStart() -> ft.Control:
    tools, session = use_tools(), use_session()
    words, lock = KIOSK.of(session.language).start, words_of(session).lock_page
    pin, set_pin = use_state("")
    said, say = use_state("")
    pause, set_pause = use_countdown(tools)
    navigate = ft.context.page.navigate

    def digit(value: str) -> None:
        tools.door.touch()
        set_pin(lambda entered: entered if pause or len(entered) >= PIN else entered + value)
        say("")

    def back() -> None:
        tools.door.touch()
        set_pin(lambda entered: entered if len(entered) >= PIN else entered[:-1])

    async def submit() -> None:
        if len(pin) < PIN:
            return
        try:
            problem = await tools.door.start_kiosk(pin)
            if problem is None:
                navigate("/")
                return
            seconds = pause_of(problem)
            set_pause(seconds)
            say("" if seconds else sentence(problem, session.language))
        finally:
            set_pin("")

    ft.use_effect(tools.guard(submit), dependencies=[pin])
    name = "" if session.person is None else session.person.name
    busy, problem = len(pin) == PIN, lock.paused(pause) if pause else said
    entry = ft.Column(
        [
            dots(len(pin), lock.entered(len(pin))),
            state(lock.checking if busy else problem or words.pin(name), wrong=bool(problem) and not busy),
            pad(tools.guard(digit), tools.guard(back), key="kiosk-pin", back_label=lock.back_key),
        ],
        spacing=20,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    icons = (ft.Icons.QR_CODE_SCANNER, ft.Icons.EDIT_NOTE, ft.Icons.LOCK_OUTLINE)
    told: list[ft.Control] = [
        ft.Row([*([] if session.room < NARROW else [controls.badge(icon, 44)]), theme.text(line, size=16, expand=True)], spacing=14)
        for icon, line in zip(icons, words.does, strict=True)
    ]
    text = ft.Column([theme.text(words.title, size=28, bold=True), theme.text(words.lead, size=16), *told], spacing=18)
    wide = session.width >= WIDE
    pair: ft.Control = (
        ft.Row(
            [ft.Container(text, expand=True), ft.Container(entry, width=360)],
            spacing=48,
            vertical_alignment=ft.CrossAxisAlignment.CENTER,
        )
        if wide
        else ft.Column([text, entry], spacing=28)
    )
    return ft.Column([controls.card(pair, padding=32, key="kiosk-start")], scroll=ft.ScrollMode.AUTO, expand=True)
