"""Whether a sale adds up."""

from typing import NamedTuple

import msgspec
from msgspec import UNSET

from shared.wire.sales import Discount, Sale, Tax, Tender

AMENDED = "amended"
"""The note on the later revision of a sale, and on the row that takes the former one back."""


class Body(msgspec.Struct, frozen=True):
    """`sales.body`: what a receipt shows beside its lines."""

    taxes: tuple[Tax, ...]
    tenders: tuple[Tender, ...]
    discounts: tuple[Discount, ...]
    business_date: str
    """The POS's own, e.g. 2026-11-30."""


class Sums(NamedTuple):
    """Of one sale, in yen."""

    lines: int
    """Before discounts on the bill."""
    excluded: int
    """Of which lines that earn nothing."""
    paid_by_points: int


NOTHING = Sums(0, 0, 0)


def sums(sale: Sale) -> Sums:
    lines = excluded = points = 0
    for line in sale.lines:
        lines += line.amount
        if line.points_excluded:
            excluded += line.amount
    for tender in sale.tenders:
        if tender.kind == "points":
            points += tender.amount
    return Sums(lines, excluded, points)


def inconsistency(sale: Sale, lines: int) -> str | None:
    """Where a sale contradicts itself, e.g. `total`, or None. What people pay and what is taxed must come from its `lines`, summed up."""
    sign = 1 if sale.kind == "sale" else -1
    if sale.total * sign < 0:
        return "total"
    return _lines(sale, sign) or _paid(sale, lines) or _taxes(sale, sign, lines)


def _lines(sale: Sale, sign: int) -> str | None:
    seen: set[int] = set()
    for index, line in enumerate(sale.lines):
        if line.amount * sign < 0:
            return f"lines[{index}].amount"
        if line.quantity_milli * sign < 0:
            return f"lines[{index}].quantity_milli"
        if line.n in seen:
            return f"lines[{index}].n"
        seen.add(line.n)
    return None


def _paid(sale: Sale, amount: int) -> str | None:
    if sale.total != amount and (not sale.discounts or sale.total != amount - sum([each.amount for each in sale.discounts])):
        return "total"
    if sale.tenders and sum([tender.amount for tender in sale.tenders]) != sale.total:
        return "tenders"
    return next((f"tenders[{n}].points" for n, tender in enumerate(sale.tenders) if _odd_points(tender)), None)


def _odd_points(tender: Tender) -> bool:
    """Points are said of points alone, and go the way of their yen."""
    if tender.points is UNSET:
        return False
    return tender.kind != "points" or (tender.points > 0) != (tender.amount > 0) or (tender.points < 0) != (tender.amount < 0)


def _taxes(sale: Sale, sign: int, lines: int) -> str | None:
    rates = {line.tax_rate_permille for line in sale.lines}
    seen: set[int] = set()
    taxable = 0
    for index, tax in enumerate(sale.taxes):
        if tax.rate_permille not in rates or tax.rate_permille in seen:
            return f"taxes[{index}].rate_permille"
        if tax.taxable * sign < 0 or tax.tax * sign < 0 or tax.tax * sign > tax.taxable * sign:
            return f"taxes[{index}]"
        seen.add(tax.rate_permille)
        taxable += tax.taxable
    if taxable * sign > lines * sign:
        return "taxes"
    return None
