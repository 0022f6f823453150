"""Under a table: save it as CSV or Excel, and how far that is."""

from typing import get_args

import flet as ft

from app_staff.exports import Table
from app_staff.tools import Tools, use_session, use_tools
from shared.client.boards import Format
from shared.i18n import formats
from shared.i18n.exports import EXPORTS, Exports
from shared.ui import controls, theme
from shared.ui.hooks import use_observed

KINDS: tuple[Format, ...] = get_args(Format)


@ft.component
def ExportBar(table: Table) -> ft.Control:
    tools, session = use_tools(), use_session()
    words = EXPORTS.of(session.language)
    going = use_observed(tools.exports.state)
    if not going.name:
        buttons = [_save(tools, table, kind, words) for kind in KINDS]
        inside = ft.Row([theme.quiet(words.title, size=14), *buttons], spacing=8, run_spacing=8, wrap=True, key="export")
        return ft.Row([ft.Container(inside, expand=True)])
    counted = going.kind == "csv" and going.rows
    said = words.making(formats.number(going.rows)) if going.kind == "xlsx" else _counted(going.come, going.rows, words)
    progress = ft.ProgressBar(
        value=going.come / going.rows if counted else None, color=theme.BRAND, bgcolor=theme.SUNK, bar_height=6, border_radius=3
    )
    inside = ft.Column([theme.text(f"{going.name}.{going.kind}", size=14, bold=True), theme.quiet(said), progress], spacing=6, expand=True)
    stop = controls.icon_button(ft.Icons.CLOSE, words.stop, tools.guard(tools.exports.stop), key="export-stop")
    return ft.Semantics(
        live_region=True, container=True, content=controls.card(ft.Row([inside, stop], spacing=12), key="exporting", padding=12)
    )


def _counted(come: int, rows: int, words: Exports) -> str:
    return words.going(formats.number(come), formats.number(rows))


def _save(tools: Tools, table: Table, kind: Format, words: Exports) -> ft.Control:
    start = tools.guard(lambda: tools.exports.start(table, kind))
    return controls.secondary(words.kinds[kind], start, key=f"export-{kind}", icon=ft.Icons.DOWNLOAD)
