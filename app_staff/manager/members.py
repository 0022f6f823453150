"""会員: the list of members, without names; one of them is opened in its place."""

from collections.abc import Callable
from datetime import datetime
from typing import cast

import flet as ft

from app_staff.exports import Table
from app_staff.manager.export_bar import ExportBar
from app_staff.manager.loading import Loading
from app_staff.manager.member_page import MemberPage
from app_staff.parts.entry import entry
from app_staff.session import Session
from app_staff.tools import use_session, use_tools
from shared.clock import to_datetime
from shared.i18n import Language, formats
from shared.i18n.common import COMMON, rank_name
from shared.i18n.directory import DIRECTORY, Directory
from shared.qr.m1 import normal
from shared.ui import abreast, controls, states, theme
from shared.ui.hooks import keyed, use_state
from shared.wire.directory import MemberRow, MembersPage

WIDE, ROOMY, ROW = 900, 600, 300
"""Of text of the usual size: the choices on one line; what is known of a member on one line, his figures beside it; an arrow at its end."""
SORTS = ("joined", "visited", "spent")
ENDS, WHOLE = 4, 12


@ft.component
def Members() -> ft.Control:
    tools, session = use_tools(), use_session()
    words = DIRECTORY.of(session.language)
    loading, _ = use_state(Loading[MembersPage])
    typed, type_ = use_state("")
    card, look_for = use_state("")
    rank, choose_rank = use_state("")
    sort, choose_sort = use_state("joined")
    chosen, choose = use_state("")
    _, turn = use_state(0)
    loading.on_change = lambda: turn(lambda count: count + 1)
    asked: dict[str, str | None] = {"card": card[-ENDS:] or None, "rank": rank or None, "sort": sort}

    async def load() -> None:
        tools.door.touch()
        whole = len(card) == WHOLE
        await loading.ask(lambda: tools.door.api.find_member(card) if whole else tools.door.api.members_board(**asked))

    async def more() -> None:
        tools.door.touch()
        known = cast("MembersPage", loading.found)

        async def further() -> MembersPage:
            page = await tools.door.api.members_board(**asked, before=known.next)
            return MembersPage(rows=(*known.rows, *page.rows), next=page.next)

        await loading.ask(further, keep=True)

    def written(text: str) -> None:
        type_(text)
        if len(normal(text)) in {0, ENDS, WHOLE}:
            look_for(normal(text))

    ft.use_effect(tools.guard(load), dependencies=[card, rank, sort])
    if chosen:
        return keyed(MemberPage, f"member-{chosen}", chosen, tools.guard(lambda: choose("")))
    day = formats.here(to_datetime(tools.clock.now())).date().isoformat()
    table = Table(f"members-{day}", lambda api, kind, heard: api.export("members", kind, heard, **asked))

    def picked(member: str) -> None:
        tools.door.touch()
        choose(member)

    head = ft.Column([theme.text(words.title, size=28, bold=True), theme.quiet(words.lead, size=14)], spacing=2)
    wrong = words.search_wrong if len(normal(typed)) > ENDS and normal(typed) != card else ""
    search = entry(
        tools, words.search, typed, written, key="search", helper=words.search_hint, error=wrong, keyboard=ft.KeyboardType.NUMBER
    )
    ranks = [("", words.every_rank), *((each, rank_name(each, session.language)) for each in COMMON.of(session.language).rank)]
    filters = abreast.tabs(ranks, rank, tools.guard(choose_rank), key="rank")
    sorts = abreast.tabs([(each, words.sort[each]) for each in SORTS], sort, tools.guard(choose_sort), key="sort")
    pieces: list[ft.Control] = [
        head,
        _choice(search, filters, sorts, wide=session.room >= WIDE),
        _list(loading, session, words, tools.guard(picked), tools.guard(load), tools.guard(more), all_=not (card or rank)),
    ]
    if loading.found is not None and loading.found.rows:
        pieces.append(ExportBar(table))
    return ft.Column(pieces, key="members", spacing=16, expand=True, scroll=ft.ScrollMode.AUTO)


