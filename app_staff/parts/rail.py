"""The rail: where one can go, the language, and the lock. On a narrow screen the same lies across the top."""

from collections.abc import Awaitable, Callable

import flet as ft

from app_staff.session import Session, serves
from app_staff.tools import Tools, use_session, use_till, use_tools, words_of
from shared.i18n.boards import BOARDS
from shared.i18n.device import DEVICE
from shared.i18n.directory import DIRECTORY
from shared.i18n.oversight import OVERSIGHT
from shared.i18n.queue import QUEUE
from shared.i18n.settings import SETTINGS
from shared.i18n.team import TEAM
from shared.ui import text_size, theme
from shared.wire.adjustments import LIMITS

WIDTH = 88
"""Logical pixels at the usual size of text."""
NARROW, EDGE = 760, 12
"""Below this width of the window it lies across the top, and the place comes so near to the sides."""
ACROSS = 100
"""At most, across the top: the next place looks in."""
LARGEST = 17
"""Words under an icon: a manager has ten places below each other."""
GAP = 2
MARGIN = 8
BOARD_PLACES = frozenset({"/sales", "/items", "/hours", "/coupons"})
Go = Callable[[str], object]


@ft.component
def Rail(here: str, *, across: bool = False) -> ft.Control:
    tools, session = use_tools(), use_session()
    words = words_of(session)
    go = _goer(tools)
    places = _places(session, go, here)
    leave = TEAM.of(session.language).office.sign_out if session.office else words.lock
    rest = [
        *_device(session, go, here),
        _item(words.language, ft.Icons.TRANSLATE, tools.guard(tools.door.switch_language), key="language"),
        _item(leave, ft.Icons.LOGOUT if session.office else ft.Icons.LOCK_OUTLINE, tools.guard(_locker(tools)), key="lock"),
    ]
    wide = min(_width() - 2 * MARGIN, ACROSS) if across else _width() - 2 * MARGIN
    places, rest = ([ft.Container(item, width=wide) for item in part] for part in (places, rest))
    if across:
        row = ft.Row([*places, *rest], spacing=GAP, scroll=ft.ScrollMode.HIDDEN)
        return ft.Container(row, padding=ft.Padding.symmetric(horizontal=MARGIN, vertical=4))
    return ft.Container(
        ft.Column([ft.Column([*places], spacing=GAP, scroll=ft.ScrollMode.HIDDEN, expand=True), *rest], spacing=GAP),
        width=_width(),
        bgcolor=theme.CARD,
        border=ft.Border.only(right=ft.BorderSide(1, theme.HAIR)),
        padding=MARGIN,
    )


def _places(session: Session, go: Callable[[str], Callable[[], None]], here: str) -> list[ft.Control]:
    """Where this person may go."""
    words = words_of(session)
    places: list[ft.Control] = (
        [] if session.office else [_item(words.scan, ft.Icons.QR_CODE_SCANNER, go("/"), key="go-scan", chosen=here == "/")]
    )
    if serves(session):
        chosen = here in {"/queue", "/old-cards"}
        places.append(Waits(go("/queue"), chosen))
    if session.manager:
        places.append(_item(words.today, ft.Icons.INSIGHTS, go("/today"), key="go-today", chosen=here == "/today"))
    if session.overseer:
        boards = BOARDS.of(session.language).short
        places.append(_item(boards, ft.Icons.QUERY_STATS, go("/sales"), key="go-boards", chosen=here in BOARD_PLACES))
    if session.carer:
        members = DIRECTORY.of(session.language).short
        places.append(_item(members, ft.Icons.CARD_MEMBERSHIP, go("/members"), key="go-members", chosen=here == "/members"))
    if session.manager:
        team = TEAM.of(session.language).team.rail
        places.append(_item(team, ft.Icons.GROUPS_OUTLINED, go("/team"), key="go-team", chosen=here == "/team"))
    if session.person is not None and session.person.role in {*LIMITS, "auditor"}:
        approve = TEAM.of(session.language).adjust.rail
        places.append(_item(approve, ft.Icons.TUNE, go("/adjustments"), key="go-adjustments", chosen=here == "/adjustments"))
    if session.overseer:
        more = OVERSIGHT.of(session.language)
        places.append(_item(more.cases.short, ft.Icons.FACT_CHECK_OUTLINED, go("/cases"), key="go-cases", chosen=here == "/cases"))
        places.append(_item(more.log.short, ft.Icons.HISTORY, go("/log"), key="go-log", chosen=here == "/log"))
    if session.manager:
        settings = SETTINGS.of(session.language).short
        places.append(_item(settings, ft.Icons.SETTINGS_OUTLINED, go("/settings"), key="go-settings", chosen=here == "/settings"))
    return places


@ft.component
def Waits(on_click: Callable[[], object], chosen: bool) -> ft.Control:  # noqa: FBT001 - a component's property
    """待ち, with how much of this tablet's own waits: a component of its own, for the panel changes with each touch."""
    session, till = use_session(), use_till()
    words = QUEUE.of(session.language).rail
    return _item(words, ft.Icons.PENDING_ACTIONS, on_click, key="go-queue", chosen=chosen, count=till.waits)


def _width() -> float:
    """Larger words want a wider rail, though not by as much."""
    return WIDTH * (100 + (text_size.chosen() - 100) * 0.6) / 100


def inner(session: Session) -> float:
    """Pixels that a place has across, beside the rail or under it."""
    return session.width - 2 * EDGE if session.width < NARROW else session.width - _width() - 2 * theme.MARGIN


def _device(session: Session, go: Callable[[str], Callable[[], None]], here: str) -> list[ft.Control]:
    """The settings of the tablet in hand; a browser far from the counter has none."""
    if session.office:
        return []
    return [
        _item(DEVICE.of(session.language).rail, ft.Icons.TABLET_MAC, go("/device"), key="go-device", chosen=here in {"/device", "/kiosk"})
    ]


def _goer(tools: Tools) -> Callable[[str], Callable[[], None]]:
    page = ft.context.page

    def to(route: str) -> Callable[[], None]:
        def go() -> None:
            tools.door.touch()
            page.navigate(route)

        return tools.guard(go)

    return to


def _locker(tools: Tools) -> Callable[[], Awaitable[None]]:
    async def lock() -> None:
        await tools.door.lock()

    return lock


def _item(words: str, icon: ft.IconData, on_click: Callable[[], object], *, key: str, chosen: bool = False, count: int = 0) -> ft.Control:
    color = theme.ON_TINT if chosen else theme.QUIET
    name = theme.text(words, bold=chosen, color=color, align=ft.TextAlign.CENTER)
    name.size = min(text_size.scaled(12), LARGEST)
    return ft.TextButton(
        content=ft.Column(
            [ft.Icon(icon, size=22, color=color, badge=_count(count) if count else None), name],
            spacing=2,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
            alignment=ft.MainAxisAlignment.CENTER,
            tight=True,
        ),
        key=key,
        on_click=on_click,
        style=ft.ButtonStyle(
            bgcolor=theme.TINT if chosen else ft.Colors.TRANSPARENT,
            shape=ft.RoundedRectangleBorder(radius=theme.CONTROL_RADIUS),
            padding=ft.Padding.symmetric(horizontal=2, vertical=6),  # as many places as a manager has fit in 800
        ),
    )


def _count(count: int) -> ft.Badge:
    label = theme.text(f"{count}", bold=True, color=theme.ON_AMBER, key="waits")
    label.size = 11  # as large as its ground whatever the size of text; the page says it in words
    return ft.Badge(label=label, bgcolor=theme.AMBER, large_size=18, offset=ft.Offset(10, -5))
