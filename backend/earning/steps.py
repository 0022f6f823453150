"""A derivation as sentences for the shopper, and as points that add up to the grant."""

from backend.earning.rules import Derivation, eligible, excluded_share
from shared.wire.members import Step

RANKS = {"regular": ("レギュラー", "Regular"), "silver": ("シルバー", "Silver"), "gold": ("ゴールド", "Gold")}


def steps(why: Derivation) -> tuple[Step, ...]:
    """Their points sum to `why.points`."""
    rules = why.rules
    amount = eligible(why.total, why.paid_by_points, why.lines, why.excluded)
    units = amount // rules.unit_amount
    base = units * rules.points_per_unit
    found = [_step("total", rules.version, f"お会計 {why.total:,} 円", f"Total ¥{why.total:,}")]
    excluded = excluded_share(why.total, why.lines, why.excluded)
    if excluded:
        found.append(
            _step("exclusions", rules.version, f"ポイント対象外の商品 −{excluded:,} 円", f"Items that earn no points −¥{excluded:,}")
        )
    if why.paid_by_points:
        paid = why.paid_by_points
        found.append(_step("points-part", rules.version, f"ポイントでのお支払い −{paid:,} 円", f"Paid with points −¥{paid:,}"))
    found.append(
        _step(
            "base",
            rules.version,
            f"{rules.unit_amount:,} 円ごとに {rules.points_per_unit} pt: {amount:,} 円 → {base:,} pt",
            f"{rules.points_per_unit} pt for every ¥{rules.unit_amount:,}: ¥{amount:,} → {base:,} pt",
            base,
        )
    )
    rest = amount - units * rules.unit_amount
    if rules.rate_permille != 1000:
        ja, en = RANKS.get(rules.rank, (rules.rank, rules.rank))
        rate = f"{rules.rate_permille / 1000:g}"
        found.append(_step("rank", rules.version, f"{ja}会員 ×{rate}", f"{en} member ×{rate}", why.points - base))
    if rest or base * rules.rate_permille % 1000:
        found.append(_step("rounding", rules.version, "端数は切り捨て", "Rounded down"))
    return tuple(found)


def _step(rule: str, version: int, ja: str, en: str, points: int = 0) -> Step:
    return Step(rule=f"{rule}@{version}", text_ja=ja, text_en=en, points=points)
