"""A sale or a return that did not happen after all: its till says so under the same number, with a higher revision.

The void of a sale is the return of what is left of it, whatever of it the void names; one that comes first waits without lines until its
sale fills them in. The void of a return gives its lines back to the sale: points, what had been
used and coupons stand again as if it had never come.
"""

import msgspec

from backend.problems import Refused
from backend.receipts.lines import NONE, Gone, Lines, says_all, whole
from backend.till.draft import Draft, encode
from backend.till.operations import RecordSale
from backend.till.recording import record
from backend.till.returning import answer_none, answer_of, decide_return, original_number, original_of, progress
from backend.till.state import Sold, State
from backend.till.swapping import answers_of, halves, parts
from backend.till.undoing import Back, Progress, Undone, apply_return, settle
from shared.wire.problems import Code
from shared.wire.sales import Line, Sale, SaleKey, turned

VOID = "void"
EXCHANGE = "exchange"
"""The notes on its rows."""


def decide_void(draft: Draft, op: RecordSale, notes: tuple[str, ...]) -> tuple[Draft, bytes] | Refused:
    sale, state = op.sale, draft.state
    mine = [each for each in state.sold.get((sale.store, sale.terminal, sale.number), ()) if each.source == op.source]
    former = max((each for each in mine if not each.void), key=lambda each: each.revision, default=None)
    back, bought = halves(state, op)
    if sale.kind == "exchange":
        return Refused(Code.VOID_UNKNOWN, {}) if back is None or bought is None else _of_exchange(draft, op, back, bought, (*notes, VOID))
    if sale.kind == "sale":
        if back is not None:
            return Refused(Code.SALE_KIND_CHANGED, {})
        return _of_sale(draft, op, former, (*notes, VOID))
    return Refused(Code.VOID_UNKNOWN, {}) if former is None else _of_return(draft, op, former, (*notes, VOID))


def _of_exchange(draft: Draft, op: RecordSale, back: Sold, bought: Sold, notes: tuple[str, ...]) -> tuple[Draft, bytes] | Refused:
    """What was taken goes back, then what was brought back is the member's again; what the one misses, the other may give."""
    state = draft.state
    returned, taken = parts(op)
    draft.deferred = []
    first = _of_sale(draft, msgspec.structs.replace(taken, sale=msgspec.structs.replace(taken.sale, original=None)), bought, notes)
    if isinstance(first, Refused):
        return first
    second = _of_return(draft, returned, back, (*notes, EXCHANGE))
    if isinstance(second, Refused):
        return second
    left = settle(draft)
    gone, again = answers_of(first, second)
    kept = state.kept.get(bought.id) or state.kept.get(back.original_id or "")
    if kept is None:
        return draft, encode(answer_none(gone.sale, notes))
    undone = Undone(-gone.points - again.points, 0, left, Progress({}, 0, 0))
    return draft, encode(answer_of(draft, op, gone.sale, kept, undone, notes))


def _of_sale(draft: Draft, op: RecordSale, former: Sold | None, notes: tuple[str, ...]) -> tuple[Draft, bytes] | Refused:
    """What was sold is what counts, not what the void says it was."""
    state, body = draft.state, _negated(op.sale)
    if former is not None:
        sold, before = state.parts[former.id], progress(state, former)
        if before.gone and whole(sold, before.gone):
            return Refused(Code.RETURN_EXCEEDS_SALE, {})
        if before.gone or former.total != op.sale.total or not says_all(sold, body.lines):
            body = what_is_left(op.sale, sold, former.total, before)
    elif original_of(state, op) is None:
        body = _bare(body, (), 0, body.original)
    return decide_return(draft, msgspec.structs.replace(op, sale=body), notes)


def rest(sale: Sale, before: Progress) -> Sale | None:
    """The return of a sale whose void came first, and other returns before that; None when they left nothing."""
    if not before.gone:
        return _negated(sale)
    return None if whole(sale.lines, before.gone) else what_is_left(sale, sale.lines, sale.total, before)


