"""One member, as far as the person may see: points, coupons, purchases, devices. That it was opened is kept by the server."""

from datetime import datetime

import flet as ft

from app_staff.manager.loading import Loading
from app_staff.session import Session
from app_staff.tools import use_session, use_tools
from shared.i18n import Language, formats, pick, tickets
from shared.i18n.common import COMMON, rank_name
from shared.i18n.directory import DIRECTORY, Directory
from shared.i18n.worth import worth
from shared.ui import controls, figures, states, text_size, theme
from shared.ui.hooks import use_state
from shared.wire.coupons import Voucher
from shared.wire.directory import MemberPage as Found
from shared.wire.directory import MemberReceipt
from shared.wire.members import HistoryRow
from shared.wire.tickets import TicketBook

WIDE = 1000


@ft.component
def MemberPage(member: str, close: controls.Handler) -> ft.Control:
    tools, session = use_tools(), use_session()
    language = session.language
    words = DIRECTORY.of(language)
    loading, _ = use_state(Loading[Found])
    _, turn = use_state(0)
    loading.on_change = lambda: turn(lambda count: count + 1)

    async def load() -> None:
        tools.door.touch()
        await loading.ask(lambda: tools.door.api.member_page(member))

    ft.use_effect(tools.guard(load), dependencies=[member])
    back = ft.Row([controls.quiet_button(COMMON.of(language).back, close, key="back", icon=ft.Icons.ARROW_BACK)], wrap=True)
    if loading.error is not None and loading.found is None:
        body: list[ft.Control] = [controls.card(states.failed(loading.error, language, tools.guard(load)))]
    elif loading.found is None:
        bones: list[ft.Control] = [states.bone(150, radius=theme.CARD_RADIUS), states.bone(320, radius=theme.CARD_RADIUS)]
        body = [states.skeleton(bones, language, spacing=16)]
    else:
        body = _whole(loading.found, session, words)
    pieces = [back, *body]
    stretched = ft.CrossAxisAlignment.STRETCH
    return ft.Column(pieces, key="member-page", spacing=12, expand=True, scroll=ft.ScrollMode.AUTO, horizontal_alignment=stretched)


def _whole(found: Found, session: Session, words: Directory) -> list[ft.Control]:
    language, wide = session.language, session.width >= WIDE
    facts = _facts(found, language, words)
    coupons = [_coupons(found.vouchers, language, words)] if session.has("coupons") else []
    books = [_tickets(found.tickets, language, words)] if session.has("tickets") else []
    points, receipts = _points(found.points, language, words), _receipts(found.receipts, language, words)
    head = _head(found, language, words, wide=wide)
    note = theme.quiet(words.opened, size=13)
    if not wide:
        return [head, facts, *coupons, *books, points, receipts, note]
    left = ft.Column([facts, *coupons, *books], spacing=16, expand=2)
    right = ft.Column([points, receipts], spacing=16, expand=3)
    return [head, ft.Row([left, right], spacing=16, vertical_alignment=ft.CrossAxisAlignment.START), note]


def _head(found: Found, language: Language, words: Directory, *, wide: bool) -> ft.Control:
    row = found.row
    rank = f"{rank_name(found.rank.rank, language)} {formats.times(found.rank.rate_permille)}"
    chips: list[ft.Control] = [
        controls.chip(rank, icon=ft.Icons.WORKSPACE_PREMIUM_OUTLINED, size=13),
        controls.chip(words.card(row.card) if row.card else words.no_card, bgcolor=theme.SUNK, color=theme.INK, size=13),
    ]
    if found.frozen_at is not None:
        frozen = f"{words.frozen} {formats.short_moment(found.frozen_at, language)}"
        chips.append(controls.chip(frozen, icon=ft.Icons.AC_UNIT, bgcolor=theme.AMBER, color=theme.ON_AMBER, size=13))
    who = ft.Column(
        [theme.text(found.name, size=28, bold=True, key="name"), ft.Row(chips, spacing=8, run_spacing=8, wrap=True)], spacing=10
    )
    balance = ft.Column(
        [theme.quiet(words.balance, size=14), figures.points_text(row.balance, size=44, key="balance")],
        spacing=2,
        horizontal_alignment=ft.CrossAxisAlignment.END if wide else ft.CrossAxisAlignment.START,
        tight=True,
    )
    whole: ft.Control = (
        ft.Row([ft.Container(who, expand=True), balance], spacing=16, vertical_alignment=ft.CrossAxisAlignment.START)
        if wide
        else ft.Column([who, balance], spacing=12)
    )
    pieces: list[ft.Control] = [whole, *([theme.quiet(words.debt(formats.points(found.debt)), size=14)] if found.debt else [])]
    return controls.card(ft.Column(pieces, spacing=12), padding=20)


