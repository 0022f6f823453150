"""Offers for the tests, one call each."""

import msgspec

from backend.coupons.rules import Coupon
from shared.wire.coupons import Terms


def offer(
    kind: str = "percent",
    value: int = 10,
    *,
    name: str = "c",
    minimum: int = 0,
    limit: int | None = None,
    used: int = 0,
    per_member: int | None = None,
    ends_on: int = 20261130,
    **terms: object,
) -> Coupon:
    body = msgspec.json.encode(msgspec.convert(terms, Terms)).decode()
    return Coupon(name, kind, value, minimum, "券", "voucher", 20261101, ends_on, limit, 0, used, per_member, "chosen", body)
