"""曜日と時間帯: when the shop is full, as a map of the week."""

import flet as ft

from app_staff.manager.board import Board, Charted, nothing, page, saving, use_board
from shared.i18n import formats
from shared.ui import charts, theme
from shared.wire.stats import HoursBoard as Found

LETTERS = 300
"""Of text of the usual size: below, a weekday has room for one letter."""
FROM, TO = 9, 20
"""Hours that always show; others when something was sold in them."""


@ft.component
def HoursBoard() -> ft.Control:
    board = use_board(lambda api, lens, today: api.hours_board(**lens.asked(today)))

    def show(found: Found) -> list[ft.Control]:
        if not any(map(any, found.sales)):
            return nothing(board.words.quiet)
        return [_map(board, found), saving(board, "hours")]

    return page(board, "hours", show)


def _map(board: Board[Found], found: Found) -> ft.Control:
    words = board.words
    sold = [hour for line in found.sales for hour, amount in enumerate(line) if amount]
    hours = range(min(FROM, *sold), max(TO, *sold) + 1)
    days = range(7)

    def average(day: int, hour: int) -> int:
        return found.sales[day][hour] // max(1, found.days[day])

    def tip(day: int, hour: int) -> str:
        return words.hour_tip(words.weekdays[day], hour, formats.yen(found.sales[day][hour]), formats.yen(average(day, hour)))

    best = max(((day, hour) for day in days for hour in hours), key=lambda at: average(*at))
    said = words.busiest(words.weekdays[best[0]], best[1], formats.yen(average(*best)))
    if board.wide:
        heat = charts.Heat(
            rows=words.weekdays,
            columns=tuple(str(hour) for hour in hours),
            cells=tuple(tuple(average(day, hour) for hour in hours) for day in days),
            tip=lambda row, column: tip(row, hours[column]),
            said=said,
        )
    else:
        heat = charts.Heat(
            rows=tuple(str(hour) for hour in hours),
            columns=tuple(day[:1] for day in words.weekdays) if board.session.room < LETTERS else words.weekdays,
            cells=tuple(tuple(average(day, hour) for day in days) for hour in hours),
            tip=lambda row, column: tip(column, hours[row]),
            said=said,
        )
    table = charts.Table(
        heads=(words.weekday, *(words.hour(hour) for hour in hours), words.total),
        rows=tuple(
            (words.weekdays[day], *(formats.yen(found.sales[day][hour]) for hour in hours), formats.yen(sum(found.sales[day])))
            for day in days
        ),
    )
    title = ft.Column([theme.heading(said), theme.quiet(words.hours_lead, size=14)], spacing=2)
    return Charted(words, title, charts.heat(heat, key="heat"), charts.table(table, key="hours-table"), "hours")
