"""A scan opens a visit and consumes the member's code; what follows at the till names the visit."""

from datetime import datetime

import msgspec

from backend.kit.ids import Ids
from backend.problems import Refused
from backend.till import stamping, vouchers
from backend.till.draft import Draft, encode
from backend.till.matching import SAME_CODE
from backend.till.operations import CloseVisit, OpenVisit, Reserve
from backend.till.state import CodeUse, State, Visit
from shared.clock import to_datetime, tokyo
from shared.wire.problems import Code


class Opened(msgspec.Struct, frozen=True):
    """What is kept and answered for an opened visit: no name, no balance. The panel is read afterwards."""

    visit: str
    member: str
    how: str
    opened_at: datetime


class Closed(msgspec.Struct, frozen=True):
    visit: str
    closed_at: datetime


def decide_open(state: State, op: OpenVisit, ids: Ids) -> tuple[Draft, bytes] | Refused:
    who, store = op.identified, op.actor.store_id
    holder = state.holders.get(who.member_id)
    if op.op_id in state.visits:  # another device's visit under the same id
        return Refused(Code.IDEMPOTENCY_CONFLICT, {})
    if holder is None:
        return Refused(Code.MEMBER_UNKNOWN, {})
    if who.member_id == op.actor.own_member_id:
        return Refused(Code.OWN_ACCOUNT, {})
    draft = Draft(state, op, ids)
    if who.code is not None:
        use = state.code_uses.get(who.code)
        if use is not None:
            return used(state, use)
        draft.code_uses[who.code] = CodeUse(who.code, op.op_id, None, store, op.at)
    _close_former(draft, op)
    draft.visits[op.op_id] = Visit(
        op.op_id, holder.member_id, holder.account_id, store, op.terminal, op.actor.device_id, who.how, who.purpose, op.at, None, None
    )
    draft.count(store, draft.when, visits=1)
    draft.hint("visit", store)
    vouchers.bring(draft, holder)
    stamping.at_scan(draft, holder, op.op_id)
    return draft, encode(Opened(op.op_id, holder.member_id, who.how, to_datetime(op.at)))


def decide_close(state: State, op: CloseVisit, ids: Ids) -> tuple[Draft, bytes] | Refused:
    visit = state.visits.get(op.visit_id)
    if visit is None or visit.store_id != op.actor.store_id:
        return Refused(Code.VISIT_UNKNOWN, {})
    draft = Draft(state, op, ids)
    at = op.at if visit.closed_at is None else visit.closed_at
    if visit.closed_at is None:
        draft.visits[visit.id] = msgspec.structs.replace(visit, closed_at=at)
    return draft, encode(Closed(visit.id, to_datetime(at)))


def visit_of(state: State, visit_id: str, store: str) -> Visit | Refused:
    """The open visit, in this store."""
    visit = state.visits.get(visit_id)
    if visit is None or visit.store_id != store:
        return Refused(Code.VISIT_UNKNOWN, {})
    return visit if visit.closed_at is None else Refused(Code.VISIT_CLOSED, {})


def used(state: State, use: CodeUse) -> Refused:
    return Refused(Code.CODE_USED, {"at": f"{tokyo(use.used_at):%H:%M}", "store": state.stores.get(use.store_id, use.store_id)})


def visit_of_code(state: State, use: CodeUse, op: Reserve) -> Visit | Refused:
    """A code that was used already names its own visit, in the same store and within ten minutes; otherwise it is a replay."""
    if use.visit_id is None or use.store_id != op.body.store or op.at - use.used_at > SAME_CODE:
        return used(state, use)
    return visit_of(state, use.visit_id, use.store_id)


def _close_former(draft: Draft, op: OpenVisit) -> None:
    """A device serves one member at a time."""
    for visit_id in draft.state.visits_at.get(op.actor.device_id or "", ()):
        former = draft.state.visits[visit_id]
        if former.closed_at is None:
            draft.visits[visit_id] = msgspec.structs.replace(former, closed_at=op.at)
