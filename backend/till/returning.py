"""The return of a sale or of some of its lines: whose it is, and whether it fits."""

from backend.problems import Refused
from backend.receipts.lines import AllGone, Lines, everything, gone_after, kept_again, returns_undone, says_all, whole
from backend.till.answers import NOTHING_USED, next_expiry, printed
from backend.till.draft import Draft, encode
from backend.till.operations import RecordSale
from backend.till.recording import record
from backend.till.state import Kept, Parked, SaleNumber, Sold, State
from backend.till.undoing import Back, Progress, Undone, apply_return
from shared.wire.problems import Code
from shared.wire.sales import Sale, SaleAnswer


def spoken_of(sale: Sale) -> list[SaleNumber]:
    """The sales that one changes: of which goods come back, and its own number where it is voided or a later revision."""
    found = [original_number(sale)]
    if sale.kind != "return" and (sale.void is True or sale.revision):
        found.append((sale.store, sale.terminal, sale.number))
    return list(dict.fromkeys(each for each in found if each is not None))


def original_number(sale: Sale) -> SaleNumber | None:
    """Of the sale that a return, or a void, speaks of."""
    if sale.void is True and sale.kind == "sale":
        return sale.store, sale.terminal, sale.number
    return None if sale.original is None else (sale.original.store, sale.original.terminal, sale.original.number)


def original_of(state: State, op: RecordSale) -> Sold | None:
    """The sale that a return speaks of: of the same POS first, of whichever recorded that number otherwise."""
    number = original_number(op.sale)
    return None if number is None else state.sale_of(number, op.source)


def changed(state: State, op: RecordSale) -> list[Sold]:
    """The sales of `spoken_of` that are here."""
    found = [state.sale_of(number, op.source) for number in spoken_of(op.sale)]
    return [each for each in found if each is not None]


def decide_return(draft: Draft, op: RecordSale, notes: tuple[str, ...]) -> tuple[Draft, bytes] | Refused:
    sale, state = op.sale, draft.state
    original = original_of(state, op)
    return_id = draft.ids.new()
    if original is None:
        record(draft, op, return_id, None, (*notes, "parked"))
        _park(draft, op, return_id)
        return draft, encode(answer_none(return_id, (*notes, "parked")))
    sold, before = state.parts[original.id], progress(state, original)
    gone = gone_with(original, sold, before, -sale.total, sale.lines)
    if gone is None:
        return Refused(Code.RETURN_EXCEEDS_SALE, {})
    kept = state.kept.get(original.id)
    if kept is not None and kept.member_id == op.actor.own_member_id:
        return Refused(Code.OWN_ACCOUNT, {})
    record(draft, op, return_id, original.id, notes)
    back = Back(return_id, op.effective, -sale.total, sale.lines)
    undone = apply_return(draft, original, kept, state.redemptions_of(original.id), back, before, gone)
    if kept is None:
        return draft, encode(answer_none(return_id, notes))
    return draft, encode(answer_of(draft, op, return_id, kept, undone, notes))


def answer_of(draft: Draft, op: RecordSale, return_id: str, kept: Kept, undone: Undone, notes: tuple[str, ...]) -> SaleAnswer:
    shown = draft.balance(kept.account_id)
    due = next_expiry(draft.lots_of(kept.account_id), op.at)
    return SaleAnswer(
        sale=return_id,
        matched="original",
        points=-undone.taken,
        balance=shown,
        next_expiry=due,
        lines=printed(-undone.taken, NOTHING_USED, shown, due),
        notes=(*notes, *undone.notes),
    )


def progress(state: State, original: Sold, first: int | None = None) -> Progress:
    """What earlier returns took, in the order in which they came; or only the `first` of them."""
    sold, found = state.parts[original.id], Progress({}, 0, 0)
    for earlier in state.returns.get(original.id, ())[:first]:
        lines = state.parts[earlier.id]
        gone = kept_again(found.gone, lines) if returns_undone(lines) else gone_with(original, sold, found, earlier.yen, lines)
        found = Progress(found.gone if gone is None else gone, found.yen + earlier.yen, found.points + earlier.points)
    return found


def gone_with(original: Sold, sold: Lines, before: Progress, yen: int, back: Lines) -> AllGone | None:
    """The lines that are gone after one more return; None when it gives back more than is left."""
    if before.yen + yen > original.total or (before.gone and whole(sold, before.gone)):
        return None
    if not before.gone and yen == original.total and says_all(sold, back):
        return everything(sold)
    return gone_after(sold, before.gone, back)


def answer_none(return_id: str, notes: tuple[str, ...]) -> SaleAnswer:
    """Nobody's."""
    return SaleAnswer(
        sale=return_id,
        matched="none",
        points=0,
        balance=None,
        next_expiry=None,
        lines=(),
        notes=notes,
    )


def _park(draft: Draft, op: RecordSale, return_id: str) -> None:
    """The return is recorded now and counts when its sale comes; nobody knows yet whose it is."""
    sale = op.sale
    number = original_number(sale)
    if number is None:
        raise AssertionError("a return without its sale's number was refused before")
    draft.parked.append((Parked(return_id, number, sale.total, op.effective), op.source))
    draft.hint("return", sale.store)
