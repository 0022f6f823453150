"""How many points a bill takes, and what they pay of it: wherever it is known, more are refused with the most that is possible."""

from collections.abc import Iterable, Sequence

from msgspec import UNSET

from backend.coupons.discounts import together
from backend.earning.deriving import excluded_share
from backend.earning.rules import RuleSet, governing
from backend.earning.spent import spent
from backend.problems import Refused
from backend.till.answers import Used
from backend.till.draft import encode
from backend.till.matching import candidates, named
from backend.till.operations import Commit, Operation, RecordSale
from backend.till.state import Redemption, State, Visit
from backend.till.vouchers import Wish, bill_for
from shared.wire.problems import Code
from shared.wire.spending import Spending
from shared.wire.visits import Settle

DEVICE = "device:"


def refused_wish(state: State, op: Operation, visit: Visit, wish: Wish, due: int | None) -> Refused | None:
    """`due` is what coupons leave of the bill, None as long as nobody knows it."""
    rules = governing(state.rule_sets, op.at)
    spending = rules.spending
    if wish.points % spending.unit:
        return Refused(Code.POINTS_UNIT, {"unit": spending.unit})
    if wish.points < spending.least:
        return Refused(Code.POINTS_TOO_FEW, {"least": spending.least})
    if due is None:
        return None
    if _shared(spending):
        most = spending.most(due, unpayable=_unpayable(state, rules, wish, due), spent=_paid(state, visit, op.at))
        return _over(wish.points, most)
    return Refused(Code.POINTS_OVER_DUE, {"most": spending.most(due)}) if spending.value(wish.points) > due else None


def refused_commit(state: State, op: Commit, redemption: Redemption) -> Refused | None:
    """What was held may be too much for what the bill has come to; once the reservation has lapsed it is a fact all the same."""
    bill = bill_for(op.body)
    if bill.amount is None or not redemption.points or not redemption.holds(op.at):
        return None
    rules = governing(state.rule_sets, redemption.reserved_at or op.at)
    held = [state.vouchers[each] for each in state.redeemed_vouchers.get(redemption.id, ())]
    due = together([state.coupons[each.coupon_id] for each in held], bill)[1].amount or 0
    visit = state.visits.get(redemption.visit_id or "")
    before = 0 if visit is None else _paid(state, visit, op.at) - redemption.yen
    return _over(redemption.points, rules.spending.most(due, unpayable=_unpayable(state, rules, op.body, due), spent=before))


def refused_sale(state: State, op: RecordSale) -> Refused | None:
    """Of a till's own tender. What was confirmed on the tablet is a fact by now, and was measured by the bill as it stood then."""
    sale, paid = op.sale, op.sums.paid_by_points
    rules = governing(state.rule_sets, op.effective)
    spending = rules.spending
    if not paid or sale.kind != "sale" or sale.void is True:
        return None
    mismatch = _mismatch(state, op, spending)
    if mismatch is not None or not _shared(spending):
        return mismatch
    if op.source.startswith(DEVICE) and paid <= _confirmed(state, op):
        return None
    barred = state.chosen(rules).barred(sale) if spending.barred else 0
    most = spending.most(sale.total, unpayable=excluded_share(sale.total, op.sums.lines, barred))
    return _over(paid, most, spending.value(most))


def used_of(redemptions: Iterable[Redemption]) -> Used:
    """Points, and what they paid."""
    points = yen = 0
    for each in redemptions:
        points += each.points
        yen += each.yen
    return Used(points, yen)


def story(state: State, redemption: Redemption) -> str:
    """What a redemption's points were worth, where it was not a yen each."""
    if redemption.yen == redemption.points:
        return "{}"
    return encode(spent(governing(state.rule_sets, redemption.reserved_at or 0).spending, redemption.points)).decode()


def _mismatch(state: State, op: RecordSale, spending: Spending) -> Refused | None:
    """Points and the yen that they pay belong together, as the rules have it now or as they had it when the visit used them.

    A till that says yen alone is asked no more than that they are full steps; one where a point is a yen, nothing.
    """
    tenders = [each for each in op.sale.tenders if each.kind == "points"]
    said = [each.points for each in tenders if each.points is not UNSET]
    if not said and (spending.plain or op.source.startswith(DEVICE)):
        return None
    points, yen = sum(said), op.sums.paid_by_points
    fits = yen == spending.value(points) and not points % spending.unit if said else not yen % spending.worth
    if fits:
        return None
    mine = [used_of(_committed(state, visit)) for visit in _visits(state, op)]
    if any(yen == used.yen and (not said or points == used.points) for used in mine):
        return None
    of = points if said and not points % spending.unit else spending.unit
    return Refused(Code.POINTS_WORTH, {"points": of, "yen": spending.value(of)})


def _shared(spending: Spending) -> bool:
    """Whether a bill may take fewer points than it comes to."""
    return spending.of_bill or spending.barred


def _over(asked: int, most: int, limit: int | None = None) -> Refused | None:
    """`asked` in points, or in yen where `limit` says what the most points pay."""
    return Refused(Code.POINTS_OVER_SHARE, {"most": most}) if asked > (most if limit is None else limit) else None


def _unpayable(state: State, rules: RuleSet, wish: Wish | Settle, due: int) -> int:
    """Yen of the goods in the basket that points cannot pay, as far as there is one; what coupons took off comes off them in proportion."""
    if not wish.basket or not rules.spend_barred:
        return 0
    chosen = state.chosen(rules)
    lines = [
        (each.price * each.pieces, chosen.bars(each.sku, each.category, each.tags or (), flagged=each.points_excluded is True))
        for each in wish.basket
    ]
    return excluded_share(due, sum([yen for yen, _ in lines]), sum([yen for yen, barred in lines if barred]))


def _paid(state: State, visit: Visit, now: int) -> int:
    """Yen that this visit has paid with points, or holds them for, on the same bill."""
    mine = [each for each in state.redemptions_of(visit.id) if each.sale_id is None]
    return sum([each.yen for each in mine if each.state == "committed" or each.holds(now)])


def _committed(state: State, visit: Visit) -> list[Redemption]:
    return [each for each in state.redemptions_of(visit.id) if each.state == "committed"]


def _confirmed(state: State, op: RecordSale) -> int:
    """Yen."""
    return sum([used_of(_committed(state, visit)).yen for visit in _named(state, op)])


def _named(state: State, op: RecordSale) -> Sequence[Visit]:
    ref = op.sale.member
    visit = state.visits.get(ref.value) if ref is not None and ref.kind == "visit" else None
    return () if visit is None else (visit,)


def _visits(state: State, op: RecordSale) -> Iterable[Visit]:
    """Those that the sale may belong to: named, opened by its code, or at its terminal; of a sale that is said anew, what it had joined."""
    who = named(state, op)
    use = None if who is None or who.code is None else state.code_uses.get(who.code)
    by_code = [state.visits[use.visit_id]] if use is not None and use.visit_id in state.visits else []
    mine = {each.id for each in state.sold.get((op.sale.store, op.sale.terminal, op.sale.number), ())}
    return (*_named(state, op), *by_code, *candidates(state, op), *[each for each in state.visits.values() if each.sale_id in mine])
