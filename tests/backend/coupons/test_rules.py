from typing import Any

import pytest

from backend.coupons.rules import Coupon, Day, clash, refusal
from shared.wire.coupons import Terms
from shared.wire.problems import Code
from tests.backend.coupons.offers import offer


def test_first_and_last_day_count() -> None:
    found = [refusal(offer(), "issued", Day(day), None) for day in (20261031, 20261101, 20261130, 20261201)]
    assert [each and each[0] for each in found] == [Code.VOUCHER_NOT_YET, None, None, Code.VOUCHER_EXPIRED]


def test_a_minimum_is_checked_when_the_bill_is_known() -> None:
    assert refusal(offer(minimum=1000), "issued", Day(20261101), None) is None
    assert refusal(offer(minimum=1000), "issued", Day(20261101), 999) == (Code.VOUCHER_MINIMUM, {"minimum": 1000})


def test_limits_of_the_offer_and_of_the_member() -> None:
    assert refusal(offer(limit=3, used=3), "issued", Day(20261101), None) == (Code.COUPON_EXHAUSTED, {})
    found = [refusal(offer(per_member=2), "issued", Day(20261101), None, used) for used in (1, 2)]
    assert [each and each[0] for each in found] == [None, Code.COUPON_EXHAUSTED]


@pytest.mark.parametrize(
    ("terms", "day", "code"),
    [
        ({"weekdays": (0, 4)}, Day(20261120), None),  # a Friday
        ({"weekdays": (0, 1)}, Day(20261120), Code.VOUCHER_OTHER_DAY),
        ({"holidays": True}, Day(20261123, holiday=True), None),
        ({"holidays": True}, Day(20261124), Code.VOUCHER_OTHER_DAY),
        ({"weekdays": (5,), "holidays": True}, Day(20261123, holiday=True), None),
        ({"birthday_month": True}, Day(20261120, born_in=11), None),
        ({"birthday_month": True}, Day(20261120, born_in=10), Code.VOUCHER_BIRTHDAY),
        ({"birthday_month": True}, Day(20261120), Code.VOUCHER_BIRTHDAY),
        ({"first_visit": True}, Day(20261120, visits=1), None),
        ({"first_visit": True}, Day(20261120, visits=2), Code.VOUCHER_FIRST_VISIT),
    ],
)
def test_what_terms_ask_of_day_and_member(terms: dict[str, Any], day: Day, code: Code | None) -> None:
    found = refusal(offer(**terms), "issued", day, None)
    assert (found and found[0]) == code


def test_what_goes_together() -> None:
    alone, one, two = offer(), offer(stackable=True, group="food"), offer(stackable=True, group="food")
    drink = offer(stackable=True, group="drink")
    assert clash([alone]) is None
    assert clash([alone, drink]) == (Code.VOUCHER_ONE_ONLY, {})
    assert clash([one, drink, offer(stackable=True)]) is None
    assert clash([one, two]) == (Code.VOUCHER_NOT_TOGETHER, {})


def test_a_coupon_of_the_time_before_has_plain_terms() -> None:
    old = Coupon("c", "amount", 100, 0, "券", "voucher", 20261101, 20261130, None, 0, 0)
    assert (old.terms, old.per_member, old.way) == (Terms(), None, "chosen")
