from hypothesis import given
from hypothesis import strategies as st

from backend.earning.rules import BELIEVED_AFTER, BELIEVED_BEFORE, DEFAULT, RuleSet, effective_at, governing


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
