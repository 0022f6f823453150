"""What every board has: a head, the choice of store and days, and the four states around what was asked for."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

import flet as ft

from app_staff.exports import Table
from app_staff.lens import EACH, Lens
from app_staff.manager.days import DaysButton
from app_staff.manager.export_bar import ExportBar
from app_staff.manager.loading import Loading
from app_staff.parts import rail
from app_staff.session import Session
from app_staff.tools import Tools, use_session, use_tools
from shared.client import ManagerApi
from shared.clock import to_datetime
from shared.i18n import Language, formats
from shared.i18n.boards import BOARDS, Boards
from shared.ui import abreast, controls, states, theme
from shared.ui.hooks import use_observed, use_state
from shared.wire.stats import By

T = TypeVar("T")
Ask = Callable[[ManagerApi, Lens, date], Awaitable[T]]
PAGES = ("sales", "items", "hours", "coupons")
NARROW, WIDE = 760, 900


@dataclass(frozen=True, slots=True)
class Board(Generic[T]):
    """One board while it is drawn."""

    tools: Tools
    session: Session
    words: Boards
    lens: Lens
    today: date
    loading: Loading[T]
    load: Callable[[], Awaitable[None]]

    @property
    def language(self) -> Language:
        return self.session.language

    @property
    def wide(self) -> bool:
        """Of text of the usual size."""
        return self.session.room >= WIDE

    @property
    def inner(self) -> float:
        """Pixels inside a card that takes the whole width."""
        return rail.inner(self.session) - (32 if self.session.width < rail.NARROW else 40)

    def span(self) -> str:
        since, until = self.lens.range(self.today)
        show = formats.short_day if since.year == until.year == self.today.year else formats.day
        return self.words.range(show(since, self.language), show(until, self.language))


def use_board(ask: Ask[T]) -> Board[T]:
    """Asks when the board opens and whenever the choice changes."""
    tools, session = use_tools(), use_session()
    lens = use_observed(tools.lens)
    loading, _ = use_state(Loading[T])
    _, turn = use_state(0)
    loading.on_change = lambda: turn(lambda count: count + 1)
    today = formats.here(to_datetime(tools.clock.now())).date()

    async def question() -> T:
        if not lens.known:
            lens.known = await tools.door.api.board_stores()
        return await ask(tools.door.api, lens, today)

    async def load() -> None:
        tools.door.touch()
        await loading.ask(question)

    ft.use_effect(tools.guard(load), dependencies=[lens.stores, *lens.range(today), lens.by(today)])
    return Board(tools, session, BOARDS.of(session.language), lens, today, loading, load)


def page(board: Board[T], here: str, show: Callable[[T], list[ft.Control]], *, steps: bool = False) -> ft.Control:
    """The whole page; `show` draws what was found."""
    pieces: list[ft.Control] = [_head(board, here), _choice(board, steps=steps)]
    found = board.loading.found
    if found is not None:
        pieces += show(found)
    elif board.loading.error is not None:
        pieces.append(controls.card(states.failed(board.loading.error, board.language, board.tools.guard(board.load))))
    else:
        bones: list[ft.Control] = [states.bone(96, radius=16), states.bone(320, radius=16)]
        pieces.append(states.skeleton(bones, board.language, spacing=16))
    return ft.Column(pieces, key=f"board-{here}", spacing=16, expand=True, scroll=ft.ScrollMode.AUTO)


def saving(board: Board[T], here: str) -> ft.Control:
    """What is shown as a file: the same stores and days, all rows."""
    asked = board.lens.asked(board.today)
    steps = {"by": board.lens.by(board.today)} if here in {"sales", "stores"} else {}
    name = f"{here}-{asked['since']}-{asked['until']}"
    return ExportBar(Table(name, lambda api, kind, heard: api.export(here, kind, heard, **asked, **steps)))


def nothing(words: str) -> list[ft.Control]:
    return [controls.card(states.empty(ft.Icons.QUERY_STATS, words))]


def _head(board: Board[T], here: str) -> ft.Control:
    words = board.words
    navigate = ft.context.page.navigate

    def go(place: str) -> None:
        board.tools.door.touch()
        navigate(f"/{place}")

    title = ft.Column([theme.text(words.title[here], size=28, bold=True), theme.quiet(board.span(), size=15)], spacing=2, expand=board.wide)
    tabs = abreast.tabs([(name, words.pages[name]) for name in PAGES], here, board.tools.guard(go), key="board")
    if board.wide:
        return ft.Row([title, ft.Container(tabs, width=480)], spacing=16)
    return ft.Column([title, tabs], spacing=12)


def _choice(board: Board[T], *, steps: bool) -> ft.Control:
    """Which stores, which days and, where it means something, in what steps."""
    words, lens, tools = board.words, board.lens, board.tools

    def preset(value: str) -> None:
        tools.door.touch()
        lens.preset, lens.step = value, ""  # pyright: ignore[reportAttributeAccessIssue]  the tabs' values are presets

    def step(value: str) -> None:
        tools.door.touch()
        lens.step = value  # pyright: ignore[reportAttributeAccessIssue]  the tabs' values are steps

    def against(value: str) -> None:
        tools.door.touch()
        lens.beside = value  # pyright: ignore[reportAttributeAccessIssue]  the tabs' values are the two

    presets = [(name, words.presets[name]) for name in ("7", "30", "month", "year")]
    spans = abreast.tabs(presets, lens.preset, tools.guard(preset), key="range", room=board.inner)
    days = DaysButton(board.language, lens)
    by = [abreast.tabs(list(words.by.items()), lens.by(board.today), tools.guard(step), key="by")] if steps else []
    first: list[ft.Control] = _stores(board, steps=steps)
    if steps:
        first.append(abreast.tabs(list(words.beside.items()), lens.beside, tools.guard(against), key="beside"))
    if board.wide:
        above = ft.Row([ft.Container(each, expand=True) for each in first], spacing=12)
        line = [ft.Container(spans, expand=5), days, *(ft.Container(each, expand=3) for each in by)]
        return ft.Column([*([above] if first else []), ft.Row(line, spacing=12)], spacing=12)
    stacked = board.session.room < NARROW
    rest: list[ft.Control] = [days, *by] if stacked else [ft.Row([days, *(ft.Container(each, expand=3) for each in by)], spacing=12)]
    return ft.Column([*first, spans, *rest], spacing=12)


def _stores(board: Board[T], *, steps: bool) -> list[ft.Control]:
    """Nothing to choose where there is one store."""
    words, lens, tools = board.words, board.lens, board.tools
    if len(lens.known) < 2:
        return []

    def store(value: str) -> None:
        tools.door.touch()
        lens.store = value

    choices = [("", words.every_store), *((each.id, each.name) for each in lens.known)]
    if steps:
        choices.append((EACH, words.side_by_side))
    chosen = lens.store if lens.store in dict(choices) else ""
    return [abreast.tabs(choices, chosen, tools.guard(store), key="store", room=board.inner)]


@ft.component
def Charted(board_words: Boards, title: ft.Control, chart: ft.Control, table: ft.Control, name: str) -> ft.Control:
    """A chart with its table behind it."""
    session = use_session()
    as_table, show = use_state(initial=False)

    def turn() -> None:
        show(lambda shown: not shown)

    words = board_words.as_chart if as_table else board_words.as_table
    icon = ft.Icons.BAR_CHART if as_table else ft.Icons.TABLE_ROWS_OUTLINED
    switch = controls.secondary(words, turn, key=f"{name}-turn", icon=icon)
    if session.room < NARROW:  # beside the button its words would break
        head: ft.Control = ft.Column([title, ft.Row([switch], wrap=True)], spacing=12)
    else:
        head = ft.Row([ft.Container(title, expand=True), switch], spacing=12, vertical_alignment=ft.CrossAxisAlignment.START)
    return controls.card(ft.Column([head, table if as_table else chart], spacing=16), padding=20)


def step_of(board: Board[T]) -> By:
    return board.lens.by(board.today)
