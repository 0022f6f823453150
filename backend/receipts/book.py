"""家計簿: every line of the member's receipts as a table that household books and spreadsheets read."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Row

from backend.kit.table import to_csv
from backend.receipts.rules import Body
from shared.clock import tokyo

HEADS = {
    "ja": ("日付", "店舗", "品目", "分類", "金額", "税率", "ポイント"),
    "en": ("date", "store", "item", "category", "amount", "tax rate", "points"),
}
DISCOUNT = {"ja": "割引", "en": "Discount"}


class Entry(NamedTuple):
    """One line of the book. `amount` is yen 税込, negative for a return or a discount; `points` stand at a receipt's first line only."""

    date: str
    store: str
    item: str
    category: str
    amount: int
    rate: str
    points: int | str


def entries(lines: "Iterable[Row[*tuple[Any, ...]]]", language: str) -> list[Entry]:
    """Lines of `finding.bought`. The amounts of a receipt's entries sum to its total: what the bill as a whole was reduced by is one more."""
    found: list[Entry] = []
    for _, grouped in groupby(lines, lambda line: line.sale_id):
        mine = list(grouped)
        first = mine[0]
        day = f"{tokyo(first.occurred_at):%Y-%m-%d}"
        points: int | str = first.points
        for line in mine:
            found.append(Entry(day, first.store, line.name, line.category, line.amount, _rate(line.tax_rate_permille), points))
            points = ""
        rest = first.total - sum([line.amount for line in mine])
        if rest:
            found.append(Entry(day, first.store, _name(first.body, language), "", rest, "", ""))
    return found


def book(lines: "Iterable[Row[*tuple[Any, ...]]]", language: str) -> bytes:
    """UTF-8 with its mark."""
    return to_csv(HEADS[language], entries(lines, language))


def _rate(permille: int) -> str:
    whole, part = divmod(permille, 10)
    return f"{whole}.{part}%" if part else f"{whole}%"


def _name(body: str, language: str) -> str:
    names = [each.name for each in msgspec.json.decode(body, type=Body).discounts]
    return "・".join(names) or DISCOUNT[language]
