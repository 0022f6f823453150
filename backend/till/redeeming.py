"""Points and vouchers used: at once on the tablet, or reserved, committed and released by tills and carts."""

import msgspec

from backend.coupons.rules import Day
from backend.earning.rules import governing
from backend.kit.ids import Ids
from backend.ledger.rules import balance, spend
from backend.problems import Refused
from backend.till import answers
from backend.till import vouchers as held_vouchers
from backend.till.draft import Draft, NotLoaded, Posting, account_of, encode, moment
from backend.till.operations import Commit, Exchange, Operation, Redeem, Release, Reserve
from backend.till.paying import refused_commit, refused_wish, story
from backend.till.state import CodeUse, Redemption, State, Visit
from backend.till.visiting import visit_of, visit_of_code
from shared.clock import MINUTE, to_datetime
from shared.wire import visits
from shared.wire.problems import Code

HOLD = 5 * MINUTE
SENIOR = frozenset({"shift_lead", "manager"})
Wish = visits.Redeem | visits.Reserve


def decide_redeem(state: State, op: Redeem, ids: Ids) -> tuple[Draft, bytes] | Refused:
    visit = visit_of(state, op.visit_id, op.actor.store_id)
    if isinstance(visit, Refused):
        return visit
    refused = _refusal(state, op, visit, op.body)
    if refused is not None:
        return refused
    draft = Draft(state, op, ids)
    redemption = _new(draft, visit, op.body, None)
    done = _commit(draft, redemption, op.body.vouchers)
    return draft, encode(msgspec.structs.replace(done, offs=held_vouchers.offs(state, op.body)))


def decide_reserve(state: State, op: Reserve, ids: Ids) -> tuple[Draft, bytes] | Refused:
    draft = Draft(state, op, ids)
    visit = _visit_for(draft, op)
    if isinstance(visit, Refused):
        return visit
    refused = _refusal(state, op, visit, op.body)
    if refused is not None:
        return refused
    redemption = _new(draft, visit, op.body, op.at + HOLD)
    for voucher_id in op.body.vouchers:
        draft.vouchers[voucher_id] = msgspec.structs.replace(state.vouchers[voucher_id], state="reserved", redemption_id=redemption.id)
    draft.event(state.holders[visit.member_id], "reserve", store=visit.store_id, hint="redeem")
    held = _wire(draft, redemption, op.body.vouchers)
    return draft, encode(msgspec.structs.replace(held, offs=held_vouchers.offs(state, op.body)))


def decide_commit(state: State, op: Commit, ids: Ids) -> tuple[Draft, bytes] | Refused:
    """After the reservation lapsed it is still a fact: booked from the balance, the rest the store's loss."""
    redemption = _reservation(state, op, op.redemption_id)
    if isinstance(redemption, Refused):
        return redemption
    refused = refused_commit(state, op, redemption)
    if refused is not None:
        return refused
    draft = Draft(state, op, ids)
    settle = op.body
    if redemption.visit_id is not None and settle.terminal is not None:
        visit = state.visits[redemption.visit_id]
        if visit.terminal is None:  # the visit that the reservation opened now stands at a till, where its sale will find it
            draft.visits[visit.id] = msgspec.structs.replace(visit, terminal=settle.terminal)
    if settle.terminal is not None and settle.number is not None:
        sold = state.sale_of((redemption.store_id, settle.terminal, settle.number), op.source)
        if sold is not None:
            redemption = msgspec.structs.replace(redemption, sale_id=sold.id)
    return draft, encode(_commit(draft, redemption, state.redeemed_vouchers.get(redemption.id, ())))


def decide_release(state: State, op: Release, ids: Ids) -> tuple[Draft, bytes] | Refused:
    redemption = _reservation(state, op, op.redemption_id)
    if isinstance(redemption, Refused):
        return redemption
    draft = Draft(state, op, ids)
    vouchers = state.redeemed_vouchers.get(redemption.id, ())
    for voucher_id in vouchers:
        voucher = state.vouchers[voucher_id]
        if voucher.state == "reserved" and voucher.redemption_id == redemption.id:
            draft.vouchers[voucher_id] = msgspec.structs.replace(voucher, state="issued", redemption_id=None)
    draft.redemptions[redemption.id] = released = msgspec.structs.replace(redemption, state="released", settled_at=op.at)
    draft.event(state.holders[redemption.member_id], "reserve", store=redemption.store_id, hint="redeem")
    return draft, encode(_wire(draft, released, vouchers))


