from itertools import permutations
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.earning.deriving import Derivation, recompute, rounded, shares
from backend.earning.rules import DEFAULT, Bonus, RuleSet
from backend.earning.steps import steps
from shared.wire.sales import Sale
from tests.backend.earning.bills import SILVER, bonus, line, rule_sets, rules_with, rung, sale, sales


@settings(max_examples=150)
@given(rule_sets(), sales(), st.sampled_from([DEFAULT.ranks[0], SILVER]))
def test_what_is_kept_computes_the_points_again_and_its_steps_add_up(rules: RuleSet, body: Sale, rank: Any) -> None:
    why, earned = rung(rules, body, rank=rank)
    kept = msgspec.json.decode(msgspec.json.encode(why), type=Derivation)
    assert recompute(kept) == why.points == earned.points >= 0
    assert sum(step.points for step in steps(kept)) == why.points
    assert sum(portion.points for portion in earned.portions()) == why.points
    assert all(portion.points > 0 for portion in earned.portions())
    assert all(gain.points >= 0 for gain in earned.gains)
    assert all(gain.points <= gain.bonus.most for gain in earned.gains if gain.bonus.most >= 0)
    if rules.receipt_cap:
        assert why.points <= rules.receipt_cap


@pytest.mark.parametrize(
    ("named", "values", "ja", "en"),
    [
        (("火曜 2 倍", "Tue, ×2"), {"permille": 2000}, "火曜 2 倍", "Tue, ×2"),
        (("お得な日", "Treat"), {"permille": 2500}, "お得な日 2.5 倍", "Treat ×2.5"),
        (("12 倍の日", "×2.5 day"), {"permille": 2000}, "12 倍の日 2 倍", "×2.5 day ×2"),
        (("パン2倍", "2 倍 bread"), {"permille": 2000, "skus": ("bread",)}, "パン2倍（対象 900 円）", "2 倍 bread (on ¥900)"),
        (("お誕生月", "Birthday"), {"points": 100}, "お誕生月", "Birthday"),
        (("¥300 ごとに 5 pt", "Five"), {"points": 5, "per_amount": 300}, "¥300 ごとに 5 pt（900 円）", "Five 5 pt for every ¥300 (¥900)"),
    ],
)
def test_a_bonus_that_is_called_by_what_it_gives_says_it_once(named: tuple[str, str], values: dict[str, Any], ja: str, en: str) -> None:
    rules = rules_with(Bonus(id="b", name_ja=named[0], name_en=named[1], **values))
    step = next(each for each in steps(rung(rules, sale(line(1, "bread", 900)))[0]) if each.rule.startswith("b@"))
    assert (step.text_ja, step.text_en) == (ja, en)


@settings(max_examples=100)
@given(rule_sets(), sales(), st.randoms())
def test_in_which_order_rules_and_lines_were_written_does_not_matter(rules: RuleSet, body: Sale, dice: Any) -> None:
    mixed = list(rules.bonuses)
    dice.shuffle(mixed)
    again = msgspec.structs.replace(rules, bonuses=tuple(mixed))
    assert rung(again, body)[0] == rung(rules, body)[0]


def test_additions_and_multiplications_of_one_kind_commute() -> None:
    body = sale(line(1, "bread", 1234), line(2, "milk", 777))
    for stack in ("add", "multiply"):
        found = {
            rung(
                rules_with(*[bonus(f"b{place}", permille=permille, stack=stack, order=place) for place, permille in enumerate(order)]), body
            )[1].points
            for order in permutations((1250, 1333, 1500, 2000))
        }
        assert len(found) == 1


@settings(max_examples=100)
@given(rule_sets(), sales())
def test_of_a_bill_without_what_earns_nothing_is_left(rules: RuleSet, body: Sale) -> None:
    """What a full return comes to."""
    why, _ = rung(rules, body)
    empty = msgspec.structs.replace(why, total=0, paid_by_points=0, lines=0, excluded=0, goods=())
    assert recompute(empty) == 0


@settings(max_examples=100)
@given(rule_sets(), sales(), st.data())
def test_fewer_lines_never_earn_more(rules: RuleSet, body: Sale, data: st.DataObject) -> None:
    """Without a discount on the bill, so that each line stands for itself."""
    body = sale(*body.lines)
    why, _ = rung(rules, body)
    if not why.goods:
        return
    kept = tuple(data.draw(st.lists(st.sampled_from(why.goods), unique=True)))
    less = sum(each[1] for each in kept)
    part = msgspec.structs.replace(why, total=less, lines=less, excluded=0, paid_by_points=0, goods=tuple(sorted(kept)))
    assert recompute(part) <= why.points


