import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.earning.rules import BELIEVED_AFTER, BELIEVED_BEFORE, DEFAULT, Derivation, RuleSet, derive, effective_at, governing, recompute
from backend.earning.steps import steps

yen = st.integers(0, 1_000_000)


@st.composite
def bills(draw: st.DrawFn) -> dict[str, int]:
    lines = draw(yen)
    total = draw(st.integers(0, lines))
    return {"lines": lines, "total": total, "excluded": draw(st.integers(0, lines)), "paid_by_points": draw(st.integers(0, total))}


@given(bills(), st.integers(0, 2), st.integers(1, 2000), st.integers(1, 20))
def test_a_derivation_computes_the_grant_again_and_its_steps_add_up(bill: dict[str, int], rank: int, unit: int, each: int) -> None:
    rules = msgspec.structs.replace(DEFAULT, unit_amount=unit, points_per_unit=each)
    why = derive(rules, rules.ranks[rank], 0, **bill)
    kept = msgspec.json.decode(msgspec.json.encode(why), type=Derivation)
    assert recompute(kept) == why.points
    assert sum(step.points for step in steps(kept)) == why.points
    assert 0 <= why.points <= bill["total"] * each * 1.5 / unit
    free = derive(rules, rules.ranks[rank], 0, **{**bill, "excluded": 0, "paid_by_points": 0})
    assert why.points <= free.points


@pytest.mark.parametrize(("total", "rank", "points"), [(99, 0, 0), (100, 0, 1), (1590, 0, 15), (1590, 1, 18), (1590, 2, 22), (3790, 0, 37)])
def test_units_first_then_the_rate_then_down(total: int, rank: int, points: int) -> None:
    assert derive(DEFAULT, DEFAULT.ranks[rank], 0, total=total, paid_by_points=0, lines=total, excluded=0).points == points


def test_the_unit_decides_what_a_bill_is_worth() -> None:
    thousand = msgspec.structs.replace(DEFAULT, unit_amount=1000, points_per_unit=10)
    assert derive(thousand, thousand.ranks[0], 0, total=1590, paid_by_points=0, lines=1590, excluded=0).points == 10


def test_the_newest_rules_in_force_govern() -> None:
    sets = [(100, RuleSet(version=1)), (200, RuleSet(version=2)), (300, RuleSet(version=3))]
    assert [governing(sets, at).version for at in (50, 100, 199, 200, 1000)] == [1, 1, 1, 2, 3]
    assert governing([], 0) is DEFAULT


@given(st.integers(-(10**12), 10**12))
def test_a_time_is_believed_within_a_week_and_ten_minutes(off: int) -> None:
    now = 1_800_000_000_000
    at, believed = effective_at(now + off, now)
    assert believed == (-BELIEVED_BEFORE <= off <= BELIEVED_AFTER)
    assert at == (now + off if believed else now)
