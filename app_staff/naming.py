"""What the rules' goods, stores and questionnaires are called: rules know them by SKU and id, people do not."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from msgspec import structs

from shared.client import ManagerApi
from shared.i18n import Language, pick
from shared.wire.checkin import Survey
from shared.wire.goods import Good
from shared.wire.rules import Bonus, RuleBody

MOST_PAGES = 5


@dataclass(slots=True)
class Names:
    """As far as they were seen; what is not known is said by its SKU or id."""

    goods: dict[str, Good] = field(default_factory=dict[str, Good])
    """By SKU."""
    stores: dict[str, str] = field(default_factory=dict[str, str])
    surveys: dict[str, Survey] = field(default_factory=dict[str, Survey])

    async def learn(self, api: ManagerApi, every: Iterable[RuleBody]) -> None:
        """Asks for the names of goods that these rules need, page by page."""
        wanted = {
            sku
            for rules in every
            for sku in (*rules.excluded_skus, *rules.rank_skus, *(sku for bonus in rules.bonuses for sku in bonus.skus))
        }
        after: str | None = None
        for _ in range(MOST_PAGES):
            if wanted <= self.goods.keys():
                return
            page = await api.goods_page(after=after)
            self.goods.update({good.sku: good for good in page.rows})
            after = page.next
            if after is None:
                return

    def good(self, sku: str, language: Language) -> str:
        return pick(language, self.goods[sku].name_ja, self.goods[sku].name_en) if sku in self.goods else sku

    def store(self, store: str) -> str:
        return self.stores.get(store, store)

    def survey(self, survey: str, language: Language) -> str:
        return pick(language, self.surveys[survey].title_ja, self.surveys[survey].title_en) if survey in self.surveys else survey

    def spoken(self, bonus: Bonus, language: Language) -> Bonus:
        """The bonus as it is told."""
        return structs.replace(
            bonus,
            skus=tuple(self.good(sku, language) for sku in bonus.skus),
            stores=tuple(self.store(store) for store in bonus.stores),
            surveys=tuple(self.survey(survey, language) for survey in bonus.surveys),
        )

    def spoken_rules(self, rules: RuleBody, language: Language) -> RuleBody:
        return structs.replace(
            rules,
            bonuses=tuple(self.spoken(bonus, language) for bonus in rules.bonuses),
            excluded_skus=tuple(self.good(sku, language) for sku in rules.excluded_skus),
            store_rates=tuple(structs.replace(rate, store=self.store(rate.store)) for rate in rules.store_rates),
        )
