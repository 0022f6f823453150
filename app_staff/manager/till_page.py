"""レジ: each till, who posts its sales, and when it was last heard of. One that is touched can be linked, or typed by hand again."""

import asyncio
from collections.abc import Callable

import flet as ft

from app_staff.manager.acting import said
from app_staff.manager.loading import Loading, pending
from app_staff.parts import buttons
from app_staff.tools import use_session, use_tools
from shared.i18n import Language, formats
from shared.i18n.tills import TILLS, Tills
from shared.ui import controls, states, theme
from shared.ui.hooks import keyed, use_state
from shared.wire.staff import ConnectorRow
from shared.wire.stats import LinkTerminal, TerminalRow

Found = tuple[tuple[TerminalRow, ...], tuple[ConnectorRow, ...]]


@ft.component
def TillPage() -> ft.Control:
    tools, session = use_tools(), use_session()
    words = TILLS.of(session.language)
    loading, _ = use_state(Loading[Found])
    open_, unfold = use_state("")
    _, turn = use_state(0)
    loading.on_change = lambda: turn(lambda count: count + 1)

    async def question() -> Found:
        api = tools.door.api
        return await asyncio.gather(api.terminals(session.store), api.connectors(session.store))

    async def load() -> None:
        tools.door.touch()
        await loading.ask(question, keep=True)

    async def changed() -> None:
        tools.guard.toast(words.saved, good=True)
        unfold("")
        await load()

    def toggle(till: str) -> controls.Handler:
        def put() -> None:
            tools.door.touch()
            unfold("" if open_ == till else till)

        return tools.guard(put)

    ft.use_effect(tools.guard(load), dependencies=[])
    if loading.found is None:
        return pending(loading, session.language, tools.guard(load))
    tills, connectors = loading.found
    rows: list[ft.Control] = []
    for till in tills:
        rows += [controls.rule(), _row(till, session.language, words, toggle(till.id), unfolded=open_ == till.id)]
        if open_ == till.id:
            rows.append(keyed(Link, f"link-{till.id}", till, connectors, changed))
    head: list[ft.Control] = [theme.text(words.title, size=22, bold=True), theme.quiet(words.lead, size=14)]
    body = rows or [states.empty(ft.Icons.POINT_OF_SALE, words.none)]
    return controls.card(ft.Column([*head, *body], spacing=8, horizontal_alignment=ft.CrossAxisAlignment.STRETCH), padding=20, key="tills")


def _row(till: TerminalRow, language: Language, words: Tills, on_click: controls.Handler, *, unfolded: bool) -> ft.Control:
    name = words.till(till.id)
    how = words.manual if till.connector is None else words.linked(till.connector_name)
    heard = words.unheard if till.last_sale_at is None else words.heard(formats.short_moment(till.last_sale_at, language))
    comma = "、" if language == "ja" else ", "
    lines = [heard, *([words.beside(comma.join(till.devices))] if till.devices else [])]
    icon = ft.Icons.KEYBOARD_OUTLINED if till.connector is None else ft.Icons.CABLE
    inside = ft.Row(
        [
            controls.badge(icon, 44, **({"bgcolor": theme.SUNK, "color": theme.QUIET} if till.connector is None else {})),
            ft.Column(
                [
                    theme.text(name, size=16, bold=True),
                    theme.text(how, size=14),
                    *(theme.quiet(line, size=13) for line in lines),
                ],
                spacing=2,
                expand=True,
                tight=True,
            ),
            ft.Icon(ft.Icons.EXPAND_LESS if unfolded else ft.Icons.EXPAND_MORE, size=20, color=theme.QUIET),
        ],
        spacing=12,
    )
    label = " ".join((name, how, *lines))
    return controls.tappable(inside, on_click, key=f"till-{till.id}", label=label, padding=10, bare=True)


@ft.component
def Link(till: TerminalRow, connectors: tuple[ConnectorRow, ...], changed: Callable[[], object]) -> ft.Control:
    """The choice of who posts the sales of one till."""
    tools, session = use_tools(), use_session()
    words = TILLS.of(session.language)
    chosen, choose = use_state(till.connector or "")

    async def save() -> None:
        await tools.door.api.link_terminal(session.store, till.id, LinkTerminal(connector=chosen or None))
        await controls.bound(changed)()

    def pick(value: str) -> controls.Handler:
        def put() -> None:
            tools.door.touch()
            choose(value)

        return tools.guard(put)

    rows: list[ft.Control] = [theme.heading(words.who), _choice("", words.by_hand, words.by_hand_lead, pick(""), chosen=not chosen)]
    rows += [_choice(each.id, each.name, words.by_pos_lead, pick(each.id), chosen=chosen == each.id) for each in connectors]
    if not connectors:
        rows.append(theme.quiet(words.no_pos, size=13))
    ready = tools.guard(said(tools, save)) if chosen != (till.connector or "") else None
    rows.append(buttons.big(words.save, ready, key="save-till", icon=ft.Icons.CHECK))
    return ft.Container(
        ft.Column(rows, spacing=6, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        bgcolor=theme.PAGE,
        border_radius=theme.CONTROL_RADIUS,
        padding=12,
    )


def _choice(value: str, name: str, more: str, on_click: controls.Handler, *, chosen: bool) -> ft.Control:
    mark = ft.Icon(
        ft.Icons.RADIO_BUTTON_CHECKED if chosen else ft.Icons.RADIO_BUTTON_UNCHECKED, color=theme.BRAND if chosen else theme.QUIET
    )
    text = ft.Column([theme.text(name, size=16, bold=chosen), theme.quiet(more, size=13)], spacing=2, expand=True, tight=True)
    inside = ft.Row([mark, text], spacing=12)
    tile = controls.tappable(inside, on_click, key=f"from-{value or 'hand'}", label=f"{name} {more}", padding=10, bare=True)
    return ft.Semantics(selected=chosen, content=tile)
