"""The return of a whole sale: what it granted is taken back, what was used for it is given back."""

from typing import NamedTuple

import msgspec

from backend.coupons.rules import Voucher
from backend.earning.deriving import Derivation, evaluate
from backend.earning.rules import governing
from backend.ledger.rules import Lot, spend
from backend.problems import Refused
from backend.till.accruing import count_bonuses
from backend.till.answers import next_expiry, printed
from backend.till.draft import Draft, Posting, account_of, encode, moment
from backend.till.operations import RecordSale
from backend.till.recording import record
from backend.till.state import Holder, Kept, Month, Parked, Redemption, SaleNumber, Sold, State
from shared.clock import DAY, end_of_day, tokyo
from shared.wire.problems import Code
from shared.wire.sales import Sale, SaleAnswer


class Undone(NamedTuple):
    taken: int
    """Points that the sale had granted."""
    restored: int
    """Points that had been used for it."""
    notes: tuple[str, ...]


NOT_UNDONE = Undone(0, 0, ())


def original_number(sale: Sale) -> SaleNumber | None:
    return None if sale.original is None else (sale.original.store, sale.original.terminal, sale.original.number)


def original_of(state: State, op: RecordSale) -> Sold | None:
    """The sale that a return speaks of: of the same POS first, of whichever recorded that number otherwise."""
    number = original_number(op.sale)
    sold = [each for each in state.sold.get(number, ()) if each.kind == "sale"] if number is not None else []
    own = [each for each in sold if each.source == op.source]
    return (own or sold or [None])[0]


def decide_return(draft: Draft, op: RecordSale, notes: tuple[str, ...]) -> tuple[Draft, bytes] | Refused:
    sale, state = op.sale, draft.state
    original = original_of(state, op)
    return_id = draft.ids.new()
    if original is None:
        record(draft, op, return_id, None, (*notes, "parked"))
        _park(draft, op, return_id)
        return draft, encode(_answer(return_id, "none", (*notes, "parked")))
    if original.id in state.returned:
        return Refused(Code.RETURN_EXCEEDS_SALE, {})
    if (sale.total, op.sums.lines) != (-original.total, -original.lines):
        return Refused(Code.RETURN_NOT_WHOLE, {})
    kept = state.kept.get(original.id)
    if kept is not None and kept.member_id == op.actor.own_member_id:
        return Refused(Code.OWN_ACCOUNT, {})
    record(draft, op, return_id, original.id, notes)
    draft.links.append((return_id, original.id))
    goods = -state.chosen(governing(state.rule_sets, original.effective_at)).rank_goods(sale)
    undone = apply_return(draft, original, kept, state.redemptions_of(original.id), return_id, op.effective, goods)
    if kept is None:
        return draft, encode(_answer(return_id, "none", notes))
    shown = draft.balance(kept.account_id)
    due = next_expiry(draft.lots_of(kept.account_id), op.at)
    return draft, encode(
        SaleAnswer(
            sale=return_id,
            matched="original",
            points=-undone.taken,
            balance=shown,
            next_expiry=due,
            lines=printed(-undone.taken, 0, shown, due),
            notes=(*notes, *undone.notes),
        )
    )


def _answer(return_id: str, how: str, notes: tuple[str, ...]) -> SaleAnswer:
    return SaleAnswer(
        sale=return_id,
        matched=how,  # pyright: ignore[reportArgumentType]  callers pass the wire's words
        points=0,
        balance=None,
        next_expiry=None,
        lines=(),
        notes=notes,
    )


def _park(draft: Draft, op: RecordSale, return_id: str) -> None:
    """The return is recorded now and counts when its sale comes; nobody knows yet whose it is."""
    sale = op.sale
    number = original_number(sale)
    if number is None:
        raise AssertionError("a return without its sale's number was refused before")
    draft.parked.append((Parked(return_id, number, sale.total, op.sums.lines, op.effective), op.source))
    draft.hint("return", sale.store)


