"""A derivation as sentences for the shopper, and as points that add up to the grant."""

import re

from backend.earning.deriving import Derivation, Earned, Gain, Snapshot, evaluate, excluded_share
from shared.wire.members import Step

RANKS = {"regular": ("レギュラー", "Regular"), "silver": ("シルバー", "Silver"), "gold": ("ゴールド", "Gold")}
ROUNDED = {
    "floor": ("端数は切り捨て", "Rounded down"),
    "round": ("端数は四捨五入", "Rounded to the nearest"),
    "ceil": ("端数は切り上げ", "Rounded up"),
}


def steps(why: Derivation) -> tuple[Step, ...]:
    """Their points sum to `why.points`."""
    rules = why.rules
    earned = evaluate(rules, why)
    found = [*_bill(why), _base(rules, earned)]
    if rules.rate_permille != 1000:
        found.append(_rate(rules, earned.rated - earned.base))
    found += [_gain(rules, gain) for gain in earned.gains]
    if _uneven(rules, earned):
        ja, en = ROUNDED[rules.rounding]
        of_line = rules.per == "line"
        found.append(_step(rules, "rounding", f"{ja}{'（商品ごと）' if of_line else ''}", f"{en}{' line by line' if of_line else ''}"))
    if earned.cut:
        cap = rules.receipt_cap
        found.append(_step(rules, "cap", f"1 回のお会計で {cap:,} pt まで", f"At most {cap:,} pt a receipt", -earned.cut))
    return tuple(found)


def _bill(why: Derivation) -> list[Step]:
    rules = why.rules
    ja = f"お会計{'（値引前）' if rules.before_discounts else ''}{'（税抜）' if rules.net else ''}"
    en = f"Total{' before discounts' if rules.before_discounts else ''}{' without tax' if rules.net else ''}"
    found = [_step(rules, "total", f"{ja} {why.total:,} 円", f"{en} ¥{why.total:,}")]
    excluded = excluded_share(why.total, why.lines, why.excluded)
    if excluded:
        found.append(_step(rules, "exclusions", f"ポイント対象外の商品 −{excluded:,} 円", f"Items that earn no points −¥{excluded:,}"))
    if why.paid_by_points:
        paid = why.paid_by_points
        found.append(_step(rules, "points-part", f"ポイントでのお支払い −{paid:,} 円", f"Paid with points −¥{paid:,}"))
    return found


def _base(rules: Snapshot, earned: Earned) -> Step:
    unit, each, amount, base = rules.unit_amount, rules.points_per_unit, earned.amount, earned.base
    return _step(
        rules,
        "base",
        f"{unit:,} 円ごとに {each} pt（{amount:,} 円）",
        f"{each} pt for every ¥{unit:,} (¥{amount:,})",
        base,
    )


def _rate(rules: Snapshot, points: int) -> Step:
    times = f"{rules.rate_permille / 1000:g}"
    if rules.by == "member":
        return _step(rules, "own-rate", f"お客様だけの倍率 ×{times}", f"Your own rate ×{times}", points)
    if rules.by == "store":
        return _step(rules, "store-rate", f"この店の倍率 ×{times}", f"This shop's rate ×{times}", points)
    ja, en = RANKS.get(rules.rank, (rules.rank, rules.rank))
    return _step(rules, "rank", f"{ja}会員 ×{times}", f"{en} member ×{times}", points)


def _gain(rules: Snapshot, gain: Gain) -> Step:
    bonus = gain.bonus
    value, about = _value(gain), _about(gain)
    names = (bonus.name_ja, bonus.name_en)
    ja, en = (name if _says(name, value) else f"{name} {words}".strip() for name, words in zip(names, value, strict=True))
    if about:
        ja, en = f"{ja}（{'、'.join(each for each, _ in about)}）", f"{en} ({', '.join(each for _, each in about)})"
    return _step(rules, bonus.id, ja, en, gain.points)


def _says(name: str, value: tuple[str, str]) -> bool:
    """Many a bonus is called by what it gives, in either language; that is not said twice."""
    within, *said = (re.sub("[ ¥円]", "", each) for each in (name, *value))
    return any(re.search(rf"(?<!\d)(?<!\d[.,]){re.escape(each)}(?![.,]?\d)", within) for each in said)


def _value(gain: Gain) -> tuple[str, str]:
    """Nothing where its points alone are all of it: they stand beside."""
    bonus = gain.bonus
    points, per = f"{bonus.points:,} pt", f"{bonus.per_amount:,}"
    if bonus.permille != 1000:
        times = f"{bonus.permille / 1000:g}"
        return f"{times} 倍", f"×{times}"
    if bonus.per_amount:
        return f"{per} 円ごとに {points}", f"{points} for every ¥{per}"
    if bonus.per_piece:
        return f"1 点ごとに {points}", f"{points} for each"
    return "", ""


def _about(gain: Gain) -> list[tuple[str, str]]:
    """What of this sale it is given for, and where it ends."""
    bonus, amount = gain.bonus, f"{gain.amount:,}"
    found: list[tuple[str, str]] = []
    if bonus.permille != 1000:
        found += [(f"対象 {amount} 円", f"on ¥{amount}")] if bonus.bit else []
    elif bonus.accumulated:
        now = f"{bonus.before + gain.amount:,}"
        found.append((f"今月のお買い上げ {now} 円", f"¥{now} this month"))
    elif bonus.per_amount:
        found.append((f"{amount} 円", f"¥{amount}"))
    if bonus.most >= 0 and gain.points == bonus.most:
        found.append((f"上限 {bonus.most:,} pt", f"at most {bonus.most:,} pt"))
    return found


def _uneven(rules: Snapshot, earned: Earned) -> bool:
    """Whether anything was rounded."""
    return bool(
        earned.amount % rules.unit_amount
        or earned.base * rules.rate_permille % 1000
        or any(gain.bonus.permille % 1000 for gain in earned.gains)
    )


def _step(rules: Snapshot, rule: str, ja: str, en: str, points: int = 0) -> Step:
    return Step(rule=f"{rule}@{rules.version}", text_ja=ja, text_en=en, points=points)
