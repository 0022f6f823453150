"""待ち: what waits for a word, of this tablet and of the store. Each row opens what it is about; none goes away by itself."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import flet as ft

from app_staff.desk import Act, Grant, Spend, Swap
from app_staff.manager.loading import Loading
from app_staff.parts import buttons
from app_staff.parts.result import PICTURES
from app_staff.session import Serving, Session, Settled
from app_staff.tools import Tools, use_session, use_till, use_tools
from shared.i18n import formats
from shared.i18n.queue import QUEUE, Queue
from shared.ui import controls, states, theme
from shared.ui.guard import use_work
from shared.ui.hooks import keyed, use_state
from shared.wire.adjustments import LIMITS

AGAIN = 15.0
"""Seconds between looks at what the store waits for."""
WIDE = 1000
NARROW = 300
"""Of a screen, measured in text of the usual size: the words need the room."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What waits at the store, for whoever may do something about it."""

    adjustments: int = 0
    old_cards: int = 0


@ft.component
def QueuePage() -> ft.Control:
    tools, session, till = use_tools(), use_session(), use_till()
    words = QUEUE.of(session.language)
    loading, _ = use_state(Loading[Counts])
    _, turn = use_state(0)
    loading.on_change = lambda: turn(lambda count: count + 1)
    go = _goer(tools)

    async def load() -> None:
        await loading.ask(lambda: _count(tools, session), keep=True)

    async def follow() -> None:
        while True:
            await load()
            await asyncio.sleep(AGAIN)

    use_work(follow, [])
    rows = [_unsure(tools, act, words, go) for act in till.unanswered if act not in [one.act for one in till.asked]]
    rows += [_asked(tools, serving, words, go) for serving in till.asked]
    rows += [_settled(tools, settled, words) for settled in till.settled]
    if loading.found is not None:
        rows += _stores(loading.found, words, go)
    body: list[ft.Control] = list(rows)
    if loading.error is not None:
        body.append(controls.card(states.failed(loading.error, session.language, tools.guard(load))))
    elif loading.found is None:
        body.append(states.skeleton_rows(2, session.language))
    elif not rows:
        body.append(controls.card(states.empty(ft.Icons.TASK_ALT, words.none)))
    head = ft.Column([theme.text(words.title, size=28, bold=True), theme.quiet(words.lead, size=15)], spacing=2)
    return ft.Column([head, *body], key="queue", spacing=12, expand=True, scroll=ft.ScrollMode.AUTO)


async def _count(tools: Tools, session: Session) -> Counts:
    api, role = tools.door.api, session.person.role if session.person else ""
    adjustments = await api.adjustment_list(session.store) if role in LIMITS else ()
    cards = await api.takeovers() if session.has("takeover") else ()
    return Counts(sum(row.state == "waiting" for row in adjustments), len(cards))


def _goer(tools: Tools) -> Callable[[str], None]:
    page = ft.context.page

    def go(route: str) -> None:
        tools.door.touch()
        page.navigate(route)

    return go


def what(act: Act, words: Queue) -> str:
    """An act in a few words."""
    if isinstance(act, Spend):
        parts = [formats.points(act.body.points)] if act.body.points else []
        return words.redeem(" + ".join([*parts, *([words.coupon] if act.body.vouchers else [])]))
    if isinstance(act, Swap):
        return words.exchange(formats.points(act.body.points))
    return words.sale(formats.yen(act.body.total)) if isinstance(act, Grant) else words.taken_back


def _unsure(tools: Tools, act: Act, words: Queue, go: Callable[[str], None]) -> ft.Control:
    key, panel = _id(act), tools.till.at(act)
    sending = act in tools.till.sending

    async def open_() -> None:
        if await tools.counter.open_act(act):
            go("/")
        else:
            tools.guard.toast(words.gone)

    async def again() -> None:
        await tools.counter.settle(act)

    acts = [
        buttons.beside(words.open, tools.guard(open_), key=f"open-{key}", icon=ft.Icons.OPEN_IN_NEW, expand=False),
        buttons.beside(words.again, None if sending else tools.guard(again), key=f"again-{key}", icon=ft.Icons.REFRESH, expand=False),
    ]
    title = f"{panel.panel.name} ・ {what(act, words)}" if isinstance(panel, Serving) else what(act, words)
    icon, why = (ft.Icons.SYNC, words.sending) if sending else (ft.Icons.SYNC_PROBLEM, f"{words.unsure} ・ {words.unsure_why}")
    return _row(icon, title, why, acts, key=f"unsure-{key}")


