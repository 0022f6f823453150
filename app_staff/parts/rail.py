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
"""Across the top, of the largest words."""
LARGEST = 17
"""Words of a place: a manager has ten below each other."""
SIGN, BESIDE = 22, 200
"""A place's sign; and from which size of text on, in per cent, the rail is wide enough for it beside the words."""
COUNTED = 20
"""What a number on the sign takes of the line."""
GAP = 2
MARGIN = 8
BOARD_PLACES = ("/sales", "/items", "/hours", "/coupons")
WAITS = "go-queue"
ALIKE = {"/": "go-scan", "/old-cards": WAITS, "/kiosk": "go-device"} | dict.fromkeys(BOARD_PLACES, "go-boards")
"""Addresses whose place is not called as they are."""
Go = Callable[[str], object]


@ft.component
def Rail(here: str, *, across: bool = False) -> ft.Control:
    tools, session = use_tools(), use_session()
    words = words_of(session)
    go, chosen = _goer(tools), ALIKE.get(here, f"go-{here[1:]}")
    places = _places(session, go, chosen)
    leave = TEAM.of(session.language).office.sign_out if session.office else words.lock
    rest = {
        **_device(session, go, chosen),
        "language": _item(session, words.language, ft.Icons.TRANSLATE, tools.guard(tools.door.switch_language), key="language"),
        "lock": _item(
            session, leave, ft.Icons.LOGOUT if session.office else ft.Icons.LOCK_OUTLINE, tools.guard(_locker(tools)), key="lock"
        ),
    }
    if across:
        return _across(session, places | rest, chosen)
    places, rest = ([ft.Container(item, width=_width() - 2 * MARGIN) for item in part.values()] for part in (places, rest))
    return ft.Container(
        ft.Column([ft.Column([*places], spacing=GAP, scroll=ft.ScrollMode.HIDDEN, expand=True), *rest], spacing=GAP),
        key="rail",
        width=_width(),
        bgcolor=theme.CARD,
        border=ft.Border.only(right=ft.BorderSide(1, theme.HAIR)),
        padding=MARGIN,
    )


def _across(session: Session, items: dict[str, ft.Control], chosen: str) -> ft.Control:
    """Where one is stands first and stays; the others are pushed aside, and the last in sight is cut in half: there are more.

    Pushed aside by itself the strip would be told of in the wrong place to who listens.
    """
    wide = _wide(session.width - 2 * MARGIN, len(items))
    held = {key: ft.Container(item, width=wide) for key, item in items.items()}
    first = [held.pop(chosen)] if chosen in held else []
    row = ft.Row([*first, ft.Row([*held.values()], spacing=GAP, scroll=ft.ScrollMode.HIDDEN, expand=True)], spacing=GAP)
    return ft.Container(row, padding=ft.Padding.symmetric(horizontal=MARGIN, vertical=4))


def _wide(room: float, count: int) -> float:
    """Of a place across the top."""
    least = min(_width() - 2 * MARGIN, ACROSS) + GAP
    if count * least <= room + GAP:
        return least - GAP
    seen = max(1, int(room / least - 0.5)) + 0.5
    return room / seen - GAP


def _places(session: Session, go: Callable[[str], Callable[[], None]], chosen: str) -> dict[str, ft.Control]:
    """Where this person may go, by its key."""
    words, language = words_of(session), session.language
    more, team = OVERSIGHT.of(language), TEAM.of(language)
    approves = session.person is not None and session.person.role in {*LIMITS, "auditor"}
    every = (
        (not session.office, words.scan, ft.Icons.QR_CODE_SCANNER, "/", "go-scan"),
        (serves(session), QUEUE.of(language).rail, ft.Icons.PENDING_ACTIONS, "/queue", WAITS),
        (session.manager, words.today, ft.Icons.INSIGHTS, "/today", "go-today"),
        (session.overseer, BOARDS.of(language).short, ft.Icons.QUERY_STATS, "/sales", "go-boards"),
        (session.carer, DIRECTORY.of(language).short, ft.Icons.CARD_MEMBERSHIP, "/members", "go-members"),
        (session.manager, team.team.rail, ft.Icons.GROUPS_OUTLINED, "/team", "go-team"),
        (approves, team.adjust.rail, ft.Icons.TUNE, "/adjustments", "go-adjustments"),
        (session.overseer, more.cases.short, ft.Icons.FACT_CHECK_OUTLINED, "/cases", "go-cases"),
        (session.overseer, more.log.short, ft.Icons.HISTORY, "/log", "go-log"),
        (session.manager, SETTINGS.of(language).short, ft.Icons.SETTINGS_OUTLINED, "/settings", "go-settings"),
    )
    return {
        key: Waits(name, icon, go(route), key == chosen)
        if key == WAITS
        else _item(session, name, icon, go(route), key=key, chosen=key == chosen)
        for there, name, icon, route, key in every
        if there
    }


