from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.earning.choosing import Given
from backend.earning.rules import RuleSet, StoreRate
from backend.earning.steps import steps
from shared.clock import day_number
from shared.holidays import is_holiday
from tests.backend.earning.bills import DAY, SILVER, bonus, line, rules_with, rung, sale

TEN = sale(line(1, "bread", 600), line(2, "milk", 400, pieces=3, tags=("sale",)))
"""10 pt without any bonus."""


@pytest.mark.parametrize(
    ("condition", "facts", "holds"),
    [
        ({}, {}, True),
        ({"starts_on": date(2026, 11, 20), "ends_on": date(2026, 11, 20)}, {}, True),
        ({"starts_on": date(2026, 11, 21)}, {}, False),
        ({"ends_on": date(2026, 11, 19)}, {}, False),
        ({"weekdays": (4,)}, {}, True),
        ({"weekdays": (5, 6)}, {}, False),
        ({"holidays": True}, {}, False),
        ({"holidays": True}, {"day": 20261123}, True),
        ({"holidays": True, "weekdays": (4,)}, {}, True),
        ({"from_minute": 720, "to_minute": 721}, {}, True),
        ({"from_minute": 700, "to_minute": 720}, {}, False),
        ({"from_minute": 1320, "to_minute": 120}, {"minute": 1439}, True),
        ({"from_minute": 1320, "to_minute": 120}, {"minute": 119}, True),
        ({"from_minute": 1320, "to_minute": 120}, {"minute": 120}, False),
        ({"stores": ("eki",)}, {}, False),
        ({"stores": ("eki",)}, {"store": "eki"}, True),
        ({"channels": ("store",)}, {}, True),
        ({"channels": ("online",)}, {}, False),
        ({"ranks": ("silver",)}, {}, False),
        ({"ranks": ("silver",)}, {"rank": SILVER}, True),
        ({"birthday_month": True}, {"birth_month": 11}, True),
        ({"birthday_month": True}, {"birth_month": 12}, False),
        ({"birthday_month": True}, {}, False),
        ({"birthday_month": True}, {"birth_month": 2, "day": 20280229}, True),
        ({"first_purchase": True}, {"first": True}, True),
        ({"first_purchase": True}, {}, False),
        ({"visit": True}, {"visit": True}, True),
        ({"visit": True}, {}, False),
        ({"paperless": True}, {}, False),
        ({"answered": True}, {"answered": True}, True),
        ({"answered": True}, {}, False),
        ({"from_amount": 1000}, {}, True),
        ({"from_amount": 1001}, {}, False),
        ({"skus": ("bread",), "from_amount": 600}, {}, True),
        ({"skus": ("bread",), "from_amount": 601}, {}, False),
        ({"skus": ("beer",)}, {}, False),
        ({"categories": ("milk",)}, {}, True),
        ({"tags": ("sale",)}, {}, True),
        ({"weekdays": (4,), "stores": ("eki",)}, {}, False),
    ],
)
def test_a_condition(condition: dict[str, Any], facts: dict[str, Any], *, holds: bool) -> None:
    gains = rung(rules_with(bonus("b", points=5, **condition)), TEN, **facts)[1].gains
    assert [gain.points for gain in gains] == ([5] if holds else [])


def test_how_it_was_bought() -> None:
    body = sale(*TEN.lines, channel="online", paperless=True)
    rules = rules_with(bonus("b", points=5, channels=("online",)), bonus("c", points=2, paperless=True))
    assert rung(rules, body)[0].points == 17


@pytest.mark.parametrize(
    ("effect", "points"),
    [
        ({"permille": 2000}, 10),
        ({"permille": 2000, "skus": ("bread",)}, 6),
        ({"points": 3, "per_amount": 400}, 6),
        ({"points": 3, "per_amount": 300, "skus": ("bread",)}, 6),
        ({"points": 3, "per_piece": True, "skus": ("milk",)}, 9),
        ({"points": 100, "per_amount": 5000, "accumulated": True}, 0),
    ],
)
def test_how_much(effect: dict[str, Any], points: int) -> None:
    assert sum(gain.points for gain in rung(rules_with(bonus("b", **effect)), TEN)[1].gains) == points


