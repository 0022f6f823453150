"""The third way in: the twelve digits under the code."""

import flet as ft

from app_staff.parts import buttons
from app_staff.scanner.gate import Scan, folded
from app_staff.slate import use_slate
from app_staff.tools import use_session, use_till, use_tools, words_of
from shared.i18n.returning import RETURNING
from shared.qr import r1
from shared.qr.number import is_card_number
from shared.ui import controls, events

CARD = 12
"""Digits of a card number; a receipt's code is typed here as well."""


@ft.component
def NumberEntry() -> ft.Control:
    tools, session, slate = use_tools(), use_session(), use_till().slate
    words = words_of(session).scan_page
    typed, set_typed = use_slate(slate, "number", "")
    wrong, set_wrong = use_slate(slate, "number-wrong", "")

    def changed(event: ft.Event[ft.TextField]) -> None:
        tools.door.touch()
        set_typed(events.typed(event))
        set_wrong("")

    def go() -> None:
        number = folded(typed)
        if not is_card_number(number) and r1.parse(number) is None:
            set_wrong(words.number_wrong)
            return
        set_typed("")
        tools.on_scan(Scan(number, "hand"))

    def focus(*, on: bool) -> None:
        session.typing = on

    field = controls.field(
        words.number_label,
        typed,
        key="number",
        helper=words.number_hint,
        error=wrong,
        keyboard=ft.KeyboardType.NUMBER,
        on_change=tools.guard(changed),
        on_submit=tools.guard(go),
        on_focus=tools.guard(lambda: focus(on=True)),
        on_blur=tools.guard(lambda: focus(on=False)),
    )
    ready = len(folded(typed)) in {CARD, r1.LENGTH}
    button = buttons.beside(words.number_go, tools.guard(go) if ready else None, key="number-go", icon=ft.Icons.PERSON_SEARCH_OUTLINED)
    back = controls.quiet_button(
        RETURNING.of(session.language).open,
        tools.guard(tools.counter.take_return),
        key="take-return",
        icon=ft.Icons.ASSIGNMENT_RETURN_OUTLINED,
    )
    return ft.Column([field, ft.Row([button]), back], spacing=8, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
