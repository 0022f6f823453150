"""Which version of a shop's rules governs when. What a version says is `shared.wire.rules`."""

from shared.clock import DAY, MINUTE
from shared.wire.rules import Bonus, RankRule, RuleBody, StoreRate

__all__ = ["BELIEVED_AFTER", "BELIEVED_BEFORE", "DEFAULT", "Bonus", "Rank", "RuleSet", "StoreRate", "effective_at", "governing"]

BELIEVED_BEFORE = 7 * DAY
BELIEVED_AFTER = 10 * MINUTE
Rank = RankRule


class RuleSet(RuleBody, frozen=True, kw_only=True):
    """One version of the shop's rules, as kept in `rule_sets.body`."""

    version: int = 1


DEFAULT = RuleSet()


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
