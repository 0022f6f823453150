"""The return of some of a sale: what is paid back for it, at which rate and by which tender.

Arithmetic only. Each figure is what it comes to after this return less what it came to before, so that all the returns of a sale add up
to the sale, in whichever parts it comes back.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from backend.receipts.lines import NONE, AllGone, Gone
from shared.wire.sales import Discount, Line, Sale, Tax, Tender


class Wanted(NamedTuple):
    """Of one line: thousandths of pieces, or yen of what cannot be counted."""

    n: int
    milli: int | None
    amount: int | None


def left_of(sold: Sequence[Line], gone: Mapping[int, Gone]) -> tuple[Wanted, ...]:
    """Everything that has not come back; the whole sale where nothing is left, for whoever decides to refuse it."""
    left = tuple(Wanted(line.n, None, None) for line in sold if not _gone(line, gone))
    return left or tuple(Wanted(line.n, None, None) for line in sold)


def _gone(line: Line, gone: Mapping[int, Gone]) -> bool:
    return left_on(line, gone.get(line.n, NONE)) == NONE


def left_on(line: Line, had: Gone) -> Gone:
    return Gone(line.amount - had.amount, line.quantity_milli - had.milli)


def part_of(line: Line, had: Gone, wanted: Wanted) -> Gone:
    """What comes back of a line; with the last piece all that is left of its yen. More than is left is as it was asked."""
    left = left_on(line, had)
    if wanted.amount is not None:
        return left if wanted.amount == left.amount else Gone(wanted.amount, 0)
    milli = left.milli if wanted.milli is None else wanted.milli
    if milli == left.milli:
        return left
    return Gone(_share(line.amount, had.milli + milli, line.quantity_milli) - _share(line.amount, had.milli, line.quantity_milli), milli)


def brought_back(sale: Sale, gone: AllGone, yen: int, wanted: Sequence[Wanted]) -> Sale:
    """Of `sale`, whose `gone` lines and `yen` came back before, the return of what is wanted; its number and its day are still the sale's."""
    lines = {line.n: line for line in sale.lines}
    parts = {each.n: part_of(lines[each.n], gone.get(each.n, NONE), each) for each in wanted}
    after = {n: Gone(had.amount + part.amount, 0) for n, part in parts.items() for had in [gone.get(n, NONE)]}
    was = {line.n: gone.get(line.n, NONE).amount for line in sale.lines}
    now = {n: after[n].amount if n in after else amount for n, amount in was.items()}
    whole, amount = sum([line.amount for line in sale.lines]), sum([part.amount for part in parts.values()])
    back = _share(sale.total, sum(now.values()), whole) - _share(sale.total, sum(was.values()), whole)
    return Sale(
        store=sale.store,
        terminal=sale.terminal,
        number=sale.number,
        kind="return",
        occurred_at=sale.occurred_at,
        business_date=sale.business_date,
        lines=tuple([_line(lines[n], gone.get(n, NONE), part) for n, part in parts.items()]),
        taxes=_taxes(sale, set(parts), was, now),
        tenders=_tenders(sale, yen, yen + back),
        discounts=_discounts(sale, amount - back),
        total=-back,
    )


def _line(line: Line, had: Gone, part: Gone) -> Line:
    if line.amount:
        discount = _share(line.discount, part.amount, line.amount)
    else:  # its pieces tell
        milli = line.quantity_milli
        discount = _share(line.discount, had.milli + part.milli, milli) - _share(line.discount, had.milli, milli)
    return replace(line, quantity_milli=-part.milli, amount=-part.amount, discount=-discount, returns_line=line.n)


def _taxes(sale: Sale, numbers: set[int], was: Mapping[int, int], now: Mapping[int, int]) -> tuple[Tax, ...]:
    found: list[Tax] = []
    for tax in sale.taxes:
        lines = [line for line in sale.lines if line.tax_rate_permille == tax.rate_permille]
        if not any(line.n in numbers for line in lines):
            continue
        whole = sum([line.amount for line in lines])
        before, after = sum([was[line.n] for line in lines]), sum([now[line.n] for line in lines])
        taxable = _share(tax.taxable, after, whole) - _share(tax.taxable, before, whole)
        inside = _share(tax.tax, after, whole) - _share(tax.tax, before, whole)
        found.append(Tax(rate_permille=tax.rate_permille, taxable=-taxable, tax=-min(inside, taxable)))
    return tuple(found)


def _tenders(sale: Sale, before: int, after: int) -> tuple[Tender, ...]:
    """What was paid with points comes back as points, in proportion; the rest by the tenders in their order, as far as each goes."""
    points = sum([each.amount for each in sale.tenders if each.kind == "points"])
    back = _share(points, after, sale.total) - _share(points, before, sale.total)
    found = [Tender(kind="points", amount=-back)] if back else []
    was, now = before - _share(points, before, sale.total), after - _share(points, after, sale.total)
    for tender in sale.tenders:
        if tender.kind != "points":
            part = min(tender.amount, now) - min(tender.amount, was)
            was, now = was - min(tender.amount, was), now - min(tender.amount, now)
            found += [replace(tender, amount=-part)] if part else []
    return tuple(found)


def _discounts(sale: Sale, yen: int) -> tuple[Discount, ...]:
    """What the bill's discount had taken off these lines is not paid back."""
    return (Discount(name=sale.discounts[0].name, amount=-yen),) if yen and sale.discounts else ()


def _share(number: int, part: int, whole: int) -> int:
    return number * part // whole if whole else number