@pytest.mark.parametrize(("total", "rank", "points"), [(99, 0, 0), (100, 0, 1), (1590, 0, 15), (1590, 1, 18), (1590, 2, 22), (3790, 0, 37)])
def test_units_first_then_the_rate_then_down(total: int, rank: int, points: int) -> None:
    assert rung(DEFAULT, sale(line(1, "bread", total)), rank=DEFAULT.ranks[rank])[0].points == points


def test_the_unit_decides_what_a_bill_is_worth() -> None:
    assert rung(RuleSet(unit_amount=1000, points_per_unit=10), sale(line(1, "bread", 1590)))[0].points == 10


@pytest.mark.parametrize(
    ("more", "points"),
    [
        ({}, 10),  # 1080 due
        ({"net": True}, 10),  # 1000
        ({"net": True, "unit_amount": 1001}, 0),
        ({"before_discounts": True}, 12),  # 1280
        ({"unit_amount": 1000, "rounding": "round"}, 1),
        ({"unit_amount": 1000, "rounding": "ceil"}, 2),
        ({"per": "line", "unit_amount": 1000}, 0),
        ({"per": "line", "unit_amount": 1000, "rounding": "ceil"}, 2),
        ({"receipt_cap": 7}, 7),
        ({"excluded_skus": ("bread",)}, 4),  # half of 1080, less the bread's share
    ],
)
def test_what_the_base_is_taken_from(more: dict[str, Any], points: int) -> None:
    body = sale(line(1, "bread", 680), line(2, "milk", 600), discount=200)
    if "excluded_skus" in more:
        points = (1080 - 680 * 1080 // 1280) // 100
    assert rung(RuleSet(**more), body)[0].points == points


def test_what_is_paid_with_points_earns_nothing_unless_the_shop_says_so() -> None:
    body = sale(line(1, "bread", 1000), paid=400)
    assert rung(DEFAULT, body)[0].points == 6
    assert rung(RuleSet(points_part_earns=True), body)[0].points == 10


@pytest.mark.parametrize(("preset", "category"), [("tobacco", "たばこ"), ("gift_cards", "商品券"), ("prescriptions", "処方薬")])
def test_goods_that_are_barred_from_points(preset: Any, category: str) -> None:
    body = sale(line(1, category, 500), line(2, "bread", 300), line(3, "milk", 200, tags=(category,)))
    assert rung(RuleSet(presets=(preset,)), body)[0].points == 3
    assert rung(DEFAULT, body)[0].points == 10


def test_stored_derivations_of_the_first_version_still_compute() -> None:
    old = b"""{"rules":{"version":1,"unit_amount":100,"points_per_unit":1,"rounding":"floor","rank":"silver","rate_permille":1250},
        "total":2700,"paid_by_points":500,"lines":3000,"excluded":0,"spent":60000,"points":27}"""
    why = msgspec.json.decode(old, type=Derivation)
    assert recompute(why) == 27
    assert sum(step.points for step in steps(why)) == 27


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**6), max_size=20))
def test_shares_sum_to_what_is_shared(amount: int, lines: list[int]) -> None:
    found = shares(amount, tuple((n, each, 1000, 0) for n, each in enumerate(lines)))
    assert sum(found) == min(amount, sum(lines))
    assert all(0 <= share <= each for share, each in zip(found, lines, strict=True))


def test_rounding() -> None:
    assert [rounded((5, 10), how) for how in ("floor", "round", "ceil")] == [0, 1, 1]
    assert [rounded((4, 10), how) for how in ("floor", "round", "ceil")] == [0, 0, 1]
    assert [rounded((20, 10), how) for how in ("floor", "round", "ceil")] == [2, 2, 2]


@given(st.integers(0, 10**12), st.sampled_from([1, 1000, 10**6]))
def test_rounding_is_never_off_by_a_whole_point(above: int, below: int) -> None:
    down, near, up = (rounded((above, below), how) for how in ("floor", "round", "ceil"))
    assert down <= near <= up <= down + 1
    assert down * below <= above <= up * below
    assert abs(2 * (near * below - above)) <= below
    assert near == up or 2 * (above - down * below) < below  # the half goes up
