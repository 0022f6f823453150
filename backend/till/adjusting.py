"""Points by hand: booked at once up to the role's limit for the day, above it only with a second person on another device.

A shop that has nobody else waits a day instead, in which the owner sees it in his list and can take it back.
"""

import msgspec

from backend.earning.rules import governing
from backend.kit.ids import Ids
from backend.ledger.rules import Lot, spend
from backend.problems import Refused
from backend.till.draft import Draft, Posting, account_of, encode
from backend.till.granting import last, repay
from backend.till.operations import Adjust, DecideAdjustment
from backend.till.redeeming import available
from backend.till.state import Adjustment, State
from backend.till.visiting import visit_of
from shared.clock import DAY, to_datetime
from shared.wire import adjustments as wire
from shared.wire.problems import Code

ALONE = DAY
"""How long it waits where nobody else could approve."""
OPEN_FOR = 7 * DAY
"""After that nobody remembers why: it has to be asked for again."""


def decide_adjust(state: State, op: Adjust, ids: Ids) -> tuple[Draft, bytes] | Refused:
    actor, body = op.actor, op.body
    visit = visit_of(state, op.visit_id, actor.store_id)
    if isinstance(visit, Refused):
        return visit
    if visit.member_id == actor.own_member_id:
        return Refused(Code.OWN_ACCOUNT, {})
    if not body.points:
        return Refused(Code.NOTHING_TO_ADJUST, {})
    short = _short(state, visit.account_id, body.points, op.at)
    if short is not None:
        return short
    who = actor.staff_id or ""
    within = state.adjusted.get(who, 0) + abs(body.points) <= wire.LIMITS.get(actor.role or "", 0)
    alone = state.seniors.get(actor.store_id, 0) < 2
    draft = Draft(state, op, ids)
    asked = Adjustment(
        ids.new(), visit.store_id, visit.member_id, visit.account_id, visit.id, body.points, body.reason, body.note, who,
        actor.device_id, op.at, op.at + ALONE if alone and not within else None, "waiting", None, None, None, None,
    )  # fmt: skip
    if within:
        asked = msgspec.structs.replace(asked, state="booked", tx_id=_book(draft, asked))
    draft.adjustments[asked.id] = asked
    draft.hint("adjust", visit.store_id)
    return draft, encode(answer(asked))


def decide_decision(state: State, op: DecideAdjustment, ids: Ids) -> tuple[Draft, bytes] | Refused:
    asked, actor = state.adjustments.get(op.adjustment_id), op.actor
    if asked is None or asked.store_id != actor.store_id:
        return Refused(Code.NOT_FOUND, {})
    if asked.state != "waiting":
        return Refused(Code.ADJUSTMENT_OVER, {})
    approve = op.approve
    if actor.staff_id is None:  # the job: what can no longer be taken is denied rather than tried for ever
        approve = _short(state, asked.account_id, asked.points, op.at) is None
    elif approve and (refused := _second_refusal(state, op, asked)) is not None:
        return refused
    draft = Draft(state, op, ids)
    decided = msgspec.structs.replace(
        asked,
        state="booked" if approve else "denied",
        decided_by=actor.staff_id,
        decided_device=actor.device_id,
        decided_at=op.at,
        tx_id=_book(draft, asked) if approve else None,
    )
    draft.adjustments[asked.id] = decided
    draft.hint("adjust", asked.store_id)
    return draft, encode(answer(decided))


def answer(asked: Adjustment) -> wire.Adjustment:
    return wire.Adjustment(
        id=asked.id,
        state=asked.state,  # pyright: ignore[reportArgumentType]  the table's states are the wire's
        points=asked.points,
        reason=asked.reason,  # pyright: ignore[reportArgumentType]  as above
        asked_at=to_datetime(asked.asked_at),
        due_at=None if asked.due_at is None else to_datetime(asked.due_at),
    )


def _second_refusal(state: State, op: DecideAdjustment, asked: Adjustment) -> Refused | None:
    actor = op.actor
    if actor.staff_id == asked.asked_by or asked.asked_by in op.made_by:
        return Refused(Code.SECOND_PERSON, {})
    if actor.device_id == asked.asked_device:
        return Refused(Code.SECOND_DEVICE, {})
    if actor.own_member_id == asked.member_id:
        return Refused(Code.OWN_ACCOUNT, {})
    if op.at - asked.asked_at > OPEN_FOR:
        return Refused(Code.ADJUSTMENT_OVER, {})
    return _short(state, asked.account_id, asked.points, op.at)


def _short(state: State, account_id: str, points: int, now: int) -> Refused | None:
    usable = available(state, account_id, now)
    return Refused(Code.POINTS_INSUFFICIENT, {"available": usable}) if -points > usable else None


def _book(draft: Draft, asked: Adjustment) -> str:
    """A grant or a taking against the store's `adjusted` account; answers the transaction."""
    op, store = draft.op, asked.store_id
    holder = draft.state.holders[asked.member_id]
    tx_id = draft.ids.new()
    lot = None
    if asked.points > 0:
        until = last(governing(draft.state.rule_sets, op.at), draft.when.month)
        lot = Lot(draft.ids.new(), holder.account_id, tx_id, None, asked.points, asked.points, op.at, op.at, until)
        draft.lots[lot.id] = lot
        postings = [Posting(holder.account_id, lot.id, asked.points)]
    else:
        taken = spend(draft.lots_of(holder.account_id), -asked.points, op.at)
        draft.lots.update((take.lot.id, take.lot) for take in taken)
        postings = [Posting(holder.account_id, take.lot.id, -take.points) for take in taken]
    postings.append(Posting(account_of(store, "adjusted"), None, -asked.points))
    draft.book(
        "adjust",
        holder,
        postings,
        store=store,
        effective_at=op.at,
        hint="adjust",
        visit_id=asked.visit_id,
        reason=asked.reason,
        tx_id=tx_id,
    )
    if lot is not None:
        repay(draft, holder, lot, store=store, effective_at=op.at)
    return tx_id
