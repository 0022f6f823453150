"""The frame around every screen: the bar at the foot, the bar at the head, the margins."""

from collections.abc import Callable
from dataclasses import dataclass

import flet as ft

from app_member.home import use_session
from app_member.parts.menu import MenuSheet
from app_member.parts.prompt import PromptSheet
from app_member.session import Session
from shared.i18n.common import COMMON
from shared.i18n.member import Member
from shared.ui import controls, events, theme
from shared.ui.hooks import use_state
from shared.wire.brand import Module


@dataclass(frozen=True, slots=True)
class Tab:
    """A screen of the bottom bar; of a module when it goes with it."""

    path: str
    module: Module | None
    name: Callable[[Member], str]
    icon: ft.IconData
    chosen: ft.IconData
    count: Callable[[Session], int] = lambda _: 0
    """What waits there."""


TABS = (
    Tab("/", None, lambda words: words.card.tab, ft.Icons.QR_CODE_2, ft.Icons.QR_CODE_2),
    Tab("/coupons", "coupons", lambda words: words.coupons.tab, ft.Icons.LOCAL_ACTIVITY_OUTLINED, ft.Icons.LOCAL_ACTIVITY),
    Tab("/receipts", "receipts", lambda words: words.receipts.tab, ft.Icons.RECEIPT_LONG_OUTLINED, ft.Icons.RECEIPT_LONG),
    Tab(
        "/notices",
        "notices",
        lambda words: words.notices,
        ft.Icons.NOTIFICATIONS_OUTLINED,
        ft.Icons.NOTIFICATIONS,
        lambda session: session.unread,
    ),
)
BELOW: dict[str, Module] = {"/prizes": "exchange", "/takeover": "takeover", "/tickets": "tickets"}
"""Screens without a tab that are a module's."""
COLUMN = 480
"""On wide windows the content stays a column of this width."""


def margin(session: Session) -> float:
    return max(theme.MARGIN, (session.width - COLUMN) / 2)


def shut(session: Session, path: str) -> bool:
    """Whether an address belongs to a module that the shop has switched off."""
    tabs = [tab.path for tab in TABS if tab.module is not None and not session.has(tab.module)]
    below = [own for own, module in BELOW.items() if not session.has(module)]
    return path.startswith((*tabs, *below))


def tab_view(path: str, head: ft.Control, body: list[ft.Control], *, spacing: int = 16) -> ft.View:
    """A screen of the bottom bar. All share a route, so switching between them does not slide. One of them lies under every other
    screen: what concerns the whole session, the account and the till's question, hangs here.
    """
    session = use_session()[1]
    side = margin(session)
    content = ft.Column(
        [
            ft.Container(head, padding=ft.Padding.only(left=side, right=side - 8, top=8)),
            ft.Column(
                [ft.Container(ft.Column(body, spacing=spacing), padding=ft.Padding.only(left=side, right=side, top=8, bottom=28))],
                scroll=ft.ScrollMode.HIDDEN,
                expand=True,
            ),
        ],
        spacing=0,
        expand=True,
    )
    return ft.View(
        route="/",
        bgcolor=theme.PAGE,
        padding=0,
        spacing=0,
        navigation_bar=_bar(path),
        controls=[ft.SafeArea(content, expand=True), MenuSheet(), PromptSheet()],
    )


def _bar(path: str) -> ft.NavigationBar | None:
    """Nothing to choose from is no bar."""
    actions, session, words = use_session()
    tabs = [tab for tab in TABS if tab.module is None or session.has(tab.module)]
    if len(tabs) < 2:
        return None

    def switch(event: ft.Event[ft.NavigationBar]) -> None:
        actions.go(tabs[events.chosen(event)].path)

    return ft.NavigationBar(
        key="tabs",
        selected_index=next((place for place, tab in enumerate(tabs) if tab.path == path), 0),
        on_change=actions.guard(switch),
        border=ft.Border.only(top=ft.BorderSide(1, theme.HAIR)),
        label_behavior=ft.NavigationBarLabelBehavior.ALWAYS_SHOW,
        destinations=[_destination(tab, session, words) for tab in tabs],
    )


