from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from backend.earning.rules import DEFAULT
from backend.ranks.rules import By, above, first_month, held, oldest, rung, spent_in, windows
from backend.ranks.view import counting, view
from shared.wire.rules import RankRule

MONTHS = st.sampled_from([year * 100 + month for year in range(2024, 2029) for month in range(1, 13)])
AMOUNTS = st.dictionaries(MONTHS, st.integers(-50_000, 150_000), max_size=30)


@dataclass
class Policy:
    rank_by: By = "amount"
    rank_window: Literal["rolling", "year"] = "rolling"
    rank_months: int = 12
    rank_grace: int = 0


YEAR = Policy(rank_window="year")


def test_the_minimum_of_a_rank_is_honoured_and_not_a_yen_earlier() -> None:
    found = [rung(DEFAULT.ranks, spent).id for spent in (0, 49_999, 50_000, 119_999, 120_000)]
    assert found == ["regular", "regular", "silver", "silver", "gold"]
    assert above(DEFAULT.ranks, 120_000) is None


def test_the_window_is_this_month_and_eleven_before() -> None:
    assert (first_month(202611, 12), first_month(202612, 12), first_month(202601, 12)) == (202512, 202601, 202502)
    assert spent_in({202511: 9, 202512: 10, 202611: 5, 202612: 7}, windows(DEFAULT, 202611)[0]) == 15


def test_grace_keeps_a_rank_after_its_window() -> None:
    amounts = {202501: 60_000}
    policy = replace(Policy(), rank_grace=2)
    assert [held(policy, amounts, month) for month in (202412, 202501, 202512, 202601, 202602, 202603)] == [
        0,
        60_000,
        60_000,
        60_000,
        60_000,
        0,
    ]
    assert oldest(policy, 202603) == 202502


def test_with_calendar_years_what_one_year_reached_holds_for_the_next() -> None:
    amounts = {202506: 60_000, 202603: 10_000}
    found = [rung(DEFAULT.ranks, held(YEAR, amounts, month)).id for month in (202505, 202506, 202512, 202601, 202612, 202701)]
    assert found == ["regular", "silver", "silver", "silver", "silver", "regular"]
    kind = replace(YEAR, rank_grace=3)
    assert [rung(DEFAULT.ranks, held(kind, amounts, month)).id for month in (202701, 202703, 202704)] == ["silver", "silver", "regular"]
    assert (oldest(YEAR, 202601), oldest(kind, 202601)) == (202501, 202401)


def test_a_return_lowers_the_sum() -> None:
    assert rung(DEFAULT.ranks, held(YEAR, {202506: 60_000}, 202601)).id == "silver"
    assert rung(DEFAULT.ranks, held(YEAR, {202506: 60_000 - 10_001}, 202601)).id == "regular"


def test_a_given_rank_counts_while_it_is_the_higher() -> None:
    assert [counting(DEFAULT.ranks, spent, "silver").id for spent in (0, 50_000, 120_000)] == ["silver", "silver", "gold"]
    assert counting(DEFAULT.ranks, 0, "no-such").id == "regular"


@given(AMOUNTS, MONTHS, st.sampled_from(["rolling", "year"]), st.integers(0, 11))
def test_more_never_lowers_a_rank_and_within_a_month_it_only_rises(
    amounts: dict[int, int], month: int, window: Literal["rolling", "year"], grace: int
) -> None:
    policy = replace(Policy(), rank_window=window, rank_grace=grace)
    before = held(policy, amounts, month)
    assert before >= 0
    assert held(policy, {**amounts, month: amounts.get(month, 0) + 1000}, month) >= before
    first = oldest(policy, month)
    assert held(policy, {when: amount for when, amount in amounts.items() if first <= when <= month}, month) == before


@given(st.integers(0, 300_000), st.sampled_from([None, "silver", "gold"]))
def test_what_is_missing_leads_exactly_to_the_next_rank(spent: int, given_rank: str | None) -> None:
    shown = view(DEFAULT, DEFAULT.ranks, {202611: spent}, 202611, given_rank)
    if shown.next_rank is not None:
        assert counting(DEFAULT.ranks, spent + shown.to_next, given_rank).id == shown.next_rank
        assert counting(DEFAULT.ranks, spent + shown.to_next - 1, given_rank).id == shown.rank


@given(st.lists(st.integers(1, 10**9), max_size=8, unique=True), st.integers(0, 10**9))
def test_a_rank_begins_at_its_threshold_and_nowhere_else(steps: list[int], spent: int) -> None:
    ranks = tuple(RankRule(id=f"r{n}", from_spent=step, rate_permille=1000) for n, step in enumerate((0, *sorted(steps))))
    assert rung(ranks, spent).from_spent == max(each.from_spent for each in ranks if each.from_spent <= spent)
    for lower, rank in pairwise(ranks):
        assert [rung(ranks, rank.from_spent + by) for by in (-1, 0)] == [lower, rank]
