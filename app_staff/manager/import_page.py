"""前のカードの取り込み: how far the change is, a file of old cards, and what is wrong with it line by line."""

from typing import cast

import flet as ft

from app_staff.manager.acting import said
from app_staff.manager.choosing import chosen_file
from app_staff.manager.loading import Loading, pending
from app_staff.parts import buttons
from app_staff.tools import use_session, use_tools
from shared.i18n import formats
from shared.i18n.counter import COUNTER
from shared.i18n.counter import Import as Words
from shared.ui import controls, theme
from shared.ui.hooks import use_state
from shared.wire.takeover import Imported, LegacyState

LARGEST = 1_048_576
"""Bytes that the server takes: about 40,000 cards."""


@ft.component
def ImportPage() -> ft.Control:
    tools, session = use_tools(), use_session()
    words = COUNTER.of(session.language).load
    loading, _ = use_state(Loading[LegacyState])
    result, tell = use_state(_untold)
    busy, work = use_state(initial=False)
    _, turn = use_state(0)
    loading.on_change = lambda: turn(lambda count: count + 1)

    async def load() -> None:
        tools.door.touch()
        await loading.ask(tools.door.api.legacy_state, keep=True)

    async def choose() -> None:
        content = await chosen_file(tools, ("csv", "txt"), words.too_large)
        if content is None:
            return
        if len(content) > LARGEST:
            tools.guard.toast(words.too_large)
            return
        tell(None)
        work(lambda _: True)
        try:
            tell(await tools.door.api.load_legacy_cards(content))
        finally:
            work(lambda _: False)
        await load()

    ft.use_effect(tools.guard(load), dependencies=[])
    if loading.found is None:
        return pending(loading, session.language, tools.guard(load))
    head: list[ft.Control] = [theme.text(words.title, size=22, bold=True), theme.quiet(words.lead, size=14)]
    pieces: list[ft.Control] = [*head, _state(loading.found, words), controls.rule(), theme.quiet(words.columns, size=14)]
    if busy:
        bar = ft.ProgressBar(color=theme.BRAND, bgcolor=theme.SUNK, bar_height=6, border_radius=3)
        pieces.append(
            ft.Semantics(
                live_region=True,
                container=True,
                content=ft.Column([theme.text(words.reading), bar], spacing=8, key="importing", tight=True),
            )
        )
    else:
        pieces.append(buttons.big(words.choose, tools.guard(said(tools, choose)), key="choose-file", icon=ft.Icons.UPLOAD_FILE_OUTLINED))
    if result is not None:
        pieces.append(_result(result, words))
    return controls.card(ft.Column(pieces, spacing=12, horizontal_alignment=ft.CrossAxisAlignment.STRETCH), padding=20, key="import")


def _untold() -> Imported | None:
    return None


def _state(found: LegacyState, words: Words) -> ft.Control:
    lines = (
        (words.cards, words.cards_count(found.cards)),
        (words.points, formats.points(found.points)),
        (words.taken, words.cards_count(found.taken)),
        (words.taken_points, formats.points(found.taken_points)),
        (words.waiting, words.waiting_count(found.waiting)),
    )
    return ft.Column([controls.pair(left, right) for left, right in lines], spacing=8, key="legacy-state")


def _result(result: Imported, words: Words) -> ft.Control:
    """What became of the file, in words and a sign; read out when it comes."""
    wrong = bool(result.wrong)
    ground, ink = (theme.RED_TINT, theme.ON_RED_TINT) if wrong else (theme.TINT, theme.ON_TINT)
    sentence = words.nothing if wrong else words.done(result.added, result.changed, result.skipped)
    icon = ft.Icons.ERROR_OUTLINE if wrong else ft.Icons.CHECK_CIRCLE_OUTLINE
    head = ft.Row([ft.Icon(icon, size=22, color=ink), theme.text(sentence, bold=True, color=ink, expand=True)], spacing=10)
    lines = [theme.text(words.line(line.line, words.wrong[line.what]), size=14, color=ink) for line in result.wrong]
    inside = ft.Column(cast("list[ft.Control]", [head, *lines]), spacing=6, tight=True)
    box = ft.Container(inside, bgcolor=ground, border_radius=theme.CONTROL_RADIUS, padding=16, key="import-result")
    return ft.Semantics(live_region=True, container=True, content=box)
