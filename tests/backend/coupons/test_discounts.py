"""What vouchers take off: each kind by example, and for all of them that nobody ever pays less than nothing."""

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.coupons.best import EXACT, NOTHING, Held, best_set
from backend.coupons.discounts import Bill, Line, bill_of, discount, together
from backend.coupons.rules import Coupon, clash
from tests.backend.coupons.offers import offer

BREAD, COFFEE, CAKE = Line("B01", "bread", 200, 3), Line("C01", "drink", 350, 2), Line("K01", "cake", 480, 1)
COUNTER = bill_of(None, [BREAD, COFFEE, CAKE])  # ¥1,780


@pytest.mark.parametrize(
    ("kind", "value", "terms", "yen"),
    [
        ("percent", 10, {}, 178),
        ("percent", 15, {"skus": ("K01",)}, 72),
        ("percent", 50, {"categories": ("drink",)}, 350),
        ("amount", 300, {}, 300),
        ("amount", 3000, {}, 1780),
        ("amount", 1000, {"skus": ("B01",)}, 600),
        ("free", 350, {"skus": ("C01",)}, 350),
        ("free", 400, {"categories": ("bread", "cake")}, 400),  # the dearest of them, up to its usual price
        ("free", 350, {"skus": ("X99",)}, 0),
        ("price", 500, {"categories": ("drink",), "pieces": 2}, 200),
        ("price", 300, {"skus": ("K01",)}, 180),
        ("price", 900, {"skus": ("B01",), "pieces": 3}, 0),  # dearer than the three are
        ("price", 500, {"skus": ("B01",), "pieces": 4}, 0),
        ("cheapest", 100, {}, 200),
        ("cheapest", 100, {"categories": ("drink", "cake"), "pieces": 3}, 350),
        ("cheapest", 100, {"skus": ("K01",)}, 0),  # one piece alone is not the cheapest of anything
        ("bundle", 100, {"skus": ("B01",), "pieces": 2}, 200),
        ("bundle", 50, {"categories": ("drink",)}, 175),
        ("bundle", 100, {"pieces": 3}, 200),  # one round of 480, 350, 350 and a free 200; two pieces are left over
        ("bundle", 100, {"pieces": 5, "gives": 2}, 0),
    ],
)
def test_each_kind(kind: str, value: int, terms: dict[str, Any], yen: int) -> None:
    taken = discount(offer(kind, value, **terms), COUNTER)
    assert taken is not None
    assert taken.yen == yen
    assert taken.rest.amount == 1780 - yen


def test_what_an_amount_alone_does_not_tell() -> None:
    assert discount(offer("free", 350, skus=("C01",)), Bill(5000)) is None
    assert discount(offer("percent", 10, skus=("C01",)), Bill(5000)) is None
    assert discount(offer("percent", 10), Bill(None)) is None
    found, rest = together([offer("free", 350, skus=("C01",)), offer("amount", 100)], Bill(1000))
    assert (found, rest.amount) == ([None, 100], 900)


def test_goods_then_percent_then_yen_each_on_what_is_left() -> None:
    yen, percent, cake = offer("amount", 300, name="yen"), offer("percent", 10, name="percent"), offer("free", 480, skus=("K01",))
    found, rest = together([yen, percent, cake], COUNTER)
    assert found == [300, 130, 480]  # 1780 - 480 = 1300; 10 % of it; then 300
    assert rest.amount == 870


def test_one_piece_is_discounted_by_one_goods_coupon() -> None:
    half, free = offer("percent", 50, name="half", skus=("K01",)), offer("free", 480, name="free", skus=("K01",))
    assert together([half, free], COUNTER)[0] == [0, 480]


kinds = st.sampled_from(["percent", "amount", "free", "price", "cheapest", "bundle"])


@st.composite
def offers(draw: st.DrawFn, name: str = "c") -> Coupon:
    kind = draw(kinds)
    of_hundred = kind in {"percent", "cheapest", "bundle"}
    skus = draw(st.sampled_from([(), ("B01",), ("C01", "K01")]))
    return offer(
        kind,
        draw(st.integers(1, 100 if of_hundred else 3000)),
        name=name,
        minimum=draw(st.sampled_from([0, 500])),
        ends_on=draw(st.sampled_from([20261125, 20261130])),
        skus=skus,
        pieces=draw(st.integers(1, 3)),
        gives=draw(st.integers(1, 2)),
        group=draw(st.sampled_from(["", "", "a", "b"])),
        stackable=draw(st.sampled_from([True, True, True, False])),
    )


