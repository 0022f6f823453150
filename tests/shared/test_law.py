import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.law import Offer, cap, kind_of, prizes_allowed, verdict


def test_points_of_the_own_shop_are_a_discount_without_a_cap() -> None:
    assert verdict(Offer(), 1_000_000, 1) == ("discount", None, True)


@pytest.mark.parametrize(
    ("offer", "kind"),
    [
        (Offer(), "discount"),
        (Offer(goods=True), "gift"),
        (Offer(use_limited=True), "gift"),
        (Offer(elsewhere=True), "gift"),
        (Offer(by_lot=True), "prize"),
        (Offer(by_lot=True, goods=True), "prize"),
    ],
)
def test_what_an_offer_is(offer: Offer, kind: str) -> None:
    assert kind_of(offer) == kind


@pytest.mark.parametrize(
    ("trade", "most"), [(0, 200), (100, 200), (999, 200), (1000, 200), (1004, 200), (1005, 201), (5000, 1000), (100_000, 20_000)]
)
def test_a_gift_for_everybody(trade: int, most: int) -> None:
    assert verdict(Offer(goods=True), most, trade) == ("gift", most, True)
    assert not verdict(Offer(goods=True), most + 1, trade).allowed


@pytest.mark.parametrize(("trade", "most"), [(0, 2000), (100, 2000), (4999, 99_980), (5000, 100_000), (1_000_000, 100_000)])
def test_a_prize_drawn_by_lot(trade: int, most: int) -> None:
    assert verdict(Offer(by_lot=True), most, trade).allowed
    assert not verdict(Offer(by_lot=True), most + 1, trade).allowed


def test_all_prizes_together_are_two_percent_of_the_sales() -> None:
    assert (prizes_allowed(20_000, 1_000_000), prizes_allowed(20_001, 1_000_000)) == (True, False)


@given(st.integers(0, 10_000_000), st.integers(0, 10_000_000))
def test_more_trade_never_allows_less(one: int, other: int) -> None:
    for kind in ("gift", "prize"):
        low, high = cap(kind, min(one, other)), cap(kind, max(one, other))
        assert low is not None
        assert high is not None
        assert low <= high
