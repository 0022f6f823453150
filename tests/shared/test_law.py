from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.law import Offer, cap, kind_of, prizes_allowed, verdict
from shared.wire.coupons import NewCoupon, judged
from shared.wire.rules import Bonus, RuleBody, judged_bonus
from shared.wire.stamps import NewStampCard, judged_card

DAY = date(2026, 11, 20)


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


def coupon(kind: str, value: int, **more: Any) -> NewCoupon:
    days = {"starts_on": "2026-11-01", "ends_on": "2026-11-30"}
    return msgspec.convert({"id": "c", "kind": kind, "value": value, "name_ja": "券", "name_en": "c", **days, **more}, NewCoupon)


@pytest.mark.parametrize(("kind", "value"), [("percent", 50), ("amount", 1000), ("price", 100), ("cheapest", 100), ("bundle", 100)])
def test_less_to_pay_for_what_is_bought_is_a_discount(kind: str, value: int) -> None:
    assert judged(coupon(kind, value)) == ("discount", None, True)
    card = NewStampCard(id="s", name_ja="s", name_en="s", size=2, basis="visit", starts_on=DAY, ends_on=DAY, reward=coupon(kind, value))
    assert judged_card(card).kind == "discount"


@pytest.mark.parametrize(("value", "minimum", "found"), [(200, 0, True), (201, 0, False), (201, 1004, False), (201, 1005, True)])
def test_a_thing_is_a_gift_whoever_brings_it(value: int, minimum: int, *, found: bool) -> None:
    gift = coupon("free", value, minimum=minimum)
    assert judged(gift) == ("gift", max(200, minimum // 5), found)
    by_yen = NewStampCard(id="s", name_ja="s", name_en="s", size=10, basis="yen", yen=500, starts_on=DAY, ends_on=DAY, reward=gift)
    assert judged_card(by_yen) == ("gift", 1000, True)  # ten stamps of ¥500
    by_visit = msgspec.structs.replace(by_yen, basis="visit", yen=None)
    assert judged_card(by_visit) == judged(gift)  # coming is no purchase


@pytest.mark.parametrize(
    ("bonus", "worth", "cap"),
    [
        ({"points": 150}, 300, 200),
        ({"points": 150, "from_amount": 2000}, 300, 400),
        ({"points": 3, "per_amount": 100}, 6, 200),
        ({"permille": 5000}, 8000, 20_000),
    ],
)
@pytest.mark.parametrize(("elsewhere", "goods"), [(False, False), (True, False), (False, True)])
def test_points_are_money_off_unless_they_are_good_for_something_else(
    bonus: dict[str, int], worth: int, cap: int, *, elsewhere: bool, goods: bool
) -> None:
    """A point pays ¥2 here."""
    rules = RuleBody(spend_yen=2, elsewhere=elsewhere)
    found = judged_bonus(rules, msgspec.convert({"id": "b", "name_ja": "b", "name_en": "b", **bonus}, Bonus), goods=goods)
    gift = elsewhere or goods
    assert found == (("gift", cap, worth <= cap) if gift else ("discount", None, True), worth)
