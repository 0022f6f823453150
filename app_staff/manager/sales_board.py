"""売上の推移: what was sold day by day, beside another time, of all stores or side by side."""

from collections.abc import Callable
from dataclasses import dataclass

import flet as ft

from app_staff import bill
from app_staff.lens import EACH
from app_staff.manager.board import Board, Charted, nothing, page, saving, step_of, use_board
from app_staff.manager.tiles import abreast, grid, tile
from app_staff.tools import words_of
from shared.i18n import formats
from shared.ui import charts, controls, theme
from shared.ui.hooks import use_state
from shared.wire import stats
from shared.wire.stats import SalesBoard as Found
from shared.wire.stats import Span, StoreSales, Sums


@dataclass(frozen=True, slots=True)
class Metric:
    name: str
    icon: ft.IconData
    of: Callable[[Sums], int]
    show: charts.Show


METRICS = (
    Metric("sales", ft.Icons.PAYMENTS_OUTLINED, lambda sums: sums.sales, formats.yen),
    Metric("receipts", ft.Icons.RECEIPT_LONG_OUTLINED, lambda sums: sums.receipts, formats.number),
    Metric("share", ft.Icons.GROUPS_OUTLINED, lambda sums: bill.share(sums.member_sales, sums.sales), "{}%".format),
    Metric("granted", ft.Icons.ADD_CIRCLE_OUTLINE, lambda sums: sums.points_granted, formats.points),
    Metric("used", ft.Icons.REMOVE_CIRCLE_OUTLINE, lambda sums: sums.points_used, formats.points),
)


@ft.component
def SalesBoard() -> ft.Control:
    board = use_board(lambda api, lens, today: api.sales_board(by=lens.by(today), **lens.asked(today)))
    metric, choose = use_state(METRICS[0].name)

    def show(found: Found) -> list[ft.Control]:
        total = found.total
        if not any(sums.receipts or sums.sales or sums.visits for sums in (total.now, total.before, total.year)):
            return nothing(board.words.nothing)
        chosen = next(one for one in METRICS if one.name == metric)
        each = board.lens.store == EACH
        return [
            _tiles(board, total, chosen, choose),
            _stores(board, found) if each else _series(board, found, chosen),
            saving(board, "stores" if each else "sales"),
        ]

    return page(board, "sales", show, steps=True)


def _beside(board: Board[Found], span: Span) -> Sums:
    return span.year if board.lens.beside == "year" else span.before


def _beside_name(board: Board[Found]) -> str:
    return board.words.beside_of[f"{board.lens.beside}-{step_of(board)}"]


def change(board: Board[Found], now: int, before: int) -> str:
    """+12%: how much more than before."""
    words = board.words
    percent = stats.change(now, before)
    if percent is None:
        return words.new
    return words.same if now == before else (words.more if now > before else words.less)(abs(percent))


def _tiles(board: Board[Found], total: Span, chosen: Metric, choose: Callable[[str], None]) -> ft.Control:
    """The sums; the one that is touched is drawn below."""
    staff, beside = words_of(board.session), _beside(board, total)
    size = 22 if board.session.width >= 1100 else 18
    tiles: list[ft.Control] = []

    def show(metric: Metric, value: int) -> str:
        return board.words.count(metric.show(value)) if metric.name == "receipts" else metric.show(value)

    for metric in METRICS:
        now, before = metric.of(total.now), metric.of(beside)
        name = board.words.metric[metric.name]
        piece = tile(name, show(metric, now), now, before, show(metric, before), staff, key=metric.name, icon=metric.icon, size=size)
        touched = ft.Container(
            piece,
            key=f"metric-{metric.name}",
            ink=True,
            on_click=board.tools.guard(controls.bound(choose, metric.name)),
            border_radius=theme.CARD_RADIUS,
            border=ft.Border.all(2, theme.BRAND if metric is chosen else ft.Colors.TRANSPARENT),
        )
        button = controls.said(touched, f"{name} {show(metric, now)} {change(board, now, before)}", selected=metric is chosen)
        tiles.append(button)
    values = [show(metric, metric.of(total.now)) for metric in METRICS]
    return grid(tiles, abreast(board.session, len(tiles), values, size, gap=8), gap=8)


