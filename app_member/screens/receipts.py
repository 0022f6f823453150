"""All receipts, newest first."""

import flet as ft

from app_member.home import use_session
from app_member.parts.frame import tab_head, tab_view
from shared.i18n import Language, formats
from shared.i18n.member import Member
from shared.ui import controls, states, theme
from shared.ui.guard import use_work
from shared.ui.hooks import use_observed
from shared.wire.receipts import ReceiptRow, ReceiptsPage


@ft.component
def ReceiptsScreen() -> ft.View:
    actions, session, words = use_session()
    shelf = use_observed(actions.state.receipts)
    card = use_observed(actions.state.card).value
    use_work(actions.lists.load_receipts, [card.version if card else None])
    body: list[ft.Control] = []
    if shelf.value is None:
        if shelf.error is not None:
            body.append(
                states.failed(shelf.error, session.language, actions.guard(lambda: actions.guard.spawn(actions.lists.load_receipts)))
            )
        else:
            body.append(states.skeleton_rows(6, session.language))
    else:
        if shelf.error is not None:
            body.append(states.StaleBar(session.language, lambda: actions.age(shelf.at)))
        body += _months(shelf.value, session.language, words, actions.guard(lambda receipt: actions.go(f"/receipts/{receipt}")))
        if shelf.value.next is not None:
            more = controls.quiet_button(words.receipts.more, actions.guard(actions.lists.more_receipts), key="more")
            body.append(ft.Row([more], alignment=ft.MainAxisAlignment.CENTER))
    return tab_view("/receipts", tab_head(words.receipts.title), body)


def _months(page: ReceiptsPage, language: Language, words: Member, open_receipt: controls.Choose) -> list[ft.Control]:
    if not page.rows:
        return [states.empty(ft.Icons.RECEIPT_LONG_OUTLINED, words.receipts.empty)]
    months: dict[str, list[ReceiptRow]] = {}
    for row in page.rows:
        months.setdefault(formats.month(formats.here(row.at).date(), language), []).append(row)
    return [_month(name, rows, language, words, open_receipt) for name, rows in months.items()]


def _month(name: str, rows: list[ReceiptRow], language: Language, words: Member, open_receipt: controls.Choose) -> ft.Control:
    lines: list[ft.Control] = []
    for row in rows:
        if lines:
            lines.append(ft.Container(controls.rule(), padding=ft.Padding.only(left=16)))
        lines.append(_row(row, language, words, open_receipt))
    return ft.Column([theme.quiet(name, size=14), controls.card(ft.Column(lines, spacing=0), padding=0)], spacing=8)


def _row(row: ReceiptRow, language: Language, words: Member, open_receipt: controls.Choose) -> ft.Control:
    returned = row.kind == "return"
    about = f"{formats.short_moment(row.at, language)} · {words.receipts.items(row.items)}"
    points: list[ft.Control] = []
    if row.points:
        points.append(theme.text(formats.signed(row.points), size=13, bold=True, color=theme.BRAND if row.points > 0 else theme.QUIET))
    if row.points_used:
        points.append(theme.quiet(formats.signed(-row.points_used)))
    name: list[ft.Control] = [theme.text(row.store_name, size=16, bold=True)]
    if returned:
        name.append(controls.chip(words.receipts.returned, icon=ft.Icons.UNDO, bgcolor=theme.AMBER, color=theme.ON_AMBER))
    label = f"{row.store_name} {about} {formats.yen(row.total)} {formats.signed(row.points)}"
    return controls.tappable(
        ft.Row(
            [
                ft.Column([ft.Row(name, spacing=8, wrap=True), theme.quiet(about)], spacing=3, expand=True),
                ft.Column(
                    [theme.text(formats.yen(row.total), size=16, bold=True), *points],
                    spacing=3,
                    horizontal_alignment=ft.CrossAxisAlignment.END,
                ),
                ft.Icon(ft.Icons.CHEVRON_RIGHT, size=20, color=theme.QUIET),
            ],
            spacing=10,
        ),
        lambda: open_receipt(row.id),
        key=f"receipt-{row.id}",
        label=label,
        bare=True,
    )
