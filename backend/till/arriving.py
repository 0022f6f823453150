"""A member at the tablet by the door: points for coming, once a store and day, and thanks for a questionnaire, once each.

Both are gifts without a purchase. The account is locked before it is asked who came, so that of two tablets one is the second.
"""

from datetime import date

import msgspec

from backend.coupons.rules import Day
from backend.earning.rules import governing
from backend.kit.ids import Ids
from backend.ledger.rules import Lot
from backend.problems import Refused
from backend.till import answers
from backend.till.draft import Draft, Posting, account_of, encode
from backend.till.granting import last, repay
from backend.till.operations import AnswerSurvey, CheckIn
from backend.till.state import Arrived, CodeUse, Holder, Replied, State
from backend.till.visiting import used
from backend.till.vouchers import issue
from shared.clock import MINUTE, to_date
from shared.wire.checkin import MOST_GIFT, Thanked
from shared.wire.coupons import Voucher as ShownVoucher
from shared.wire.problems import Code

ANSWERS_FOR = 10 * MINUTE
"""So long after checking in a questionnaire is still that member's to answer."""


class CameIn(msgspec.Struct, frozen=True):
    """What is kept and answered of a check-in: no name. What else the tablet shows is read afterwards."""

    checkin: str
    points: int
    balance: int
    day: date


def decide_check_in(state: State, op: CheckIn, ids: Ids) -> tuple[Draft, bytes] | Refused:
    who, store = op.identified, op.actor.store_id
    holder = state.holders.get(who.member_id)
    if holder is None:
        return Refused(Code.MEMBER_UNKNOWN, {})
    if who.code is None:
        return Refused(Code.CHECKIN_NEEDS_CODE, {})
    draft = Draft(state, op, ids)
    if (holder.member_id, store, draft.when.day) in state.came:
        return Refused(Code.CHECKIN_DONE, {})
    use = state.code_uses.get(who.code)
    if use is not None:
        return used(state, use)
    draft.code_uses[who.code] = CodeUse(who.code, None, None, store, op.at)
    points = _allowed(state, op, op.points)
    tx_id = _give(draft, holder, points, "checkin")
    draft.arrivals.append(
        Arrived(op.op_id, holder.member_id, holder.account_id, store, op.actor.device_id, draft.when.day, points, op.at, tx_id)
    )
    if tx_id is None:
        draft.hint("visit", store)
    return draft, encode(CameIn(op.op_id, points, draft.balance(holder.account_id), to_date(draft.when.day)))


def decide_reply(state: State, op: AnswerSurvey, ids: Ids) -> tuple[Draft, bytes] | Refused:
    arrived, store = state.arrivals.get(op.checkin_id), op.actor.store_id
    holder = None if arrived is None else state.holders.get(arrived.member_id)
    if arrived is None or holder is None or arrived.store_id != store:
        return Refused(Code.CHECKIN_UNKNOWN, {})
    if (op.survey_id, arrived.member_id) in state.replied:
        return Refused(Code.SURVEY_ANSWERED, {})
    if op.at - arrived.at > ANSWERS_FOR:
        return Refused(Code.CHECKIN_OVER, {})
    draft = Draft(state, op, ids)
    voucher = _thank(draft, holder, op.coupon)
    points = _allowed(state, op, op.points, arrived.points)
    tx_id = _give(draft, holder, points, "survey")
    voucher_id = None if voucher is None else voucher.id
    reply = Replied(ids.new(), op.survey_id, holder.member_id, store, arrived.id, op.answers, op.at, tx_id, voucher_id)
    draft.replies[reply.id] = reply
    return draft, encode(Thanked(points=points, balance=draft.balance(holder.account_id), coupon=voucher))


def _allowed(state: State, op: CheckIn | AnswerSurvey, points: int, other: int = 0) -> int:
    """Set when a point was worth less, they may be more by now than a visit may bring."""
    spending = governing(state.rule_sets, op.at).spending
    return points if spending.plain else max(0, min(points, spending.within(MOST_GIFT) - other))


def _give(draft: Draft, holder: Holder, points: int, reason: str) -> str | None:
    """Points that live as long as earned ones; answers the transaction, None where there is nothing to give."""
    op, store = draft.op, draft.op.actor.store_id
    if not points:
        return None
    tx_id = draft.ids.new()
    until = last(governing(draft.state.rule_sets, op.at), draft.when.month)
    lot = Lot(draft.ids.new(), holder.account_id, tx_id, None, points, points, op.at, op.at, until)
    draft.lots[lot.id] = lot
    draft.count(store, draft.when, points_granted=points)
    draft.book(
        "gift",
        holder,
        [Posting(holder.account_id, lot.id, points), Posting(account_of(store, "issued"), None, -points)],
        store=store,
        effective_at=op.at,
        hint="visit",
        reason=reason,
        tx_id=tx_id,
    )
    repay(draft, holder, lot, store=store, effective_at=op.at)
    return tx_id


def _thank(draft: Draft, holder: Holder, coupon: str | None) -> ShownVoucher | None:
    """The coupon for the answers. One that has ended or is not there is not given, and nobody is sent away for it."""
    offer = draft.state.coupons.get(coupon or "")
    if offer is None or offer.way == "stamps" or draft.when.day > offer.ends_on:
        return None
    voucher = issue(draft, holder, offer)
    draft.event(holder, "voucher", store=draft.op.actor.store_id, hint=None)
    return answers.voucher(voucher, offer, "issued", Day(draft.when.day))