def available(state: State, account_id: str, now: int) -> int:
    """Live points less what live reservations hold; none when a return has taken back even those."""
    if account_id not in state.accounts:
        raise NotLoaded(account_id)
    held = sum([each.points for each in state.redemptions_of(account_id) if each.holds(now)])
    return max(0, balance(state.lots.get(account_id, {}).values(), now) - held)


def spent_in_visit(redemptions: list[Redemption], now: int) -> int:
    """Points that a visit has used or holds."""
    return sum([each.points for each in redemptions if each.state == "committed" or each.holds(now)])


def _reservation(state: State, op: Commit | Release, redemption_id: str) -> Redemption | Refused:
    redemption = state.redemptions.get(redemption_id)
    if redemption is None or redemption.store_id != op.actor.store_id:
        return Refused(Code.RESERVATION_UNKNOWN, {})
    return redemption if redemption.state == "reserved" else Refused(Code.RESERVATION_SETTLED, {})


def _refusal(state: State, op: Operation, visit: Visit, wish: Wish) -> Refused | None:
    if visit.member_id == op.actor.own_member_id:
        return Refused(Code.OWN_ACCOUNT, {})
    if not wish.points and not wish.vouchers:
        return Refused(Code.NOTHING_TO_REDEEM, {})
    if state.holders[visit.member_id].frozen_at is not None:
        return Refused(Code.MEMBER_FROZEN, {})
    due = held_vouchers.bill_for(wish).amount
    if wish.vouchers:
        left = held_vouchers.left_to_pay(state, op, visit, wish)
        if isinstance(left, Refused):
            return left
        due = left
    refused = _points_refusal(state, op, visit, wish, due) if wish.points else None
    return refused or unasked(state, op, visit, wish.points)


def _points_refusal(state: State, op: Operation, visit: Visit, wish: Wish, due: int | None) -> Refused | None:
    owed = owing(state, visit, op.at)
    if owed is not None:
        return owed
    usable = available(state, visit.account_id, op.at)
    if wish.points > usable:
        return Refused(Code.POINTS_INSUFFICIENT, {"available": usable})
    return refused_wish(state, op, visit, wish, due)


def owing(state: State, visit: Visit, now: int) -> Refused | None:
    """Where the shop wants it so, nothing is spent until what a return left owing is repaid."""
    debt = state.holders[visit.member_id].debt_id
    if governing(state.rule_sets, now).shortfall != "hold":
        return None
    if debt not in state.accounts:
        raise NotLoaded(debt)
    owed = state.accounts[debt].balance
    return Refused(Code.POINTS_OWED, {"owed": owed}) if owed else None


def unasked(state: State, op: Operation, visit: Visit, points: int) -> Refused | None:
    """By a number, or above the shop's limit, the member has to say yes on the phone. Tills in two steps cannot wait for that."""
    limit = governing(state.rule_sets, op.at).visit_limit
    spent = spent_in_visit(state.redemptions_of(visit.id), op.at) + state.exchanged.get(visit.id, 0)
    over = points > 0 and visit.purpose != 2 and spent + points > limit
    by_number = visit.how == "card" and op.actor.role not in SENIOR
    if not over and not by_number:
        return None
    if not isinstance(op, (Redeem, Exchange)):
        return Refused(Code.POINTS_NEED_CODE, {}) if by_number else Refused(Code.POINTS_OVER_LIMIT, {"limit": limit})
    word = state.approvals.get((*op.key, op.fingerprint))
    if word is not None and word.state == "given" and op.at <= word.expires_at:
        return None
    if word is not None and word.state == "denied":
        return Refused(Code.APPROVAL_DENIED, {})
    return Refused(Code.APPROVAL_NEEDED, {} if by_number else {"limit": limit})