def apply_return(
    draft: Draft, original: Sold, kept: Kept | None, redemptions: list[Redemption], return_id: str, effective: int, goods: int
) -> Undone:
    """Undoes a sale as if it had never been, as far as the member's points still allow; the rest becomes debt, never silently."""
    store = original.number[0]
    when = moment(effective)
    draft.count(store, when, sales=-original.total, receipts=-1)
    if kept is None:
        draft.hint("return", store)
        return NOT_UNDONE
    holder = draft.state.holders[kept.member_id]
    standing = [each for each in redemptions if each.state == "committed"]
    vouchers = _give_back_vouchers(draft, standing)
    postings: list[Posting] = []
    restored = _restore(draft, holder, standing, postings)
    owed = _take_back(draft, holder, store, original, kept.points, postings)
    tx_id = None
    if postings:
        tx_id = draft.ids.new()
        _add_lots(draft, tx_id)
        draft.book(
            "reverse", holder, postings, store=store, effective_at=effective, hint="return", sale_id=return_id, reason="return", tx_id=tx_id
        )
    else:
        draft.event(holder, "reverse", store=store, hint="return", sale_id=return_id)
    draft.receipts.append((return_id, holder.member_id, holder.account_id, tx_id, "original", -kept.points, restored, effective))
    draft.months.append((holder.member_id, moment(original.effective_at).month, Month(-1, -original.total, -goods)))
    if kept.why:
        why = msgspec.json.decode(kept.why, type=Derivation)
        count_bonuses(draft, holder, moment(original.effective_at).day, evaluate(why.rules, why), -1)
    draft.count(
        store,
        when,
        member_sales=-original.total,
        member_receipts=-1,
        points_granted=-kept.points,
        points_used=-restored,
        coupons_used=-vouchers,
    )
    return Undone(kept.points, restored, ("debt",) if owed else ())


def _restore(draft: Draft, holder: Holder, standing: list[Redemption], postings: list[Posting]) -> int:
    """Used points go back to the lots they came from; what came from a lot that has expired since gets some days of grace."""
    now, late, restored = draft.op.at, 0, 0
    for redemption in standing:
        draft.redemptions[redemption.id] = msgspec.structs.replace(redemption, state="released", settled_at=now)
        covered = 0
        for lot_id, amount in draft.state.takes.get(redemption.tx_id or "", ()):
            lot = draft.lot(holder.account_id, lot_id)
            covered += amount
            if lot.expire_at < now:
                late += amount
                continue
            draft.lots[lot_id] = lot.keeping(lot.left + amount)
            postings.append(Posting(holder.account_id, lot_id, amount))
        restored += covered
        if redemption.points:
            postings.append(Posting(account_of(redemption.store_id, "redeemed"), None, -redemption.points))
        if redemption.points > covered:  # this much had been booked as the store's loss, not as the member's points
            postings.append(Posting(account_of(redemption.store_id, "offline_loss"), None, redemption.points - covered))
    if late:
        grace = governing(draft.state.rule_sets, now).grace_days
        until = end_of_day(tokyo(now + grace * DAY).date())
        lot = Lot(draft.ids.new(), holder.account_id, "", None, late, late, now, now, until)
        draft.lots[lot.id] = lot
        postings.append(Posting(holder.account_id, lot.id, late))
    return restored


def _add_lots(draft: Draft, tx_id: str) -> None:
    """A lot made by this return belongs to its transaction, whose id is only known now."""
    for lot in list(draft.lots.values()):
        if not lot.tx_id:
            draft.lots[lot.id] = msgspec.structs.replace(lot, tx_id=tx_id)


def _take_back(draft: Draft, holder: Holder, store: str, original: Sold, points: int, postings: list[Posting]) -> int:
    """Takes the granted points from the sale's own lot, then in the order of spending; answers what stays owed."""
    missing = points
    for lot in draft.lots_of(holder.account_id):
        if lot.sale_id == original.id and missing and lot.left:
            part = min(missing, lot.left)  # an expired lot too: these points were never used
            draft.lots[lot.id] = lot.keeping(lot.left - part)
            postings.append(Posting(holder.account_id, lot.id, -part))
            missing -= part
    for take in spend(draft.lots_of(holder.account_id), missing, draft.op.at):
        draft.lots[take.lot.id] = take.lot
        postings.append(Posting(holder.account_id, take.lot.id, -take.points))
        missing -= take.points
    if missing:
        postings.append(Posting(holder.debt_id, None, -missing))
    if points:
        postings.append(Posting(account_of(store, "issued"), None, points))
    return missing


def _give_back_vouchers(draft: Draft, standing: list[Redemption]) -> int:
    """Vouchers that are still valid can be used again; answers how many."""
    today, given = moment(draft.op.at).day, 0
    for redemption in standing:
        for voucher_id in draft.state.redeemed_vouchers.get(redemption.id, ()):
            voucher = draft.state.vouchers[voucher_id]
            if (
                voucher.state == "used"
                and voucher.redemption_id == redemption.id
                and today <= draft.state.coupons[voucher.coupon_id].ends_on
            ):
                draft.vouchers[voucher_id] = Voucher(
                    voucher.id, voucher.coupon_id, voucher.member_id, "issued", voucher.issued_at, None, None
                )
                draft.coupons.append((voucher.coupon_id, 0, -1))
                given += 1
    return given
