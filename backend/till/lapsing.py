"""Points whose last day is over leave the books as expired, each lot in the store that granted it."""

from collections import Counter

from msgspec.structs import replace

from backend.kit.ids import Ids
from backend.ledger.rules import Lot
from backend.problems import Refused
from backend.till.draft import Draft, Posting, account_of, encode
from backend.till.leaving import Left
from backend.till.operations import Lapse
from backend.till.state import Holder, State
from shared.wire.problems import Code


def decide_lapse(state: State, op: Lapse, ids: Ids) -> tuple[Draft, bytes] | Refused:
    """Of what is still there when its turn comes: whoever spent first has spent."""
    holder = state.holders.get(op.member_id)
    if holder is None:
        return Refused(Code.MEMBER_UNKNOWN, {})
    draft = Draft(state, op, ids)
    over = [lot for lot in draft.lots_of(holder.account_id) if lot.left and lot.expire_at < op.at]
    stores = dict(op.stores)
    return draft, encode(Left(lapse(draft, holder, over, {lot.id: stores.get(lot.id, op.actor.store_id) for lot in over})))


def lapse(draft: Draft, holder: Holder, over: list[Lot], stores: dict[str, str]) -> int:
    """Books what is left of lots as expired, each in its store; answers how many points."""
    sums: Counter[str] = Counter()
    for lot in over:
        sums[stores[lot.id]] += lot.left
        draft.lots[lot.id] = replace(lot.keeping(0), lapsed=lot.lapsed + lot.left)
    points = sum(sums.values())
    if points:
        postings = [Posting(holder.account_id, lot.id, -lot.left) for lot in over]
        postings += [Posting(account_of(store, "expired"), None, lapsed) for store, lapsed in sorted(sums.items())]
        at = draft.op.at
        draft.book("expire", holder, postings, store=draft.op.actor.store_id, effective_at=at, hint=None, reason="lapse")
    return points
