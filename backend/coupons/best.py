"""The set of vouchers that takes the most off, and why it is proposed. Pure and exact up to `EXACT` vouchers."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from backend.coupons.discounts import Bill, discount, in_order, needs_goods
from backend.coupons.rules import Coupon, clash

EXACT = 12
"""So many vouchers are tried in every combination; of more, those that take the most off alone."""
TYPICAL = Bill(3000)
"""Compares coupons while nobody knows the bill."""
Reason = Literal["picked", "only", "most", "together", "sooner", "none"]


class Held(NamedTuple):
    """A voucher that may be used now."""

    voucher: str
    coupon: Coupon


class Best(NamedTuple):
    vouchers: tuple[str, ...]
    yen: int | None
    reason: Reason
    instead: int | None = None
    """yen of the next best choice: the best set without the first of these vouchers."""


NOTHING = Best((), 0, "none")


class Tried(NamedTuple):
    """Sorts best first: the most yen, the fewest vouchers, what ends sooner, then by id."""

    less: int
    many: int
    ends: tuple[int, ...]
    vouchers: tuple[str, ...]


def worth(coupon: Coupon) -> tuple[int, int, int]:
    """Sorts coupons best first for a clerk who does not know the bill yet: the larger value, then what ends sooner."""
    taken = discount(coupon, TYPICAL)
    return -(taken.yen if taken is not None else coupon.value if coupon.kind == "free" else 0), coupon.ends_on, coupon.minimum


def best_set(held: Sequence[Held], bill: Bill, picked: str | None = None) -> Best:
    """Among vouchers that may be used now. Without a bill only those count that ask neither for a minimum nor for goods, and no sum is said.

    What the member has `picked` is always among them.
    """
    known = bill.amount is not None
    must = next((each for each in held if each.voucher == picked), None)
    useful = [each for each in held if each is must or (known or _sure(each.coupon))]
    if not known:
        bill = TYPICAL
    tried = sorted(_all(_nearest(useful, bill, must), bill, must))
    if not tried or (not tried[0].less and must is None):
        return NOTHING
    first = tried[0]
    yen = -first.less if known else None
    others = [each for each in tried if first.vouchers[0] not in each.vouchers]
    other = -others[0].less if others else 0
    if must is not None:
        return Best(first.vouchers, yen, "picked")
    if len(first.vouchers) > 1:
        return Best(first.vouchers, yen, "together", other if known else None)
    if not other:
        return Best(first.vouchers, yen, "only")
    return Best(first.vouchers, yen, "sooner" if other == -first.less else "most", other if known else None)


def _sure(coupon: Coupon) -> bool:
    return not coupon.minimum and not needs_goods(coupon)


def _nearest(held: list[Held], bill: Bill, must: Held | None) -> list[Held]:
    if len(held) <= EXACT:
        return held

    def alone(each: Held) -> tuple[bool, int, int, str]:
        taken = discount(each.coupon, bill)
        return each is not must, -(taken.yen if taken else 0), each.coupon.ends_on, each.voucher

    return sorted(held, key=alone)[:EXACT]


def _all(held: list[Held], bill: Bill, must: Held | None) -> Iterator[Tried]:
    """Every set that may be used together, in the order in which its coupons count; a voucher that adds nothing is left out."""
    ordered = [held[n] for n in in_order([each.coupon for each in held])]

    def grow(n: int, chosen: tuple[Held, ...], left: Bill, yen: int) -> Iterator[Tried]:
        if n == len(ordered):
            if chosen and (must is None or must in chosen):
                ends = tuple(sorted(each.coupon.ends_on for each in chosen))
                yield Tried(-yen, len(chosen), ends, tuple(each.voucher for each in chosen))
            return
        yield from grow(n + 1, chosen, left, yen)
        each = ordered[n]
        more = (*chosen, each)
        if clash([one.coupon for one in more]) is not None:
            return
        taken = discount(each.coupon, left)
        if taken is not None and taken.yen:
            yield from grow(n + 1, more, taken.rest, yen + taken.yen)
        elif each is must:
            yield from grow(n + 1, more, left, yen)

    return grow(0, (), bill, 0)
