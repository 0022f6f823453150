"""設定: what a shop sets once. A list of pages; on a wide screen the chosen one stands beside it."""

from collections.abc import Callable
from dataclasses import dataclass

import flet as ft

from app_staff.manager.brand_page import BrandPage
from app_staff.manager.checkin_page import CheckinPage
from app_staff.manager.field_page import FieldPage
from app_staff.manager.goods_page import GoodsList
from app_staff.manager.import_page import ImportPage
from app_staff.manager.in_view import WIDE, scrolled
from app_staff.manager.module_page import ModulePage
from app_staff.manager.news_page import NewsPage
from app_staff.manager.offer_page import OfferPage
from app_staff.manager.poster_page import PosterPage
from app_staff.manager.rule_page import RulePage
from app_staff.manager.stamp_page import StampPage
from app_staff.manager.ticket_page import TicketPage
from app_staff.manager.till_page import TillPage
from app_staff.parts.edge import WIDTH, edge
from app_staff.tools import Tools, use_session, use_tools
from shared.i18n import Language
from shared.i18n.counter import COUNTER
from shared.i18n.news import NEWS
from shared.i18n.offers import OFFERS
from shared.i18n.poster_page import POSTER_PAGE
from shared.i18n.settings import SETTINGS
from shared.i18n.stamp_page import STAMP_PAGE
from shared.i18n.ticket_page import TICKET_PAGE
from shared.i18n.tills import TILLS
from shared.ui import controls, states, text_size, theme
from shared.ui.hooks import keyed
from shared.wire.brand import Module

PLACE = "/settings"


@dataclass(frozen=True, slots=True)
class Section:
    """One page of the settings, at /settings/<name>."""

    name: str
    icon: ft.IconData
    words: Callable[[Language], tuple[str, str]]
    """Its name, and a line about it."""
    page: Callable[[], ft.Control]
    module: Module | None = None
    scrolls: bool = False
    """Beside the list it scrolls by itself: what its form makes stays in view."""


def _look(language: Language) -> tuple[str, str]:
    words = SETTINGS.of(language).look
    return words.name, words.more


def _modules(language: Language) -> tuple[str, str]:
    words = SETTINGS.of(language).modules
    return words.name, words.more


def _rules(language: Language) -> tuple[str, str]:
    words = SETTINGS.of(language).rules
    return words.name, words.more


def _offers(language: Language) -> tuple[str, str]:
    words = OFFERS.of(language)
    return words.title, words.more


def _stamps(language: Language) -> tuple[str, str]:
    words = STAMP_PAGE.of(language)
    return words.title, words.more


def _tickets(language: Language) -> tuple[str, str]:
    words = TICKET_PAGE.of(language)
    return words.title, words.more


def _goods(language: Language) -> tuple[str, str]:
    words = COUNTER.of(language).goods
    return words.title, words.section


def _fields(language: Language) -> tuple[str, str]:
    words = COUNTER.of(language).fields
    return words.short, words.section


def _tills(language: Language) -> tuple[str, str]:
    words = TILLS.of(language)
    return words.title, words.more


def _load(language: Language) -> tuple[str, str]:
    words = COUNTER.of(language).load
    return words.title, words.section


def _checkin(language: Language) -> tuple[str, str]:
    return SETTINGS.of(language).checkin


def _poster(language: Language) -> tuple[str, str]:
    words = POSTER_PAGE.of(language)
    return words.title, words.more


def _notices(language: Language) -> tuple[str, str]:
    words = NEWS.of(language)
    return words.name, words.more


