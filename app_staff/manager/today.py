"""The manager's day: each figure beside the same weekday before, live."""

from collections.abc import Callable

import flet as ft

from app_staff import bill
from app_staff.manager.delayed import Delayed
from app_staff.manager.follower import Follower
from app_staff.manager.hours import hours_chart
from app_staff.manager.tiles import abreast, grid, tile
from app_staff.session import Session
from app_staff.tools import Tools, use_session, use_tools, words_of
from shared.i18n import Language, formats
from shared.i18n.staff import Staff
from shared.ui import controls, states, theme
from shared.ui.hooks import use_state
from shared.wire.staff import Figure, LatestSale
from shared.wire.staff import Today as Day

NARROW = 760
"""Of text of the usual size."""


@ft.component
def Today() -> ft.Control:
    tools, session = use_tools(), use_session()
    words = words_of(session)
    follower, _ = use_state(lambda: Follower(tools))
    _, turn = use_state(0)
    follower.on_change = lambda: turn(lambda count: count + 1)
    ft.use_effect(tools.guard(follower.start), dependencies=[], cleanup=tools.guard(follower.stop))
    to_cases = tools.guard(_goer(tools))
    day = follower.day
    if day is None:
        failed = states.failed(follower.error, session.language, tools.guard(follower.start)) if follower.error else None
        body = controls.card(failed) if failed else _coming(session.language)
        return ft.Column([_head(words, None, session, to_cases), body], spacing=16, expand=True, scroll=ft.ScrollMode.AUTO)
    stale = [states.StaleBar(session.language, follower.age)] if follower.error else []
    pieces = [
        _head(words, day, session, to_cases, live=follower.error is None),
        *stale,
        Delayed(),
        _tiles(day, words, session, size=30 if session.width >= 1100 else 22),
        _lower(day, words, session),
    ]
    return ft.Column(pieces, key="today", spacing=16, expand=True, scroll=ft.ScrollMode.AUTO)


def _goer(tools: Tools) -> Callable[[], None]:
    page = ft.context.page

    def go() -> None:
        tools.door.touch()
        page.navigate("/cases")

    return go


def _head(words: Staff, day: Day | None, session: Session, to_cases: Callable[[], object], *, live: bool = False) -> ft.Control:
    page = words.today_page
    chips: list[ft.Control] = []
    if day is not None and day.open_cases:
        cases = page.cases(day.open_cases)
        flag = controls.chip(cases, icon=ft.Icons.FLAG_OUTLINED, bgcolor=theme.AMBER, color=theme.ON_AMBER, size=13)
        touched = ft.Container(  # as high as a finger wants it, and as the chip beside it to look at
            flag, key="cases", ink=True, on_click=to_cases, border_radius=999, padding=ft.Padding.symmetric(vertical=11)
        )
        chips.append(controls.said(touched, cases))
    if live:
        chips.append(controls.chip(page.live, icon=ft.Icons.BOLT, size=13, key="live"))
    title: list[ft.Control] = [theme.text(page.title, size=28, bold=True)]
    if day is not None:
        compared = page.compared(page.weekdays[day.business_date.weekday()])
        title.append(theme.quiet(f"{formats.day(day.business_date, session.language)} ・ {compared}", size=15))
    if session.room < NARROW:
        return ft.Column([*title, ft.Row(chips, spacing=8, wrap=True)], spacing=4)
    return ft.Row([ft.Column(title, spacing=2, expand=True), *chips], spacing=8)


Show = Callable[[int], str]
BESIDE = 1100
"""Window width from which the latest sales stand beside the chart."""


