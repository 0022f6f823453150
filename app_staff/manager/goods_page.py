"""商品: pictures and points of what the shop sells; one is opened in the list's place."""

from collections.abc import Callable
from typing import cast

import flet as ft

from app_staff.manager.good_card import GoodCard
from app_staff.manager.loading import Loading
from app_staff.parts.entry import entry
from app_staff.tools import Tools, use_session, use_tools
from shared.i18n import Language, formats, pick
from shared.i18n.counter import COUNTER
from shared.i18n.counter import Goods as Words
from shared.ui import controls, states, text_size, theme
from shared.ui.hooks import keyed, use_state
from shared.ui.photo import Photo
from shared.wire.goods import Good, GoodsPage

BLANK = Good(sku="", name_ja="", name_en="", category="", picture=None, points=None, active=True)
PICTURE = 48
WIDE, ROOMY = 600, 600
"""Of the window: the button beside the search. Of text of the usual size: points and state beside the name."""


@ft.component
def GoodsList() -> ft.Control:
    tools, session = use_tools(), use_session()
    words = COUNTER.of(session.language).goods
    loading, _ = use_state(Loading[GoodsPage])
    search, look_for = use_state("")
    opened, open_ = use_state(_nothing)
    _, turn = use_state(0)
    loading.on_change = lambda: turn(lambda count: count + 1)

    async def load() -> None:
        tools.door.touch()
        await loading.ask(lambda: tools.door.api.goods_page(search.strip()), keep=True)

    async def more() -> None:
        tools.door.touch()
        known = cast("GoodsPage", loading.found)

        async def further() -> GoodsPage:
            page = await tools.door.api.goods_page(search.strip(), known.next)
            return GoodsPage(rows=(*known.rows, *page.rows), next=page.next)

        await loading.ask(further, keep=True)

    def show(good: Good | None) -> controls.Handler:
        def put() -> None:
            tools.door.touch()
            open_(good)

        return tools.guard(put)

    async def saved() -> None:
        open_(None)
        await load()

    ft.use_effect(tools.guard(load), dependencies=[search])
    if opened is not None:
        return keyed(GoodCard, f"good-{opened.sku}", opened, saved, show(None))
    add = controls.secondary(words.add, show(BLANK), key="add-good", icon=ft.Icons.ADD)
    pieces: list[ft.Control] = [
        theme.text(words.title, size=22, bold=True),
        theme.quiet(words.lead, size=14),
        ft.Row(
            [ft.Container(entry(tools, words.search, search, look_for, key="search"), expand=True), add],
            spacing=12,
            vertical_alignment=ft.CrossAxisAlignment.END if text_size.chosen() >= text_size.LARGE else ft.CrossAxisAlignment.CENTER,
        )
        if session.width >= WIDE
        else ft.Column([entry(tools, words.search, search, look_for, key="search"), add], spacing=8),
        _rows(tools, loading, session.language, words, show, load, more, found_none=bool(search.strip())),
    ]
    return controls.card(ft.Column(pieces, spacing=12, horizontal_alignment=ft.CrossAxisAlignment.STRETCH), padding=20, key="goods")


def _nothing() -> Good | None:
    return None


def _rows(
    tools: Tools,
    loading: Loading[GoodsPage],
    language: Language,
    words: Words,
    show: Callable[[Good], controls.Handler],
    load: controls.Handler,
    more: controls.Handler,
    *,
    found_none: bool,
) -> ft.Control:
    if loading.found is None:
        if loading.error is not None:
            return states.failed(loading.error, language, tools.guard(load))
        return states.skeleton_rows(4, language)
    if not loading.found.rows:
        icon = ft.Icons.SEARCH_OFF if found_none else ft.Icons.SHOPPING_BASKET_OUTLINED
        return states.empty(icon, words.none_found if found_none else words.none)
    rows: list[ft.Control] = []
    for good in loading.found.rows:
        rows += [controls.rule(), _row(tools, good, language, words, show(good))]
    if loading.found.next is not None:
        rows.append(ft.Container(controls.secondary(words.more, tools.guard(more), key="more"), alignment=ft.Alignment.CENTER))
    return ft.Column(rows, spacing=4, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _row(tools: Tools, good: Good, language: Language, words: Words, on_click: controls.Handler) -> ft.Control:
    name = pick(language, good.name_ja, good.name_en)
    under = " ・ ".join(each for each in (good.category, good.sku) if each)
    chips: list[ft.Control] = []
    if good.points is not None:
        chips.append(controls.chip(formats.points(good.points), icon=ft.Icons.REDEEM, size=13))
    if not good.active:
        chips.append(controls.chip(words.gone, bgcolor=theme.SUNK, color=theme.QUIET, size=13))
    said: list[ft.Control] = [theme.text(name, size=16, bold=True), theme.quiet(under, size=13)]
    if tools.session.room < ROOMY:  # abreast they would leave the name no room
        said, chips = [*said, *([ft.Row(chips, spacing=6, run_spacing=4, wrap=True)] if chips else [])], []
    inside = ft.Row(
        [
            keyed(Photo, f"photo-{good.sku}", tools.face.picture, good.picture, PICTURE),
            ft.Column(said, spacing=2, expand=True, tight=True),
            *chips,
            ft.Icon(ft.Icons.CHEVRON_RIGHT, size=20, color=theme.QUIET),
        ],
        spacing=12,
    )
    points = "" if good.points is None else f" {formats.points(good.points)}"
    label = f"{name} {under}{points}{'' if good.active else ' ' + words.gone}"
    return controls.tappable(inside, on_click, key=f"good-{good.sku}", label=label, padding=8, bare=True)
