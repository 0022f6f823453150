"""When a voucher may be used, and with which others."""

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from shared.clock import to_date
from shared.wire.coupons import Terms
from shared.wire.problems import Code

Refusal = tuple[Code, dict[str, object]]
OF_GOODS = frozenset({"free", "price", "cheapest", "bundle"})
"""Kinds whose worth only the goods tell."""


class Coupon(msgspec.Struct, frozen=True, gc=False):
    """The offer. Days are business dates, e.g. 20261130, both inclusive; what `value` counts depends on the kind."""

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
    per_member: int | None = None
    way: str = "chosen"
    body: str = "{}"
    """Its `Terms` as JSON."""

    @property
    def terms(self) -> Terms:
        return _terms(self.body)


class Voucher(msgspec.Struct, frozen=True, gc=False):
    id: str
    coupon_id: str
    member_id: str
    state: str
    """issued | reserved | used | expired"""
    issued_at: int
    redemption_id: str | None
    used_at: int | None


class Day(msgspec.Struct, frozen=True, gc=False):
    """What a coupon may ask about the day and the member. A fact that nobody looked up holds nothing against a voucher."""

    number: int
    """20261130"""
    holiday: bool = False
    born_in: int | None = None
    """The member's month; None when he has not said it."""
    visits: int | None = None
    """How often the member has come, this visit included."""


@lru_cache(1024)
def _terms(body: str) -> Terms:
    return msgspec.json.decode(body, type=Terms)


def refusal(coupon: Coupon, state: str, day: Day, amount_due: int | None, used_by_member: int = 0) -> Refusal | None:
    """Why a voucher of this coupon cannot be used today, or None. `state` counts a lapsed reservation as issued."""
    if state != "issued":
        return (Code.VOUCHER_RESERVED if state == "reserved" else Code.VOUCHER_USED), {}
    if day.number < coupon.starts_on:
        return Code.VOUCHER_NOT_YET, {"on": to_date(coupon.starts_on).isoformat()}
    if day.number > coupon.ends_on:
        return Code.VOUCHER_EXPIRED, {"on": to_date(coupon.ends_on).isoformat()}
    if exhausted(coupon, used_by_member):
        return Code.COUPON_EXHAUSTED, {}
    if amount_due is not None and amount_due < coupon.minimum:
        return Code.VOUCHER_MINIMUM, {"minimum": coupon.minimum}
    return unfit(coupon.terms, day)


def exhausted(coupon: Coupon, used_by_member: int) -> bool:
    """Whether the offer's own limit or the member's is reached."""
    over = coupon.total_limit is not None and coupon.used >= coupon.total_limit
    return over or (coupon.per_member is not None and used_by_member >= coupon.per_member)


def unfit(terms: Terms, day: Day) -> Refusal | None:
    """Why neither the day nor the member is what the terms ask for."""
    if (terms.weekdays or terms.holidays) and not _on_its_day(terms, day):
        return Code.VOUCHER_OTHER_DAY, {}
    if terms.birthday_month and day.born_in != day.number // 100 % 100:
        return Code.VOUCHER_BIRTHDAY, {}
    if terms.first_visit and day.visits is not None and day.visits > 1:
        return Code.VOUCHER_FIRST_VISIT, {}
    return None


def _on_its_day(terms: Terms, day: Day) -> bool:
    return to_date(day.number).weekday() in terms.weekdays or (terms.holidays and day.holiday)


def clash(coupons: Sequence[Coupon]) -> Refusal | None:
    """Why these vouchers cannot be used together in one visit, or None."""
    if len(coupons) > 1 and not all(each.terms.stackable for each in coupons):
        return Code.VOUCHER_ONE_ONLY, {}
    groups = [each.terms.group for each in coupons if each.terms.group]
    return (Code.VOUCHER_NOT_TOGETHER, {}) if len(groups) != len(set(groups)) else None
