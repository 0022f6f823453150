"""What a return does: the sale is worth what its kept lines are worth, and what was used for the rest is given back."""

from typing import NamedTuple

import msgspec

from backend.earning.deriving import Derivation, evaluate
from backend.earning.keeping import Left, kept
from backend.earning.rules import governing
from backend.ledger.rules import Lot, take
from backend.receipts.lines import NONE, AllGone, Lines, returns_undone, whole
from backend.till import stamping
from backend.till.accruing import count_bonuses
from backend.till.draft import Draft, Posting, Short, account_of, encode, moment
from backend.till.granting import last, repay_all
from backend.till.restoring import goods_of, restore, restore_vouchers, take_again, use_again
from backend.till.state import Holder, Kept, Month, Redemption, Returned, Sold
from shared.clock import DAY


class Back(NamedTuple):
    """A return that fits its sale."""

    id: str
    effective: int
    yen: int
    lines: Lines
    undone: Returned | None = None
    """The return that did not happen after all."""
    reason: str = "return"
    """As its transaction says it."""


class Progress(NamedTuple):
    """What the returns of a sale have taken so far."""

    gone: AllGone
    yen: int
    points: int


class Undone(NamedTuple):
    taken: int
    """Points that the sale had granted; below zero when what is kept is worth more without the rest."""
    restored: int
    """Points that had been used for it."""
    notes: tuple[str, ...]
    progress: Progress


def apply_return(
    draft: Draft, original: Sold, owner: Kept | None, redemptions: list[Redemption], back: Back, before: Progress, gone: AllGone
) -> Undone:
    """As far as the member's points still allow; the rest becomes debt, never silently. `gone` are the lines after it.

    What comes back to a member who owes something repays it at once, in a transaction of its own.
    """
    store, when = original.number[0], moment(back.effective)
    sold = draft.parts.get(original.id) or draft.state.parts[original.id]
    after = Progress(gone, before.yen + back.yen, before.points)
    ended = whole(sold, gone)
    receipts = (bool(before.gone) and whole(sold, before.gone)) - ended  # -1 with the last of it, 1 when that return is undone
    draft.count(store, when, sales=-back.yen, receipts=receipts)
    if owner is None:
        draft.links.append((original.id, Returned(back.id, back.yen, 0)))
        draft.hint("return", store)
        return Undone(0, 0, (), after)
    holder = draft.state.holders[owner.member_id]
    postings: list[Posting] = []
    undoes = returns_undone(back.lines)
    standing = [each for each in redemptions if each.state == "committed" or (undoes and each.sale_id == original.id)]
    goods = goods_of(sold, gone)
    vouchers = -use_again(draft, standing, goods) if undoes else restore_vouchers(draft, standing, goods)
    stamping.undo(draft, holder, original.id, None if ended else original.total - after.yen)
    used = sum([each.points for each in standing])
    share = used * after.yen // original.total if original.total else 0
    upto, owing = used if ended else share, 0
    if undoes:
        restored, owing = take_again(draft, holder, standing, postings, upto)
    else:
        restored = restore(draft, holder, standing, postings, upto, ended=ended)
    why = None if ended or not owner.why else _kept(owner, sold, original, after)
    taken = owner.points - before.points - (0 if why is None else why.points)
    short = _take_back(draft, holder, store, original, taken, postings, back.undone) + owing
    borne, left_open = _leave(draft, Short(holder, store, short, back.effective), postings)
    _remember(draft, holder, original, owner, sold, before, why)
    tx_id = None
    if postings:
        tx_id = draft.ids.new()
        _add_lots(draft, tx_id)
        draft.book(
            "reverse", holder, postings, store=store, effective_at=back.effective, hint="return", sale_id=back.id,
            reason="undone" if undoes else back.reason,
            why="{}" if why is None else encode(why).decode(), tx_id=tx_id,
        )  # fmt: skip
        draft.takes[tx_id] = [(each.lot_id, -each.amount) for each in postings if each.lot_id is not None and each.amount < 0]
    else:
        draft.event(holder, "reverse", store=store, hint="return", sale_id=back.id)
    draft.receipts.append((back.id, holder.member_id, holder.account_id, tx_id, "original", -taken, restored, back.effective))
    goods = draft.state.chosen(governing(draft.state.rule_sets, original.effective_at)).rank_goods(back.lines)
    month = Month(receipts, -back.yen, abs(goods) if undoes else -abs(goods))
    draft.months.append((holder.member_id, moment(original.effective_at).month, month))
    draft.count(
        store, when, member_sales=-back.yen, member_receipts=receipts, points_granted=-taken, points_used=-restored, coupons_used=-vouchers
    )
    book = account_of(store, "expired")
    unlapsed = -sum([each.amount for each in postings if each.account_id == book])
    draft.links.append((original.id, Returned(back.id, back.yen, taken, tx_id, borne, unlapsed)))
    repaid = repay_all(draft, holder, store=store, sale_id=back.id) if draft.deferred is None else 0
    notes = (*left_open, "repaid") if repaid else left_open
    return Undone(taken, restored, notes, after._replace(points=before.points + taken))


