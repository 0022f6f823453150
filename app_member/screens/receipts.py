"""All receipts, newest first, or those of a search, with what each month comes to."""

from datetime import date

import flet as ft

from app_member.home import use_session
from app_member.parts.book_sheet import BookSheet
from app_member.parts.frame import tab_head, tab_view
from app_member.parts.pills import removable
from app_member.parts.search_sheet import SearchSheet
from app_member.search import Draft, chips
from shared.client.member import EVERY_RECEIPT
from shared.i18n import Language, formats
from shared.i18n.member import Member
from shared.i18n.member.paper import PAPER
from shared.ui import abreast, controls, states, text_size, theme
from shared.ui.guard import use_work
from shared.ui.hooks import use_observed, use_state
from shared.wire.receipts import ReceiptMonth, ReceiptRow, ReceiptsPage


@ft.component
def ReceiptsScreen() -> ft.View:
    actions, session, words = use_session()
    shelf = use_observed(actions.state.receipts)
    wanted = use_observed(actions.state.wanted)
    card = use_observed(actions.state.card).value
    draft, write = use_state(_no_draft)
    booking, set_booking = use_state(initial=False)
    use_work(actions.lists.load_receipts, [card.version if card else None])

    def open_search() -> None:
        write(Draft.of(wanted.search, actions.today()))

    def open_receipt(receipt: str) -> None:
        actions.go(f"/receipts/{receipt}")

    body: list[ft.Control] = [_tools(session.language, actions.guard(open_search), actions.guard(lambda: set_booking(True)))]
    if wanted.search != EVERY_RECEIPT:
        body.append(Conditions())
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
        searched = wanted.search != EVERY_RECEIPT
        body += _found(shelf.value, session.language, words, actions.guard(open_receipt), searched=searched)
        if shelf.value.next is not None:
            more = controls.quiet_button(words.receipts.more, actions.guard(actions.lists.more_receipts), key="more")
            body.append(ft.Container(more, alignment=ft.Alignment.CENTER))
    sheets = [SearchSheet(draft, write), BookSheet(lambda: set_booking(False), shown=booking)]
    return tab_view("/receipts", tab_head(words.receipts.title), [*body, ft.Column(sheets, spacing=0)])


def _no_draft() -> Draft | None:
    return None


def _tools(language: Language, search: controls.Handler, book: controls.Handler) -> ft.Control:
    """The way into the search looks like the field it opens; beside it the household book."""
    words = PAPER.of(language)
    field = controls.tappable(
        ft.Row(
            [ft.Icon(ft.Icons.SEARCH, size=22, color=theme.QUIET), theme.text(words.search.open, color=theme.QUIET, expand=True)],
            spacing=10,
        ),
        search,
        key="search",
        label=words.search.open,
        padding=ft.Padding.symmetric(horizontal=16, vertical=14),
    )
    save = controls.icon_button(ft.Icons.SAVE_ALT, words.book.title, book, key="book", color=theme.QUIET)
    return ft.Row([ft.Container(field, expand=True), save], spacing=4)


@ft.component
def Conditions() -> ft.Control:
    """What the list below was narrowed by, each a touch away from being gone."""
    actions, session, _ = use_session()
    wanted = use_observed(actions.state.wanted)
    words = PAPER.of(session.language).search
    found = {chip.key: chip for chip in chips(wanted.search, wanted.stores, session.language)}

    async def remove(key: str) -> None:
        await actions.lists.search(EVERY_RECEIPT if key == "all" else found[key].without)

    conditions = [(chip.key, chip.words, words.without(chip.words)) for chip in found.values()]
    every = (
        controls.quiet_button(words.clear, controls.bound(actions.guard(remove), "all"), key="condition-all") if len(found) > 1 else None
    )
    return removable(conditions, actions.guard(remove), key="condition", last=every)


