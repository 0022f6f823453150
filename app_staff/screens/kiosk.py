"""The tablet by the door: the shop's colour all over, what is said on the left or above, the camera beside or below it.

The viewfinder stays in its place from screen to screen: a camera that is taken off the screen starts anew.
"""

import flet as ft

from app_staff.doorstep import Answering, Arrived, Checking, Doorstep, Sorry, Thanks
from app_staff.parts.viewfinder import Viewfinder
from app_staff.screens.kiosk_attract import Attract
from app_staff.screens.kiosk_result import checking, greeting, sorry, thanked
from app_staff.screens.kiosk_survey import survey
from app_staff.screens.lock import Lock
from app_staff.session import Session
from app_staff.tools import Tools, use_session, use_tools
from shared.i18n.kiosk import Kiosk as Words
from shared.ui import card_face, controls, text_size, theme
from shared.ui.hooks import use_observed
from shared.ui.palette import Paint

WIDE = 1000
"""From here the camera stands beside what is said."""
NARROW = 600
EYE = 380
LOW, LOWER, VEILED = 300, 200, 112
"""Height of the camera below what is said; on a phone large text needs the room, and everywhere whoever is on the screen does."""
LOGO = 56
CORNER = 64


@ft.component
def Kiosk() -> ft.Control:
    tools, session = use_tools(), use_session()
    doorstep = use_observed(tools.doorstep)
    ft.use_effect(tools.guard(tools.host.watch), dependencies=[])
    words = tools.host.words
    if doorstep.leaving:
        return _staff_door(tools, words)
    wide = session.width >= WIDE
    stage = _stage(tools, doorstep, words)
    finder = Viewfinder(words.aim if session.online else "", height=None if wide else _height(doorstep, session))
    eye = ft.Container(
        ft.Stack([finder, _veil(doorstep, session.look.paint, wide=wide)]),
        key="kiosk-eye",
        border_radius=theme.CARD_RADIUS + 6,
        bgcolor=session.look.paint.ink,
        padding=6,
        width=EYE if wide else None,
    )
    if wide:
        beside = ft.Column([eye], alignment=ft.MainAxisAlignment.CENTER)
        room: ft.Control = ft.Row([ft.Container(stage, expand=True), beside], spacing=40, expand=True)
    else:
        room = ft.Column(
            [ft.Container(stage, expand=True), eye], spacing=24, expand=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
        )
    side = 40 if wide else 28
    return ft.Container(
        ft.Column(
            [
                ft.Container(_head(tools, words), padding=ft.Padding.only(left=side, right=8)),
                ft.Container(room, padding=ft.Padding.symmetric(horizontal=side), expand=True),
            ],
            spacing=8,
            expand=True,
        ),
        key="kiosk",
        expand=True,
        gradient=ft.LinearGradient(
            begin=ft.Alignment.TOP_LEFT, end=ft.Alignment.BOTTOM_RIGHT, colors=list(session.look.paint.colors), stops=[0, 0.6, 1]
        ),
        padding=ft.Padding.only(top=20, bottom=32 if wide else 28),
    )


def _stage(tools: Tools, doorstep: Doorstep, words: Words) -> ft.Control:
    language = doorstep.language or tools.session.language
    match doorstep.step:
        case Checking():
            return checking(tools, words)
        case Arrived(arrival):
            return greeting(arrival, tools, words, language)
        case Answering() as step:
            return survey(step, tools, words, language)
        case Thanks() as step:
            return thanked(step, tools, words, language)
        case Sorry() as step:
            return sorry(step, tools, words, language)
        case _:
            return Attract()


def _occupied(doorstep: Doorstep) -> bool:
    return isinstance(doorstep.step, (Checking, Arrived, Answering, Thanks))


def _height(doorstep: Doorstep, session: Session) -> int:
    if _occupied(doorstep):
        return VEILED
    return LOWER if session.text_size >= text_size.LARGE and session.width < NARROW else LOW


def _veil(doorstep: Doorstep, paint: Paint, *, wide: bool) -> ft.Control:
    """Over what the camera sees while somebody is on the screen: whoever looks on is not shown the card as well. It sees on."""
    return ft.Container(
        ft.Icon(ft.Icons.HOW_TO_REG_OUTLINED, size=96 if wide else 56, color=paint.ink),
        key="kiosk-veil",
        left=0,
        right=0,
        top=0,
        bottom=0,
        bgcolor=paint.chip,
        border_radius=theme.CARD_RADIUS,
        alignment=ft.Alignment.CENTER,
        visible=_occupied(doorstep),
    )


def _head(tools: Tools, words: Words) -> ft.Control:
    """The shop, the other language, and the corner that the staff know."""
    look, paint = tools.session.look, tools.session.look.paint
    name = theme.text(_shop(tools), size=26, bold=True, color=paint.ink, expand=tools.session.width >= NARROW, key="kiosk-shop")
    pieces: list[ft.Control] = [] if look.logo is None else [card_face.logo(look.logo, LOGO)]
    narrow = tools.session.width < NARROW  # a phone: the name has a line of its own
    line = ft.Row(
        [
            *pieces,
            *([] if narrow else [name]),
            ft.TextButton(
                content=ft.Row(
                    [
                        ft.Icon(ft.Icons.TRANSLATE, size=20, color=paint.ink),
                        theme.text(words.language, size=16, bold=True, color=paint.ink),
                    ],
                    spacing=8,
                    tight=True,
                ),
                key="kiosk-language",
                on_click=tools.guard(tools.host.switch_language),
                height=theme.TILL_TOUCH,
                style=ft.ButtonStyle(padding=ft.Padding.symmetric(horizontal=0 if narrow else 12)),
            ),
            *([ft.Container(expand=True)] if narrow else []),
            _corner(tools),
        ],
        spacing=0,
    )
    if not narrow or _occupied(tools.doorstep):  # whoever is on the screen gets the room
        return line
    return ft.Column([line, ft.Container(name, padding=ft.Padding.only(right=28))], spacing=0)


def _corner(tools: Tools) -> ft.Control:
    """Nothing to see for customers: who of the staff holds the corner for a while is asked for a PIN."""
    return ft.Semantics(
        label=tools.host.words.staff,
        container=True,
        content=ft.GestureDetector(
            content=ft.Container(width=CORNER, height=theme.TILL_TOUCH),
            key="kiosk-staff",
            on_long_press=tools.guard(tools.host.hold_corner),
            on_long_press_up=tools.guard(tools.host.let_go),
        ),
    )


def _shop(tools: Tools) -> str:
    """As the desk says while the face has not been heard."""
    return tools.session.look.brand.name or ("" if tools.session.desk is None else tools.session.desk.brand)


def _staff_door(tools: Tools, words: Words) -> ft.Control:
    """Names and PIN, as at the lock; nobody there, and it faces the customers again."""
    back = controls.quiet_button(words.back, tools.guard(tools.host.stay), key="kiosk-stay", icon=ft.Icons.ARROW_BACK)
    return ft.Column(
        [ft.Container(ft.Row([back]), padding=ft.Padding.only(left=theme.MARGIN, top=8)), ft.Container(Lock(), expand=True)],
        key="kiosk-leaving",
        spacing=0,
        expand=True,
    )
