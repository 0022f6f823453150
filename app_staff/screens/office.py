"""Signing in with a password and a code: for managers and auditors, in any browser."""

import flet as ft

from app_staff.parts import buttons
from app_staff.parts.entry import entry
from app_staff.parts.frame import Doorway
from app_staff.tools import use_session, use_tools
from shared.i18n.team import TEAM
from shared.ui import controls, theme
from shared.ui.guard import sentence
from shared.ui.hooks import use_state


@ft.component
def OfficeDoor() -> ft.Control:
    tools, session = use_tools(), use_session()
    words = TEAM.of(session.language).office
    email, put_email = use_state("")
    phrase, put_phrase = use_state("")
    code, put_code = use_state("")
    wrong, say = use_state("")
    busy, set_busy = use_state(initial=False)

    async def press() -> None:
        if not (email.strip() and phrase and len(code.strip()) >= 6):
            return
        set_busy(lambda _: True)
        try:
            problem = await tools.door.sign_in(email.strip(), phrase, code.strip())
            say(sentence(problem, session.language) if problem else "")
            put_code("")
        finally:
            set_busy(lambda _: False)

    def back() -> None:
        session.phase = "enrol"

    ready = bool(email.strip() and phrase and len(code.strip()) >= 6)
    fields = [
        entry(tools, words.email, email, put_email, key="email", keyboard=ft.KeyboardType.EMAIL, autofill=ft.AutofillHint.USERNAME),
        entry(tools, words.phrase, phrase, put_phrase, key="phrase", secret=True, autofill=ft.AutofillHint.PASSWORD),
        entry(tools, words.code, code, put_code, key="office-code", helper=words.code_hint, error=wrong, on_submit=press),
    ]
    return Doorway(
        [
            theme.title(words.title),
            theme.text(words.lead, size=16),
            ft.AutofillGroup(ft.Column(fields, spacing=20, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)),
            buttons.big(words.button, tools.guard(press) if ready else None, key="sign-in", busy=busy, icon=ft.Icons.LOGIN),
            controls.quiet_button(words.back, tools.guard(back), key="to-enrol", icon=ft.Icons.TABLET_MAC),
        ]
    )