def _visit_for(draft: Draft, op: Reserve) -> Visit | Refused:
    """A cart names an open visit, or shows the member's code, which opens one as a scan would."""
    state, store = draft.state, op.body.store
    if store not in state.stores:
        return Refused(Code.STORE_UNKNOWN, {"store": store})
    if op.identified is None:
        return visit_of(state, op.visit_id or "", store)
    who = op.identified
    holder = state.holders.get(who.member_id)
    if holder is None:
        return Refused(Code.MEMBER_UNKNOWN, {})
    if who.code is not None:
        use = state.code_uses.get(who.code)
        if use is not None:
            return visit_of_code(state, use, op)
    visit = Visit(
        draft.ids.new(), holder.member_id, holder.account_id, store, None, op.actor.device_id, who.how, who.purpose, op.at, None, None
    )
    draft.visits[visit.id] = visit
    draft.count(store, draft.when, visits=1)
    if who.code is not None:
        draft.code_uses[who.code] = CodeUse(who.code, visit.id, None, store, op.at)
    return visit


def _new(draft: Draft, visit: Visit, wish: Wish, expires: int | None) -> Redemption:
    worth = governing(draft.state.rule_sets, draft.op.at).spending.value(wish.points)
    redemption = Redemption(
        draft.ids.new(), visit.member_id, visit.account_id, visit.store_id, visit.id, "reserved", wish.points, draft.op.at, expires,
        None, None, None, 0, worth,
    )  # fmt: skip
    draft.redemptions[redemption.id] = redemption
    draft.redeemed_vouchers += [(redemption.id, voucher_id) for voucher_id in wish.vouchers]
    return redemption


def _commit(draft: Draft, redemption: Redemption, vouchers: tuple[str, ...]) -> visits.Redemption:
    state, op, store = draft.state, draft.op, redemption.store_id
    holder = state.holders[redemption.member_id]
    used = held_vouchers.use(draft, redemption, vouchers)
    taken = spend(draft.lots_of(redemption.account_id), redemption.points, op.at)
    short = redemption.points - sum([take.points for take in taken])
    postings = [Posting(redemption.account_id, take.lot.id, -take.points) for take in taken]
    for take in taken:
        draft.lots[take.lot.id] = take.lot
    if short:
        postings.append(Posting(account_of(store, "offline_loss"), None, -short))
        draft.case("offline_loss", store, holder.member_id, redemption.id, {"points": redemption.points, "short": short})
    tx_id = None
    if redemption.points:
        postings.append(Posting(account_of(store, "redeemed"), None, redemption.points))
        tx_id = draft.book(
            "redeem",
            holder,
            postings,
            store=store,
            effective_at=op.at,
            hint="redeem",
            sale_id=redemption.sale_id,
            visit_id=redemption.visit_id,
            why=story(state, redemption),
        )
        draft.takes[tx_id] = [(take.lot.id, take.points) for take in taken]
    else:
        draft.event(holder, "voucher", store=store, hint="redeem", sale_id=redemption.sale_id)
    draft.redemptions[redemption.id] = done = msgspec.structs.replace(
        redemption, state="committed", settled_at=op.at, expires_at=None, tx_id=tx_id
    )
    draft.count(store, draft.when, points_used=redemption.points, coupons_used=used)
    return _wire(draft, done, vouchers, ("offline_loss",) if short else ())


def _wire(draft: Draft, redemption: Redemption, vouchers: tuple[str, ...], notes: tuple[str, ...] = ()) -> visits.Redemption:
    state, today = draft.state, Day(moment(draft.op.at).day)
    held = [draft.vouchers.get(each) or state.vouchers[each] for each in vouchers]
    return visits.Redemption(
        redemption=redemption.id,
        state=redemption.state,  # pyright: ignore[reportArgumentType]  the table's states are the wire's
        points=redemption.points,
        points_value=redemption.yen,
        vouchers=tuple(answers.voucher(each, state.coupons[each.coupon_id], each.state, today) for each in held),
        balance=draft.balance(redemption.account_id),
        expires_at=None if redemption.expires_at is None else to_datetime(redemption.expires_at),
        notes=notes,
    )
