"""操作の記録: who did what to whom at this store, with filters, and as a spreadsheet."""

from collections.abc import Callable
from datetime import timedelta

import flet as ft

from app_staff.exports import Table
from app_staff.manager.export_bar import ExportBar
from app_staff.manager.loading import Loading
from app_staff.tools import Tools, use_session, use_tools
from shared.clock import to_datetime
from shared.i18n import Language, formats
from shared.i18n.oversight import OVERSIGHT
from shared.i18n.oversight import Log as Words
from shared.ui import abreast, controls, states, theme
from shared.ui.hooks import use_state
from shared.wire.audit import EntriesPage, Entry

WIDE = 900
"""Of text of the usual size."""
EDGES = 40
"""Pixels around the choices on a phone."""
WHOLE = "whole"
"""Among the kinds: what concerns no single store."""
ICONS = {
    "till": ft.Icons.POINT_OF_SALE,
    "auth": ft.Icons.KEY_OUTLINED,
    "password": ft.Icons.KEY_OUTLINED,
    "staff": ft.Icons.BADGE_OUTLINED,
    "device": ft.Icons.TABLET_MAC,
    "case": ft.Icons.FACT_CHECK_OUTLINED,
    "member": ft.Icons.PERSON_OUTLINED,
    "coupon": ft.Icons.LOCAL_ACTIVITY_OUTLINED,
    "connector": ft.Icons.CABLE,
}


@ft.component
def Log() -> ft.Control:
    tools, session = use_tools(), use_session()
    words = OVERSIGHT.of(session.language).log
    loading, _ = use_state(Loading[EntriesPage])
    kind, set_kind = use_state("")
    days, set_days = use_state("0")
    _, turn = use_state(0)
    loading.on_change = lambda: turn(lambda count: count + 1)
    store = "" if session.desk is None else session.desk.store.id
    since, whole = _since(tools, int(days)), kind == WHOLE
    action = None if whole else kind or None

    async def load() -> None:
        tools.door.touch()
        await loading.ask(lambda: tools.door.api.log(store, action=action, since=since, whole=whole))

    async def more() -> None:
        tools.door.touch()
        known = loading.found

        async def further() -> EntriesPage:
            before = known.next if known else None
            page = await tools.door.api.log(store, action=action, since=since, before=before, whole=whole)
            return EntriesPage(rows=(*(known.rows if known else ()), *page.rows), next=page.next)

        await loading.ask(further, keep=True)

    ft.use_effect(tools.guard(load), dependencies=[kind, days])
    wide, room = session.room >= WIDE, session.width - EDGES
    kinds = abreast.tabs(list(words.filters.items()), kind, tools.guard(set_kind), key="kind", room=room)
    spans = abreast.tabs(list(words.days.items()), days, tools.guard(set_days), key="days", room=room)
    table = Table(
        f"log-{store}-{since}", lambda api, file, heard: api.log_file(store, file, heard, action=action, since=since, whole=whole)
    )
    title = ft.Column([theme.text(words.title, size=28, bold=True), theme.quiet(words.said, size=14)], spacing=2)
    pieces: list[ft.Control] = [
        title,
        ft.Row([ft.Container(kinds, expand=3), ft.Container(spans, expand=2)], spacing=12)
        if wide
        else ft.Column([spans, kinds], spacing=8),
        _entries(loading, session.language, words, wide=wide, retry=tools.guard(load), more=tools.guard(more)),
    ]
    if loading.found is not None and loading.found.rows:
        pieces.append(ExportBar(table))
    return ft.Column(pieces, key="log", spacing=16, expand=True, scroll=ft.ScrollMode.AUTO)


def _since(tools: Tools, days: int) -> str:
    today = formats.here(to_datetime(tools.clock.now())).date()
    return (today - timedelta(days=days)).isoformat()


def _entries(
    loading: Loading[EntriesPage],
    language: Language,
    words: Words,
    *,
    wide: bool,
    retry: Callable[[], object],
    more: Callable[[], object],
) -> ft.Control:
    if loading.error is not None and loading.found is None:
        return controls.card(states.failed(loading.error, language, retry))
    if loading.found is None:
        return states.skeleton_rows(6, language)
    if not loading.found.rows:
        return controls.card(states.empty(ft.Icons.HISTORY_TOGGLE_OFF, words.empty))
    rows: list[ft.Control] = []
    for entry in loading.found.rows:
        rows += [_row(entry, language, words, wide=wide), controls.rule()]
    listed: list[ft.Control] = [controls.card(ft.Column(rows[:-1], spacing=12), padding=20)]
    if loading.found.next is not None:
        listed.append(ft.Container(controls.secondary(words.more, more, key="more"), alignment=ft.Alignment.CENTER))
    return ft.Column(listed, spacing=16)


def _row(entry: Entry, language: Language, words: Words, *, wide: bool) -> ft.Control:
    """One act: when, what, who and where, whom; a refused one says so, a sealed one carries the lock."""
    what = words.action.get(entry.action, entry.action)
    who = entry.staff or words.nobody.get(entry.source.partition(":")[0], entry.source)
    about = " ・ ".join(
        each for each in (who, entry.device, OVERSIGHT.of(language).cases.card(entry.member) if entry.member else "") if each
    )
    when = formats.short_moment(entry.at, language)
    icon = ft.Icon(ICONS.get(entry.action.partition(".")[0], ft.Icons.SETTINGS_OUTLINED), size=20, color=theme.QUIET)
    seal = ft.Icon(
        ft.Icons.LOCK_OUTLINE if entry.sealed else ft.Icons.LOCK_OPEN_OUTLINED,
        size=16,
        color=theme.BRAND if entry.sealed else theme.QUIET,
        tooltip=words.sealed if entry.sealed else words.unsealed,
    )
    name: list[ft.Control] = [theme.text(what, size=15, bold=True)]
    if not entry.accepted:
        name.append(controls.chip(words.refused, icon=ft.Icons.BLOCK, bgcolor=theme.AMBER, color=theme.ON_AMBER))
    middle = ft.Column([ft.Row(name, spacing=8, wrap=True), theme.quiet(about, size=13)], spacing=2, expand=True)
    if wide:
        return ft.Row([icon, middle, theme.quiet(when, size=13), seal], spacing=12)
    middle.controls.append(theme.quiet(when, size=13))
    return ft.Row([icon, middle, seal], spacing=12)