@ft.component
def Waits(words: str, icon: ft.IconData, on_click: Callable[[], object], chosen: bool) -> ft.Control:  # noqa: FBT001 - a component's property
    """待ち, with how much of this tablet's own waits: a component of its own, for the panel changes with each touch."""
    return _item(use_session(), words, icon, on_click, key=WAITS, chosen=chosen, count=use_till().waits)


def _width() -> float:
    """Larger words want a wider rail, though not by as much."""
    return WIDTH * (100 + (text_size.chosen() - 100) * 0.6) / 100


def inner(session: Session) -> float:
    """Pixels that a place has across, beside the rail or under it."""
    return session.width - 2 * EDGE if session.width < NARROW else session.width - _width() - 2 * theme.MARGIN


def _device(session: Session, go: Callable[[str], Callable[[], None]], chosen: str) -> dict[str, ft.Control]:
    """The settings of the tablet in hand; a browser far from the counter has none."""
    if session.office:
        return {}
    words = DEVICE.of(session.language).rail
    return {"go-device": _item(session, words, ft.Icons.TABLET_MAC, go("/device"), key="go-device", chosen=chosen == "go-device")}


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


def _item(
    session: Session, words: str, icon: ft.IconData, on_click: Callable[[], object], *, key: str, chosen: bool = False, count: int = 0
) -> ft.Control:
    color = theme.ON_TINT if chosen else theme.QUIET
    sign = ft.Icon(icon, size=SIGN, color=color, badge=_count(count) if count else None)
    name = theme.text(words, bold=chosen, color=color, align=ft.TextAlign.CENTER)
    name.size = min(text_size.scaled(12), LARGEST)
    return ft.TextButton(
        content=_beside(sign, name) if session.width >= NARROW and text_size.chosen() >= BESIDE else _above(sign, name),
        key=key,
        on_click=on_click,
        style=ft.ButtonStyle(
            bgcolor=theme.TINT if chosen else ft.Colors.TRANSPARENT,
            shape=ft.RoundedRectangleBorder(radius=theme.CONTROL_RADIUS),
            padding=ft.Padding.symmetric(horizontal=2, vertical=6),  # as many places as a manager has fit in 800
        ),
    )


def _above(sign: ft.Icon, name: ft.Text) -> ft.Control:
    return ft.Column(
        [sign, name],
        spacing=2,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        alignment=ft.MainAxisAlignment.CENTER,
        tight=True,
    )


def _beside(sign: ft.Icon, name: ft.Text) -> ft.Control:
    """In the rail that large words have made wider: as low as a target may be, so that a manager's last place is in view too."""
    name.expand, name.text_align = True, ft.TextAlign.START
    row = ft.Row([sign, name], spacing=COUNTED if sign.badge else 4)
    return ft.Container(row, padding=ft.Padding.symmetric(vertical=(theme.TOUCH - SIGN) / 2 - 6))


def _count(count: int) -> ft.Badge:
    label = theme.text(f"{count}", bold=True, color=theme.ON_AMBER, key="waits")
    label.size = 11  # as large as its ground whatever the size of text; the page says it in words
    return ft.Badge(label=label, bgcolor=theme.AMBER, large_size=18, offset=ft.Offset(10, -5))
