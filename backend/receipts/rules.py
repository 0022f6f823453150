"""Whether a sale adds up."""

import msgspec

from shared.wire.sales import Discount, Sale, Tax, Tender


class Body(msgspec.Struct, frozen=True):
    """`sales.body`: what a receipt shows beside its lines."""

    taxes: tuple[Tax, ...]
    tenders: tuple[Tender, ...]
    discounts: tuple[Discount, ...]
    business_date: str
    """The POS's own, e.g. 2026-11-30."""


def inconsistency(sale: Sale) -> str | None:
    """Where a sale contradicts itself, e.g. `total`, or None. What people pay and what is taxed must come from the lines."""
    sign = 1 if sale.kind == "sale" else -1
    if sale.total * sign < 0:
        return "total"
    return _lines(sale, sign) or _sums(sale) or _taxes(sale, sign)


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


def _sums(sale: Sale) -> str | None:
    amount = lines_total(sale)
    if sale.total != amount and (not sale.discounts or sale.total != amount - sum([each.amount for each in sale.discounts])):
        return "total"
    if sale.tenders and sum([tender.amount for tender in sale.tenders]) != sale.total:
        return "tenders"
    return None


def _taxes(sale: Sale, sign: int) -> str | None:
    rates = {line.tax_rate_permille for line in sale.lines}
    seen: set[int] = set()
    for index, tax in enumerate(sale.taxes):
        if tax.rate_permille not in rates or tax.rate_permille in seen:
            return f"taxes[{index}].rate_permille"
        if tax.taxable * sign < 0 or tax.tax * sign < 0 or tax.tax * sign > tax.taxable * sign:
            return f"taxes[{index}]"
        seen.add(tax.rate_permille)
    if sum([tax.taxable for tax in sale.taxes]) * sign > lines_total(sale) * sign:
        return "taxes"
    return None


def lines_total(sale: Sale) -> int:
    """Yen of all lines, before discounts on the bill."""
    return sum([line.amount for line in sale.lines])


def excluded_total(sale: Sale) -> int:
    """Yen of the lines that earn nothing."""
    return sum([line.amount for line in sale.lines if line.points_excluded])


def paid_by_points(sale: Sale) -> int:
    return sum([tender.amount for tender in sale.tenders if tender.kind == "points"])
