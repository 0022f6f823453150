"""Points for a good: at once, like a redemption on the tablet, and under the same limits. Whether the good is there is the clerk's business."""

from backend.goods.rules import Prize, Swap
from backend.kit.ids import Ids
from backend.ledger.rules import spend
from backend.problems import Refused
from backend.till.draft import Draft, Posting, account_of, encode
from backend.till.operations import Exchange
from backend.till.redeeming import available, owing, unasked
from backend.till.state import Exchanged, State, Visit
from backend.till.visiting import visit_of
from shared.wire import goods as wire
from shared.wire.members import Step
from shared.wire.problems import Code


def decide_exchange(state: State, op: Exchange, ids: Ids) -> tuple[Draft, bytes] | Refused:
    visit = visit_of(state, op.visit_id, op.actor.store_id)
    if isinstance(visit, Refused):
        return visit
    prize = _prize(state, op)
    if isinstance(prize, Refused):
        return prize
    refused = _refusal(state, op, visit)
    if refused is not None:
        return refused
    draft = Draft(state, op, ids)
    tx_id = _spend(draft, visit, prize, op.body.points)
    swap = Exchanged(ids.new(), visit.member_id, visit.account_id, visit.store_id, visit.id, prize.sku, op.body.points, op.at, tx_id)
    draft.exchanges.append(swap)
    answer = wire.Exchanged(
        id=swap.id,
        sku=prize.sku,
        name_ja=prize.name_ja,
        name_en=prize.name_en,
        points=swap.points,
        balance=draft.balance(visit.account_id),
    )
    return draft, encode(answer)


def steps(why: Swap) -> tuple[Step, ...]:
    """The one line of its explanation."""
    return (Step(rule="exchange@1", text_ja=f"{why.name_ja} と交換", text_en=f"Exchanged for {why.name_en}", points=-why.points),)


def _prize(state: State, op: Exchange) -> Prize | Refused:
    prize = state.prizes.get(op.body.sku)
    if prize is None or prize.points is None or not prize.active:
        return Refused(Code.PRIZE_UNKNOWN, {})
    return prize if prize.points == op.body.points else Refused(Code.PRIZE_CHANGED, {"points": prize.points})


def _refusal(state: State, op: Exchange, visit: Visit) -> Refused | None:
    if visit.member_id == op.actor.own_member_id:
        return Refused(Code.OWN_ACCOUNT, {})
    if state.holders[visit.member_id].frozen_at is not None:
        return Refused(Code.MEMBER_FROZEN, {})
    owed = owing(state, visit, op.at)
    if owed is not None:
        return owed
    usable = available(state, visit.account_id, op.at)
    if op.body.points > usable:
        return Refused(Code.POINTS_INSUFFICIENT, {"available": usable})
    return unasked(state, op, visit, op.body.points)


def _spend(draft: Draft, visit: Visit, prize: Prize, points: int) -> str:
    op, store = draft.op, visit.store_id
    taken = spend(draft.lots_of(visit.account_id), points, op.at)
    draft.lots.update((take.lot.id, take.lot) for take in taken)
    postings = [Posting(visit.account_id, take.lot.id, -take.points) for take in taken]
    postings.append(Posting(account_of(store, "redeemed"), None, points))
    draft.count(store, draft.when, points_used=points)
    return draft.book(
        "exchange",
        draft.state.holders[visit.member_id],
        postings,
        store=store,
        effective_at=op.at,
        hint="redeem",
        visit_id=visit.id,
        why=encode(Swap(prize.sku, prize.name_ja, prize.name_en, points)).decode(),
    )
