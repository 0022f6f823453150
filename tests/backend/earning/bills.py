"""Sales, facts and rule sets drawn at random, for properties."""

from datetime import date
from typing import Any

import msgspec
from hypothesis import strategies as st

from backend.earning.choosing import Chosen, Facts
from backend.earning.deriving import Derivation, Earned
from backend.earning.rules import DEFAULT, Bonus, Rank, RuleSet
from shared.clock import to_datetime
from shared.wire.sales import Discount, Line, Sale, Tax, Tender

NOON = 1_795_143_600_000
"""2026-11-20, a Friday."""
DAY = 20261120
SKUS = ("bread", "milk", "beer", "tobacco")
SILVER = Rank(id="silver", from_spent=50_000, rate_permille=1250)


def line(n: int, sku: str, amount: int, *, pieces: int = 1, excluded: bool = False, **more: Any) -> Line:
    return Line(
        n=n,
        sku=sku,
        name=sku,
        quantity_milli=pieces * 1000,
        unit_price=amount,
        amount=amount,
        tax_rate_permille=80,
        category=sku,
        points_excluded=excluded,
        **more,
    )


def sale(*lines: Line, discount: int = 0, paid: int = 0, **more: Any) -> Sale:
    total = sum(each.amount for each in lines) - discount
    return Sale(
        store="honten",
        terminal="r1",
        number="1",
        kind="sale",
        occurred_at=to_datetime(NOON),
        business_date=date(2026, 11, 20),
        lines=lines,
        taxes=(Tax(rate_permille=80, taxable=total, tax=total * 8 // 108),),
        tenders=(Tender(kind="points", amount=paid), Tender(kind="cash", amount=total - paid)),
        discounts=(Discount(name="値引", amount=discount),) if discount else (),
        total=total,
        **more,
    )


def facts(**more: Any) -> Facts:
    return msgspec.structs.replace(Facts("honten", DAY, 720, DEFAULT.ranks[0], 0), **more)


def rung(rules: RuleSet, body: Sale, **more: Any) -> tuple[Derivation, Earned]:
    lines = sum(each.amount for each in body.lines)
    excluded = sum(each.amount for each in body.lines if each.points_excluded)
    paid = sum(each.amount for each in body.tenders if each.kind == "points")
    return Chosen(rules).derive(body, lines, excluded, paid, facts(**more))


def rules_with(*bonuses: Bonus, **more: Any) -> RuleSet:
    return RuleSet(version=2, bonuses=bonuses, **more)


def bonus(name: str, **more: Any) -> Bonus:
    return Bonus(id=name, name_ja=name, name_en=name, **more)


@st.composite
def bonuses(draw: st.DrawFn, name: str) -> Bonus:
    goods = draw(st.sampled_from([(), ("bread",), ("milk", "beer")]))
    effects: list[dict[str, Any]] = [
        {"permille": draw(st.sampled_from([1001, 1333, 1500, 2000, 3000]))},
        {"points": draw(st.integers(1, 50))},
        {"points": draw(st.integers(1, 9)), "per_amount": draw(st.sampled_from([33, 100, 500]))},
        {"points": draw(st.integers(1, 9)), "per_piece": bool(goods)},
    ]
    effect = draw(st.sampled_from(effects))
    stack = draw(st.sampled_from(["add", "best_of"] if goods else ["add", "multiply", "best_of"]))
    return bonus(
        name,
        skus=goods,
        stack=stack,
        group=draw(st.sampled_from(["g", "h"])) if stack == "best_of" else "",
        order=draw(st.integers(0, 3)),
        stop=draw(st.booleans()) and draw(st.booleans()),
        receipt_cap=draw(st.sampled_from([0, 0, 1, 7])),
        from_amount=draw(st.sampled_from([0, 0, 500, 2000])),
        life_days=draw(st.sampled_from([0, 0, 7])),
        **effect,
    )


@st.composite
def rule_sets(draw: st.DrawFn) -> RuleSet:
    count = draw(st.integers(0, 6))
    return RuleSet(
        version=2,
        unit_amount=draw(st.sampled_from([1, 100, 108, 1000])),
        points_per_unit=draw(st.sampled_from([1, 3, 10])),
        rounding=draw(st.sampled_from(["floor", "round", "ceil"])),
        per=draw(st.sampled_from(["receipt", "line"])),
        net=draw(st.booleans()),
        before_discounts=draw(st.booleans()),
        points_part_earns=draw(st.booleans()),
        presets=("tobacco",) if draw(st.booleans()) else (),
        receipt_cap=draw(st.sampled_from([0, 0, 10])),
        bonuses=tuple(draw(bonuses(f"b{n}")) for n in range(count)),
    )


@st.composite
def sales(draw: st.DrawFn) -> Sale:
    lines = [
        line(
            n,
            draw(st.sampled_from(SKUS)),
            draw(st.integers(0, 3000)),
            pieces=draw(st.integers(1, 3)),
            excluded=draw(st.integers(0, 4)) == 0,
        )
        for n in range(1, draw(st.integers(1, 6)) + 1)
    ]
    whole = sum(each.amount for each in lines)
    discount = draw(st.integers(0, whole))
    return sale(*lines, discount=discount, paid=draw(st.integers(0, whole - discount)))