def _facts(found: Found, language: Language, words: Directory) -> ft.Control:
    row, rank = found.row, found.rank

    def day(at: datetime) -> str:
        return formats.plain_day(formats.here(at).date(), language)

    lines = [
        (words.since, f"{day(row.joined_at)}{f' {row.store}' if row.store else ''}"),
        (words.last, words.unseen if row.last_visit_at is None else day(row.last_visit_at)),
        (words.visits, words.visits_count(found.visits)),
        (words.devices, words.devices_count(found.devices)),
        (words.spent, formats.yen(row.spent)),
    ]
    if found.email is not None:
        given = words.not_given if found.birthday is None else formats.day(found.birthday, language)
        lines += [(words.email, found.email), (words.birthday, given)]
    pieces: list[ft.Control] = [controls.pair(left, right) for left, right in lines]
    if rank.next_rank is not None:
        pieces.append(theme.quiet(words.to_next(formats.yen(rank.to_next), rank_name(rank.next_rank, language)), size=14))
    if found.email is None:
        pieces.append(theme.quiet(words.not_yours, size=13))
    if found.expiries:
        pieces += [controls.rule(), theme.heading(words.expiries)]
        pieces += [controls.pair(formats.day(one.on, language), formats.points(one.points)) for one in found.expiries]
    return controls.card(ft.Column(pieces, spacing=10), padding=20, key="facts")


def _listed(icon: ft.IconData, name: str, rows: list[ft.Control], nothing: str, *, key: str) -> ft.Control:
    title = controls.titled(icon, name)
    lines: list[ft.Control] = []
    for row in rows:
        lines += [row, controls.rule()]
    inside = lines[:-1] or [theme.quiet(nothing, size=14)]
    return controls.card(ft.Column([title, *inside], spacing=10), padding=20, key=key)


def _beside(told: ft.Column, state: ft.Control, *, key: str | None = None) -> ft.Control:
    """Of large text the state goes below: beside it what is told would have no room."""
    large = text_size.chosen() >= text_size.LARGE
    if large:
        told.controls.append(state)
    return ft.Row([told] if large else [told, state], spacing=12, key=key)


def _coupons(vouchers: tuple[Voucher, ...], language: Language, words: Directory) -> ft.Control:
    def row(voucher: Voucher) -> ft.Control:
        state = "later" if voucher.state == "issued" and not voucher.usable else voucher.state
        until = f"{worth(voucher, language)} ・ {COMMON.of(language).until(formats.short_day(voucher.ends_on, language))}"
        name = theme.text(pick(language, voucher.name_ja, voucher.name_en), size=15, bold=True)
        ground, ink = (theme.TINT, theme.ON_TINT) if state == "issued" else (theme.SUNK, theme.QUIET)
        said = ft.Column([name, theme.quiet(until)], spacing=2, expand=True)
        return _beside(said, controls.chip(words.states[state], bgcolor=ground, color=ink))

    return _listed(ft.Icons.LOCAL_ACTIVITY_OUTLINED, words.coupons, [row(one) for one in vouchers], words.no_coupons, key="vouchers")


def _tickets(books: tuple[TicketBook, ...], language: Language, words: Directory) -> ft.Control:
    def row(book: TicketBook) -> ft.Control:
        gone, said = book.state in {"used_up", "over"}, tickets.WORDS.of(language)
        state = {"soon": said.soon, "used_up": said.used_up, "over": said.over}.get(book.state, "")
        name = theme.text(tickets.name(book, language), size=15, bold=True, color=theme.QUIET if gone else theme.INK)
        until = COMMON.of(language).until(formats.plain_day(book.ends_on, language))
        under = theme.quiet(" ・ ".join(each for each in (until, state) if each))
        left = controls.chip(
            said.left(book.left),
            bgcolor=theme.SUNK if gone else theme.AMBER if book.state == "soon" else theme.TINT,
            color=theme.QUIET if gone else theme.ON_AMBER if book.state == "soon" else theme.ON_TINT,
        )
        return _beside(ft.Column([name, under], spacing=2, expand=True), left, key=f"book-{book.id}")

    icon = ft.Icons.CONFIRMATION_NUMBER_OUTLINED
    return _listed(icon, words.tickets, [row(one) for one in books], words.no_tickets, key="ticket-books")


def _points(rows: tuple[HistoryRow, ...], language: Language, words: Directory) -> ft.Control:
    def line(row: HistoryRow) -> ft.Control:
        what = words.kinds.get(row.kind, row.kind)
        when = " ・ ".join(each for each in (formats.short_moment(row.at, language), row.store or "") if each)
        change = theme.text(formats.signed(row.points), size=15, bold=True, color=theme.BRAND if row.points > 0 else theme.INK, wrap=False)
        return ft.Row([ft.Column([theme.text(what), theme.quiet(when)], spacing=2, expand=True), change], spacing=12)

    return _listed(ft.Icons.STARS_OUTLINED, words.points, [line(row) for row in rows], words.no_points, key="history")


def _receipts(rows: tuple[MemberReceipt, ...], language: Language, words: Directory) -> ft.Control:
    def line(row: MemberReceipt) -> ft.Control:
        when = " ・ ".join((formats.short_moment(row.at, language), row.store))
        under = [words.returned] if row.kind == "return" else []
        under += [formats.signed(row.points)] if row.points else []
        under += [words.used(formats.points(row.points_used))] if row.points_used else []
        left = ft.Column([theme.text(when), *([theme.quiet(" ・ ".join(under))] if under else [])], spacing=2, expand=True)
        return ft.Row([left, theme.text(formats.yen(row.total), size=15, bold=True, wrap=False)], spacing=12)

    return _listed(ft.Icons.RECEIPT_LONG_OUTLINED, words.receipts, [line(row) for row in rows], words.no_receipts, key="purchases")
