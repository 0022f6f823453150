"""Charts: one palette for both themes, a value wherever one taps, a table behind each, and a sentence for those who listen.

Drawn with `flet_charts`; the heat map and the ranking are plain containers, which it has not.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import flet as ft
import flet_charts as fch  # pyright: ignore[reportMissingTypeStubs]  typed, without the marker file

from shared.ui import theme
from shared.ui.text_size import LARGE, chosen, scaled

PALETTE: tuple[ft.ColorValue, ...] = (ft.Colors.PRIMARY, ft.Colors.OUTLINE, ft.Colors.TERTIARY, ft.Colors.INVERSE_PRIMARY)
"""The first is what a chart is about. Colours say nothing alone: the legend names them, a tap and the table say the rest."""
MOST_SERIES = len(PALETTE)
MOST_BARS = 45
"""Groups of bars; beyond it a line."""
LABEL = 48
"""Pixels that a label under the axis takes at usual text size."""
TALL = 260
STEPS = (1, 2, 5, 10)
Show = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Series:
    name: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    heads: tuple[str, ...]
    """Short names under the axis; those for which there is no room are left out."""
    names: tuple[str, ...]
    """The whole names, over a value that is tapped."""
    series: tuple[Series, ...]
    """At most MOST_SERIES, each as long as `heads`; the first is what the chart is about."""
    show: Show
    brief: Show
    """On the axis."""
    said: str
    """The chart in a sentence."""


def axis(low: int, high: int) -> list[int]:
    """Round numbers from at most `low` (or 0) to at least `high`, about four steps."""
    low, high = min(low, 0), max(high, 1)
    rough, scale = max(1, (high - low + 3) // 4), 1
    while scale * 10 < rough:
        scale *= 10
    step = next(each * scale for each in STEPS if each * scale >= rough)
    return list(range(low // step * step, -(-high // step) * step + 1, step))


def plot(given: Plot, *, key: str, width: float) -> ft.Control:
    """Bars side by side, or lines when there are many. `width` is what the chart will get, in pixels."""
    every = [value for series in given.series for value in series.values]
    ticks = axis(min(every, default=0), max(every, default=0))
    marks = [fch.ChartAxisLabel(value=tick, label=_small(given.brief(tick))) for tick in ticks]
    left = fch.ChartAxis(labels=marks, label_size=scaled(52), show_min=False)
    room = max(1, int((width - scaled(52)) // scaled(LABEL)))
    apart = max(1, -(-len(given.heads) // room))
    heads = [fch.ChartAxisLabel(value=n, label=_small(head)) for n, head in enumerate(given.heads) if n % apart == 0]
    under = fch.ChartAxis(labels=heads, label_size=scaled(28), show_min=len(heads) == len(given.heads), show_max=False)
    grid = fch.ChartGridLines(interval=ticks[1] - ticks[0], color=theme.HAIR, width=1)
    drawn = _bars(given, width) if len(given.heads) <= MOST_BARS else _lines(given)
    drawn.left_axis, drawn.bottom_axis, drawn.horizontal_grid_lines = left, under, grid
    drawn.min_y, drawn.max_y, drawn.height, drawn.expand, drawn.key = ticks[0], ticks[-1], TALL, True, key
    return ft.Semantics(label=given.said, container=True, exclude_semantics=True, content=ft.Row([drawn]))


def _tip(given: Plot, place: int, at: int) -> str:
    """All that stands at one place; the one that is tapped comes first."""
    order = [place, *(n for n in range(len(given.series)) if n != place)]
    values = [f"{given.series[n].name} {given.show(given.series[n].values[at])}" for n in order]
    return "\n".join([given.names[at], *values])


def _tip_style() -> ft.TextStyle:
    return ft.TextStyle(size=scaled(13), font_family=theme.FONT, color=ft.Colors.ON_INVERSE_SURFACE)


def _bars(given: Plot, width: float) -> fch.BarChart:
    wide = max(2.0, min(22.0, (width - 60) / max(1, len(given.heads)) / (len(given.series) + 1)))
    round_top = ft.BorderRadius.only(top_left=min(4, wide / 2), top_right=min(4, wide / 2))

    def rod(place: int, at: int) -> fch.BarChartRod:
        value = given.series[place].values[at]
        tip = fch.BarChartRodTooltip(text=_tip(given, place, at), text_style=_tip_style(), text_align=ft.TextAlign.START)
        return fch.BarChartRod(to_y=value, width=wide, color=PALETTE[place], border_radius=round_top, tooltip=tip)

    groups = [
        fch.BarChartGroup(x=at, spacing=1, rods=[rod(place, at) for place in range(len(given.series))]) for at in range(len(given.heads))
    ]
    tooltip = fch.BarChartTooltip(
        bgcolor=ft.Colors.INVERSE_SURFACE,
        border_radius=ft.BorderRadius.all(8),
        max_width=scaled(220),
        fit_inside_horizontally=True,
        fit_inside_vertically=True,
    )
    return fch.BarChart(groups=groups, tooltip=tooltip, animation=theme.MOTION)


def _lines(given: Plot) -> fch.LineChart:
    def line(place: int) -> fch.LineChartData:
        points = [
            fch.LineChartDataPoint(
                x=at,
                y=value,
                tooltip=fch.LineChartDataPointTooltip(text=_tip(given, 0, at), text_style=_tip_style(), text_align=ft.TextAlign.START),
                show_tooltip=place == 0,
            )
            for at, value in enumerate(given.series[place].values)
        ]
        dashes = None if place == 0 else [6, 4]
        return fch.LineChartData(points=points, color=PALETTE[place], stroke_width=3 if place == 0 else 2, dash_pattern=dashes)

    tooltip = fch.LineChartTooltip(
        bgcolor=ft.Colors.INVERSE_SURFACE,
        border_radius=ft.BorderRadius.all(8),
        max_width=scaled(220),
        fit_inside_horizontally=True,
        fit_inside_vertically=True,
    )
    order = range(len(given.series) - 1, -1, -1)  # the first lies on top
    return fch.LineChart(data_series=[line(place) for place in order], tooltip=tooltip, animation=theme.MOTION)


def _small(words: str) -> ft.Text:
    return theme.text(words, size=12, color=theme.QUIET, wrap=False)


def legend(names: Sequence[str]) -> ft.Control:
    """The names of the series with their colours."""
    marks = [
        ft.Row(
            [ft.Container(width=14, height=14, border_radius=4, bgcolor=color), theme.text(name, size=13)],
            spacing=6,
            tight=True,
        )
        for name, color in zip(names, PALETTE, strict=False)
    ]
    return ft.Row([*marks], spacing=16, run_spacing=4, wrap=True)


@dataclass(frozen=True, slots=True)
class Ranked:
    name: str
    value: int
    figure: str
    """The value as it is read."""
    under: str = ""


def ranking(rows: Sequence[Ranked], *, key: str) -> ft.Control:
    """Bars that lie, the longest first, each with its place, name and figure."""
    top = max((row.value for row in rows), default=0)
    return ft.Column([_lying(place, row, top) for place, row in enumerate(rows, 1)], spacing=14, key=key)


def _lying(place: int, row: Ranked, top: int) -> ft.Control:
    share = max(0, row.value) * 1000 // max(1, top)
    bar = ft.Row(
        [
            ft.Container(height=8, border_radius=4, bgcolor=theme.BRAND, expand=max(1, share)),
            *([ft.Container(height=8, expand=1000 - share)] if share < 1000 else []),
        ],
        spacing=0,
    )
    name, under = theme.text(row.name, size=15, bold=place <= 3), [theme.quiet(row.under)] if row.under else []
    figure = theme.text(row.figure, size=15, bold=True, wrap=False)
    large = chosen() >= LARGE  # beside the figure the name would break
    told = [name, ft.Row([figure, *under], spacing=12, run_spacing=0, wrap=True)] if large else [name, *under]
    words = ft.Row(
        [
            ft.Container(theme.text(str(place), size=15, bold=True, color=theme.QUIET, align=ft.TextAlign.END), width=scaled(28)),
            ft.Column([*told], spacing=0, tight=True, expand=True),
            *([] if large else [figure]),
        ],
        spacing=12,
    )
    label = f"{place} {row.name} {row.figure} {row.under}".strip()
    content = ft.Column(
        [words, ft.Container(ft.Container(bar, bgcolor=theme.SUNK, border_radius=4), padding=ft.Padding.only(left=scaled(28) + 12))],
        spacing=6,
    )
    return ft.Semantics(label=label, container=True, exclude_semantics=True, content=content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heat:
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]
    """By row."""
    tip: Callable[[int, int], str]
    """What is said of a cell: row, column."""
    said: str


def heat(given: Heat, *, key: str) -> ft.Control:
    """The stronger the colour the more; a tap tells how much."""
    top = max((value for row in given.cells for value in row), default=0)
    edge = max(scaled(34), 0.95 * scaled(13) * max(len(name) for name in given.rows))
    lines: list[ft.Control] = []
    for r, name in enumerate(given.rows):
        cells = [_cell(value, top, given.tip(r, c)) for c, value in enumerate(given.cells[r])]
        lines.append(ft.Row([ft.Container(theme.quiet(name, size=13), width=edge), *cells], spacing=3))
    heads = [ft.Container(_small(name), expand=True, alignment=ft.Alignment.CENTER) for name in given.columns]
    lines.append(ft.Row([ft.Container(width=edge), *heads], spacing=3))
    return ft.Semantics(label=given.said, container=True, exclude_semantics=True, content=ft.Column(lines, spacing=3, key=key))


def _cell(value: int, top: int, tip: str) -> ft.Control:
    strength = 0.0 if value <= 0 else 0.12 + 0.88 * value / max(1, top)
    return ft.Container(
        height=34,
        expand=True,
        border_radius=4,
        bgcolor=ft.Colors.with_opacity(strength, theme.BRAND) if strength else theme.SUNK,
        tooltip=ft.Tooltip(
            message=tip,
            trigger_mode=ft.TooltipTriggerMode.TAP,  # pyright: ignore[reportArgumentType]  upstream's class of strings is typed as an enum
            prefer_below=False,
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """The first column is words, the others figures; `words` names further columns of words."""
    words: frozenset[int] = frozenset({0})
    total: tuple[str, ...] = ()


def table(given: Table, *, key: str) -> ft.Control:
    """The numbers themselves; what is wider than its place is pushed aside with a finger."""

    def cell(at: int, value: str, *, bold: bool = False) -> ft.DataCell:
        return ft.DataCell(theme.text(value, size=14, bold=bold, wrap=at in given.words and len(value) > 24))

    rows = [ft.DataRow(cells=[cell(at, value) for at, value in enumerate(row)]) for row in given.rows]
    if given.total:
        rows.append(ft.DataRow(cells=[cell(at, value, bold=True) for at, value in enumerate(given.total)], color=theme.SUNK))
    drawn = ft.DataTable(
        key=key,
        columns=[
            ft.DataColumn(label=theme.text(head, size=13, color=theme.QUIET, wrap=False), numeric=at not in given.words)
            for at, head in enumerate(given.heads)
        ],
        rows=[*rows],
        column_spacing=28,
        horizontal_margin=12,
        heading_row_height=scaled(44),
        data_row_min_height=scaled(48),
        data_row_max_height=scaled(48),
        divider_thickness=0.6,
    )
    return ft.Row([drawn], scroll=ft.ScrollMode.AUTO)
