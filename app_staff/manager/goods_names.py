"""Goods by their names where rules speak of them: the till knows them by SKU, people do not."""

from collections.abc import Iterable, Mapping

from msgspec import structs

from shared.client import ManagerApi
from shared.i18n import Language, pick
from shared.wire.goods import Good
from shared.wire.rules import Bonus, RuleBody

MOST_PAGES = 5
Known = dict[str, Good]
"""By SKU."""


async def learn(api: ManagerApi, known: Known, every: Iterable[RuleBody]) -> None:
    """Asks for the names that these rules need, page by page; what is not among the first goods is said by its SKU."""
    wanted = {
        sku for rules in every for sku in (*rules.excluded_skus, *rules.rank_skus, *(sku for bonus in rules.bonuses for sku in bonus.skus))
    }
    after: str | None = None
    for _ in range(MOST_PAGES):
        if wanted <= known.keys():
            return
        page = await api.goods_page(after=after)
        known.update({good.sku: good for good in page.rows})
        after = page.next
        if after is None:
            return


def name_of(sku: str, known: Mapping[str, Good], language: Language) -> str:
    return pick(language, known[sku].name_ja, known[sku].name_en) if sku in known else sku


def spoken(bonus: Bonus, known: Mapping[str, Good], language: Language) -> Bonus:
    """The bonus as it is told."""
    return structs.replace(bonus, skus=tuple(name_of(sku, known, language) for sku in bonus.skus))


def spoken_rules(rules: RuleBody, known: Mapping[str, Good], language: Language) -> RuleBody:
    return structs.replace(
        rules,
        bonuses=tuple(spoken(bonus, known, language) for bonus in rules.bonuses),
        excluded_skus=tuple(name_of(sku, known, language) for sku in rules.excluded_skus),
    )
