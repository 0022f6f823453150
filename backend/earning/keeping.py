"""What a sale is worth without the lines that were returned: the same rules on what is kept, as if nothing else had been bought."""

from collections.abc import Mapping
from typing import NamedTuple

from msgspec.structs import replace

from backend.earning.deriving import Derivation, Line, evaluate


class Left(NamedTuple):
    """A line of the sale, and what is left of it."""

    amount: int
    milli: int
    sold: int
    """yen of the whole line"""
    excluded: bool


def kept(why: Derivation, lines: Mapping[int, Left], total: int, returned: int) -> Derivation:
    """`lines` by number; `returned` of the sale's `total` yen. Its points are never more than the sale's own."""
    if why.goods:
        goods = tuple([_left(line, lines[line[0]]) for line in why.goods if _kept(lines[line[0]])])
        others = [each for n, each in lines.items() if n not in {line[0] for line in why.goods}]
        excluded = _part(why.excluded, sum([each.amount for each in others]), sum([each.sold for each in others]))
        whole = sum([line[1] for line in goods]) + excluded
    else:
        goods = ()
        excluded = sum([each.amount for each in lines.values() if each.excluded])
        whole = sum([each.amount for each in lines.values()])
    due = whole if why.rules.before_discounts else why.total - _part(why.total, returned, total)
    paid = why.paid_by_points - _part(why.paid_by_points, returned, total)
    left = replace(why, total=due if whole else 0, paid_by_points=paid, lines=whole, excluded=excluded, goods=goods)
    return replace(left, points=min(why.points, evaluate(why.rules, left).points))


def _kept(left: Left) -> bool:
    return bool(left.amount if left.sold else left.milli)


def _left(line: Line, left: Left) -> Line:
    """What was given for nothing may have earned, before its discount: its pieces tell how much of it is left."""
    n, yen, milli, bits = line
    return n, _part(yen, left.amount, left.sold) if left.sold else _part(yen, left.milli, milli), left.milli, bits


def _part(number: int, part: int, whole: int) -> int:
    return number * part // whole if whole else 0