def _series(board: Board[Found], found: Found, metric: Metric) -> ft.Control:
    words = board.words
    name = words.metric[metric.name]
    series = (
        charts.Series(name, tuple(metric.of(row.now) for row in found.rows)),
        charts.Series(_beside_name(board), tuple(metric.of(_beside(board, row)) for row in found.rows)),
    )
    drawn = charts.Plot(
        heads=tuple(_head(board, row) for row in found.rows),
        names=tuple(_name(board, row) for row in found.rows),
        series=series,
        show=metric.show,
        brief=lambda value: formats.brief(value, board.language),
        said=_said(board, found, metric),
    )
    chart = ft.Column([charts.legend([one.name for one in series]), charts.plot(drawn, key="sales-chart", width=board.inner)], spacing=16)
    title = theme.heading(words.chart[metric.name])
    return Charted(words, title, chart, charts.table(_table(board, found), key="sales-table"), "sales")


def _head(board: Board[Found], row: Span) -> str:
    """Under the axis."""
    if step_of(board) == "month":
        return f"{row.first:%b}" if board.language == "en" else f"{row.first.month} 月"
    return f"{row.first.day} {row.first:%b}" if board.language == "en" else f"{row.first.month}/{row.first.day}"


def _name(board: Board[Found], row: Span) -> str:
    match step_of(board):
        case "day":
            return formats.day(row.first, board.language)
        case "week":
            return board.words.range(formats.short_day(row.first, board.language), formats.short_day(row.last, board.language))
        case "month":
            return formats.month(row.first, board.language)


def _said(board: Board[Found], found: Found, metric: Metric) -> str:
    words, total = board.words, found.total
    now, before = metric.of(total.now), metric.of(_beside(board, total))
    beside = f"{_beside_name(board)} {metric.show(before)} {change(board, now, before)}"
    best = max(found.rows, key=lambda row: metric.of(row.now))
    parts = words.said(board.span(), words.metric[metric.name], metric.show(now), beside)
    return f"{parts} {words.best(_name(board, best), metric.show(metric.of(best.now)))}"


def _columns(board: Board[Found], first: str) -> tuple[str, ...]:
    words = board.words
    return (
        first,
        words.metric["sales"],
        _beside_name(board),
        words.change,
        *(words.metric[name] for name in ("receipts", "share", "granted", "used")),
    )


def _line(board: Board[Found], name: str, span: Span) -> tuple[str, ...]:
    sales, before = span.now.sales, _beside(board, span).sales
    return (
        name,
        formats.yen(sales),
        formats.yen(before),
        change(board, sales, before),
        *(metric.show(metric.of(span.now)) for metric in METRICS[1:]),
    )


def _table(board: Board[Found], found: Found) -> charts.Table:
    return charts.Table(
        heads=_columns(board, board.words.period[step_of(board)]),
        rows=tuple(_line(board, _name(board, row), row) for row in reversed(found.rows)),
        total=_line(board, board.words.total, found.total),
    )


def _stores(board: Board[Found], found: Found) -> ft.Control:
    """Side by side: the largest stores in the chart, all of them in the table."""
    words = board.words
    stores: list[StoreSales] = sorted(found.stores, key=lambda store: -store.total.now.sales)
    drawn = charts.Plot(
        heads=tuple(_head(board, row) for row in found.rows),
        names=tuple(_name(board, row) for row in found.rows),
        series=tuple(charts.Series(store.name, store.sales) for store in stores[: charts.MOST_SERIES]),
        show=formats.yen,
        brief=lambda value: formats.brief(value, board.language),
        said=words.said_stores(" ".join(f"{store.name} {formats.yen(store.total.now.sales)}" for store in stores)),
    )
    table = charts.Table(
        heads=_columns(board, words.store),
        rows=tuple(_line(board, store.name, store.total) for store in stores),
        total=_line(board, words.total, found.total),
    )
    chart = ft.Column(
        [charts.legend([one.name for one in drawn.series]), charts.plot(drawn, key="stores-chart", width=board.inner)], spacing=16
    )
    shown = charts.table(table, key="stores-table")
    return ft.Column(
        [controls.card(ft.Column([theme.heading(words.chart["sales"]), chart], spacing=16), padding=20), controls.card(shown, padding=20)],
        spacing=16,
    )