def _settled(tools: Tools, settled: Settled, words: Queue) -> ft.Control:
    """What came of an act, read out when it comes."""
    key, done = _id(settled.act), settled.done
    icon, ground, ink = PICTURES[done.tone]
    clear = buttons.beside(
        words.seen, tools.guard(lambda: tools.counter.seen(settled)), key=f"seen-{key}", icon=ft.Icons.CHECK, expand=False
    )
    why = " ・ ".join((done.title, done.sentence, *done.facts))
    row = _row(icon, what(settled.act, words), why, [clear], key=f"settled-{key}", ground=ground, ink=ink)
    return ft.Semantics(content=row, live_region=True, container=True)


def _id(act: Act) -> str:
    return act.body.number if isinstance(act, Grant) else act.body.op_id


def _asked(tools: Tools, serving: Serving, words: Queue, go: Callable[[str], None]) -> ft.Control:
    asking, act = serving.asking, serving.act
    if asking is None or act is None:
        raise AssertionError("only those who are asked are put by")
    left = max(0, round(asking.ends - tools.clock.monotonic()))

    def open_() -> None:
        tools.counter.reopen(serving)
        go("/")

    acts = [
        buttons.beside(words.open, tools.guard(open_), key=f"open-{asking.approval}", icon=ft.Icons.OPEN_IN_NEW, expand=False),
        buttons.beside(
            words.give_up,
            tools.guard(lambda: tools.counter.give_up(serving)),
            key=f"give-up-{asking.approval}",
            icon=ft.Icons.CLOSE,
            expand=False,
        ),
    ]
    why = words.asked_why(left) if left else words.asked_over
    title = f"{serving.panel.name} ・ {what(act, words)}"
    return _row(ft.Icons.PHONELINK_RING, title, f"{words.asked} ・ {why}", acts, key=f"asked-{asking.approval}")


def _stores(counts: Counts, words: Queue, go: Callable[[str], None]) -> list[ft.Control]:
    rows: list[ft.Control] = []
    if counts.adjustments:
        act = buttons.beside(words.open, lambda: go("/adjustments"), key="open-adjustments", icon=ft.Icons.OPEN_IN_NEW, expand=False)
        rows.append(_row(ft.Icons.TUNE, words.adjustments(counts.adjustments), words.adjustments_why, [act], key="adjustments-wait"))
    if counts.old_cards:
        act = buttons.beside(words.open, lambda: go("/old-cards"), key="open-old-cards", icon=ft.Icons.OPEN_IN_NEW, expand=False)
        rows.append(_row(ft.Icons.CREDIT_CARD, words.old_cards(counts.old_cards), words.old_cards_why, [act], key="old-cards-wait"))
    return rows


def _row(
    icon: ft.IconData,
    title: str,
    why: str,
    acts: list[ft.Control],
    *,
    key: str,
    ground: ft.ColorValue = theme.AMBER,
    ink: ft.ColorValue = theme.ON_AMBER,
) -> ft.Control:
    badge = controls.badge(icon, 52, bgcolor=ground, color=ink)
    return keyed(Row, f"row-{key}", badge, title, why, acts, key)


@ft.component
def Row(badge: ft.Control, title: str, why: str, acts: list[ft.Control], card: str) -> ft.Control:
    """What can be done stands beside it where there is room, else below."""
    session = use_session()
    wide = session.width >= WIDE
    said = ft.Column([theme.text(title, size=18, bold=True), theme.quiet(why, size=14)], spacing=4)
    mark = [] if session.room < NARROW else [badge]
    head = ft.Row([*mark, ft.Container(said, expand=True), *(acts if wide else [])], spacing=16)
    below = [] if wide else [ft.Row([*acts], spacing=12, run_spacing=8, wrap=True)]
    return controls.card(ft.Column([head, *below], spacing=12), padding=20, key=card)
