"""What an operation may change: locked before it is read, always in this order of kinds and by id inside a kind."""

from collections.abc import Iterator

from backend.takeover.rules import Takeover
from backend.tickets.rules import Move
from backend.till.delivering import kept_of
from backend.till.matching import candidates, named
from backend.till.operations import (
    Adjust,
    AnswerSurvey,
    CheckIn,
    ClaimVoucher,
    Commit,
    ConfirmTakeover,
    DecideAdjustment,
    Deliver,
    Exchange,
    IssueVoucher,
    Lapse,
    Leave,
    OpenVisit,
    Operation,
    RecordSale,
    Redeem,
    RefundTickets,
    Release,
    Reserve,
    SellTickets,
    UndoTickets,
    UseTickets,
)
from backend.till.returning import changed
from backend.till.stamping import would_fill
from backend.till.state import Adjustment, Arrived, Kept, Redemption, State, Visit


def members(state: State, op: Operation) -> Iterator[str]:
    """Whose accounts an operation may move, as far as the state tells. Should it turn out to need another, `NotLoaded` puts it off."""
    match op:
        case RecordSale():
            yield from _of_sale(state, op)
        case Redeem() | Exchange() | Adjust() | SellTickets() | UseTickets() | RefundTickets():
            yield from _of_visit(state, op.visit_id)
        case OpenVisit() | Reserve():
            yield from _of_scan(state, op)
        case Commit() | Release() | DecideAdjustment() | ConfirmTakeover() | AnswerSurvey() | Deliver() | UndoTickets():
            yield from _of(_named_by(state, op))
        case CheckIn():
            yield op.identified.member_id
        case IssueVoucher():
            yield op.body.member
        case Leave() | Lapse() | ClaimVoucher():
            yield op.member_id
        case _:  # closing a visit moves nothing
            return


def _named_by(
    state: State, op: Commit | Release | DecideAdjustment | ConfirmTakeover | AnswerSurvey | Deliver | UndoTickets
) -> Redemption | Adjustment | Takeover | Arrived | Kept | Move | None:
    match op:
        case Deliver():
            return kept_of(state, op)
        case Commit() | Release():
            return state.redemptions.get(op.redemption_id)
        case DecideAdjustment():
            return state.adjustments.get(op.adjustment_id)
        case ConfirmTakeover():
            return state.takeovers.get(op.takeover_id)
        case AnswerSurvey():
            return state.arrivals.get(op.checkin_id)
        case UndoTickets():
            return next(iter(state.ticket_moves.get(op.act_id, ())), None)


def _of(named: Visit | Redemption | Adjustment | Takeover | Arrived | Kept | Move | None) -> Iterator[str]:
    if named is not None:
        yield named.member_id


def _of_visit(state: State, visit_id: str | None) -> Iterator[str]:
    return _of(state.visits.get(visit_id or ""))


def _of_scan(state: State, op: OpenVisit | Reserve) -> Iterator[str]:
    if isinstance(op, OpenVisit):
        if state.automatic or any(card.basis == "visit" for card in state.stamp_cards):  # otherwise opening a visit moves nothing
            yield op.identified.member_id
    elif op.identified is not None:
        yield op.identified.member_id
    else:
        yield from _of_visit(state, op.visit_id)


def _of_sale(state: State, op: RecordSale) -> Iterator[str]:
    for original in changed(state, op):
        yield from _of(state.kept.get(original.id))
    if op.sale.kind == "return" or op.sale.void is True:
        return
    ref = op.sale.member
    who = named(state, op)
    if who is not None and who.member_id in state.holders:
        yield who.member_id
        return
    if ref is not None and ref.kind == "visit":
        yield from _of_visit(state, ref.value)
    for visit in candidates(state, op):
        yield visit.member_id


def accounts(state: State, op: Operation) -> list[str]:
    """Points and debt accounts of `members`."""
    found: list[str] = []
    for member in members(state, op):
        holder = state.holders.get(member)
        if holder is not None:
            found += (holder.account_id, holder.debt_id)
    return found


def vouchers(state: State, op: Operation) -> list[str]:
    match op:
        case Redeem() | Reserve():
            return list(op.body.vouchers)
        case Commit() | Release():
            return list(state.redeemed_vouchers.get(op.redemption_id, ()))
        case RecordSale():
            used = [redemption for original in changed(state, op) for redemption in state.redemptions_of(original.id)]
            return [each for redemption in used for each in state.redeemed_vouchers.get(redemption.id, ())]
        case _:
            return []


def coupons(state: State, op: Operation) -> list[str]:
    """Counters, locked last."""
    named = [op.body.coupon] if isinstance(op, IssueVoucher) else []
    if isinstance(op, AnswerSurvey) and op.coupon in state.coupons:
        named.append(op.coupon)
    if isinstance(op, (OpenVisit, ClaimVoucher)):
        named += [coupon for _, coupon in tallies(state, op)]
    if isinstance(op, (OpenVisit, RecordSale)):
        total = op.sale.total if isinstance(op, RecordSale) else None
        named += [coupon for member in members(state, op) for coupon in would_fill(state, member, total)]
    return named + [state.vouchers[each].coupon_id for each in vouchers(state, op) if each in state.vouchers]


def tallies(state: State, op: Operation) -> list[tuple[str, str]]:
    """(member, coupon) whose vouchers are counted."""
    match op:
        case ClaimVoucher():
            return [(op.member_id, state.words[op.word])] if op.word in state.words else []
        case OpenVisit():
            return [(op.identified.member_id, each) for each in state.automatic]
        case Redeem() | Reserve() | Commit() | RecordSale():
            if isinstance(op, RecordSale) and op.sale.void is not True:
                return []
            held = [state.vouchers[each] for each in vouchers(state, op) if each in state.vouchers]
            return [(each.member_id, each.coupon_id) for each in held]
        case _:
            return []


def takeovers(state: State, op: Operation) -> list[str]:
    """Claims, and after all of them `legacy_cards`: two may claim the same card."""
    return [op.takeover_id] if isinstance(op, ConfirmTakeover) and op.takeover_id in state.takeovers else []


def legacy_cards(state: State, op: Operation) -> list[str]:
    cards = [state.takeovers[each].card_id for each in takeovers(state, op)]
    return [card for card in cards if card is not None]
