"""What a sale earns: the facts that the rules ask for, and what is remembered of bonuses that have a cap or a budget."""

import msgspec

from backend.earning.choosing import Chosen, Facts, Given
from backend.earning.deriving import Derivation, Earned
from backend.earning.rules import Rank, RuleSet
from backend.ranks.rules import held
from backend.ranks.view import counting
from backend.till.draft import Draft
from backend.till.operations import RecordSale
from backend.till.state import Holder, Kept, Month
from shared.clock import MINUTE

PLACE = {"visits": 0, "amount": 1, "goods": 2}
"""In a `Month`."""
NINE_HOURS = 540
"""Minutes between the shop and UTC."""
EVERY_DAY = 1440
NONE = frozenset[str]()


def derive(
    draft: Draft, op: RecordSale, rules: RuleSet, holder: Holder, *, visit: bool, former: Kept | None = None
) -> tuple[Derivation, Earned]:
    """`former` is what the sale amends: the member's rank and rate are those he had then, whatever he has bought since."""
    state, sums = draft.state, op.sums
    chosen = state.chosen(rules)
    standing = state.standings.get(holder.member_id)
    months = state.months.get(holder.member_id, {})
    rank, spent = _rank(rules, months, draft, standing.rank if standing and (standing.rank_until or 0) >= draft.when.day else None)
    own_rate = standing.own_rate if standing else None
    then = _then(rules, holder, former)
    if then is not None:
        rank, spent, own_rate = then
    facts = Facts(
        op.sale.store,
        draft.when.day,
        (op.effective // MINUTE + NINE_HOURS) % EVERY_DAY,
        rank,
        spent,
        own_rate,
        holder.birth_month or 0,
        holder.member_id not in state.bought,
        visit,
        months[draft.when.month].amount if draft.when.month in months else 0,
        _given(draft, chosen, holder) if chosen.counted else {},
        _answered(draft, holder, op.effective) if chosen.asks_answered else NONE,
    )
    return chosen.derive(op.sale, sums.lines, sums.excluded, sums.paid_by_points, facts)


def _rank(rules: RuleSet, months: dict[int, Month], draft: Draft, given: str | None) -> tuple[Rank, int]:
    """(the rank that counts, the sum it stands on)"""
    column = PLACE[rules.rank_by]
    spent = held(rules, {month: each[column] for month, each in months.items()}, draft.when.month) if months else 0
    return counting(rules.ranks, spent, given), spent


def _then(rules: RuleSet, holder: Holder, former: Kept | None) -> tuple[Rank, int, int | None] | None:
    """Rank, what it stands on, and the member's own rate, as a sale was derived; None where that was nothing, another member's or other rules'."""
    if former is None or not former.why or former.member_id != holder.member_id:
        return None
    why = msgspec.json.decode(former.why, type=Derivation)
    rank = next((each for each in rules.ranks if each.id == why.rules.rank), None)
    if rank is None or why.rules.version != rules.version:
        return None
    return rank, why.spent, why.rules.rate_permille if why.rules.by == "member" else None


def _given(draft: Draft, chosen: Chosen, holder: Holder) -> dict[str, Given]:
    found: dict[str, Given] = {}
    for name in chosen.counted:
        days = draft.state.given.get((holder.member_id, name), {})
        found[name] = Given(days.get(draft.when.day, 0), sum(days.values()), draft.state.budgets.get(name, 0))
    return found


def _answered(draft: Draft, holder: Holder, effective: int) -> frozenset[str]:
    return frozenset(survey for survey, at in draft.state.answered.get(holder.member_id, {}).items() if at <= effective)


def count_bonuses(draft: Draft, holder: Holder, day: int, earned: Earned, sign: int) -> None:
    """Remembers what counted bonuses gave on a day, or forgets it."""
    for gain in earned.gains:
        if gain.points and gain.bonus.counted:
            draft.bonuses.append((holder.member_id, gain.bonus.id, day, sign * gain.points, gain.bonus.budget))
