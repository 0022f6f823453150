"""Goods brought back and others taken, in one document of the till: a return and a sale in one operation, or neither.

They are kept as two: the sale under the document's number, the return under that with `-R`.
"""

from collections.abc import Callable
from functools import partial

import msgspec

from backend.problems import Refused
from backend.till.answers import NOTHING_USED, printed
from backend.till.draft import Draft, encode
from backend.till.matching import Find, Match, find_member
from backend.till.operations import RecordSale
from backend.till.returning import decide_return, original_of
from backend.till.state import Kept, Sold, State
from shared.wire.sales import Line, Sale, SaleAnswer, Tax, Tender

Outcome = tuple[Draft, bytes] | Refused
Sell = Callable[[Draft, RecordSale, tuple[str, ...], Find], Outcome]
BACK = "-R"


def back_number(number: str) -> str:
    return f"{number}{BACK}"


def inconsistency(sale: Sale) -> str | None:
    """Discounts must stand in the lines: on the whole nobody knows whose they are."""
    back, sold = _apart(sale)
    if not back or not sold:
        return "lines"
    if sale.discounts:
        return "discounts"
    if sale.total != sum([line.amount for line in sale.lines]):
        return "total"
    return "tenders" if sale.tenders and sum([each.amount for each in sale.tenders]) != sale.total else None


def parts(op: RecordSale) -> tuple[RecordSale, RecordSale]:
    """(the return, the sale). What came back pays for what was taken."""
    sale = op.sale
    back, sold = _apart(sale)
    value = -sum([line.amount for line in back])
    returned = msgspec.structs.replace(
        sale, number=back_number(sale.number), kind="return", lines=back, taxes=_taxes(back), total=-value, member=None,
        tenders=(Tender(kind="other", name="交換", amount=-value),),
    )  # fmt: skip
    taken = msgspec.structs.replace(
        sale, kind="sale", lines=sold, taxes=_taxes(sold), total=sale.total + value, original=None,
        tenders=(*sale.tenders, Tender(kind="other", name="返品", amount=sale.total + value - sum([each.amount for each in sale.tenders]))),
    )  # fmt: skip
    return msgspec.structs.replace(op, sale=returned, identified=None, card=None), msgspec.structs.replace(op, sale=taken)


def decide_swap(draft: Draft, op: RecordSale, notes: tuple[str, ...], sell: Sell) -> Outcome:
    """Whoever bought what comes back takes the other, where nothing else says who it is."""
    returned, taken = parts(op)
    original = original_of(draft.state, returned)
    first = decide_return(draft, returned, (*notes, "exchange"))
    if isinstance(first, Refused):
        return first
    second = sell(draft, taken, notes, partial(_find, None if original is None else draft.state.kept.get(original.id)))
    if isinstance(second, Refused):
        return second
    back, bought = answers_of(first, second)
    points = back.points + bought.points
    balance, due = (bought.balance, bought.next_expiry) if bought.balance is not None else (back.balance, back.next_expiry)
    said = msgspec.structs.replace(
        bought,
        points=points,
        balance=balance,
        next_expiry=due,
        lines=() if balance is None else printed(points, NOTHING_USED, balance, due),
        notes=tuple(dict.fromkeys((*back.notes, *bought.notes))),
    )
    return draft, encode(said)


def answers_of(*halves: tuple[Draft, bytes]) -> list[SaleAnswer]:
    return [msgspec.json.decode(answer, type=SaleAnswer) for _, answer in halves]


def _find(owner: Kept | None, draft: Draft, op: RecordSale, sale_id: str) -> Match:
    match = find_member(draft, op, sale_id)
    if match.holder is None and match.case is None and owner is not None:
        return Match(draft.state.holders[owner.member_id], "original")
    return match


def halves(state: State, op: RecordSale) -> tuple[Sold | None, Sold | None]:
    """(the return, the sale) that were kept of an exchange of this number."""
    number = (op.sale.store, op.sale.terminal, op.sale.number)
    back = (*number[:2], back_number(op.sale.number))
    mine = [each for each in (*state.sold.get(back, ()), *state.sold.get(number, ())) if each.source == op.source and not each.void]
    returned = next((each for each in mine if each.swapped and each.kind == "return"), None)
    return returned, next((each for each in mine if each.kind == "sale" and each.number == number), None)


def _apart(sale: Sale) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    back = tuple(line for line in sale.lines if line.amount < 0 or line.quantity_milli < 0)
    return back, tuple(line for line in sale.lines if line not in back)


def _taxes(lines: tuple[Line, ...]) -> tuple[Tax, ...]:
    """Rounded down once for each rate."""
    rates = dict.fromkeys(line.tax_rate_permille for line in lines)
    sums = {rate: sum([line.amount for line in lines if line.tax_rate_permille == rate]) for rate in rates}
    return tuple(
        Tax(rate_permille=rate, taxable=yen, tax=(abs(yen) * rate // (1000 + rate)) * (-1 if yen < 0 else 1)) for rate, yen in sums.items()
    )
