"""Words with which a manager says which goods."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.i18n import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Picking:
    categories: str
    search: str
    search_hint: str
    add: Callable[[str], str]
    remove: Callable[[str], str]
    as_sku: Callable[[str], str]
    as_category: Callable[[str], str]
    as_tag: Callable[[str], str]
    tag: Callable[[str], str]
    failed: str


PICKING: Catalogue[Picking] = Catalogue(
    ja=Picking(
        categories="分類から選ぶ",
        search="商品をさがす",
        search_hint="名前・商品番号",
        add=lambda name: f"{name}を加える",
        remove=lambda name: f"{name}を外す",
        as_sku=lambda text: f"商品番号「{text}」として加える",
        as_category=lambda text: f"分類「{text}」として加える",
        as_tag=lambda text: f"タグ「{text}」として加える",
        tag=lambda name: f"#{name}",
        failed="商品の一覧を読み込めませんでした。番号や分類の名前は入力できます。",
    ),
    en=Picking(
        categories="By category",
        search="Find goods",
        search_hint="Name or number",
        add=lambda name: f"Add {name}",
        remove=lambda name: f"Take away {name}",
        as_sku=lambda text: f"Add as number “{text}”",
        as_category=lambda text: f"Add as category “{text}”",
        as_tag=lambda text: f"Add as tag “{text}”",
        tag=lambda name: f"#{name}",
        failed="The list of goods could not be read. Numbers and categories can be typed.",
    ),
)