def _destination(tab: Tab, session: Session, words: Member) -> ft.NavigationBarDestination:
    count, name = tab.count(session), tab.name(words)
    icon, chosen = (_counted(each, count) for each in (tab.icon, tab.chosen))
    return ft.NavigationBarDestination(icon=icon, selected_icon=chosen, label=name)


def _counted(icon: ft.IconData, count: int) -> ft.IconData | ft.Icon:
    """An icon with a number at its corner, when there is one."""
    if not count:
        return icon
    label = theme.text(f"{count}" if count < 99 else "99+", size=11, bold=True, color=theme.ON_RED, key="unread")
    label.size = 11  # as large as its ground whatever the size of text; the list says it in words
    return ft.Icon(icon, badge=ft.Badge(label=label, bgcolor=theme.RED, large_size=18))


def sub_view(title: str, body: list[ft.Control], *, back: str, route: str = "", spacing: int = 16) -> ft.View:
    """A screen on top of another, with the way back. Addresses that share a `route` are one screen: no transition between them."""
    actions, session, _ = use_session()
    side = margin(session)
    words = COMMON.of(session.language)
    head = ft.Row(
        [
            controls.icon_button(ft.Icons.ARROW_BACK, words.back, actions.guard(lambda: actions.go(back)), key="back"),
            ft.Semantics(header=True, content=theme.title(title), expand=True),
        ],
        spacing=4,
    )
    content = ft.Column(
        [
            ft.Container(head, padding=ft.Padding.only(left=side - 12, right=side, top=8)),
            ft.Column(
                [ft.Container(ft.Column(body, spacing=spacing), padding=ft.Padding.only(left=side, right=side, top=8, bottom=32))],
                scroll=ft.ScrollMode.HIDDEN,
                expand=True,
            ),
        ],
        spacing=0,
        expand=True,
    )
    path = ft.use_view_path()
    return ft.View(route=route or path, bgcolor=theme.PAGE, padding=0, spacing=0, controls=[ft.SafeArea(content, expand=True)])


def plain_view(body: list[ft.Control]) -> ft.View:
    """A screen before anybody is known: no bars, the column in the middle of the window's width."""
    _, session, _ = use_session()
    side = margin(session)
    content = ft.Column(
        [ft.Container(ft.Column(body, spacing=16), padding=ft.Padding.only(left=side, right=side, top=12, bottom=32))],
        scroll=ft.ScrollMode.HIDDEN,
        expand=True,
    )
    return ft.View(route="/", bgcolor=theme.PAGE, padding=0, spacing=0, controls=[ft.SafeArea(content, expand=True)])


def tab_head(title: str) -> ft.Control:
    """The head of a tab: its name, and the account behind the picture of a person."""
    actions, session, words = use_session()

    def open_menu() -> None:
        session.menu_open = True

    return ft.Row(
        [
            ft.Container(ft.Semantics(header=True, content=theme.title(title)), expand=True),
            controls.icon_button(
                ft.Icons.ACCOUNT_CIRCLE_OUTLINED, words.card.menu, actions.guard(open_menu), key="menu", color=theme.QUIET
            ),
        ],
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
    )


@ft.component
def SlideIn(content: ft.Control) -> ft.Control:
    """Comes down into its place once, in 200 ms."""
    here, put = use_state(False)  # noqa: FBT003 - the state of one thing
    ft.use_effect(lambda: put(True), dependencies=[])  # noqa: FBT003 - as above
    return ft.Container(
        content,
        offset=ft.Offset(0, 0) if here else ft.Offset(0, -0.4),
        opacity=1 if here else 0,
        animate_offset=ft.Animation(theme.MOTION, ft.AnimationCurve.EASE_OUT),
        animate_opacity=theme.MOTION,
    )