def borne_by_shop(draft: Draft, effective: int) -> bool:
    return governing(draft.state.rule_sets, effective).shortfall == "clamp"


def settle(draft: Draft) -> tuple[str, ...]:
    """What one half of an act left open and the other did not cover: taken from what the member has; the rest stays owed, or is the shop's."""
    notes: list[str] = []
    for holder, store, points, effective in draft.deferred or ():
        left_open = min(points, draft.account(holder.debt_id).balance)
        repaid = repay_all(draft, holder, store=store)
        missing = max(0, left_open - repaid)
        if missing and borne_by_shop(draft, effective):
            postings = [Posting(account_of(store, "return_loss"), None, -missing), Posting(holder.debt_id, None, missing)]
            draft.book("repay", holder, postings, store=store, effective_at=draft.op.at, hint=None)
            notes.append("borne")
        elif missing:
            notes.append("debt")
        if repaid > left_open:
            notes.append("repaid")
    return tuple(dict.fromkeys(notes))


def _leave(draft: Draft, short: Short, postings: list[Posting]) -> tuple[int, tuple[str, ...]]:
    """What is not there any more: the shop's, or owed. (points that the shop bears, notes)"""
    if draft.deferred is not None:
        draft.deferred.append(short)
    if not short.points:
        return 0, ()
    bears = draft.deferred is None and borne_by_shop(draft, short.effective)
    account = account_of(short.store, "return_loss") if bears else short.holder.debt_id
    postings.append(Posting(account, None, -short.points))
    if draft.deferred is not None:
        return 0, ()
    return (short.points, ("borne",)) if bears else (0, ("debt",))


def _kept(owner: Kept, sold: Lines, original: Sold, done: Progress) -> Derivation:
    lines: dict[int, Left] = {}
    for line in sold:
        gone = done.gone.get(line.n, NONE)
        lines[line.n] = Left(line.amount - gone.amount, line.quantity_milli - gone.milli, line.amount, line.points_excluded)
    return kept(msgspec.json.decode(owner.why, type=Derivation), lines, original.total, done.yen)


def _remember(draft: Draft, holder: Holder, original: Sold, owner: Kept, sold: Lines, before: Progress, now: Derivation | None) -> None:
    """Counted bonuses forget what they gave for the lines that are gone."""
    if not owner.why or '"counted"' not in owner.why:
        return
    day = moment(original.effective_at).day
    was = _kept(owner, sold, original, before)
    count_bonuses(draft, holder, day, evaluate(was.rules, was), -1)
    if now is not None:
        count_bonuses(draft, holder, day, evaluate(now.rules, now), 1)


def _add_lots(draft: Draft, tx_id: str) -> None:
    """A lot made by this return belongs to its transaction, whose id is only known now."""
    for lot in list(draft.lots.values()):
        if not lot.tx_id:
            draft.lots[lot.id] = msgspec.structs.replace(lot, tx_id=tx_id)


