"""What was bought online has arrived: the points of that sale, which waited for it, count from now on."""

import msgspec

from backend.kit.ids import Ids
from backend.ledger.rules import WAITING
from backend.problems import Refused
from backend.till.draft import Draft, encode
from backend.till.operations import Deliver
from backend.till.state import Kept, Sold, State
from shared.wire.problems import Code
from shared.wire.sales import Delivered


def decide_deliver(state: State, op: Deliver, ids: Ids) -> tuple[Draft, bytes] | Refused:
    """Of a sale that has not come yet nobody can say it: the shop sends it again."""
    found = sale_of(state, op)
    if found is None:
        return Refused(Code.SALE_UNKNOWN, {})
    draft = Draft(state, op, ids)
    kept = state.kept.get(found.id)
    if kept is None:
        return draft, encode(Delivered(sale=found.id, points=0, balance=None))
    waiting = [lot for lot in draft.lots_of(kept.account_id) if lot.sale_id == found.id and lot.confirm_at == WAITING]
    draft.lots.update((lot.id, msgspec.structs.replace(lot, confirm_at=op.at)) for lot in waiting)
    if waiting:
        draft.event(state.holders[kept.member_id], "grant", store=op.key_of_sale[0], hint="sale", sale_id=found.id)
    points = sum([lot.left for lot in waiting])
    return draft, encode(Delivered(sale=found.id, points=points, balance=draft.balance(kept.account_id)))


def sale_of(state: State, op: Deliver) -> Sold | None:
    """The sender's own first."""
    return state.sale_of(op.key_of_sale, op.source)


def kept_of(state: State, op: Deliver) -> Kept | None:
    found = sale_of(state, op)
    return None if found is None else state.kept.get(found.id)
