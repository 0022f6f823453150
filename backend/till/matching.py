"""How a sale finds its member: by the first that fits, and never by a guess between two."""

from collections.abc import Callable

import msgspec

from backend.till.draft import Draft
from backend.till.operations import Identified, RecordSale
from backend.till.state import CodeUse, Holder, State, Visit
from shared.clock import MINUTE, SECOND

VISIT_BEFORE = 15 * MINUTE
VISIT_AFTER = 60 * SECOND
SAME_CODE = 10 * MINUTE


class Match(msgspec.Struct, frozen=True, gc=False):
    holder: Holder | None
    how: str
    """As `SaleAnswer.matched`."""
    visit: Visit | None = None
    case: str | None = None


NOBODY = Match(None, "none")
Find = Callable[[Draft, RecordSale, str], Match]
"""From a sale and the id it is to have."""


def named(state: State, op: RecordSale) -> Identified | None:
    """Whom the sale's own code or card number names."""
    if op.card is None:
        return op.identified
    member_id = state.cards.get(op.card)
    return None if member_id is None else Identified(member_id=member_id, how="card")


def find_member(draft: Draft, op: RecordSale, sale_id: str) -> Match:
    """Consumes the sale's code where it has one: a sale is a fact, so a replayed code costs it its member and opens a case, no more."""
    state, ref = draft.state, op.sale.member
    who = named(state, op)
    holder = state.holders.get(who.member_id) if who is not None else None
    if holder is not None and who is not None:
        return _identified(draft, op, who, holder, sale_id)
    if ref is not None and ref.kind == "visit":
        visit = state.visits.get(ref.value)
        if visit is not None and visit.store_id == op.sale.store:
            return Match(state.holders[visit.member_id], "visit", visit)
    found = _open_visit(state, op)
    if found.holder is None and found.case is None and ref is not None and ref.kind in {"code", "card"}:
        return Match(None, "none", None, "unknown_code")
    return found


def _identified(draft: Draft, op: RecordSale, who: Identified, holder: Holder, sale_id: str) -> Match:
    state, store = draft.state, op.sale.store
    if who.code is None:
        return Match(holder, "card", _own_visit(state, op, holder))
    use = state.code_uses.get(who.code)
    if use is None:
        draft.code_uses[who.code] = CodeUse(who.code, None, sale_id, store, op.at)
        return Match(holder, "code", _own_visit(state, op, holder))
    if use.visit_id is not None and use.store_id == store and abs(op.effective - use.used_at) <= SAME_CODE:
        return Match(holder, "code", state.visits[use.visit_id])
    return Match(None, "none", None, "replayed_code")


def candidates(state: State, op: RecordSale) -> list[Visit]:
    """Visits at the sale's terminal that it may belong to."""
    ids = state.visits_at.get((op.sale.store, op.sale.terminal))
    return [visit for visit in [state.visits[each] for each in ids] if _fits(visit, op.effective)] if ids else []


def _fits(visit: Visit, effective: int) -> bool:
    if visit.sale_id is not None or (visit.closed_at is not None and effective > visit.closed_at):
        return False
    return effective - VISIT_BEFORE <= visit.opened_at <= effective + VISIT_AFTER


def _open_visit(state: State, op: RecordSale) -> Match:
    fitting = candidates(state, op)
    if len(fitting) > 1:
        return Match(None, "none", None, "ambiguous_visit")
    return Match(state.holders[fitting[0].member_id], "open_visit", fitting[0]) if fitting else NOBODY


def _own_visit(state: State, op: RecordSale, holder: Holder) -> Visit | None:
    """The member showed the card at the tablet as well as at the POS: that visit is this sale's."""
    fitting = [visit for visit in candidates(state, op) if visit.member_id == holder.member_id]
    return fitting[0] if len(fitting) == 1 else None
