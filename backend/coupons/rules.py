"""When a voucher may be used, and what it takes off."""

import msgspec

from shared.clock import to_date
from shared.wire.problems import Code

Refusal = tuple[Code, dict[str, object]]


class Coupon(msgspec.Struct, frozen=True, gc=False):
    """The offer. Days are business dates, e.g. 20261130, both inclusive; `value` is percent or yen."""

    id: str
    kind: str
    value: int
    minimum: int
    name_ja: str
    name_en: str
    starts_on: int
    ends_on: int
    total_limit: int | None
    issued: int
    used: int


class Voucher(msgspec.Struct, frozen=True, gc=False):
    id: str
    coupon_id: str
    member_id: str
    state: str
    """issued | reserved | used"""
    issued_at: int
    redemption_id: str | None
    used_at: int | None


def discount(coupon: Coupon, amount: int) -> int:
    """Yen off a bill; never more than the bill, percents rounded down."""
    return min(amount, amount * coupon.value // 100 if coupon.kind == "percent" else coupon.value)


def refusal(coupon: Coupon, state: str, today: int, amount_due: int | None) -> Refusal | None:
    """Why a voucher of this coupon cannot be used today, or None. `state` counts a lapsed reservation as issued."""
    if state != "issued":
        return (Code.VOUCHER_USED if state == "used" else Code.VOUCHER_RESERVED), {}
    if today < coupon.starts_on:
        return Code.VOUCHER_NOT_YET, {"on": to_date(coupon.starts_on).isoformat()}
    if today > coupon.ends_on:
        return Code.VOUCHER_EXPIRED, {"on": to_date(coupon.ends_on).isoformat()}
    if coupon.total_limit is not None and coupon.used >= coupon.total_limit:
        return Code.COUPON_EXHAUSTED, {}
    if amount_due is not None and amount_due < coupon.minimum:
        return Code.VOUCHER_MINIMUM, {"minimum": coupon.minimum}
    return None


def worth(coupon: Coupon) -> tuple[int, int, int]:
    """Sorts vouchers best first for a clerk who does not know the bill yet: the larger value, then what ends sooner."""
    typical = 3000
    return -discount(coupon, typical), coupon.ends_on, coupon.minimum
