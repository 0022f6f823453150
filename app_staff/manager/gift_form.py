"""The part of a form that says what is taken off: its kind, its figures, its goods. For coupons and for the rewards of stamp cards."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import flet as ft

from app_staff.manager.gift_draft import FIELDS, KINDS, OF_GOODS, Field, Gift
from app_staff.manager.goods_draft import Goods
from app_staff.manager.goods_pick import GoodsPick
from app_staff.manager.pieces import part, pills
from app_staff.parts.entry import entry
from app_staff.tools import Tools
from shared.i18n.offers import OFFERS, Offers
from shared.ui import theme
from shared.ui.hooks import keyed

Change = Callable[[Callable[[Gift], Gift]], None]


def gift_form(tools: Tools, gift: Gift, change: Change, heading: str = "") -> list[ft.Control]:
    """Goods stand here only where the kind needs them; otherwise `gift_goods` is for those who want more."""
    words = OFFERS.of(tools.session.language)
    kinds = pills(
        tools,
        "kind",
        [(each, words.kinds[each]) for each in KINDS],
        {gift.kind},
        lambda kind: change(lambda now: now.of_kind(kind)),  # pyright: ignore[reportArgumentType]  one of them
    )
    figures = [_figure(tools, gift, name, change, words) for name in FIELDS[gift.kind]]
    return [theme.heading(heading or words.kind), kinds, *figures, *(gift_goods(tools, gift, change) if gift.kind in OF_GOODS else [])]


def gift_goods(tools: Tools, gift: Gift, change: Change) -> list[ft.Control]:
    words = OFFERS.of(tools.session.language)

    def picked(goods: Goods, ja: str, en: str) -> None:
        change(lambda now: now.of_goods(goods, ja, en))

    pieces = [part(words.goods[gift.kind], keyed(GoodsPick, "gift-goods", gift.goods, picked, "gift-goods"))]
    if gift.any_goods or gift.kind in OF_GOODS:
        pieces += [
            _text(tools, gift, "goods_ja", words.goods_ja, change, hint=words.goods_ja_hint),
            _text(tools, gift, "goods_en", words.goods_en, change),
        ]
    return pieces


def _figure(tools: Tools, gift: Gift, name: Field, change: Change, words: Offers) -> ft.Control:
    labels = {"value": words.value[gift.kind], "pieces": words.pieces.get(gift.kind, ""), "gives": words.gives}
    wrong = words.value_wrong[gift.kind] if name == "value" else words.number_wrong
    return _text(tools, gift, name, labels[name], change, error=wrong if gift.wrong(name) else "", keyboard=ft.KeyboardType.NUMBER)


def _text(tools: Tools, gift: Gift, name: Field, label: str, change: Change, **more: Any) -> ft.Control:  # noqa: ANN401 - of a field
    def put(typed: str) -> None:
        change(lambda now: replace(now, **{name: typed}))

    return entry(tools, label, getattr(gift, name), put, key=f"offer-{name}", **more)
