"""The strip under the viewfinder: is the server there, who serves, which store; or, in the store's place, acts whose result is not known."""

import flet as ft

from app_staff.tools import Tools, use_session, use_till, use_tools, words_of
from shared.i18n.staff import Staff
from shared.ui import controls, theme


@ft.component
def Strip() -> ft.Control:
    tools, session, till = use_tools(), use_session(), use_till()
    words = words_of(session)
    desk, person = session.desk, session.person
    who = f"{person.name}" if person else ""
    where = words.here(desk.store.name, desk.device_name) if desk else ""
    pieces: list[ft.Control] = [
        ft.Row(
            [
                _line(words, online=session.online),
                theme.text(who, size=15, bold=True, key="who", expand=True, align=ft.TextAlign.END, lines=1),
            ],
            spacing=12,
        ),
    ]
    overtaken = [act for act in till.unsettled if till.at(act) is None]  # one that is on the panel has its button there
    if overtaken:
        pieces.insert(0, _pending(tools, words, len(overtaken)))
    else:
        pieces.append(theme.quiet(where, key="where"))
    return controls.card(ft.Column(pieces, spacing=8, tight=True), padding=ft.Padding.symmetric(horizontal=16, vertical=12))


def _line(words: Staff, *, online: bool) -> ft.Control:
    if online:
        return controls.chip(words.scan_page.online, icon=ft.Icons.CLOUD_DONE_OUTLINED, key="line", size=13)
    return controls.chip(words.scan_page.offline, icon=ft.Icons.CLOUD_OFF, bgcolor=theme.AMBER, color=theme.ON_AMBER, key="line", size=13)


def _pending(tools: Tools, words: Staff, count: int) -> ft.Control:
    return ft.OutlinedButton(
        content=ft.Row(
            [ft.Icon(ft.Icons.SYNC_PROBLEM, size=20), theme.text(words.scan_page.pending(count), size=14, bold=True)], spacing=8
        ),
        key="pending",
        tooltip=words.scan_page.pending_hint,
        on_click=tools.guard(tools.counter.settle_all),
        style=ft.ButtonStyle(bgcolor=theme.AMBER, color=theme.ON_AMBER, padding=14),
    )
