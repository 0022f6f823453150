"""What is wrong with rules before they are saved. Pure: a code of the catalogue with its arguments, or None."""

from datetime import date
from typing import Any

from shared.wire.problems import Code
from shared.wire.rules import Bonus, RuleBody, judged_bonus

Wrong = tuple[Code, dict[str, Any]]


def wrong(rules: RuleBody, since: date, *, goods: bool = False) -> Wrong | None:
    """The first thing that has to be mended before they can govern from that day on; `goods`: points buy some."""
    if rules.life_until is not None and rules.life_until < since:
        return Code.RULES_LIFE, {}
    steps = [rank.from_spent for rank in rules.ranks]
    if steps[0] != 0 or steps != sorted(set(steps)) or len({rank.id for rank in rules.ranks}) < len(steps):
        return Code.RULES_RANKS, {}
    if rules.rank_by == "goods" and not (rules.rank_skus or rules.rank_categories):
        return Code.RULES_RANK_GOODS, {}
    seen: set[str] = set()
    for bonus in rules.bonuses:
        if bonus.id in seen:
            return Code.RULES_TWICE, {"bonus": bonus.name_ja}
        seen.add(bonus.id)
        found = _wrong_bonus(rules, bonus, goods=goods)
        if found is not None:
            return found
    return None


def _wrong_bonus(rules: RuleBody, bonus: Bonus, *, goods: bool) -> Wrong | None:
    name = {"bonus": bonus.name_ja}
    if bonus.starts_on and bonus.ends_on and bonus.ends_on < bonus.starts_on:
        return Code.RULES_DAYS, name
    times, points = bonus.permille != 1000, bonus.points > 0
    if times == points or bonus.permille < 1000 or (times and (bonus.per_amount or bonus.per_piece)):
        return Code.RULES_EFFECT, name
    if (bonus.per_piece and (not bonus.goods or bonus.per_amount)) or (bonus.accumulated and (not bonus.per_amount or bonus.goods)):
        return Code.RULES_EFFECT, name
    if (bonus.stack == "best_of") != bool(bonus.group) or (bonus.stack == "multiply" and (bonus.goods or points)):
        return Code.RULES_STACK, name
    found, _ = judged_bonus(rules, bonus, goods=goods)
    return None if found.allowed else (Code.RULES_GIFT, {**name, "cap": found.cap})