def _tiles(day: Day, words: Staff, session: Session, *, size: int) -> ft.Control:
    page = words.today_page
    weekday = page.weekdays[day.business_date.weekday()]
    share = Figure(now=bill.share(day.member_sales.now, day.sales.now), before=bill.share(day.member_sales.before, day.sales.before))

    def count(value: int) -> str:
        return page.count(formats.number(value))

    def people(value: int) -> str:
        return page.people(formats.number(value))

    figures: list[tuple[str, ft.IconData, str, Show, Figure]] = [
        ("sales", ft.Icons.PAYMENTS_OUTLINED, page.sales, formats.yen, day.sales),
        ("receipts", ft.Icons.RECEIPT_LONG_OUTLINED, page.receipts, count, day.receipts),
        ("visits", ft.Icons.DIRECTIONS_WALK, page.visits, people, day.visits),
        ("share", ft.Icons.GROUPS_OUTLINED, page.members_share, "{}%".format, share),
        ("granted", ft.Icons.ADD_CIRCLE_OUTLINE, page.points_granted, formats.points, day.points_granted),
        ("used", ft.Icons.REMOVE_CIRCLE_OUTLINE, page.points_used, formats.points, day.points_used),
        ("coupons", ft.Icons.LOCAL_ACTIVITY_OUTLINED, page.coupons_used, count, day.coupons_used),
        ("joined", ft.Icons.PERSON_ADD_ALT_OUTLINED, page.joined, people, day.joined),
    ]
    if not session.has("coupons"):
        figures = [figure for figure in figures if figure[0] != "coupons"]
    tiles: list[ft.Control] = []
    for key, icon, name, show, figure in figures:
        before = page.before(weekday, show(figure.before))
        tiles.append(tile(name, show(figure.now), figure.now, figure.before, before, words, key=key, icon=icon, size=size))
    return grid(tiles, abreast(session, 4, [show(figure.now) for _, _, _, show, figure in figures], size))


def _lower(day: Day, words: Staff, session: Session) -> ft.Control:
    chart = controls.card(hours_chart(day.hours, words, session), padding=20)
    latest = controls.card(_latest(day.latest, words), padding=20)
    if session.width < BESIDE:
        return ft.Column([chart, latest], spacing=16)
    return ft.Row(
        [ft.Container(chart, expand=3), ft.Container(latest, expand=2)], spacing=16, vertical_alignment=ft.CrossAxisAlignment.START
    )


def _latest(sales: tuple[LatestSale, ...], words: Staff) -> ft.Control:
    page = words.today_page
    title = controls.titled(ft.Icons.HISTORY, page.latest)
    if not sales:
        return ft.Column([title, theme.quiet(page.latest_empty, size=14)], spacing=12)
    rows: list[ft.Control] = []
    for place, sale in enumerate(sales[:6]):
        if place:
            rows.append(controls.rule())
        rows.append(_sale(sale, words))
    return ft.Column([title, ft.Column(rows, spacing=8)], spacing=12, key="latest")


def _sale(sale: LatestSale, words: Staff) -> ft.Control:
    page = words.today_page
    who = page.returned if sale.kind == "return" else page.member_sale if sale.member else page.guest_sale
    icon = ft.Icons.KEYBOARD_RETURN if sale.kind == "return" else ft.Icons.PERSON_OUTLINE if sale.member else ft.Icons.PERSON_OFF_OUTLINED
    points = [theme.quiet(formats.signed(sale.points), size=13)] if sale.points else []
    return ft.Row(
        [
            theme.quiet(f"{formats.here(sale.at):%H:%M}", size=14),
            ft.Icon(icon, size=18, color=theme.QUIET),
            theme.text(who, size=14, expand=True),
            *points,
            theme.text(formats.yen(sale.total), size=15, bold=True),
        ],
        spacing=10,
    )


def _coming(language: Language) -> ft.Control:
    tiles: list[ft.Control] = [ft.Container(states.bone(108, radius=16), col={"xs": 6, "md": 3}) for _ in range(8)]
    rows: list[ft.Control] = [ft.ResponsiveRow(tiles, spacing=12, run_spacing=12), states.bone(240, radius=16)]
    return states.skeleton(rows, language, spacing=16)