def _choice(search: ft.Control, filters: ft.Control, sorts: ft.Control, *, wide: bool) -> ft.Control:
    if not wide:
        return ft.Column([search, filters, sorts], spacing=12)
    line = [ft.Container(search, expand=4), ft.Container(filters, expand=5), ft.Container(sorts, expand=4)]
    return ft.Row([*line], spacing=12, vertical_alignment=ft.CrossAxisAlignment.START)


def _list(
    loading: Loading[MembersPage],
    session: Session,
    words: Directory,
    pick: Callable[[str], None],
    retry: controls.Handler,
    more: controls.Handler,
    *,
    all_: bool,
) -> ft.Control:
    if loading.error is not None and loading.found is None:
        return controls.card(states.failed(loading.error, session.language, retry))
    if loading.found is None:
        return states.skeleton_rows(6, session.language)
    if not loading.found.rows:
        icon = ft.Icons.GROUP_ADD_OUTLINED if all_ else ft.Icons.SEARCH_OFF
        return controls.card(states.empty(icon, words.none if all_ else words.none_found))
    rows: list[ft.Control] = []
    for row in loading.found.rows:
        rows += [_row(row, session, words, controls.bound(pick, row.id)), controls.rule()]
    listed: list[ft.Control] = [controls.card(ft.Column(rows[:-1], spacing=4), padding=12 if session.room >= ROW else 2)]
    if loading.found.next is not None:
        listed.append(ft.Container(controls.secondary(words.more, more, key="more"), alignment=ft.Alignment.CENTER))
    return ft.Column(listed, spacing=16)


def _row(row: MemberRow, session: Session, words: Directory, on_click: controls.Handler) -> ft.Control:
    language = session.language
    card = words.card(row.card) if row.card else words.no_card
    seen = words.unseen if row.last_visit_at is None else words.seen(day(row.last_visit_at, language))
    joined, spent = words.joined(day(row.joined_at, language), row.store), words.in_a_year(formats.yen(row.spent))
    under = [f"{seen} ・ {joined}"] if session.room >= ROOMY else [seen, joined]
    rank = rank_name(row.rank, language)
    chips: list[ft.Control] = [controls.chip(rank, icon=ft.Icons.WORKSPACE_PREMIUM_OUTLINED)]
    if row.frozen:
        chips.append(controls.chip(words.frozen, icon=ft.Icons.AC_UNIT, bgcolor=theme.AMBER, color=theme.ON_AMBER))
    left = ft.Column(
        [
            ft.Row([theme.text(card, size=16, bold=True), *chips], spacing=8, run_spacing=4, wrap=True),
            *(theme.quiet(each, size=13) for each in under),
        ],
        spacing=4,
        expand=True,
    )
    figures: list[ft.Control] = [
        theme.text(formats.points(row.balance), size=16, bold=True, wrap=False),
        theme.quiet(spent, size=13),
    ]
    more = ft.Icon(ft.Icons.CHEVRON_RIGHT, size=20, color=theme.QUIET)
    right: list[ft.Control] = [more] if session.room >= ROW else []
    if session.room >= ROOMY:
        right.insert(0, ft.Column(figures, spacing=4, horizontal_alignment=ft.CrossAxisAlignment.END))
    else:  # beside what is known they would leave it no room
        left.controls.append(ft.Row(figures, spacing=12, run_spacing=0, wrap=True))
    inside = ft.Row([left, *right], spacing=12)
    label = " ".join((card, rank, formats.points(row.balance), spent, seen, joined))
    return controls.tappable(inside, on_click, key=f"member-{row.id}", label=label, padding=10, bare=True)


def day(at: datetime, language: Language) -> str:
    return formats.plain_day(formats.here(at).date(), language)