def _found(page: ReceiptsPage, language: Language, words: Member, open_receipt: abreast.Choose, *, searched: bool) -> list[ft.Control]:
    if not page.rows:
        if searched:
            return [states.empty(ft.Icons.SEARCH_OFF, PAPER.of(language).search.nothing)]
        return [states.empty(ft.Icons.RECEIPT_LONG_OUTLINED, words.receipts.empty)]
    months: dict[date, list[ReceiptRow]] = {}
    for row in page.rows:
        months.setdefault(formats.here(row.at).date().replace(day=1), []).append(row)
    sums = {month.month: month for month in page.months}
    return [_month(month, rows, sums.get(month), language, words, open_receipt) for month, rows in months.items()]


def _month(
    month: date, rows: list[ReceiptRow], whole: ReceiptMonth | None, language: Language, words: Member, open_receipt: abreast.Choose
) -> ft.Control:
    lines: list[ft.Control] = []
    for row in rows:
        if lines:
            lines.append(ft.Container(controls.rule(), padding=ft.Padding.only(left=16)))
        lines.append(_row(row, language, words, open_receipt))
    head: list[ft.Control] = [theme.text(formats.month(month, language), size=15, bold=True)]
    if whole is not None:
        said = " · ".join((PAPER.of(language).search.found(whole.receipts), formats.yen(whole.total), formats.signed(whole.points)))
        head.append(theme.quiet(said, key=f"month-{month:%Y-%m}"))
    sums = ft.Row(head, alignment=ft.MainAxisAlignment.SPACE_BETWEEN, wrap=True, run_spacing=2)
    return ft.Column([sums, controls.card(ft.Column(lines, spacing=0), padding=0)], spacing=8)


def _row(row: ReceiptRow, language: Language, words: Member, open_receipt: abreast.Choose) -> ft.Control:
    returned = row.kind == "return"
    when = formats.short_moment(row.at, language)
    more = row.items - 1
    what = (
        f"{row.item} {PAPER.of(language).search.and_more(more)}" if row.item and more > 0 else row.item or words.receipts.items(row.items)
    )
    points: list[ft.Control] = []
    if row.points:
        points.append(theme.text(formats.signed(row.points), size=13, bold=True, color=theme.BRAND if row.points > 0 else theme.QUIET))
    if row.points_used:
        points.append(theme.quiet(formats.signed(-row.points_used)))
    name: list[ft.Control] = [theme.text(row.store_name, size=16, bold=True)]
    if returned:
        name.append(controls.chip(words.receipts.returned, icon=ft.Icons.UNDO, bgcolor=theme.AMBER, color=theme.ON_AMBER))
    elif row.returned != "none":
        foot = PAPER.of(language).foot
        said = foot.given_back if row.returned == "whole" else foot.partly_back
        name.append(controls.chip(said, icon=ft.Icons.UNDO, bgcolor=theme.SUNK, color=theme.QUIET))
    if row.amended:
        name.append(controls.chip(PAPER.of(language).foot.amended, icon=ft.Icons.EDIT_NOTE, bgcolor=theme.SUNK, color=theme.QUIET))
    label = f"{row.store_name} {when} {what} {formats.yen(row.total)} {formats.signed(row.points)}"
    said = ft.Column([ft.Row(name, spacing=8, wrap=True), theme.quiet(what), theme.quiet(when)], spacing=3, expand=True)
    total = theme.text(formats.yen(row.total), size=16, bold=True)
    if text_size.chosen() < text_size.LARGE:
        figures: ft.Control = ft.Column([total, *points], spacing=3, horizontal_alignment=ft.CrossAxisAlignment.END)
        face = ft.Row([said, figures, ft.Icon(ft.Icons.CHEVRON_RIGHT, size=20, color=theme.QUIET)], spacing=10)
    else:
        said.controls.append(ft.Row([total, *points], spacing=12, wrap=True))
        face = ft.Row([said])
    return controls.tappable(
        face,
        lambda: open_receipt(row.id),
        key=f"receipt-{row.id}",
        label=label,
        bare=True,
    )
