"""Setting up one's own sign-in away from the counter: password, authenticator, recovery codes."""

import flet as ft

from app_staff.manager.acting import said
from app_staff.parts import buttons
from app_staff.parts.code import TextCode
from app_staff.parts.entry import entry
from app_staff.tools import Tools, use_session, use_tools
from shared.i18n.team import TEAM, Office
from shared.ui import controls, theme
from shared.ui.hooks import Setter, use_state
from shared.wire.office import Authenticator, ConfirmPassword, RecoveryCodes, SetPassword

SHORTEST = 8
PIN = 6


def _no_offer() -> Authenticator | None:
    return None


def _no_codes() -> RecoveryCodes | None:
    return None


@ft.component
def OfficeCard() -> ft.Control:
    tools, session = use_tools(), use_session()
    words = TEAM.of(session.language).office
    open_, set_open = use_state(initial=False)
    email, put_email = use_state("")
    phrase, put_phrase = use_state("")
    pin, put_pin = use_state("")
    code, put_code = use_state("")
    offer, show = use_state(_no_offer)
    codes, tell = use_state(_no_codes)

    async def ask() -> None:
        show(await tools.door.api.set_password(SetPassword(pin=pin.strip(), email=email.strip(), password=phrase)))
        put_phrase("")
        put_pin("")

    async def confirm() -> None:
        tell(await tools.door.api.confirm_password(ConfirmPassword(code=code.strip())))
        show(None)
        put_code("")

    def toggle() -> None:
        tools.door.touch()
        tell(None)
        set_open(lambda now: not now)

    if codes is not None:
        return _codes(codes, words, tools.guard(toggle))
    if not open_:
        return buttons.beside(words.set_up, tools.guard(toggle), key="set-up-office", icon=ft.Icons.LAPTOP, expand=False)
    if offer is not None:
        return _scan(tools, offer, code, put_code, tools.guard(said(tools, confirm)), words)
    ready = "@" in email and len(phrase) >= SHORTEST and len(pin.strip()) == PIN
    return ft.Column(
        [
            theme.heading(words.set_title),
            theme.quiet(words.set_lead, size=14),
            entry(tools, words.email, email, put_email, key="my-email", keyboard=ft.KeyboardType.EMAIL),
            entry(tools, words.phrase, phrase, put_phrase, key="my-phrase", secret=True, helper=words.phrase_hint),
            entry(tools, words.pin, pin, put_pin, key="my-pin", secret=True, helper=words.pin_hint, keyboard=ft.KeyboardType.NUMBER),
            buttons.big(words.next, tools.guard(said(tools, ask)) if ready else None, key="office-next"),
        ],
        spacing=12,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _scan(tools: Tools, offer: Authenticator, code: str, put: Setter[str], confirm: controls.Handler, words: Office) -> ft.Control:
    return ft.Column(
        [
            theme.heading(words.scan_title),
            ft.Row([TextCode(offer.uri, words.scan_title)], alignment=ft.MainAxisAlignment.CENTER),
            theme.quiet(f"{words.by_hand}: {offer.secret}", size=13, key="by-hand"),
            theme.text(words.scan_lead, size=15),
            entry(tools, words.code, code, put, key="first-code", keyboard=ft.KeyboardType.NUMBER, on_submit=confirm),
            buttons.big(words.confirm, confirm if len(code.strip()) == 6 else None, key="confirm-code", icon=ft.Icons.CHECK),
        ],
        spacing=12,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _codes(codes: RecoveryCodes, words: Office, done: controls.Handler) -> ft.Control:
    return ft.Column(
        [
            theme.heading(words.codes_title),
            theme.text(words.codes_lead, size=15),
            ft.Row([theme.text(one, size=18, bold=True) for one in codes.codes], wrap=True, spacing=24, run_spacing=10, key="recovery"),
            buttons.big(words.done, done, key="codes-done", icon=ft.Icons.CHECK),
        ],
        spacing=12,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
