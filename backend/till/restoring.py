"""What was used for a sale comes back with its return: points to the lots they came from, coupons that are still valid."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from backend.coupons.discounts import Line, stands
from backend.coupons.rules import Voucher, exhausted
from backend.earning.rules import governing
from backend.ledger.rules import Lot, take
from backend.receipts.lines import NONE, AllGone, Lines
from backend.till.draft import Draft, Posting, account_of, moment
from backend.till.state import Holder, Redemption, Tally
from shared.clock import DAY, end_of_day, tokyo


def restore(draft: Draft, holder: Holder, standing: list[Redemption], postings: list[Posting], upto: int, *, ended: bool) -> int:
    """Gives points back until `upto` of those used are; the last that were spent first. Answers how many are the member's again.

    `ended` says that nothing of the sale is left.

    What came from a lot that has expired since gets some days of grace; what had been booked as the store's loss stays the store's.
    """
    now, late, restored = draft.op.at, 0, 0
    missing = upto - sum([each.restored for each in standing])
    for redemption in reversed(standing):
        part = min(missing, redemption.points - redemption.restored)
        missing -= part
        state = ("released", now) if ended else (redemption.state, redemption.settled_at)
        draft.redemptions[redemption.id] = msgspec.structs.replace(
            redemption, state=state[0], settled_at=state[1], restored=redemption.restored + part
        )
        if part:
            postings.append(Posting(account_of(redemption.store_id, "redeemed"), None, -part))
        for lot_id, points in _last_taken(draft, redemption, part):
            if lot_id is None:
                postings.append(Posting(account_of(redemption.store_id, "offline_loss"), None, points))
                continue
            restored += points
            lot = draft.lot(holder.account_id, lot_id)
            if lot.expire_at < now:
                late += points
                continue
            draft.lots[lot_id] = lot.keeping(lot.left + points)
            postings.append(Posting(holder.account_id, lot_id, points))
    if late:
        grace = governing(draft.state.rule_sets, now).grace_days
        until = end_of_day(tokyo(now + grace * DAY).date())
        lot = Lot(draft.ids.new(), holder.account_id, "", None, late, late, now, now, until)
        draft.lots[lot.id] = lot
        postings.append(Posting(holder.account_id, lot.id, late))
    return restored


def _last_taken(draft: Draft, redemption: Redemption, points: int) -> Iterator[tuple[str | None, int]]:
    """(lot, points) from the end of what was taken, behind what has been restored; no lot for what no lot had."""
    taken = list(draft.state.takes.get(redemption.tx_id or "", ()))
    short = redemption.points - sum([amount for _, amount in taken])
    skip = redemption.restored
    for lot_id, amount in (*([(None, short)] if short else []), *reversed(taken)):
        over = min(skip, amount)
        skip -= over
        part = min(points, amount - over)
        points -= part
        if part:
            yield lot_id, part


class Goods(NamedTuple):
    """What a sale sold, and what is kept of it: for `left` yen of the `whole`."""

    sold: Sequence[Line]
    kept: Sequence[Line]
    left: int
    whole: int


def goods_of(sold: Lines, gone: AllGone) -> Goods:
    """A weighed line is one piece at least."""
    of_sale = [(line, line.quantity_milli, line.amount) for line in sold]
    kept = [(line, milli - gone.get(line.n, NONE).milli, yen - gone.get(line.n, NONE).amount) for line, milli, yen in of_sale]
    found = [
        [Line(line.sku, line.category, line.unit_price, -(-milli // 1000)) for line, milli, yen in each if milli > 0 or yen > 0]
        for each in (of_sale, kept)
    ]
    return Goods(found[0], found[1], sum([yen for _, _, yen in kept]), sum([line.amount for line in sold]))


def restore_vouchers(draft: Draft, standing: list[Redemption], goods: Goods) -> int:
    """Vouchers that are still valid can be used again, once the kept lines are no longer what they are for; answers how many."""
    today, given = moment(draft.op.at).day, 0
    for redemption in standing:
        for voucher_id in draft.state.redeemed_vouchers.get(redemption.id, ()):
            voucher = draft.state.vouchers[voucher_id]
            offer = draft.state.coupons[voucher.coupon_id]
            mine = voucher.state == "used" and voucher.redemption_id == redemption.id
            if mine and today <= offer.ends_on and not stands(offer, *goods):
                draft.vouchers[voucher_id] = Voucher(
                    voucher.id, voucher.coupon_id, voucher.member_id, "issued", voucher.issued_at, None, None
                )
                draft.coupons.append((voucher.coupon_id, 0, -1))
                given += 1
    return given


def take_again(draft: Draft, holder: Holder, standing: list[Redemption], postings: list[Posting], upto: int) -> tuple[int, int]:
    """The other way, when a return is undone: points are used again, until only `upto` of them are given back.

    Answers how many are the member's now, below zero, and how many of them were not there any more.
    """
    now, taken = draft.op.at, 0
    over = sum([each.restored for each in standing]) - upto
    missing = 0
    for redemption in standing:
        part = min(over, redemption.restored)
        over -= part
        back = msgspec.structs.replace(redemption, state="committed", settled_at=now, restored=redemption.restored - part)
        draft.redemptions[redemption.id] = back
        if part:
            postings.append(Posting(account_of(redemption.store_id, "redeemed"), None, part))
        for lot_id, points in _last_taken(draft, back, part):
            if lot_id is None:
                postings.append(Posting(account_of(redemption.store_id, "offline_loss"), None, -points))
                continue
            taken += points
            lot = draft.lot(holder.account_id, lot_id)
            here = min(points, lot.left) if now <= lot.expire_at else 0
            missing += points - here
            if here:
                draft.lots[lot_id] = lot.keeping(lot.left - here)
                postings.append(Posting(holder.account_id, lot_id, -here))
    for each in take(draft.lots_of(holder.account_id), missing, now):
        draft.lots[each.lot.id] = each.lot
        postings.append(Posting(holder.account_id, each.lot.id, -each.points))
        missing -= each.points
    return -taken, missing


def use_again(draft: Draft, standing: list[Redemption], goods: Goods) -> int:
    """Vouchers of a sale whose return is undone are used again; where one went elsewhere since, that is a case. Answers how many."""
    state, used = draft.state, 0
    for redemption in standing:
        for voucher_id in state.redeemed_vouchers.get(redemption.id, ()):
            voucher = state.vouchers[voucher_id]
            offer = state.coupons[voucher.coupon_id]
            if voucher.redemption_id == redemption.id or not stands(offer, *goods):  # it has been used all along, or is not yet
                continue
            if state.voucher_state(voucher, draft.op.at) != "issued":
                draft.case("offline_loss", redemption.store_id, redemption.member_id, redemption.id, {"voucher": voucher_id})
                continue
            others = state.tallies.get((voucher.member_id, offer.id), Tally()).used
            if exhausted(offer, others):
                draft.case("coupon_limit", redemption.store_id, redemption.member_id, redemption.id, {"coupon": offer.id})
            draft.vouchers[voucher_id] = msgspec.structs.replace(voucher, state="used", redemption_id=redemption.id, used_at=draft.op.at)
            draft.coupons.append((offer.id, 0, 1))
            used += 1
    return used
