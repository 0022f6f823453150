"""売れ筋商品: what sold best, returns subtracted."""

import flet as ft

from app_staff.manager.board import Board, Charted, nothing, page, saving, use_board
from shared.i18n import formats
from shared.ui import abreast, charts, text_size, theme
from shared.ui.hooks import use_state
from shared.wire.stats import ItemRow
from shared.wire.stats import ItemsBoard as Found

DRAWN = 20
"""Bars; the table has more."""


@ft.component
def ItemsBoard() -> ft.Control:
    board = use_board(lambda api, lens, today: api.items_board(**lens.asked(today)))
    order, put = use_state("amount")

    def show(found: Found) -> list[ft.Control]:
        if not found.rows:
            return nothing(board.words.nothing)
        words = board.words
        choices = [("amount", words.by_amount), ("quantity", words.by_quantity)]
        tabs = abreast.tabs(choices, order, board.tools.guard(put), key="order")
        return [ft.Container(tabs, width=320 * text_size.chosen() / 100), _ranked(board, found, order), saving(board, "items")]

    return page(board, "items", show)


def _ranked(board: Board[Found], found: Found, order: str) -> ft.Control:
    words = board.words
    by_amount = order == "amount"
    rows: list[ItemRow] = sorted(found.rows, key=lambda row: -(row.amount if by_amount else row.quantity_milli))
    lead = theme.quiet(words.items_lead(formats.number(found.kinds), formats.yen(found.amount)), size=14)
    title = ft.Column([theme.heading(words.title["items"]), lead], spacing=2)
    ranked = [_bar(board, row, by_amount=by_amount) for row in rows[:DRAWN]]
    table = charts.Table(
        heads=(words.item, words.sku, words.quantity, words.amount),
        rows=tuple((row.name, row.sku, _pieces(row.quantity_milli), formats.yen(row.amount)) for row in rows),
        words=frozenset({0, 1}),
    )
    return Charted(words, title, charts.ranking(ranked, key="ranking"), charts.table(table, key="items-table"), "items")


def _bar(board: Board[Found], row: ItemRow, *, by_amount: bool) -> charts.Ranked:
    pieces, money = board.words.pieces(_pieces(row.quantity_milli)), formats.yen(row.amount)
    if by_amount:
        return charts.Ranked(row.name, row.amount, money, pieces)
    return charts.Ranked(row.name, row.quantity_milli, pieces, money)


def _pieces(milli: int) -> str:
    return formats.number(milli // 1000) if milli % 1000 == 0 else formats.quantity(milli)
