"""使う機能: each module with a switch. What is off is nowhere; nothing is lost by it."""

import flet as ft

from app_staff.manager.acting import said
from app_staff.session import Session
from app_staff.tools import use_session, use_tools
from shared.i18n import Language, formats, pick
from shared.i18n.settings import SETTINGS
from shared.i18n.settings import Modules as Words
from shared.ui import controls, theme
from shared.ui.hooks import use_state
from shared.wire.brand import MODULES, NAMES, SENTENCES, Module, SwitchModule
from shared.wire.tickets import TicketOffers

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
NARROW = 300
"""Of text of the usual size: below, the words have the room of the sign."""
HEIGHTS = ((500, 160), (350, 240), (250, 280), (0, 340))
"""The question about tickets: how wide at least, in text of the usual size, and how high it is then."""


@ft.component
def ModulePage() -> ft.Control:
    tools, session = use_tools(), use_session()
    words = SETTINGS.of(session.language).modules

    unused, warn = use_state(_nothing)

    def switcher(module: Module, *, sure: bool = False) -> controls.Handler:
        async def turn() -> None:
            on = not session.has(module)
            if module == "tickets" and not on and not sure:
                found = await tools.door.api.ticket_offers()
                if found.left:
                    warn(found)
                    return
            warn(None)
            await tools.dressing.wear(await tools.door.api.switch_module(SwitchModule(module=module, on=on)))
            name = _name(module, session.language)
            tools.guard.toast(words.on(name) if on else words.off(name), good=True)

        return tools.guard(said(tools, turn))

    rows: list[ft.Control] = []
    for module in MODULES:
        if rows:
            rows.append(controls.rule())
        rows.append(_row(module, session, switcher(module)))
    keep = tools.guard(lambda: warn(None))
    off = switcher("tickets", sure=True)
    ft.use_dialog(None if unused is None or not session.has("tickets") else _paid_ahead(unused, words, off, keep, session))
    head: list[ft.Control] = [theme.text(words.name, size=22, bold=True), theme.quiet(words.lead, size=14)]
    return controls.card(ft.Column([*head, ft.Container(height=4), *rows], spacing=8), padding=20, key="modules")


def _nothing() -> TicketOffers | None:
    return None


def _paid_ahead(found: TicketOffers, words: Words, off: controls.Handler, keep: controls.Handler, session: Session) -> ft.BottomSheet:
    """What would be lost to members who have paid."""
    acts = [
        controls.secondary(words.keep_on, keep, key="tickets-keep"),
        controls.quiet_button(words.off_anyway, off, key="tickets-off"),
    ]
    warning = controls.notice(words.unused(found.left, formats.yen(found.value)), icon=ft.Icons.WARNING_AMBER, key="tickets-unused")
    room = min(session.room, controls.SHEET_WIDTH * 100 / session.text_size)
    height = next(high for least, high in HEIGHTS if room >= least)
    return controls.sheet(warning, keep, height=height, foot=ft.Row([ft.Row(acts, spacing=8, run_spacing=8, wrap=True, expand=True)]))


def _name(module: Module, language: Language) -> str:
    return pick(language, NAMES[module].ja, NAMES[module].en)


def _row(module: Module, session: Session, turn: controls.Handler) -> ft.Control:
    on, language = session.has(module), session.language
    sentence = pick(language, SENTENCES[module].ja, SENTENCES[module].en)
    text = ft.Column([theme.text(_name(module, language), size=16, bold=True), theme.quiet(sentence, size=14)], spacing=2, expand=True)
    switch = ft.Switch(value=on, key=f"module-{module}", on_change=controls.bound(turn))
    quiet = {} if on else {"bgcolor": theme.SUNK, "color": theme.QUIET}
    sign = [controls.badge(ICONS[module], 40, **quiet)] if session.room >= NARROW else []
    return ft.MergeSemantics(
        ft.Container(
            ft.Row([*sign, text, switch], spacing=14),
            padding=ft.Padding.symmetric(vertical=6),
        )
    )