def test_spending_adds_up_over_the_receipts_of_a_month() -> None:
    rules = rules_with(bonus("b", points=100, per_amount=5000, accumulated=True))
    assert [rung(rules, TEN, month_spent=before)[0].points for before in (3999, 4000, 4999, 5000, 9000)] == [10, 110, 110, 10, 110]


def test_stacks() -> None:
    def points(*stacks: tuple[str, int]) -> int:
        rules = rules_with(
            *[bonus(f"b{n}", permille=permille, stack=stack, group="g", order=n) for n, (stack, permille) in enumerate(stacks)]
        )
        return rung(rules, TEN)[0].points

    assert points(("add", 2000), ("add", 2000)) == 30
    assert points(("multiply", 2000), ("multiply", 2000)) == 40
    assert points(("best_of", 1500), ("best_of", 3000)) == 30
    assert points(("add", 2000), ("multiply", 2000)) == 40
    assert points(("multiply", 2000), ("add", 2000)) == 30


def test_a_rule_may_be_the_last() -> None:
    rules = rules_with(bonus("a", points=1, order=1), bonus("b", points=2, order=2, stop=True), bonus("c", points=4, order=3))
    why, earned = rung(rules, TEN)
    assert earned.points == 13
    assert [each.id for each in why.rules.bonuses] == ["a", "b"]


@pytest.mark.parametrize(
    ("caps", "given_before", "points"),
    [
        ({"receipt_cap": 3}, Given(0, 0, 0), 3),
        ({"day_cap": 8}, Given(5, 5, 5), 3),
        ({"day_cap": 8}, Given(8, 8, 8), 0),
        ({"day_cap": 8}, Given(9, 9, 9), 0),
        ({"member_cap": 100}, Given(0, 98, 98), 2),
        ({"budget": 1000}, Given(0, 0, 996), 4),
        ({"day_cap": 8, "budget": 1000}, Given(6, 6, 999), 1),
        ({"budget": 1000}, Given(0, 0, 0), 5),
    ],
)
def test_caps(caps: dict[str, int], given_before: Given, points: int) -> None:
    gains = rung(rules_with(bonus("b", points=5, **caps)), TEN, given={"b": given_before})[1].gains
    assert sum(gain.points for gain in gains) == points


def test_the_members_rate_before_the_ranks_before_the_stores() -> None:
    rules = RuleSet(store_rates=(StoreRate(store="honten", rate_permille=3000),))
    assert rung(rules, TEN)[0].points == 30
    assert rung(rules, TEN, rank=SILVER)[0].points == 12
    assert rung(rules, TEN, rank=SILVER, own_rate=2000)[0].points == 20
    assert rung(rules, TEN, store="eki")[0].points == 10
    why = rung(rules, TEN)[0]
    assert [step.rule for step in steps(why)] == ["total@1", "base@1", "store-rate@1"]


def test_points_with_a_short_life_are_a_portion_of_their_own() -> None:
    rules = rules_with(bonus("a", points=5, life_days=7), bonus("b", permille=2000, order=1), receipt_cap=12)
    earned = rung(rules, TEN)[1]
    assert [(each.points, each.life_days) for each in earned.portions()] == [(7, 0), (5, 7)]


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(0, 1439))
def test_any_day_is_answered(day: date, minute: int) -> None:
    number = day_number(day)
    rules = rules_with(
        bonus("a", points=1, weekdays=(day.weekday(),)),
        bonus("b", points=2, holidays=True),
        bonus("c", points=4, ends_on=date(2026, 11, 20)),
    )
    points = rung(rules, TEN, day=number, minute=minute)[0].points
    assert points == 11 + 2 * is_holiday(number) + 4 * (number <= DAY)