def _of_return(draft: Draft, op: RecordSale, former: Sold, notes: tuple[str, ...]) -> tuple[Draft, bytes] | Refused:
    state, void_id = draft.state, draft.ids.new()
    if any(each.sale_id == former.id for each in state.parked.get(original_number(op.sale) or former.number, ())):
        record(draft, msgspec.structs.replace(op, sale=_negated(op.sale)), void_id, None, notes)
        draft.unparked.append((former.id, None))
        return draft, encode(answer_none(void_id, notes))
    original = original_of(state, op)
    done = next((each for each in state.returns.get(original.id if original else "", ()) if each.id == former.id), None)
    if original is None or done is None:
        return Refused(Code.VOID_UNKNOWN, {})
    kept = state.kept.get(original.id)
    if kept is not None and kept.member_id == op.actor.own_member_id:
        return Refused(Code.OWN_ACCOUNT, {})
    before, part = progress(state, original), _taken_by(state, original, former.id)
    body = _again(op.sale, state, original, part, done.yen)
    gone = {n: Gone(each.amount - part.get(n, NONE).amount, each.milli - part.get(n, NONE).milli) for n, each in before.gone.items()}
    record(draft, msgspec.structs.replace(op, sale=body), void_id, original.id, notes)
    back = Back(void_id, op.effective, -done.yen, body.lines, done)
    gone = {n: each for n, each in gone.items() if each != NONE}
    undone = apply_return(draft, original, kept, state.redemptions_of(original.id), back, before, gone)
    if kept is None:
        return draft, encode(answer_none(void_id, notes))
    return draft, encode(answer_of(draft, op, void_id, kept, undone, notes))


def _taken_by(state: State, original: Sold, return_id: str) -> dict[int, Gone]:
    """The lines that one of a sale's returns took, by the sale's numbers."""
    returns = state.returns[original.id]
    at = next(n for n, each in enumerate(returns) if each.id == return_id)
    before, after = progress(state, original, at).gone, progress(state, original, at + 1).gone
    part = {n: Gone(each.amount - before.get(n, NONE).amount, each.milli - before.get(n, NONE).milli) for n, each in after.items()}
    return {n: each for n, each in part.items() if each != NONE}


def _negated(sale: Sale) -> Sale:
    """A sale as its own return, or a return as the sale of its lines."""
    return msgspec.structs.replace(
        sale,
        kind="return",
        original=sale.original or SaleKey(store=sale.store, terminal=sale.terminal, number=sale.number),
        lines=tuple(_line(line, -line.amount, -line.quantity_milli, line.returns_line or line.n) for line in sale.lines),
        taxes=tuple(msgspec.structs.replace(each, taxable=-each.taxable, tax=-each.tax) for each in sale.taxes),
        tenders=tuple(turned(each) for each in sale.tenders),
        discounts=tuple(msgspec.structs.replace(each, amount=-each.amount) for each in sale.discounts),
        total=-sale.total,
    )


def what_is_left(sale: Sale, lines: Lines, total: int, before: Progress) -> Sale:
    """The return of what earlier returns left."""
    sold = {line.n: Gone(line.amount, line.quantity_milli) for line in lines}
    left = {n: Gone(each.amount - before.gone.get(n, NONE).amount, each.milli - before.gone.get(n, NONE).milli) for n, each in sold.items()}
    back = {n: Gone(-each.amount, -each.milli) for n, each in left.items() if each != NONE}
    original = SaleKey(store=sale.store, terminal=sale.terminal, number=sale.number)
    return _bare(sale, _named(sale, lines, back), before.yen - total, original)


def _again(sale: Sale, state: State, original: Sold, part: dict[int, Gone], yen: int) -> Sale:
    """The lines that a return had taken, as the sale's own again."""
    return _bare(sale, _named(sale, state.parts[original.id], part), yen, sale.original)


def _named(sale: Sale, lines: Lines, parts: dict[int, Gone]) -> tuple[Line, ...]:
    """Parts of what was sold, as lines; `sale` says how its goods are called and taxed."""
    sold = {line.n: line for line in lines}
    said = {line.sku: line for line in sale.lines}
    return tuple(
        Line(
            n=n,
            sku=sold[n].sku,
            name=said[sold[n].sku].name if sold[n].sku in said else sold[n].sku,
            category=sold[n].category,
            quantity_milli=each.milli,
            unit_price=sold[n].unit_price,
            amount=each.amount,
            tax_rate_permille=said[sold[n].sku].tax_rate_permille if sold[n].sku in said else sale.lines[0].tax_rate_permille,
            points_excluded=sold[n].points_excluded,
            returns_line=n,
        )
        for n, each in parts.items()
    )


def _bare(sale: Sale, lines: tuple[Line, ...], total: int, original: SaleKey | None) -> Sale:
    """Of a part of a sale nobody has said taxes and tenders."""
    return msgspec.structs.replace(sale, kind="return", lines=lines, total=total, original=original, taxes=(), tenders=(), discounts=())


def _line(line: Line, amount: int, milli: int, of: int) -> Line:
    return msgspec.structs.replace(line, amount=amount, quantity_milli=milli, discount=-line.discount, returns_line=of)