def _take_back(
    draft: Draft, holder: Holder, store: str, original: Sold, points: int, postings: list[Posting], undone: Returned | None
) -> int:
    """Takes the granted points from the sale's own lots, then from what the member has; answers what is not there any more.

    In an act of two halves others are left alone until its end: the second half may give what is missing.
    """
    if points < 0:
        _give_again(draft, holder, store, original, -points, postings, undone)
    missing = max(points, 0)
    for lot in draft.lots_of(holder.account_id):
        if lot.sale_id == original.id and missing and lot.left:
            part = min(missing, lot.left)  # an expired lot too: these points were never used
            draft.lots[lot.id] = lot.keeping(lot.left - part)
            postings.append(Posting(holder.account_id, lot.id, -part))
            missing -= part
    missing -= _unlapse(draft, holder, store, original, missing, postings)
    for each in take(draft.lots_of(holder.account_id), missing, draft.op.at) if draft.deferred is None else ():
        draft.lots[each.lot.id] = each.lot
        postings.append(Posting(holder.account_id, each.lot.id, -each.points))
        missing -= each.points
    if points > 0:
        postings.append(Posting(account_of(store, "issued"), None, points))
    return missing


def _unlapse(draft: Draft, holder: Holder, store: str, original: Sold, points: int, postings: list[Posting]) -> int:
    """What had expired unused of the sale's own lots never was the member's gain: the books take it back from the expired. How many."""
    found = 0
    for lot in draft.lots_of(holder.account_id):
        part = min(points - found, lot.lapsed) if lot.sale_id == original.id else 0
        if part:
            draft.lots[lot.id] = msgspec.structs.replace(lot, lapsed=lot.lapsed - part)
            postings.append(Posting(account_of(store, "expired"), None, -part))
            found += part
    return found


def _lapse_again(draft: Draft, store: str, lot: Lot, points: int, postings: list[Posting]) -> int:
    """Into a lot whose last day is over nothing comes back but what had expired. How many."""
    if points:
        draft.lots[lot.id] = msgspec.structs.replace(lot, lapsed=lot.lapsed + points)
        postings.append(Posting(account_of(store, "expired"), None, points))
    return points


def _give_again(
    draft: Draft, holder: Holder, store: str, original: Sold, points: int, postings: list[Posting], undone: Returned | None
) -> None:
    """What is kept is worth more: less of it was paid with points, or its return is undone, and what that had taken is where it was.

    What the shop had borne is the shop's again first, and what was owed is owed no more; the rest is in a lot like the sale's own.
    """
    postings.append(Posting(account_of(store, "issued"), None, -points))
    if undone is not None:
        if undone.borne:
            postings.append(Posting(account_of(store, "return_loss"), None, undone.borne))
        points -= undone.borne
        for lot_id, taken in draft.state.takes.get(undone.tx_id or "", ()):
            lot = draft.lot(holder.account_id, lot_id)
            part = max(0, min(points, taken, lot.points - lot.left - lot.lapsed))
            if part and lot.expire_at >= draft.op.at:
                draft.lots[lot_id] = lot.keeping(lot.left + part)
                postings.append(Posting(holder.account_id, lot_id, part))
                points -= part
            elif part:
                points -= _lapse_again(draft, store, lot, part, postings)
        had = undone.unlapsed
        for lot in draft.lots_of(holder.account_id):
            part = min(points, had, lot.points - lot.left - lot.lapsed) if lot.sale_id == original.id and lot.expire_at < draft.op.at else 0
            points, had = points - _lapse_again(draft, store, lot, part, postings), had - part
        owed = min(points, draft.account(holder.debt_id).balance)
        if owed:
            postings.append(Posting(holder.debt_id, None, owed))
        points -= owed
    if points:
        rules, at = governing(draft.state.rule_sets, original.effective_at), original.effective_at
        own = [lot.confirm_at for lot in draft.lots_of(holder.account_id) if lot.sale_id == original.id]
        confirmed, until = max(own, default=at + rules.confirm_days * DAY), last(rules, moment(at).month)
        if until < draft.op.at:
            lot = Lot(draft.ids.new(), holder.account_id, "", original.id, points, 0, at, confirmed, until)
            _lapse_again(draft, store, lot, points, postings)
        else:
            lot = Lot(draft.ids.new(), holder.account_id, "", original.id, points, points, at, confirmed, until)
            draft.lots[lot.id] = lot
            postings.append(Posting(holder.account_id, lot.id, points))
