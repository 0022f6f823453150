from hypothesis import given
from hypothesis import strategies as st

from backend.earning.rules import DEFAULT
from backend.ranks.rules import above, first_month, rung, spent_in
from backend.ranks.view import view


def test_the_minimum_of_a_rank_is_honoured_and_not_a_yen_earlier() -> None:
    found = [rung(DEFAULT.ranks, spent).id for spent in (0, 49_999, 50_000, 119_999, 120_000)]
    assert found == ["regular", "regular", "silver", "silver", "gold"]
    assert above(DEFAULT.ranks, 120_000) is None


def test_the_window_is_this_month_and_eleven_before() -> None:
    assert (first_month(202611, 12), first_month(202612, 12), first_month(202601, 12)) == (202512, 202601, 202502)
    assert spent_in({202511: 9, 202512: 10, 202611: 5, 202612: 7}, 202611, 12) == 15


@given(st.integers(0, 300_000))
def test_what_is_missing_leads_exactly_to_the_next_rank(spent: int) -> None:
    shown = view(DEFAULT.ranks, spent)
    if shown.next_rank is not None:
        assert rung(DEFAULT.ranks, spent + shown.to_next).id == shown.next_rank
        assert rung(DEFAULT.ranks, spent + shown.to_next - 1).id == shown.rank
