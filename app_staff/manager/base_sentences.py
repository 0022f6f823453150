"""What every sale earns, as sentences with blanks."""

import flet as ft

from app_staff.manager.fillers import times
from app_staff.manager.goods_draft import Goods
from app_staff.manager.goods_pick import GoodsPick
from app_staff.manager.pieces import pills
from app_staff.manager.rule_blanks import Blanks, Change
from app_staff.manager.rule_draft import Draft
from app_staff.manager.sentence import Blank, Piece, filled
from app_staff.tools import Tools
from shared.i18n import formats
from shared.ui import theme
from shared.ui.hooks import keyed
from shared.wire.rules import StoreRate
from shared.wire.staff import Store

BEGUN = 1500
"""permille: what a store's own rate begins with"""


class Base(Blanks):
    def __init__(self, tools: Tools, draft: Draft, change: Change, stores: tuple[Store, ...]) -> None:
        super().__init__(tools, draft, change)
        self.stores = stores

    def first(self) -> list[list[Piece]]:
        """What every shop decides."""
        rules, words = self.rules, self.words
        line = filled(
            words.base_line,
            unit=self.number("unit_amount", words.unit, formats.yen(rules.unit_amount)),
            points=self.number("points_per_unit", words.points_per_unit, formats.points(rules.points_per_unit), most=100_000),
            rounding=self.choice("rounding", words.roundings),
        )
        return [line, filled(words.excluded, excluded=Blank("excluded", self._barred(), self._goods, words.blank))]

    def deeper(self) -> list[list[Piece]]:
        rules, words = self.rules, self.words
        cap = formats.points(rules.receipt_cap) if rules.receipt_cap else words.no_cap
        return [
            filled(words.measured, net=self.flag("net", words.nets), before=self.flag("before_discounts", words.befores)),
            filled(words.per, per=self.choice("per", words.pers)),
            filled(words.paid, paid=self.flag("points_part_earns", words.paids)),
            *self._store_rates(),
            filled(words.cap, cap=self.number("receipt_cap", words.cap_label, cap, least=0, helper=words.zero_hint)),
        ]

    # -- what stores earn by themselves
    def _store_rates(self) -> list[list[Piece]]:
        """Which stores have a rate of their own, and each of these."""
        words, rates = self.words, self.rules.store_rates
        if not self.stores and not rates:
            return []
        which = self.named(tuple(self.tools.known.store(rate.store) for rate in rates), ()) or words.nothing
        chooser = Blank("store_rates", which, self._which_stores, words.blank)
        return [filled(words.store_rates, stores=chooser), *(self._store_rate(rate) for rate in rates)]

    def _which_stores(self) -> ft.Control:
        had = {rate.store: rate for rate in self.rules.store_rates}
        offered = {**{store.id: store.name for store in self.stores}, **{store: self.tools.known.store(store) for store in had}}

        def turn(store: str) -> None:
            kept = [each for each in offered if (each in had) != (each == store)]
            self.change(lambda now: now.put(store_rates=tuple(had.get(each, StoreRate(store=each, rate_permille=BEGUN)) for each in kept)))

        chooser = pills(self.tools, "store", [*offered.items()], had, turn)
        return ft.Column([chooser, theme.quiet(self.words.store_rates_hint, size=14)], spacing=8)

    def _store_rate(self, rate: StoreRate) -> list[Piece]:
        words, key = self.words, f"rate-{rate.store}"

        def put(value: int | None) -> None:
            def make(now: Draft) -> Draft:
                if value is None:
                    return now.filled(key, "store_rates", None)
                changed = StoreRate(store=rate.store, rate_permille=value)
                return now.put(store_rates=tuple(changed if each.store == rate.store else each for each in now.rules.store_rates))

            self.change(make)

        fill = times(key, words.rank_rate, rate.rate_permille, put)
        blank = Blank(key, formats.times(rate.rate_permille), fill, words.blank)
        return filled(words.store_rate, store=self.tools.known.store(rate.store), rate=blank)

    # -- what earns nothing
    def _barred(self) -> str:
        presets = tuple(self.words.presets[each] for each in self.rules.presets)
        return self.named((*presets, *self.rules.excluded_categories), self.rules.excluded_skus) or self.words.nothing

    def _goods(self) -> ft.Control:
        rules = self.rules

        def turn(preset: str) -> None:
            had = self.rules.presets
            self.change(lambda now: now.put(presets=tuple(each for each in had if each != preset) if preset in had else (*had, preset)))

        def picked(goods: Goods, *_: str) -> None:
            self.change(lambda now: now.put(excluded_skus=goods.skus, excluded_categories=goods.categories))

        goods = Goods(rules.excluded_skus, rules.excluded_categories)
        presets = pills(self.tools, "preset", [*self.words.presets.items()], rules.presets, turn)
        chooser = keyed(GoodsPick, "excluded-goods", goods, picked, "excluded-goods")
        return ft.Column([presets, theme.quiet(self.words.excluded_hint, size=14), chooser], spacing=12)
