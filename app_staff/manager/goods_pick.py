"""Which goods: categories to tap, goods to find, and what the till calls them to type."""

from collections.abc import Callable

import flet as ft

from app_staff.manager.goods_draft import Goods
from app_staff.manager.loading import Loading
from app_staff.manager.pieces import pills
from app_staff.parts.entry import entry
from app_staff.tools import Tools, use_session, use_tools
from shared.i18n import Language, pick
from shared.i18n.picking import PICKING, Picking
from shared.ui import controls, states, theme
from shared.ui.hooks import use_state
from shared.wire.goods import Good, GoodsPage

FOUND = 5
"""Goods that are offered at once."""


Pick = Callable[[Goods, str, str], object]
"""The goods from now on, and what was just added is called, in both languages; empty when something was taken away."""


@ft.component
def GoodsPick(goods: Goods, picked: Pick, key_name: str = "goods", with_tags: bool = False) -> ft.Control:  # noqa: FBT001, FBT002 - a component's arguments come in order
    tools, session = use_tools(), use_session()
    words = PICKING.of(session.language)
    loading, _ = use_state(Loading[GoodsPage])
    search, look_for = use_state("")
    _, turn = use_state(0)
    loading.on_change = lambda: turn(lambda count: count + 1)

    async def load() -> None:
        await loading.ask(lambda: tools.door.api.goods_page(search.strip()), keep=True)
        if loading.found is not None:
            tools.known.goods.update({good.sku: good for good in loading.found.rows})

    def toggle(kind: str, name: str, good: Good | None = None) -> None:
        tools.door.touch()
        after = goods.toggled(kind, name)
        look_for(lambda _: "")
        added = name in getattr(after, kind)
        ja, en = (good.name_ja, good.name_en) if good else (name, "")
        picked(after, ja if added else "", en if added else "")

    ft.use_effect(tools.guard(load), dependencies=[search])
    page = loading.found
    categories = sorted({*(page.categories if page else ()), *goods.categories})
    pieces: list[ft.Control] = [*_chosen(tools, goods, toggle, words, key_name, session.language)]
    if categories:
        chooser = pills(
            tools, f"{key_name}-category", [(each, each) for each in categories], goods.categories, lambda name: toggle("categories", name)
        )
        pieces += [theme.quiet(words.categories, size=14), chooser]
    elif page is None and loading.error is None:
        pieces.append(states.skeleton([states.bone(48, radius=theme.CONTROL_RADIUS)], session.language))
    if loading.error is not None:
        pieces.append(theme.quiet(words.failed, size=14))
    pieces.append(entry(tools, words.search, search, look_for, key=f"{key_name}-search", hint=words.search_hint))
    typed = search.strip()
    if typed:
        found = [each for each in (page.rows if page else ()) if each.sku not in goods.skus][:FOUND]
        pieces += [_found(tools, each, toggle, words, key_name, session.language) for each in found]
        pieces += [_typed(tools, kind, typed, toggle, words, key_name) for kind in ("skus", "categories", "tags")[: 3 if with_tags else 2]]
    return ft.Column(pieces, spacing=10, horizontal_alignment=ft.CrossAxisAlignment.STRETCH, key=key_name)


Toggle = Callable[..., None]


def _chosen(tools: Tools, goods: Goods, toggle: Toggle, words: Picking, key: str, language: Language) -> list[ft.Control]:
    """Those that are no categories: these have a tick below."""

    def chosen(kind: str, name: str, label: str) -> ft.Control:
        inside: list[ft.Control] = [
            theme.text(label, bold=True, color=theme.ON_TINT),
            ft.Icon(ft.Icons.CLOSE, size=18, color=theme.ON_TINT),
        ]
        face = ft.Container(
            ft.Row(inside, spacing=8, tight=True, wrap=True),
            key=f"{key}-remove-{name}",
            bgcolor=theme.TINT,
            border_radius=theme.CONTROL_RADIUS,
            padding=ft.Padding.symmetric(horizontal=16, vertical=14),
            ink=True,
            on_click=tools.guard(lambda: toggle(kind, name)),
        )
        return controls.said(face, words.remove(label))

    rows = [chosen("skus", sku, tools.known.good(sku, language)) for sku in goods.skus]
    rows += [chosen("tags", tag, words.tag(tag)) for tag in goods.tags]
    return [ft.Row(rows, spacing=8, run_spacing=8, wrap=True)] if rows else []


def _found(tools: Tools, good: Good, toggle: Toggle, words: Picking, key: str, language: Language) -> ft.Control:
    name = pick(language, good.name_ja, good.name_en or good.name_ja)
    under = " ・ ".join(each for each in (good.category, good.sku) if each)
    inside = ft.Row(
        [
            ft.Icon(ft.Icons.ADD, size=22, color=theme.BRAND),
            ft.Column([theme.text(name, bold=True), theme.quiet(under)], spacing=1, expand=True, tight=True),
        ],
        spacing=12,
    )
    add = tools.guard(lambda: toggle("skus", good.sku, good))
    return controls.tappable(inside, add, key=f"{key}-add-{good.sku}", label=words.add(name), padding=8, bare=True)


def _typed(tools: Tools, kind: str, text: str, toggle: Toggle, words: Picking, key: str) -> ft.Control:
    """For what no list knows."""
    said = {"skus": words.as_sku, "categories": words.as_category, "tags": words.as_tag}[kind](text)
    add = tools.guard(lambda: toggle(kind, text))
    return ft.Row([controls.quiet_button(said, add, key=f"{key}-type-{kind}", icon=ft.Icons.ADD)], wrap=True)
