"""使う機能: each module with a switch. What is off is nowhere; nothing is lost by it."""

import flet as ft

from app_staff.manager.acting import said
from app_staff.tools import use_session, use_tools
from shared.i18n import Language, pick
from shared.i18n.settings import SETTINGS
from shared.ui import controls, theme
from shared.wire.brand import MODULES, NAMES, SENTENCES, Module, SwitchModule

ICONS: dict[Module, ft.IconData] = {
    "coupons": ft.Icons.LOCAL_ACTIVITY_OUTLINED,
    "receipts": ft.Icons.RECEIPT_LONG_OUTLINED,
    "notices": ft.Icons.NOTIFICATIONS_OUTLINED,
    "kiosk": ft.Icons.TABLET_MAC,
    "exchange": ft.Icons.REDEEM,
    "takeover": ft.Icons.CREDIT_CARD,
    "fields": ft.Icons.EDIT_NOTE,
    "stamps": ft.Icons.APPROVAL,
    "tickets": ft.Icons.CONFIRMATION_NUMBER_OUTLINED,
}


@ft.component
def ModulePage() -> ft.Control:
    tools, session = use_tools(), use_session()
    words = SETTINGS.of(session.language).modules

    def switcher(module: Module) -> controls.Handler:
        async def turn() -> None:
            on = not session.has(module)
            await tools.dressing.wear(await tools.door.api.switch_module(SwitchModule(module=module, on=on)))
            name = _name(module, session.language)
            tools.guard.toast(words.on(name) if on else words.off(name), good=True)

        return tools.guard(said(tools, turn))

    rows: list[ft.Control] = []
    for module in MODULES:
        if rows:
            rows.append(controls.rule())
        rows.append(_row(module, session.language, switcher(module), on=session.has(module)))
    head: list[ft.Control] = [theme.text(words.name, size=22, bold=True), theme.quiet(words.lead, size=14)]
    return controls.card(ft.Column([*head, ft.Container(height=4), *rows], spacing=8), padding=20, key="modules")


def _name(module: Module, language: Language) -> str:
    return pick(language, NAMES[module].ja, NAMES[module].en)


def _row(module: Module, language: Language, turn: controls.Handler, *, on: bool) -> ft.Control:
    sentence = pick(language, SENTENCES[module].ja, SENTENCES[module].en)
    text = ft.Column([theme.text(_name(module, language), size=16, bold=True), theme.quiet(sentence, size=14)], spacing=2, expand=True)
    switch = ft.Switch(value=on, key=f"module-{module}", on_change=controls.bound(turn))
    quiet = {} if on else {"bgcolor": theme.SUNK, "color": theme.QUIET}
    return ft.MergeSemantics(
        ft.Container(
            ft.Row([controls.badge(ICONS[module], 40, **quiet), text, switch], spacing=14),
            padding=ft.Padding.symmetric(vertical=6),
        )
    )
