"""The places of the app, each with the rail beside it, or the door that is shut before it.

No outlet here: Flet leaves what an outlet shows without a living parent when the layout around it is drawn anew by itself, and a camera
without a parent cannot be asked for a picture.
"""

from collections.abc import Callable

import flet as ft

from app_staff.manager.adjustments import Adjustments
from app_staff.manager.cases import Cases
from app_staff.manager.coupons_board import CouponsBoard
from app_staff.manager.hours_board import HoursBoard
from app_staff.manager.items_board import ItemsBoard
from app_staff.manager.log import Log
from app_staff.manager.members import Members
from app_staff.manager.sales_board import SalesBoard
from app_staff.manager.settings import PLACE, SettingsHome
from app_staff.manager.team import Team
from app_staff.manager.today import Today
from app_staff.parts.edge import WIDTH, edge
from app_staff.parts.rail import EDGE, NARROW, Rail
from app_staff.screens.device import DevicePage
from app_staff.screens.enrol import Enrol
from app_staff.screens.kiosk import Kiosk
from app_staff.screens.kiosk_start import KioskStart
from app_staff.screens.lock import Lock
from app_staff.screens.office import OfficeDoor
from app_staff.screens.old_cards import OldCardsPage
from app_staff.screens.opening import Opening
from app_staff.screens.queue import QueuePage
from app_staff.screens.scan import Scan
from app_staff.session import QUEUE, Session, serves
from app_staff.tools import use_session, use_tools
from shared.ui import theme
from shared.wire.adjustments import LIMITS

TEAM = "/team"
MEMBERS = "/members"
ADJUSTMENTS = "/adjustments"
HOME, TODAY, CASES, LOG = "/", "/today", "/cases", "/log"
OLD_CARDS, KIOSK, DEVICE = "/old-cards", "/kiosk", "/device"
SALES, ITEMS, HOURS, COUPONS = "/sales", "/items", "/hours", "/coupons"


@ft.component
def ScanPlace() -> ft.View:
    """The till; for whoever is away from the counter, the day."""
    session = _use_place(HOME)
    return _view(session, Today if session.office else Scan, HOME)


@ft.component
def TodayPlace() -> ft.View:
    """Only managers see the day; the address alone opens nothing."""
    session = _use_place(TODAY)
    return _view(session, Today if session.manager else Scan, TODAY)


@ft.component
def SalesPlace() -> ft.View:
    """The boards: for who may read the log as well."""
    session = _use_place(SALES)
    return _view(session, SalesBoard if session.overseer else Scan, SALES)


@ft.component
def ItemsPlace() -> ft.View:
    session = _use_place(ITEMS)
    return _view(session, ItemsBoard if session.overseer else Scan, ITEMS)


@ft.component
def HoursPlace() -> ft.View:
    session = _use_place(HOURS)
    return _view(session, HoursBoard if session.overseer else Scan, HOURS)


@ft.component
def CouponsPlace() -> ft.View:
    session = _use_place(COUPONS)
    return _view(session, CouponsBoard if session.overseer else Scan, COUPONS)


@ft.component
def CasesPlace() -> ft.View:
    """Managers and auditors alone, as the day."""
    session = _use_place(CASES)
    return _view(session, Cases if session.overseer else Scan, CASES)


@ft.component
def LogPlace() -> ft.View:
    session = _use_place(LOG)
    return _view(session, Log if session.overseer else Scan, LOG)


@ft.component
def MembersPlace() -> ft.View:
    """Members, without names until one is opened; for managers and for who looks after personal data."""
    session = _use_place(MEMBERS)
    return _view(session, Members if session.carer else Scan, MEMBERS)


@ft.component
def TeamPlace() -> ft.View:
    """People and devices; for managers alone, as the server sees it too."""
    session = _use_place(TEAM)
    return _view(session, Team if session.manager else Scan, TEAM)


@ft.component
def SettingsPlace() -> ft.View:
    """What the shop sets once; for managers alone."""
    session = _use_place(PLACE)
    return _view(session, SettingsHome if session.manager else Scan, PLACE)


@ft.component
def AdjustmentsPlace() -> ft.View:
    """For those who may approve, and the auditor, who looks."""
    session = _use_place(ADJUSTMENTS)
    allowed = session.person is not None and session.person.role in {*LIMITS, "auditor"}
    return _view(session, Adjustments if allowed else Scan, ADJUSTMENTS)


@ft.component
def OldCardsPlace() -> ft.View:
    """For whoever serves customers: the card has to be in somebody's hand."""
    session = _use_place(OLD_CARDS)
    return _view(session, OldCardsPage if serves(session) and session.has("takeover") else Scan, OLD_CARDS)


@ft.component
def KioskPlace() -> ft.View:
    """Where the tablet is turned to the customers, by whoever serves them."""
    session = _use_place(KIOSK)
    return _view(session, KioskStart if serves(session) and session.has("kiosk") else Scan, KIOSK)


@ft.component
def QueuePlace() -> ft.View:
    session = _use_place(QUEUE)
    return _view(session, QueuePage if serves(session) else Scan, QUEUE)


@ft.component
def DevicePlace() -> ft.View:
    """The tablet's own settings: for whoever serves with it."""
    session = _use_place(DEVICE)
    return _view(session, Today if session.office else DevicePage, DEVICE)


def _use_place(here: str) -> Session:
    tools, session = use_tools(), use_session()

    def arrived() -> None:
        session.place = here

    ft.use_effect(tools.guard(arrived), dependencies=[])
    return session


def _view(session: Session, place: Callable[[], ft.Control], here: str) -> ft.View:
    match session.phase:
        case "opening" | "unreachable":
            inside: ft.Control = Opening()
        case "enrol":
            inside = Enrol()
        case "lock":
            inside = Lock()
        case "office":
            inside = OfficeDoor()
        case "kiosk":
            inside = Kiosk() if session.has("kiosk") else Lock()
        case "open":
            inside = _open(place(), here, across=session.width < NARROW)
    return ft.View(route="/", controls=[ft.SafeArea(inside, expand=True)], padding=0, bgcolor=theme.PAGE)


def _open(place: ft.Control, here: str, *, across: bool) -> ft.Control:
    """At any width the same places in the tree: who turns a phone keeps what is open."""
    above = ft.Container(Rail(here, across=True) if across else None, visible=across)
    side = ft.Container(None if across else Rail(here), visible=not across)
    around = ft.Padding.all(EDGE) if across else ft.Padding(theme.MARGIN - WIDTH, theme.MARGIN, theme.MARGIN, theme.MARGIN)
    room = ft.Container(place, expand=True, padding=around)
    column = ft.Column([above, room], spacing=0, expand=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return ft.Row(
        [side, edge("edge-rail", visible=not across), column], spacing=0, expand=True, vertical_alignment=ft.CrossAxisAlignment.STRETCH
    )
