"""Who is at the till: names as tiles, then the PIN."""

import flet as ft

from app_staff.parts.frame import Doorway
from app_staff.parts.pin import PinEntry, initial
from app_staff.tools import use_session, words_of
from shared.i18n.staff import Staff
from shared.ui import controls, states, theme
from shared.ui.hooks import use_state
from shared.wire.staff import StaffMember

TILE = 188


@ft.component
def Lock() -> ft.Control:
    session = use_session()
    words = words_of(session)
    chosen, choose = use_state("")
    people = session.desk.staff if session.desk else ()
    person = next((one for one in people if one.id == chosen), None)
    if person is not None:
        return Doorway([PinEntry(person, lambda: choose(""))])
    if not people:
        return Doorway([states.empty(ft.Icons.GROUP_OUTLINED, words.lock_page.nobody)])
    tiles = [_tile(one, words, lambda one=one: choose(one.id)) for one in people]
    return Doorway([theme.title(words.lock_page.who), ft.Row(tiles, wrap=True, spacing=16, run_spacing=16)], wide=True)


def _tile(person: StaffMember, words: Staff, on_click: controls.Handler) -> ft.Control:
    role = words.role.get(person.role, person.role)
    face = ft.Column(
        [
            initial(person, 64),
            theme.text(person.name, size=18, bold=True, align=ft.TextAlign.CENTER),
            theme.quiet(role, align=ft.TextAlign.CENTER),
        ],
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        spacing=8,
        tight=True,
    )
    tile = controls.tappable(face, on_click, key=f"person-{person.id}", label=f"{person.name} {role}", padding=20)
    return ft.Container(tile, width=TILE)