GROUPS = {
    "shop": (
        Section("look", ft.Icons.PALETTE_OUTLINED, _look, BrandPage, scrolls=True),
        Section("modules", ft.Icons.TOGGLE_ON_OUTLINED, _modules, ModulePage),
        Section("rules", ft.Icons.MENU_BOOK_OUTLINED, _rules, RulePage, scrolls=True),
        Section("poster", ft.Icons.QR_CODE_2, _poster, PosterPage),
        Section("notices", ft.Icons.CAMPAIGN_OUTLINED, _notices, NewsPage, "notices", scrolls=True),
    ),
    "counter": (
        Section("coupons", ft.Icons.LOCAL_ACTIVITY_OUTLINED, _offers, OfferPage, "coupons", scrolls=True),
        Section("stamps", ft.Icons.STARS_OUTLINED, _stamps, StampPage, "stamps", scrolls=True),
        Section("tickets", ft.Icons.CONFIRMATION_NUMBER_OUTLINED, _tickets, TicketPage, "tickets", scrolls=True),
        Section("goods", ft.Icons.SHOPPING_BASKET_OUTLINED, _goods, GoodsList),
        Section("checkin", ft.Icons.WAVING_HAND_OUTLINED, _checkin, CheckinPage, "kiosk"),
        Section("fields", ft.Icons.STRAIGHTEN, _fields, FieldPage),
    ),
    "links": (
        Section("tills", ft.Icons.POINT_OF_SALE, _tills, TillPage),
        Section("old-cards", ft.Icons.CREDIT_CARD, _load, ImportPage, "takeover"),
    ),
}


@ft.component
def SettingsHome() -> ft.Control:
    tools, session = use_tools(), use_session()
    words = SETTINGS.of(session.language)
    chosen = ft.use_route_params().get("section", "")
    groups = {name: [each for each in group if each.module is None or session.has(each.module)] for name, group in GROUPS.items()}
    section = next((each for group in groups.values() for each in group if each.name == chosen), None)
    page = None if section is None else keyed(section.page, f"page-{section.name}")
    wide = session.width >= WIDE
    listing = wide and text_size.chosen() < text_size.LARGE  # large text needs the room of both
    rows: list[ft.Control] = []
    for name, group in groups.items():
        rows.append(ft.Container(theme.quiet(words.groups[name], size=13), padding=ft.Padding.only(left=10, top=10 if rows else 2)))
        rows += [_row(tools, each, session.language, chosen=each is section and listing) for each in group]
    head = ft.Column([theme.text(words.title, size=28, bold=True), theme.quiet(words.lead, size=15)], spacing=2)
    listed = ft.Column([head, controls.card(ft.Column(rows, spacing=4), padding=12)], spacing=16)
    if page is None and not listing:
        return ft.Column([listed], key="settings", expand=True, scroll=ft.ScrollMode.AUTO)
    shown = page or controls.card(states.empty(ft.Icons.SETTINGS_OUTLINED, words.choose, key="choose"))
    alone = section is not None and section.scrolls and wide
    back = (
        None
        if listing or session.way_back
        else controls.quiet_button(words.back, _goer(tools, PLACE), key="back", icon=ft.Icons.ARROW_BACK)
    )
    pair = [  # at any width the same places in the tree: a turned tablet keeps what is open
        ft.Container(scrolled(session, listed) if listing else None, width=320, visible=listing),
        edge("edge-settings", visible=listing),
        ft.Column(
            [ft.Row([back] if back else [], visible=back is not None), ft.Container(shown, expand=alone)],
            spacing=8,
            expand=True,
            scroll=None if alone else ft.ScrollMode.AUTO,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
    ]
    return ft.Row([*pair], key="settings", spacing=(16 - WIDTH) / 2, expand=True, vertical_alignment=ft.CrossAxisAlignment.STRETCH)


def _goer(tools: Tools, route: str) -> controls.Handler:
    navigate = ft.context.page.navigate

    def go() -> None:
        tools.door.touch()
        navigate(route)

    return tools.guard(go)


def _row(tools: Tools, section: Section, language: Language, *, chosen: bool) -> ft.Control:
    name, more = section.words(language)
    inside = ft.Row(
        [
            controls.badge(section.icon, 44),
            ft.Column([theme.text(name, size=16, bold=True), theme.quiet(more, size=13)], spacing=2, expand=True, tight=True),
            ft.Icon(ft.Icons.CHEVRON_RIGHT, size=20, color=theme.QUIET),
        ],
        spacing=12,
    )
    tile = controls.tappable(
        inside, _goer(tools, f"{PLACE}/{section.name}"), key=f"section-{section.name}", label=f"{name} {more}", padding=10, bare=True
    )
    return ft.Container(tile, bgcolor=theme.SUNK if chosen else None, border_radius=theme.CONTROL_RADIUS)
