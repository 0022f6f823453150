"""What each rank takes and earns, and what ranks are counted by, as sentences with blanks."""

from collections.abc import Callable

import flet as ft
from msgspec import structs

from app_staff.manager.fillers import number, times
from app_staff.manager.goods_draft import Goods
from app_staff.manager.goods_pick import GoodsPick
from app_staff.manager.rule_blanks import Blanks
from app_staff.manager.rule_draft import Draft
from app_staff.manager.sentence import Blank, Piece, filled
from shared.i18n import formats
from shared.i18n.common import rank_name
from shared.ui.hooks import keyed


class Ranks(Blanks):
    def ranks(self) -> list[list[Piece]]:
        """What each takes and earns, and what they are counted by."""
        rules, words = self.rules, self.words
        months = [self.number("rank_months", words.rank_months_label, words.rank_months(rules.rank_months), most=60)]
        counted = filled(
            words.rank_line,
            window=self.choice("rank_window", words.rank_windows),
            months=[*months] if rules.rank_window == "rolling" else [],
            by=self.choice("rank_by", words.rank_bys),
        )
        goods = self.named(rules.rank_categories, rules.rank_skus) or words.nothing
        of_goods = [filled(words.rank_goods, goods=Blank("rank-goods", goods, self._rank_goods, words.blank))]
        grace = words.rank_grace_of(rules.rank_grace) if rules.rank_grace else words.rank_grace_none
        falls = self.number("rank_grace", words.rank_grace_label, grace, least=0, most=11)
        return [
            *[self._rank(n) for n in range(1, len(rules.ranks))],
            counted,
            *(of_goods if rules.rank_by == "goods" else []),
            filled(words.rank_grace, grace=falls),
        ]

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

    def _rank_goods(self) -> ft.Control:
        def picked(goods: Goods, *_: str) -> None:
            self.change(lambda now: now.put(rank_skus=goods.skus, rank_categories=goods.categories))

        return keyed(GoodsPick, "rank-pick", Goods(self.rules.rank_skus, self.rules.rank_categories), picked, "rank-pick")
