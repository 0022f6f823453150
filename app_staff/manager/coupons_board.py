"""クーポンの成果: each coupon, how often it was used and what was bought with it."""

import flet as ft

from app_staff.manager.board import Board, Charted, nothing, page, saving, use_board
from shared.i18n import formats, pick
from shared.i18n.offers import OFFERS
from shared.ui import charts, controls, theme
from shared.wire.stats import CouponRow
from shared.wire.stats import CouponsBoard as Found


@ft.component
def CouponsBoard() -> ft.Control:
    board = use_board(lambda api, lens, today: api.coupons_board(**lens.asked(today)))

    def show(found: Found) -> list[ft.Control]:
        pieces = [_listed(board, found), saving(board, "coupons")] if found.rows else nothing(board.words.no_coupons)
        return [*pieces, ft.Row([_make(board)])] if board.session.manager else pieces

    return page(board, "coupons", show)


def _make(board: Board[Found]) -> ft.Control:
    """Coupons are made where the shop is set up; an auditor makes none."""
    navigate = ft.context.page.navigate

    def go() -> None:
        board.tools.door.touch()
        navigate("/settings/coupons")

    return controls.secondary(OFFERS.of(board.language).make, board.tools.guard(go), key="make-coupon", icon=ft.Icons.ADD)


def _listed(board: Board[Found], found: Found) -> ft.Control:
    words = board.words
    rows: list[CouponRow] = sorted(found.rows, key=lambda row: (-row.sales, -row.used_here))
    ranked = [
        charts.Ranked(
            pick(board.language, row.name_ja, row.name_en),
            row.sales,
            formats.yen(row.sales),
            f"{words.used_here} {words.count(formats.number(row.used_here))} ・ {words.use_rate} {_rate(row)}",
        )
        for row in rows
    ]
    table = charts.Table(
        heads=(words.coupon, words.period["day"], words.issued, words.used, words.use_rate, words.used_here, words.coupon_sales),
        rows=tuple(_line(board, row) for row in rows),
        words=frozenset({0, 1}),
    )
    title = ft.Column([theme.heading(words.coupon_sales), theme.quiet(words.coupons_lead, size=14)], spacing=2)
    return Charted(words, title, charts.ranking(ranked, key="coupons"), charts.table(table, key="coupons-table"), "coupons")


def _rate(row: CouponRow) -> str:
    return f"{row.used * 100 // row.issued}%" if row.issued else "–"


def _line(board: Board[Found], row: CouponRow) -> tuple[str, ...]:
    language = board.language
    return (
        pick(language, row.name_ja, row.name_en),
        board.words.range(formats.short_day(row.starts_on, language), formats.short_day(row.ends_on, language)),
        formats.number(row.issued),
        formats.number(row.used),
        _rate(row),
        formats.number(row.used_here),
        formats.yen(row.sales),
    )
