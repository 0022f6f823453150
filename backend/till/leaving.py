"""A member who leaves keeps no points: what is left in his lots expires at once, and the books say why."""

import msgspec

from backend.kit.ids import Ids
from backend.problems import Refused
from backend.till.draft import Draft, Posting, account_of, encode
from backend.till.operations import Leave
from backend.till.state import State
from shared.wire.problems import Code


class Left(msgspec.Struct, frozen=True):
    """What is kept: how many points lapsed."""

    points: int


def decide_leave(state: State, op: Leave, ids: Ids) -> tuple[Draft, bytes] | Refused:
    holder, store = state.holders.get(op.member_id), op.actor.store_id
    if holder is None:
        return Refused(Code.MEMBER_UNKNOWN, {})
    draft = Draft(state, op, ids)
    held = [lot for lot in draft.lots_of(holder.account_id) if lot.left]
    points = sum([lot.left for lot in held])
    if points:
        postings = [Posting(holder.account_id, lot.id, -lot.left) for lot in held]
        draft.lots.update({lot.id: lot.keeping(0) for lot in held})
        postings.append(Posting(account_of(store, "expired"), None, points))
        draft.book("expire", holder, postings, store=store, effective_at=op.at, hint=None, reason="leave")
    return draft, encode(Left(points))
