"""Ranks: what was spent in a window of months decides the rung."""

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar

from shared.clock import tokyo


class Rung(Protocol):
    @property
    def from_spent(self) -> int: ...


R = TypeVar("R", bound=Rung)


def month_of(instant: int) -> int:
    """The shop's calendar month, e.g. 202611."""
    here = tokyo(instant)
    return here.year * 100 + here.month


def first_month(month: int, months: int) -> int:
    """Where a window of `months` that ends with `month` begins."""
    count = month // 100 * 12 + month % 100 - 1 - (months - 1)
    return count // 12 * 100 + count % 12 + 1


def spent_in(amounts: Mapping[int, int], month: int, months: int) -> int:
    """Yen of the window; `amounts` by month. Returns may have made a month negative; nobody has spent less than nothing."""
    first = first_month(month, months)
    return max(0, sum([amount for when, amount in amounts.items() if first <= when <= month]))


def rung(ladder: Sequence[R], spent: int) -> R:
    """The highest rung reached; `ladder` is in order and its first begins at 0."""
    reached = ladder[0]
    for step in ladder:
        if spent >= step.from_spent:
            reached = step
    return reached


def above(ladder: Sequence[R], spent: int) -> R | None:
    """The next rung, or None at the top."""
    return next((step for step in ladder if step.from_spent > spent), None)
