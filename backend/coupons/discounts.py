"""What vouchers take off a bill.

Their order is fixed: first those for certain goods, then percents of the bill, then yen off it; the larger value first, and each counts
on what the former left. A piece is discounted by one goods coupon only. So the sum never exceeds the bill. Pure.
"""

from collections.abc import Sequence
from typing import NamedTuple

from backend.coupons.rules import OF_GOODS, Coupon
from shared.wire.coupons import Terms

Piece = tuple[int, int]
"""(its price, its line)"""


class Line(NamedTuple):
    sku: str
    category: str
    price: int
    """yen for one piece"""
    pieces: int


class Bill(NamedTuple):
    """What is still to pay, and the pieces that no coupon has touched. None: not known."""

    amount: int | None
    lines: tuple[Line, ...] | None = None


class Taken(NamedTuple):
    yen: int
    rest: Bill


def bill_of(amount: int | None, lines: Sequence[Line]) -> Bill:
    """A basket without an amount comes to the sum of its lines."""
    if not lines:
        return Bill(amount)
    return Bill(sum([each.price * each.pieces for each in lines]) if amount is None else amount, tuple(lines))


def needs_goods(coupon: Coupon) -> bool:
    """Whether an amount alone does not tell what it takes off."""
    return coupon.kind in OF_GOODS or bool(coupon.terms.skus or coupon.terms.categories)


def stands(coupon: Coupon, sold: Sequence[Line], kept: Sequence[Line], left: int, whole: int) -> bool:
    """Whether a coupon that was used for `sold` is one for what is `kept` of it too, worth `left` yen of the `whole`.

    Goods that the till calls otherwise than the coupon does say nothing. Of a sale in which nothing cost anything the goods alone tell.
    """
    if not kept or (whole and (not left or left < coupon.minimum)):
        return False
    return not needs_goods(coupon) or not _fits(coupon, sold) or _fits(coupon, kept)


def _fits(coupon: Coupon, lines: Sequence[Line]) -> bool:
    need = coupon.terms.pieces
    least = {"price": need, "cheapest": max(2, need), "bundle": need + coupon.terms.gives}.get(coupon.kind, 1)
    return len(_dearest_first(coupon.terms, lines)) >= max(1, least)


def discount(coupon: Coupon, bill: Bill) -> Taken | None:
    """What one coupon takes off, at most the bill, and what is left; None when the bill does not tell. Percents are rounded down."""
    if not needs_goods(coupon):
        return None if bill.amount is None else _less(bill, _off_sum(coupon, bill.amount))
    if bill.lines is None:
        return None
    pieces = _dearest_first(coupon.terms, bill.lines)
    yen, used = _of_goods(coupon, pieces)
    return _less(Bill(bill.amount, _without(bill.lines, used)), yen) if yen else Taken(0, bill)


def in_order(coupons: Sequence[Coupon]) -> list[int]:
    """The places of the coupons in the order in which they count."""
    return sorted(range(len(coupons)), key=lambda n: (*_stage(coupons[n]), n))


def together(coupons: Sequence[Coupon], bill: Bill) -> tuple[list[int | None], Bill]:
    """What each takes off, in the order given, and what is left to pay."""
    found: list[int | None] = [None] * len(coupons)
    for n in in_order(coupons):
        taken = discount(coupons[n], bill)
        if taken is not None:
            found[n], bill = taken
    return found, bill


def _stage(coupon: Coupon) -> tuple[int, int, str]:
    stage = 0 if needs_goods(coupon) else 1 if coupon.kind == "percent" else 2
    return stage, -coupon.value, coupon.id


def _less(bill: Bill, yen: int) -> Taken:
    if bill.amount is None:
        return Taken(yen, bill)
    yen = min(yen, bill.amount)
    return Taken(yen, Bill(bill.amount - yen, bill.lines))


def _off_sum(coupon: Coupon, amount: int) -> int:
    return amount * coupon.value // 100 if coupon.kind == "percent" else min(amount, coupon.value)


def _dearest_first(terms: Terms, lines: Sequence[Line]) -> list[Piece]:
    every = not (terms.skus or terms.categories)
    fitting = [
        (line.price, n, line.pieces) for n, line in enumerate(lines) if every or line.sku in terms.skus or line.category in terms.categories
    ]
    return [(price, n) for price, n, count in sorted(fitting, key=lambda each: (-each[0], each[1])) for _ in range(count)]


def _of_goods(coupon: Coupon, pieces: list[Piece]) -> tuple[int, list[Piece]]:
    """(yen off, the pieces that it takes up)"""
    need, gives = coupon.terms.pieces, coupon.terms.gives
    match coupon.kind:
        case "free":
            return (min(pieces[0][0], coupon.value), pieces[:1]) if pieces else (0, [])
        case "price":
            return (max(0, _sum(pieces[:need]) - coupon.value), pieces[:need]) if len(pieces) >= need else (0, [])
        case "cheapest":
            return (pieces[-1][0], pieces) if len(pieces) >= max(2, need) else (0, [])
        case "bundle":
            size = need + gives
            used = pieces[: len(pieces) // size * size]
            return _sum([each for n, each in enumerate(used) if n % size >= need]) * coupon.value // 100, used
        case _:
            return _off_sum(coupon, _sum(pieces)), pieces


def _sum(pieces: Sequence[Piece]) -> int:
    return sum([price for price, _ in pieces])


def _without(lines: tuple[Line, ...], used: Sequence[Piece]) -> tuple[Line, ...]:
    gone = [0] * len(lines)
    for _, n in used:
        gone[n] += 1
    return tuple(line._replace(pieces=line.pieces - out) for line, out in zip(lines, gone, strict=True))
