"""How many points a bill takes: wherever it is known, more are refused with the most that is possible."""

from backend.coupons.discounts import Bill, together
from backend.earning.deriving import excluded_share
from backend.earning.rules import RuleSet, governing
from backend.problems import Refused
from backend.till.operations import Commit, Operation, RecordSale
from backend.till.state import Redemption, State, Visit
from backend.till.vouchers import Wish
from shared.wire.problems import Code
from shared.wire.spending import Spending


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
        most = spending.most(due, unpayable=_unpayable(state, rules, wish, due), spent=_spent(state, visit, op.at))
        return _over(wish.points, most)
    return Refused(Code.POINTS_OVER_DUE, {"most": spending.floor(due)}) if wish.points > due else None


def refused_commit(state: State, op: Commit, redemption: Redemption) -> Refused | None:
    """What was held may be too much for what the bill has come to; once the reservation has lapsed it is a fact all the same."""
    if not isinstance(op.body.amount_due, int) or not redemption.points or not redemption.holds(op.at):
        return None
    spending = governing(state.rule_sets, redemption.reserved_at or op.at).spending
    held = [state.vouchers[each] for each in state.redeemed_vouchers.get(redemption.id, ())]
    due = together([state.coupons[each.coupon_id] for each in held], Bill(op.body.amount_due))[1].amount or 0
    visit = state.visits.get(redemption.visit_id or "")
    spent = 0 if visit is None else _spent(state, visit, op.at) - redemption.points
    return _over(redemption.points, spending.most(due, spent=spent))


def refused_sale(state: State, op: RecordSale) -> Refused | None:
    """Of a till's own tender. What was confirmed on the tablet is a fact by now, and was measured by the bill as it stood then."""
    sale, paid = op.sale, op.sums.paid_by_points
    rules = governing(state.rule_sets, op.effective)
    spending = rules.spending
    if not paid or sale.kind != "sale" or sale.void is True or not _shared(spending):
        return None
    if op.source.startswith("device:") and paid <= _confirmed(state, op):
        return None
    barred = state.chosen(rules).barred(sale) if spending.barred else 0
    return _over(paid, spending.most(sale.total, unpayable=excluded_share(sale.total, op.sums.lines, barred)))


def _shared(spending: Spending) -> bool:
    """Whether a bill may take fewer points than it comes to."""
    return spending.of_bill or spending.barred


def _over(points: int, most: int) -> Refused | None:
    return Refused(Code.POINTS_OVER_SHARE, {"most": most}) if points > most else None


def _unpayable(state: State, rules: RuleSet, wish: Wish, due: int) -> int:
    """Yen of the goods in the basket that points cannot pay, as far as there is one; what coupons took off comes off them in proportion."""
    if not wish.basket or not rules.spend_barred:
        return 0
    chosen = state.chosen(rules)
    lines = [(each.price * each.pieces, chosen.bars(each.sku, each.category)) for each in wish.basket]
    return excluded_share(due, sum([yen for yen, _ in lines]), sum([yen for yen, barred in lines if barred]))


def _spent(state: State, visit: Visit, now: int) -> int:
    """Points that this visit has used or holds for the same bill."""
    mine = [each for each in state.redemptions_of(visit.id) if each.sale_id is None]
    return sum([each.points for each in mine if each.state == "committed" or each.holds(now)])


def _confirmed(state: State, op: RecordSale) -> int:
    ref = op.sale.member
    visit = state.visits.get(ref.value) if ref is not None and ref.kind == "visit" else None
    return 0 if visit is None else sum([each.points for each in state.redemptions_of(visit.id) if each.state == "committed"])
