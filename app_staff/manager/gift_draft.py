"""What a coupon takes off while it is written, for coupons and for the rewards of stamp cards. Pure."""

from dataclasses import dataclass, replace
from typing import Literal

from app_staff.manager.goods_draft import NOTHING, Goods
from shared.wire.coupons import Kind, NewTerms

KINDS: tuple[Kind, ...] = ("percent", "amount", "free", "price", "cheapest", "bundle")
OF_GOODS = frozenset({"free", "price", "cheapest", "bundle"})
"""What they take off is goods, so they have to be named."""
NEEDS_GOODS = frozenset({"free", "price"})
MOST: dict[Kind, int] = {"percent": 100, "bundle": 100}
MILLION = 1_000_000
PIECES: dict[Kind, str] = {"price": "3", "cheapest": "3", "bundle": "2"}
MOST_PIECES = 99
FREE = 100
"""per cent"""
Field = Literal["value", "pieces", "gives", "goods_ja", "goods_en"]
FIELDS: dict[Kind, tuple[Field, ...]] = {
    "percent": ("value",),
    "amount": ("value",),
    "free": ("value",),
    "price": ("pieces", "value"),
    "cheapest": ("pieces",),
    "bundle": ("pieces", "gives", "value"),
}
"""What is typed for each."""


def whole(text: str, most: int = MILLION) -> int | None:
    """A whole number from 1 to `most`; None for anything else."""
    text = text.replace(",", "").strip()
    good = text.isascii() and text.isdigit() and len(text) < 12 and 1 <= int(text) <= most
    return int(text) if good else None


@dataclass(frozen=True, slots=True)
class Gift:
    """Numbers as they were typed."""

    kind: Kind = "percent"
    value: str = ""
    pieces: str = ""
    gives: str = "1"
    goods: Goods = NOTHING
    goods_ja: str = ""
    goods_en: str = ""

    def of_kind(self, kind: Kind) -> "Gift":
        return replace(self, kind=kind, value=str(FREE) if kind == "bundle" else "", pieces=PIECES.get(kind, ""))

    def of_goods(self, goods: Goods, ja: str, en: str) -> "Gift":
        """Called after the first one that is chosen, until it is called otherwise."""
        first = not self.goods_ja.strip()
        return replace(self, goods=goods, goods_ja=ja if first else self.goods_ja, goods_en=en if first else self.goods_en)

    @property
    def worth(self) -> int | None:
        """`NewCoupon.value`."""
        most = MOST.get(self.kind, MILLION) - (
            self.kind == "percent" and self.any_goods
        )  # all off a thing is a gift: `free` says its price
        return FREE if self.kind == "cheapest" else whole(self.value, most)

    def count(self, name: Literal["pieces", "gives"]) -> int | None:
        """1 where it is not asked for."""
        asked = name in FIELDS[self.kind]
        found = whole(getattr(self, name), MOST_PIECES) if asked else 1
        return None if name == "pieces" and self.kind == "cheapest" and found == 1 else found

    def wrong(self, name: Field) -> bool:
        """Something was typed that does not do."""
        found = self.worth if name == "value" else self.count(name) if name in {"pieces", "gives"} else True  # pyright: ignore[reportArgumentType]  one of both
        return bool(getattr(self, name).strip()) and found is None

    @property
    def any_goods(self) -> bool:
        return bool(self.goods.skus or self.goods.categories)

    @property
    def good(self) -> bool:
        named = bool(self.goods_ja.strip()) or self.kind not in OF_GOODS
        return (
            None not in {self.worth, self.count("pieces"), self.count("gives")}
            and named
            and (self.any_goods or self.kind not in NEEDS_GOODS)
        )

    def terms(self) -> NewTerms:
        """Of the goods alone."""
        ja = self.goods_ja.strip()[:60] if self.any_goods or self.kind in OF_GOODS else ""
        return NewTerms(
            skus=self.goods.skus[:64],
            categories=self.goods.categories[:16],
            goods_ja=ja,
            goods_en=(self.goods_en.strip()[:60] or ja) if ja else "",
            pieces=self.count("pieces") or 1,
            gives=self.count("gives") or 1,
        )


PLAIN = Gift()