lines = st.lists(
    st.builds(Line, st.sampled_from(["B01", "C01", "K01"]), st.just("food"), st.integers(0, 1500), st.integers(1, 4)), max_size=4
)


def _bill(goods: list[Line], amount: int) -> Bill:
    return bill_of(None if goods else amount, goods)


bills = st.builds(_bill, lines, st.integers(0, 10_000))


@st.composite
def wallets(draw: st.DrawFn) -> list[Held]:
    return [Held(f"v{n}", draw(offers(f"c{n}"))) for n in range(draw(st.integers(0, 5)))]


@given(wallets(), bills)
def test_no_set_of_vouchers_takes_off_more_than_the_bill(wallet: list[Held], bill: Bill) -> None:
    found, rest = together([each.coupon for each in wallet], bill)
    assert bill.amount is not None
    assert rest.amount is not None
    assert rest.amount >= 0
    assert all(yen is None or yen >= 0 for yen in found)
    assert sum(yen or 0 for yen in found) == bill.amount - rest.amount


@given(wallets(), bills, st.randoms())
def test_the_order_in_which_they_are_named_changes_nothing(wallet: list[Held], bill: Bill, dice: Any) -> None:
    mixed = dice.sample(wallet, len(wallet))
    by_name = dict(zip([each.voucher for each in wallet], together([each.coupon for each in wallet], bill)[0], strict=True))
    assert [by_name[each.voucher] for each in mixed] == together([each.coupon for each in mixed], bill)[0]
    assert best_set(mixed, bill) == best_set(wallet, bill)


@given(wallets(), bills)
def test_the_best_set_is_the_best_of_all_that_are_allowed(wallet: list[Held], bill: Bill) -> None:
    best = best_set(wallet, bill)
    allowed = [
        picked
        for count in range(1, len(wallet) + 1)
        for picked in combinations(wallet, count)
        if clash([each.coupon for each in picked]) is None
    ]
    yen = max((sum(each or 0 for each in together([one.coupon for one in picked], bill)[0]) for picked in allowed), default=0)
    assert (best.yen or 0) == yen
    by_id = {each.voucher: each.coupon for each in wallet}
    chosen = [by_id[each] for each in best.vouchers]
    assert clash(chosen) is None
    assert sum(each or 0 for each in together(chosen, bill)[0]) == yen


def test_why_a_set_is_proposed() -> None:
    ten, hundred = Held("v1", offer("percent", 10, name="ten")), Held("v2", offer("amount", 100, name="hundred"))
    assert best_set([ten], Bill(2000)) == (("v1",), 200, "only", None)
    assert best_set([ten, hundred], Bill(2000)) == (("v1",), 200, "most", 100)
    assert best_set([ten, hundred], Bill(500)) == (("v2",), 100, "most", 50)
    assert best_set([ten, hundred], Bill(2000), picked="v2") == (("v2",), 100, "picked", None)
    both = [Held("v1", offer("percent", 10, name="ten", stackable=True)), Held("v2", offer("amount", 100, name="hundred", stackable=True))]
    assert best_set(both, Bill(2000)) == (("v1", "v2"), 300, "together", 100)
    early = Held("v3", offer("amount", 200, name="early", ends_on=20261121))
    assert best_set([ten, early], Bill(2000)) == (("v3",), 200, "sooner", 200)
    assert best_set([], Bill(2000)) == NOTHING
    assert best_set([Held("v4", offer("free", 300, skus=("X99",)))], COUNTER) == NOTHING


def test_without_a_bill_only_what_is_sure_is_proposed() -> None:
    ten, big = Held("v1", offer("percent", 10, name="ten")), Held("v2", offer("amount", 1000, name="big", minimum=5000))
    free = Held("v3", offer("free", 900, name="free", skus=("C01",)))
    assert best_set([ten, big, free], Bill(None)) == (("v1",), None, "only", None)
    assert best_set([free], Bill(None)) == NOTHING
    assert best_set([ten, free], Bill(None), picked="v3").vouchers == ("v3",)


def test_many_vouchers_are_bounded() -> None:
    wallet = [Held(f"v{n:02}", offer("amount", 10 + n, name=f"c{n}", stackable=True)) for n in range(EXACT + 8)]
    best = best_set(wallet, Bill(100_000))
    assert best.vouchers == tuple(f"v{n:02}" for n in range(EXACT + 7, 7, -1))
