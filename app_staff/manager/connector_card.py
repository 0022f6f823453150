"""One connected POS or site: its keys with their last use; a key is added beside the others, shown once, and revoked."""

from collections.abc import Callable

import flet as ft

from app_staff.manager.acting import Done, actor, said, title
from app_staff.manager.roster import Roster
from app_staff.parts import buttons
from app_staff.tools import Tools, use_session, use_tools
from shared.i18n import Language, formats
from shared.i18n.connections import CONNECTIONS, Words
from shared.i18n.team import TEAM
from shared.ui import controls, text_size, theme
from shared.ui.hooks import use_state
from shared.wire.staff import SCOPES, Connector, ConnectorKey, ConnectorRow, NewConnectorKey, Scope

Choice = frozenset[Scope]


def live(row: ConnectorRow) -> list[ConnectorKey]:
    return [key for key in row.keys if key.revoked_at is None]


@ft.component
def ConnectorCard(roster: Roster, row: ConnectorRow, close: Done) -> ft.Control:
    tools, session = use_tools(), use_session()
    words, team = CONNECTIONS.of(session.language), TEAM.of(session.language).team
    sure, ask = use_state("")
    chosen, choose = use_state(_nothing)
    act = actor(tools, roster)

    def revoke(key: str) -> controls.Handler:
        async def run() -> None:
            if sure != key:
                ask(key)
                return
            ask("")
            await act(lambda: tools.door.api.revoke_connector_key(row.id, key), words.revoked)()

        return tools.guard(run)

    async def make() -> None:
        wanted = chosen or frozenset[Scope]()
        scopes: tuple[Scope, ...] = tuple(scope for scope in SCOPES if scope in wanted)
        roster.fresh = await tools.door.api.add_connector_key(row.id, NewConnectorKey(scopes=scopes))
        choose(None)
        await roster.load()

    def kept() -> None:
        roster.fresh = None
        roster.on_change()

    if roster.fresh is not None and roster.fresh.id == row.id:
        return _fresh(tools, roster.fresh, words, tools.guard(kept))
    pieces: list[ft.Control] = [
        title(row.name, team, close),
        theme.quiet(words.lead, size=14),
        theme.quiet(words.at("、".join(row.stores) if session.language == "ja" else ", ".join(row.stores)), size=14),
    ]
    for number, key in enumerate(row.keys, 1):
        if key.revoked_at is None:
            pieces += [controls.rule(), _key(key, words.key(number), words, session.language)]
            pieces.append(_revoke(words.revoke_sure if sure == key.id else words.revoke, revoke(key.id), key.id, sure=sure == key.id))
    dead = len(row.keys) - len(live(row))
    pieces += [theme.quiet(words.dead(dead), size=13)] if dead else []
    pieces.append(controls.rule())
    if chosen is None:
        open_ = tools.guard(lambda: choose(Choice(SCOPES)))
        pieces.append(buttons.beside(words.add, open_, key="add-key", icon=ft.Icons.ADD, expand=False))
    else:
        pieces += _choices(chosen, lambda now: tools.guard(lambda: choose(now)), words)
        ready = tools.guard(said(tools, make)) if chosen else None
        pieces.append(buttons.big(words.make, ready, key="make-key", icon=ft.Icons.KEY_OUTLINED))
    return controls.card(
        ft.Column(pieces, spacing=12, horizontal_alignment=ft.CrossAxisAlignment.STRETCH), padding=20, key="connector-card"
    )


def _nothing() -> Choice | None:
    return None


def _key(key: ConnectorKey, name: str, words: Words, language: Language) -> ft.Control:
    used = words.unused if key.used_at is None else words.used(formats.moment(key.used_at, language))
    chips = [controls.chip(words.scope[scope], bgcolor=theme.SUNK, color=theme.INK, size=13) for scope in key.scopes]
    return ft.Column(
        [
            ft.Row([ft.Icon(ft.Icons.KEY_OUTLINED, size=20, color=theme.QUIET), theme.text(name, size=16, bold=True)], spacing=8),
            ft.Row([*chips], wrap=True, spacing=6, run_spacing=6),
            theme.text(used, size=14),
            theme.quiet(words.made(formats.moment(key.created_at, language)), size=13),
        ],
        spacing=6,
        tight=True,
    )


def _revoke(words: str, on_click: controls.Handler, key: str, *, sure: bool) -> ft.Control:
    icon = ft.Icons.WARNING_AMBER if sure else ft.Icons.BLOCK
    return buttons.beside(words, on_click, key=f"revoke-{key}", icon=icon, expand=False)


def _choices(chosen: Choice, to: Callable[[Choice], controls.Handler], words: Words) -> list[ft.Control]:
    rows: list[ft.Control] = [theme.heading(words.may), theme.quiet(words.add_lead, size=13)]
    for scope in SCOPES:
        here = scope in chosen
        box = ft.Icon(ft.Icons.CHECK_BOX if here else ft.Icons.CHECK_BOX_OUTLINE_BLANK, color=theme.BRAND if here else theme.QUIET)
        inside = ft.Row([box, theme.text(words.scope[scope], size=16, bold=here, expand=True)], spacing=12)
        turn = to(chosen ^ Choice((scope,)))
        tile = ft.Container(inside, key=f"scope-{scope}", padding=12, border_radius=theme.CONTROL_RADIUS, ink=True, on_click=turn)
        rows.append(controls.said(tile, words.scope[scope], checked=here))
    return rows


def _fresh(tools: Tools, made: Connector, words: Words, done: controls.Handler) -> ft.Control:
    def secret(name: str, value: str, key: str) -> ft.Control:
        async def copy() -> None:
            tools.door.touch()
            await tools.clipboard.set(value)
            tools.guard.toast(words.copied(name), good=True)

        text = ft.TextField(
            label=controls.heard(name),
            value=value,
            key=key,
            read_only=True,
            multiline=True,
            text_size=text_size.scaled(15),
            color=theme.INK,
            text_style=ft.TextStyle(font_family=theme.FONT),
            filled=True,
            fill_color=theme.SUNK,
            border=ft.OutlineInputBorder(border_radius=theme.CONTROL_RADIUS, side=ft.BorderSide.none()),
            expand=True,
        )
        button = controls.icon_button(ft.Icons.CONTENT_COPY, words.copy(name), tools.guard(copy), key=f"copy-{key}")
        above = ft.Semantics(exclude_semantics=True, content=theme.quiet(name, size=14))
        return ft.Column([above, ft.Row([text, button], spacing=4)], spacing=4, tight=True)

    return controls.card(
        ft.Column(
            [
                theme.text(words.fresh, size=22, bold=True),
                theme.text(words.fresh_lead, size=15),
                secret(words.bearer, made.token, "token"),
                secret(words.signing, made.secret, "secret"),
                buttons.big(words.kept, done, key="key-kept", icon=ft.Icons.CHECK),
            ],
            spacing=16,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        padding=20,
        key="fresh-key",
    )
