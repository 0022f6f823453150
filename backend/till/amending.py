"""A sale that was different: its number again, with a higher revision.

The former revision is taken back, then the new one is booked upon the state as if the former had never come: one operation, or neither.
What belongs to the visit and not to the sale stays: its points and coupons used, its stamps.
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import msgspec
from msgspec.structs import force_setattr, replace

from backend.ledger.rules import WAITING
from backend.problems import Refused
from backend.receipts.lines import everything
from backend.receipts.rules import AMENDED
from backend.till import stamping
from backend.till.answers import next_expiry, printed
from backend.till.draft import Draft, encode
from backend.till.lapsing import lapse
from backend.till.matching import NOBODY, Find, Match, find_member, named
from backend.till.operations import RecordSale, delivery_key
from backend.till.paying import used_of
from backend.till.recording import record
from backend.till.returning import answer_none, progress
from backend.till.state import Kept, Redemption, Sold, State, Visit
from backend.till.swapping import back_number, halves
from backend.till.undoing import Back, apply_return, settle
from backend.till.voiding import what_is_left
from backend.till.write import Batch
from shared.wire.problems import Code
from shared.wire.sales import Sale, SaleAnswer

SUPERSEDED = "superseded"
Sell = Callable[[Draft, RecordSale, tuple[str, ...], Find, Kept | None], tuple[Draft, bytes] | Refused]


class Freed(NamedTuple):
    """What the former revision had joined."""

    visit: Visit | None
    redemptions: list[Redemption]


def former_of(state: State, op: RecordSale) -> Sold | None:
    """The revision that counts until now."""
    found = state.sale_of((op.sale.store, op.sale.terminal, op.sale.number), op.source)
    return None if found is None or found.source != op.source else found


def superseded(state: State, op: RecordSale) -> bool:
    """Whether a later revision is here already; a void that waits for its sale is none."""
    known = [each for each in state.sold.get((op.sale.store, op.sale.terminal, op.sale.number), ()) if each.source == op.source]
    later = [each for each in known if each.revision > op.sale.revision]
    return any(not each.void or each.original_id is not None for each in later) or (bool(later) and former_of(state, op) is not None)


def answer_superseded(op: RecordSale, state: State) -> bytes:
    """Nothing is booked: what counts came before."""
    known = [each for each in state.sold[op.sale.store, op.sale.terminal, op.sale.number] if each.source == op.source]
    return encode(answer_none(max(known, key=lambda each: each.revision).id, (SUPERSEDED,)))


def decide_amend(draft: Draft, op: RecordSale, former: Sold, sell: Sell) -> tuple[Draft, bytes] | Refused:
    state, owner = draft.state, draft.state.kept.get(former.id)
    refused = _refusal(state, op, former)
    if refused is not None:
        return refused
    op = _at(op, op.sale, op.effective if op.believed else former.effective_at)
    first = Draft(state, op, draft.ids, former.effective_at)
    freed = _take_back(first, op, former, owner)
    second = Draft(_as_if_never(first, former, freed), op, draft.ids, op.effective)
    notes = () if op.effective == op.occurred else ("clock",)
    sold = sell(second, op, (*notes, AMENDED), partial(_find, freed.visit, owner), owner)
    if isinstance(sold, Refused):
        return sold
    _keep_what_was(first, second, former, freed, op)
    first.join(second)
    left = settle(first)
    _lapse(first)
    return first, _answer(first, sold[1], left)


def _refusal(state: State, op: RecordSale, former: Sold) -> Refused | None:
    if halves(state, op)[0] is not None:
        return Refused(Code.RETURN_UNAMENDABLE, {})
    if any(each.revision == op.sale.revision for each in state.sold.get(_back(op.sale), ()) if each.source == op.source):
        return Refused(Code.SALE_KIND_CHANGED, {})
    if progress(state, former).gone:
        return Refused(Code.SALE_HAS_RETURNS, {})
    owner = state.kept.get(former.id)
    return Refused(Code.OWN_ACCOUNT, {}) if owner is not None and owner.member_id == op.actor.own_member_id else None


def _back(sale: Sale) -> tuple[str, str, str]:
    return sale.store, sale.terminal, back_number(sale.number)


def _at(op: RecordSale, sale: Sale, effective: int) -> RecordSale:
    """With the time that was believed when the number first came: it is no less true for coming again later."""
    again = replace(op, sale=sale)
    force_setattr(again, "effective", effective)
    return again


def _take_back(first: Draft, op: RecordSale, former: Sold, owner: Kept | None) -> Freed:
    """At the former's own time, so that the sums of its day and its month are without it."""
    state, back_id, before = first.state, first.ids.new(), progress(first.state, former)
    body = replace(
        what_is_left(op.sale, state.parts[former.id], former.total, before),
        number=back_number(op.sale.number),
        member=None,
        void=msgspec.UNSET,
    )
    record(first, _at(op, body, former.effective_at), back_id, former.id, (AMENDED,))
    visit = next((each for each in state.visits.values() if each.sale_id == former.id), None)
    if visit is not None:
        first.visits[visit.id] = replace(visit, sale_id=None)
    redemptions = [each for each in state.redemptions_of(former.id) if each.sale_id == former.id]
    first.redemptions.update((each.id, replace(each, sale_id=None)) for each in redemptions)
    stamping.free(first, former.id)
    first.deferred = []
    back = Back(back_id, former.effective_at, former.total - before.yen, body.lines, None, AMENDED)
    apply_return(first, former, owner, [], back, before, everything(state.parts[former.id]))
    return Freed(visit, redemptions)


