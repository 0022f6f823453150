"""Ranks: what was bought in a window of months decides the rung. All of it follows from the months, so that nothing has to be stored.

A rank rises with the sale that reaches it and falls only at a review: with a running window at the end of a month, when the oldest
leaves it; with calendar years on New Year's Day, from when the old year counts for the whole new one. Grace puts the fall off by
so many months. A return lowers the month of its sale, whenever it comes.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal, Protocol, TypeVar

from shared.clock import tokyo

By = Literal["amount", "visits", "goods"]
COLUMN: dict[By, str] = {"amount": "amount", "visits": "receipts", "goods": "goods"}
"""Of `member_month`: what counts."""
Window = tuple[int, int]
"""Its first and last month."""


class Rung(Protocol):
    @property
    def from_spent(self) -> int: ...


class Policy(Protocol):
    @property
    def rank_by(self) -> By: ...
    @property
    def rank_window(self) -> Literal["rolling", "year"]: ...
    @property
    def rank_months(self) -> int: ...
    @property
    def rank_grace(self) -> int: ...


R = TypeVar("R", bound=Rung)


def month_of(instant: int) -> int:
    """The shop's calendar month, e.g. 202611."""
    here = tokyo(instant)
    return here.year * 100 + here.month


def first_month(month: int, months: int) -> int:
    """Where a window of `months` that ends with `month` begins."""
    count = month // 100 * 12 + month % 100 - 1 - (months - 1)
    return count // 12 * 100 + count % 12 + 1


def windows(policy: Policy, month: int) -> list[Window]:
    """Every window whose sum holds a rank in a month; the running one first."""
    return _windows(policy.rank_window, policy.rank_months, policy.rank_grace, month)


@lru_cache(512)
def _windows(kind: str, months: int, grace: int, month: int) -> list[Window]:
    if kind == "rolling":
        ends = [first_month(month, back + 1) for back in range(grace + 1)]
        return [(first_month(end, months), end) for end in ends]
    year = month // 100
    before = 2 if month % 100 <= grace else 1
    return [(year * 100 + 1, month)] + [((year - back) * 100 + 1, (year - back) * 100 + 12) for back in range(1, before + 1)]


def oldest(policy: Policy, month: int) -> int:
    """The first month that may still hold a rank."""
    return min(first for first, _ in windows(policy, month))


def spent_in(amounts: Mapping[int, int], window: Window) -> int:
    """Sum of a window; `amounts` by month. Returns may have made a month negative; nobody has bought less than nothing."""
    first, last = window
    return max(0, sum([amount for when, amount in amounts.items() if first <= when <= last]))


def held(policy: Policy, amounts: Mapping[int, int], month: int) -> int:
    """The sum that the rank of a month stands on."""
    return max([spent_in(amounts, window) for window in windows(policy, month)])


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
