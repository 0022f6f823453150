"""How a sale becomes points. Pure and versioned: the snapshot that was used is kept with the grant, and recomputes it.

points = units * points_per_unit * rate / 1000, rounded down once per receipt, where units = eligible // unit_amount and eligible
is the total without the part paid by points and without the excluded lines' share of the bill.
"""

from typing import Literal

import msgspec

from shared.clock import DAY, MINUTE

BELIEVED_BEFORE = 7 * DAY
BELIEVED_AFTER = 10 * MINUTE


class Rank(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    from_spent: int
    """yen within the window"""
    rate_permille: int


class RuleSet(msgspec.Struct, frozen=True, kw_only=True):
    """One version of the shop's rules, as kept in `rule_sets.body`."""

    version: int = 1
    unit_amount: int = 100
    points_per_unit: int = 1
    rounding: Literal["floor"] = "floor"
    ranks: tuple[Rank, ...] = (
        Rank(id="regular", from_spent=0, rate_permille=1000),
        Rank(id="silver", from_spent=50_000, rate_permille=1250),
        Rank(id="gold", from_spent=120_000, rate_permille=1500),
    )
    rank_months: int = 12
    """The month of the sale and those before it."""
    life_months: int = 12
    """Lots live to the end of this many months after the month of the grant."""
    visit_limit: int = 3000
    """Points that a visit opened with the card's ordinary code may spend."""
    grace_days: int = 30
    """What a return gives back to an expired lot can be used for so long."""


DEFAULT = RuleSet()


class Snapshot(msgspec.Struct, frozen=True, gc=False):
    """The figures that decided one sale."""

    version: int
    unit_amount: int
    points_per_unit: int
    rounding: str
    rank: str
    rate_permille: int


class Derivation(msgspec.Struct, frozen=True, gc=False):
    """`transactions.why` of a grant: enough to explain it and to compute it again."""

    rules: Snapshot
    total: int
    paid_by_points: int
    lines: int
    """Sum of the lines, yen."""
    excluded: int
    """Of which lines that earn nothing."""
    spent: int
    """What the rank was based on, before this sale."""
    points: int


def governing(sets: list[tuple[int, RuleSet]], at: int) -> RuleSet:
    """The newest rule set in force at an instant; `sets` are (effective_at, rules) in order. Before the first, the first."""
    chosen = sets[0][1] if sets else DEFAULT
    for effective, rules in sets:
        if effective <= at:
            chosen = rules
    return chosen


def effective_at(occurred: int, received: int) -> tuple[int, bool]:
    """The instant that the rules use, and whether the POS's clock was believed (I9)."""
    believed = received - BELIEVED_BEFORE <= occurred <= received + BELIEVED_AFTER
    return (occurred if believed else received), believed


def excluded_share(total: int, lines: int, excluded: int) -> int:
    """What of the total was due for excluded lines: pro rata when a discount on the bill made it less than its lines."""
    return excluded * total // lines if 0 < total < lines else min(excluded, max(total, 0))


def eligible(total: int, paid_by_points: int, lines: int, excluded: int) -> int:
    return max(0, total - paid_by_points - excluded_share(total, lines, excluded))


def points_for(rules: Snapshot, amount: int) -> int:
    return amount // rules.unit_amount * rules.points_per_unit * rules.rate_permille // 1000


def derive(rules: RuleSet, rank: Rank, spent: int, *, total: int, paid_by_points: int, lines: int, excluded: int) -> Derivation:
    snapshot = Snapshot(rules.version, rules.unit_amount, rules.points_per_unit, rules.rounding, rank.id, rank.rate_permille)
    amount = eligible(total, paid_by_points, lines, excluded)
    return Derivation(snapshot, total, paid_by_points, lines, excluded, spent, points_for(snapshot, amount))


def recompute(why: Derivation) -> int:
    """The points again, from what was kept."""
    return points_for(why.rules, eligible(why.total, why.paid_by_points, why.lines, why.excluded))
