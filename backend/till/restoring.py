"""What was used for a sale comes back with its return: points to the lots they came from, coupons that are still valid."""

from collections.abc import Iterator

import msgspec

from backend.coupons.rules import Voucher
from backend.earning.rules import governing
from backend.ledger.rules import Lot
from backend.till.draft import Draft, Posting, account_of, moment
from backend.till.state import Holder, Redemption
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


def restore_vouchers(draft: Draft, standing: list[Redemption], left: int) -> int:
    """Vouchers that are still valid can be used again, once the kept lines no longer come to what they need; answers how many."""
    today, given = moment(draft.op.at).day, 0
    for redemption in standing:
        for voucher_id in draft.state.redeemed_vouchers.get(redemption.id, ()):
            voucher = draft.state.vouchers[voucher_id]
            if (
                voucher.state == "used"
                and voucher.redemption_id == redemption.id
                and today <= draft.state.coupons[voucher.coupon_id].ends_on
                and (not left or left < draft.state.coupons[voucher.coupon_id].minimum)
            ):
                draft.vouchers[voucher_id] = Voucher(
                    voucher.id, voucher.coupon_id, voucher.member_id, "issued", voucher.issued_at, None, None
                )
                draft.coupons.append((voucher.coupon_id, 0, -1))
                given += 1
    return given
