from hypothesis import given
from hypothesis import strategies as st

from backend.coupons.rules import Coupon, discount, refusal
from shared.wire.problems import Code


def offer(kind: str = "percent", value: int = 10, *, minimum: int = 0, limit: int | None = None, used: int = 0) -> Coupon:
    return Coupon("c", kind, value, minimum, "券", "voucher", 20261101, 20261130, limit, 0, used)


@given(st.integers(0, 1_000_000), st.integers(1, 100), st.integers(1, 1_000_000))
def test_a_discount_is_never_more_than_the_bill(bill: int, percent: int, yen: int) -> None:
    assert 0 <= discount(offer("percent", percent), bill) == bill * percent // 100 <= bill
    assert discount(offer("amount", yen), bill) == min(bill, yen)


def test_first_and_last_day_count() -> None:
    found = [refusal(offer(), "issued", day, None) for day in (20261031, 20261101, 20261130, 20261201)]
    assert [each and each[0] for each in found] == [Code.VOUCHER_NOT_YET, None, None, Code.VOUCHER_EXPIRED]


def test_a_minimum_is_checked_when_the_bill_is_known() -> None:
    assert refusal(offer(minimum=1000), "issued", 20261101, None) is None
    assert refusal(offer(minimum=1000), "issued", 20261101, 999) == (Code.VOUCHER_MINIMUM, {"minimum": 1000})
    assert refusal(offer(limit=3, used=3), "issued", 20261101, None) == (Code.COUPON_EXHAUSTED, {})
