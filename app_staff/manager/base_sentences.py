"""What every sale earns, how long points last and what ranks earn, as sentences with blanks."""

from collections.abc import Callable

import flet as ft
from msgspec import structs

from app_staff.manager.fillers import choice, number, times
from app_staff.manager.goods_draft import Goods
from app_staff.manager.goods_names import name_of
from app_staff.manager.goods_pick import GoodsPick
from app_staff.manager.pieces import pills
from app_staff.manager.rule_draft import Draft
from app_staff.manager.sentence import Blank, Piece, filled
from app_staff.tools import Tools
from shared.i18n import Language, formats
from shared.i18n.common import rank_name
from shared.i18n.rule_form import RULE_FORM, RuleForm
from shared.ui import theme
from shared.ui.hooks import keyed

Change = Callable[[Callable[[Draft], Draft]], None]


class Base:
    """One drawing of them."""

    def __init__(self, tools: Tools, draft: Draft, change: Change) -> None:
        self.tools = tools
        self.rules = draft.rules
        self.change = change
        self.language: Language = tools.session.language
        self.words: RuleForm = RULE_FORM.of(self.language)

    def first(self) -> list[list[Piece]]:
        """What every shop decides."""
        rules, words = self.rules, self.words
        line = filled(
            words.base_line,
            unit=self._number("unit_amount", words.unit, formats.yen(rules.unit_amount)),
            points=self._number("points_per_unit", words.points_per_unit, formats.points(rules.points_per_unit), most=100_000),
            rounding=self._choice("rounding", words.roundings),
        )
        return [line, filled(words.excluded, excluded=Blank("excluded", self._barred(), self._goods, words.blank))]

    def deeper(self) -> list[list[Piece]]:
        rules, words = self.rules, self.words
        cap = formats.points(rules.receipt_cap) if rules.receipt_cap else words.no_cap
        return [
            filled(words.measured, net=self._flag("net", words.nets), before=self._flag("before_discounts", words.befores)),
            filled(words.per, per=self._choice("per", words.pers)),
            filled(words.paid, paid=self._flag("points_part_earns", words.paids)),
            filled(words.cap, cap=self._number("receipt_cap", words.cap_label, cap, least=0, helper=words.zero_hint)),
        ]

    def keeping(self) -> list[list[Piece]]:
        rules, words = self.rules, self.words
        said = words.confirm_days(rules.confirm_days) if rules.confirm_days else words.confirm_now
        return [
            filled(
                words.life,
                life=self._choice("life", words.lives),
                months=self._number("life_months", words.months_label, words.months(rules.life_months), most=120),
            ),
            filled(words.confirm, confirm=self._number("confirm_days", words.confirm_label, said, least=0, most=365)),
            filled(words.online, online=self._flag("confirm_delivered", words.onlines)),
            filled(words.shortfall, shortfall=self._choice("shortfall", words.shortfalls)),
        ]

    def ranks(self) -> list[list[Piece]]:
        """What each takes and earns, and what they are counted by."""
        rules, words = self.rules, self.words
        months = [self._number("rank_months", words.rank_months_label, words.rank_months(rules.rank_months), most=60)]
        counted = filled(
            words.rank_line,
            window=self._choice("rank_window", words.rank_windows),
            months=[*months] if rules.rank_window == "rolling" else [],
            by=self._choice("rank_by", words.rank_bys),
        )
        goods = self._named(rules.rank_categories, rules.rank_skus) or words.nothing
        of_goods = [filled(words.rank_goods, goods=Blank("rank-goods", goods, self._rank_goods, words.blank))]
        grace = words.rank_grace_of(rules.rank_grace) if rules.rank_grace else words.rank_grace_none
        falls = self._number("rank_grace", words.rank_grace_label, grace, least=0, most=11)
        return [
            *[self._rank(n) for n in range(1, len(rules.ranks))],
            counted,
            *(of_goods if rules.rank_by == "goods" else []),
            filled(words.rank_grace, grace=falls),
        ]

    def spending(self) -> list[list[Piece]]:
        rules, words = self.rules, self.words
        limit = self._number("visit_limit", words.visit_limit_label, formats.points(rules.visit_limit), least=0, most=10**9)
        days = self._number("grace_days", words.grace_label, words.grace_of(rules.grace_days), least=0, most=365)
        return [filled(words.visit_limit, limit=limit), filled(words.grace, days=days)]

    def _rank(self, n: int) -> list[Piece]:
        rank, words, name = self.rules.ranks[n], self.words, f"rank-{n}"

        def put(field: str, key: str) -> Callable[[int | None], None]:
            def typed(value: int | None) -> None:
                def make(now: Draft) -> Draft:
                    kept = [*now.rules.ranks]
                    if value is not None:
                        kept[n] = structs.replace(kept[n], **{field: value})
                    return now.filled(key, "ranks", None) if value is None else now.put(ranks=tuple(kept))

                self.change(make)

            return typed

        unit = formats.number(rank.from_spent) if self.rules.rank_by == "visits" else formats.yen(rank.from_spent)
        from_, rate = f"{name}-from", f"{name}-rate"
        return filled(
            words.rank,
            from_=Blank(
                from_, unit, number(from_, words.rank_from_label, rank.from_spent, put("from_spent", from_), most=10**9), words.blank
            ),
            name=rank_name(rank.id, self.language),
            rate=Blank(
                rate,
                formats.times(rank.rate_permille),
                times(rate, words.rank_rate, rank.rate_permille, put("rate_permille", rate)),
                words.blank,
            ),
        )

    def _number(self, name: str, label: str, said: str, *, least: int = 1, most: int = 1_000_000, helper: str = "") -> Blank:
        def put(value: int | None) -> None:
            self.change(lambda now: now.filled(name, name, value))

        return Blank(
            name, said, number(name, label, getattr(self.rules, name), put, least=least, most=most, helper=helper), self.words.blank
        )

    def _choice(self, name: str, every: dict[str, str]) -> Blank:
        now: str = getattr(self.rules, name)

        def choose(value: str) -> None:
            self.change(lambda draft: draft.put(**{name: value}))

        return Blank(name, every[now], choice(self.tools, name, [*every.items()], now, choose), self.words.blank)

    def _flag(self, name: str, every: dict[str, str]) -> Blank:
        """The second of both when it is on."""
        off, on = every
        here = on if getattr(self.rules, name) else off

        def choose(value: str) -> None:
            self.change(lambda draft: draft.put(**{name: value == on}))

        return Blank(name, every[here], choice(self.tools, name, [*every.items()], here, choose), self.words.blank)

    def _barred(self) -> str:
        presets = tuple(self.words.presets[each] for each in self.rules.presets)
        return self._named((*presets, *self.rules.excluded_categories), self.rules.excluded_skus) or self.words.nothing

    def _named(self, names: tuple[str, ...], skus: tuple[str, ...]) -> str:
        return ("、" if self.language == "ja" else ", ").join([*names, *(name_of(sku, self.tools.known, self.language) for sku in skus)])

    def _rank_goods(self) -> ft.Control:
        def picked(goods: Goods, *_: str) -> None:
            self.change(lambda now: now.put(rank_skus=goods.skus, rank_categories=goods.categories))

        return keyed(GoodsPick, "rank-pick", Goods(self.rules.rank_skus, self.rules.rank_categories), picked, "rank-pick")

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
