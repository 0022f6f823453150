"""Every place stands in one view: the rail beside whatever is open, or the door that is shut."""

import flet as ft

from app_staff.manager.today import Today
from app_staff.parts.rail import Rail
from app_staff.screens.enrol import Enrol
from app_staff.screens.lock import Lock
from app_staff.screens.opening import Opening
from app_staff.screens.scan import Scan
from app_staff.tools import use_session, use_tools
from shared.ui import theme

NARROW = 760


@ft.component
def Room() -> ft.View:
    """One view for every place: the rail beside whatever is open, or the door that is shut."""
    session = use_session()
    outlet = ft.use_route_outlet()
    here = ft.use_route_location()
    tools = use_tools()

    def arrived() -> None:
        session.place = here

    ft.use_effect(tools.guard(arrived), dependencies=[here])
    match session.phase:
        case "opening" | "unreachable":
            inside: ft.Control = Opening()
        case "enrol":
            inside = Enrol()
        case "lock":
            inside = Lock()
        case "open":
            inside = _open(outlet, here, across=session.width < NARROW)
    return ft.View(route="/", controls=[ft.SafeArea(inside, expand=True)], padding=0, bgcolor=theme.PAGE)


def _open(outlet: ft.Control, here: str, *, across: bool) -> ft.Control:
    rail = Rail(here, across=across)
    room = ft.Container(outlet, expand=True, padding=ft.Padding.all(12 if across else theme.MARGIN))
    if across:
        return ft.Column([rail, room], spacing=0, expand=True)
    return ft.Row([rail, room], spacing=0, expand=True, vertical_alignment=ft.CrossAxisAlignment.STRETCH)


@ft.component
def ManagersToday() -> ft.Control:
    """Only managers see the day; the address alone opens nothing."""
    session = use_session()
    return Today() if session.manager else Scan()
