"""Coupons at the till: how a member comes by one, which may be used together, and what they take off."""

from msgspec.structs import replace

from backend.coupons.discounts import Bill, Line, bill_of, together
from backend.coupons.rules import Coupon, Day, Voucher, clash, exhausted, refusal
from backend.kit.ids import Ids
from backend.problems import Refused
from backend.till import answers
from backend.till.draft import Draft, encode, moment
from backend.till.operations import ClaimVoucher, IssueVoucher, Operation
from backend.till.state import Holder, Redemption, State, Tally, Visit
from shared.clock import to_date
from shared.holidays import is_holiday
from shared.wire import coupons, visits
from shared.wire.problems import Code

Wish = visits.Redeem | visits.Reserve


def decide_issue(state: State, op: IssueVoucher, ids: Ids) -> tuple[Draft, bytes] | Refused:
    offer = state.coupons.get(op.body.coupon)
    holder = state.holders.get(op.body.member)
    if offer is None or offer.way == "stamps":  # that a full card alone gives
        return Refused(Code.COUPON_UNKNOWN, {})
    return _given(state, op, ids, offer, holder)


def decide_claim(state: State, op: ClaimVoucher, ids: Ids) -> tuple[Draft, bytes] | Refused:
    """A word brings a voucher as often as one member may use the coupon: once, unless the offer says otherwise."""
    offer = state.coupons.get(state.words.get(op.word, ""))
    if offer is None or moment(op.at).day < offer.starts_on:
        return Refused(Code.COUPON_WORD_UNKNOWN, {})
    used, unused = state.tallies.get((op.member_id, offer.id), Tally())
    if unused or used >= (offer.per_member or 1):
        return Refused(Code.COUPON_TAKEN, {})
    if exhausted(offer, used):
        return Refused(Code.COUPON_EXHAUSTED, {})
    return _given(state, op, ids, offer, state.holders.get(op.member_id))


def _given(state: State, op: IssueVoucher | ClaimVoucher, ids: Ids, offer: Coupon, holder: Holder | None) -> tuple[Draft, bytes] | Refused:
    day = day_of(state, op, "" if holder is None else holder.member_id)
    if holder is None:
        return Refused(Code.MEMBER_UNKNOWN, {})
    if holder.member_id == op.actor.own_member_id:
        return Refused(Code.OWN_ACCOUNT, {})
    if day.number > offer.ends_on:
        return Refused(Code.VOUCHER_EXPIRED, {"on": to_date(offer.ends_on).isoformat()})
    draft = Draft(state, op, ids)
    voucher = issue(draft, holder, offer)
    draft.event(holder, "voucher", store=op.actor.store_id, hint=None)
    return draft, encode(answers.voucher(voucher, offer, "issued", day))


def issue(draft: Draft, holder: Holder, offer: Coupon) -> Voucher:
    voucher = Voucher(draft.ids.new(), offer.id, holder.member_id, "issued", draft.op.at, None, None)
    draft.vouchers[voucher.id] = voucher
    draft.coupons.append((offer.id, 1, 0))
    return voucher


def bring(draft: Draft, holder: Holder) -> None:
    """A scan brings every automatic coupon of today, of which the member holds none that is unused."""
    state, brought = draft.state, False
    today = moment(draft.op.at).day
    for coupon_id in state.automatic:
        offer = state.coupons[coupon_id]
        used, unused = state.tallies.get((holder.member_id, coupon_id), Tally())
        early = offer.terms.first_visit and state.visited.get(holder.member_id, 0) > 0
        if offer.starts_on <= today <= offer.ends_on and not (unused or early or exhausted(offer, used)):
            issue(draft, holder, offer)
            brought = True
    if brought:
        draft.event(holder, "voucher", store=draft.op.actor.store_id, hint=None)


def day_of(state: State, op: Operation, member_id: str) -> Day:
    number, holder = moment(op.at).day, state.holders.get(member_id)
    return Day(number, is_holiday(number), None if holder is None else holder.birth_month, state.visited.get(member_id))


def left_to_pay(state: State, op: Operation, visit: Visit, wish: Wish) -> int | Refused | None:
    """What the vouchers leave of the bill, None when nobody knows it; refused when one cannot be used, or not with the others."""
    day, bill = day_of(state, op, visit.member_id), bill_for(wish)
    chosen: list[Coupon] = []
    for voucher_id in wish.vouchers:
        voucher = state.vouchers.get(voucher_id)
        if voucher is None or voucher.member_id != visit.member_id or wish.vouchers.count(voucher_id) > 1:
            return Refused(Code.VOUCHER_UNKNOWN, {})
        offer = state.coupons[voucher.coupon_id]
        same = sum([each.id == offer.id for each in chosen])  # of one offer several may go in one redemption: each counts
        used = state.tallies.get((voucher.member_id, offer.id), Tally()).used + same
        counted = replace(offer, used=offer.used + same)
        refused = refusal(counted, state.voucher_state(voucher, op.at), day, bill.amount, used)
        if refused is not None:
            return Refused(*refused)
        chosen.append(offer)
    refused = clash([*_used_in(state, visit, op.at), *chosen])
    return Refused(*refused) if refused is not None else together(chosen, bill)[1].amount


def _used_in(state: State, visit: Visit, now: int) -> list[Coupon]:
    """Of the coupons that the visit has used or holds already."""
    standing = [each for each in state.redemptions_of(visit.id) if each.state == "committed" or each.holds(now)]
    held = [state.vouchers[voucher] for each in standing for voucher in state.redeemed_vouchers.get(each.id, ())]
    return [state.coupons[each.coupon_id] for each in held]


def offs(state: State, wish: Wish) -> tuple[coupons.Off, ...]:
    offers = [state.coupons[state.vouchers[each].coupon_id] for each in wish.vouchers]
    found, _ = together(offers, bill_for(wish))
    return tuple(
        coupons.Off(voucher=voucher, coupon=offer.id, yen=yen) for voucher, offer, yen in zip(wish.vouchers, offers, found, strict=True)
    )


def bill_for(wish: Wish | visits.Settle) -> Bill:
    amount = wish.amount_due if isinstance(wish.amount_due, int) else None
    return bill_of(amount, [Line(each.sku, each.category, each.price, each.pieces) for each in wish.basket or ()])


def use(draft: Draft, redemption: Redemption, vouchers: tuple[str, ...]) -> int:
    """Marks them used. One that another redemption took after a lapse stays that one's: a case, since this discount was given too."""
    state, op = draft.state, draft.op
    used: dict[str, int] = {}
    for voucher_id in vouchers:
        voucher = state.vouchers[voucher_id]
        before = state.voucher_state(voucher, op.at)
        if voucher.redemption_id not in {None, redemption.id} and before != "issued":
            draft.case("offline_loss", redemption.store_id, redemption.member_id, redemption.id, {"voucher": voucher_id})
            continue
        draft.vouchers[voucher_id] = replace(voucher, state="used", redemption_id=redemption.id, used_at=op.at)
        offer, same = state.coupons[voucher.coupon_id], used.get(voucher.coupon_id, 0)
        others = state.tallies.get((voucher.member_id, offer.id), Tally()).used - (before == "reserved") + same
        if exhausted(replace(offer, used=offer.used + same), others):  # others used the last ones while this was reserved
            draft.case("coupon_limit", redemption.store_id, redemption.member_id, redemption.id, {"coupon": offer.id})
        draft.coupons.append((offer.id, 0, 1))
        used[offer.id] = same + 1
    return sum(used.values())
