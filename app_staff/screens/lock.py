"""Who is at the till: names as tiles, then the PIN."""

import flet as ft

from app_staff.parts.frame import Doorway
from app_staff.parts.pin import PinEntry
from app_staff.tools import use_session, use_tools, words_of
from shared.i18n.staff import Staff
from shared.ui import controls, states, text_size, theme
from shared.ui.hooks import Setter, use_state
from shared.wire.staff import StaffMember

ROOM = 820
"""What the card leaves to the tiles, at most four in a row."""
TILE = 132
"""At least, of the usual size of text; large words want more, though not as much."""


@ft.component
def Lock() -> ft.Control:
    tools, session = use_tools(), use_session()
    words = words_of(session)
    chosen, choose = use_state("")
    people = session.desk.staff if session.desk else ()
    person = next((one for one in people if one.id == chosen), None)
    if person is not None:
        return Doorway([PinEntry(person, tools.guard(_chooser(choose, "")))])
    if not people:
        return Doorway([states.empty(ft.Icons.GROUP_OUTLINED, words.lock_page.nobody)])
    room = min(ROOM, session.width - 2 * theme.MARGIN - 58)
    abreast = max(1, min(4, len(people), int((room + 16) // (TILE * (100 + text_size.chosen()) / 200 + 16))))
    width = (room - 16 * (abreast - 1)) // abreast
    tiles = [_tile(one, words, tools.guard(_chooser(choose, one.id)), width) for one in people]
    return Doorway([theme.title(words.lock_page.who), ft.Row(tiles, wrap=True, spacing=16, run_spacing=16)], wide=True)


def _chooser(choose: Setter[str], person: str) -> controls.Handler:
    return lambda: choose(person)


def _tile(person: StaffMember, words: Staff, on_click: controls.Handler, width: float) -> ft.Control:
    role = words.role.get(person.role, person.role)
    face = ft.Column(
        [
            controls.initial(person.name, 64),
            theme.text(person.name, size=18, bold=True, align=ft.TextAlign.CENTER),
            theme.quiet(role, align=ft.TextAlign.CENTER),
        ],
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        spacing=8,
        tight=True,
    )
    tile = controls.tappable(face, on_click, key=f"person-{person.id}", label=f"{person.name} {role}", padding=20)
    return ft.Container(tile, width=width)