def _as_if_never(first: Draft, former: Sold, freed: Freed) -> State:
    later = first.state.fork()
    Batch(later).apply(first)
    if freed.visit is not None:
        later.keep_visit(replace(freed.visit, sale_id=None, closed_at=None))
    chain = {each.id for each in later.sold[former.number] if each.source == former.source}
    later.code_uses = {key: use for key, use in later.code_uses.items() if use.sale_id not in chain}
    later.bought = {member: sale for member, sale in later.bought.items() if sale not in chain}
    return later


def _find(visit: Visit | None, owner: Kept | None, draft: Draft, op: RecordSale, sale_id: str) -> Match:
    """By its own code or number; without one by the visit that the former had joined, or it stays whose it was.

    A code that cannot be read any more is still his.
    """
    holders = draft.state.holders
    if op.sale.member is None and named(draft.state, op) is None:
        if visit is not None:
            return Match(holders[visit.member_id], "open_visit", draft.state.visits[visit.id])
        return NOBODY if owner is None else Match(holders[owner.member_id], "original")
    match = find_member(draft, op, sale_id)
    if match.how in {"none", "open_visit"}:
        match = Match(None, "none", None, "unknown_code") if owner is None else Match(holders[owner.member_id], "original")
    if match.visit is None and visit is not None and match.holder is not None and match.holder.member_id == visit.member_id:
        match = Match(match.holder, match.how, draft.state.visits[visit.id])
    return match


def _keep_what_was(first: Draft, second: Draft, former: Sold, freed: Freed, op: RecordSale) -> None:
    """The visit's end, the code's use, what was used for this number without a visit, and that its goods have arrived."""
    state, owner = first.state, next(iter(second.kept), None)
    if freed.visit is not None and freed.visit.id in second.visits:
        second.visits[freed.visit.id] = replace(second.visits[freed.visit.id], closed_at=freed.visit.closed_at)
    second.code_uses = {key: use for key, use in second.code_uses.items() if key not in state.code_uses}
    for each in freed.redemptions:
        if owner is not None and each.id not in second.redemptions and each.member_id == owner.member_id:
            second.redemptions[each.id] = replace(each, sale_id=owner.sale_id)
    own = [lot.confirm_at for rows in state.lots.values() for lot in rows.values() if lot.sale_id == former.id]
    known = state.known.get((op.source, delivery_key(*former.number)))
    if (own and WAITING not in own) or (known is not None and known.accepted):
        waiting = [lot for lot in second.lots.values() if lot.confirm_at == WAITING and owner is not None and lot.sale_id == owner.sale_id]
        second.lots.update((lot.id, replace(lot, confirm_at=max(own, default=op.at))) for lot in waiting)


def _lapse(draft: Draft) -> None:
    """Points whose last day was over before they came have lapsed already: the night that would book it is gone."""
    for kept in draft.kept:
        mine = [lot for lot in draft.lots_of(kept.account_id) if lot.sale_id == kept.sale_id]
        over = [lot for lot in mine if lot.left and lot.expire_at < draft.op.at]
        lapse(draft, draft.state.holders[kept.member_id], over, dict.fromkeys([lot.id for lot in over], draft.op.actor.store_id))


def _answer(draft: Draft, answer: bytes, left: tuple[str, ...]) -> bytes:
    """As of the sale alone; the balance with what both halves came to."""
    said = msgspec.json.decode(answer, type=SaleAnswer)
    owner = next(iter(draft.kept), None)
    if owner is None or said.balance is None:
        return answer
    used = used_of([each for each in draft.redemptions.values() if each.sale_id == owner.sale_id])
    lots = draft.lots_of(owner.account_id)
    shown, due = draft.balance(owner.account_id), next_expiry(lots, draft.op.at)
    lines = printed(said.points, used, shown, due)
    return encode(replace(said, balance=shown, next_expiry=due, lines=lines, notes=(*said.notes, *left)))
