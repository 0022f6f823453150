"""Which lines of a sale its returns have taken back. Arithmetic only."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol


class Line(Protocol):
    """Of a sale or, below zero, of a return: the POS's own or a stored one."""

    @property
    def n(self) -> int: ...
    @property
    def sku(self) -> str: ...
    @property
    def unit_price(self) -> int: ...
    @property
    def quantity_milli(self) -> int: ...
    @property
    def amount(self) -> int: ...
    @property
    def category(self) -> str: ...
    @property
    def points_excluded(self) -> bool: ...
    @property
    def returns_line(self) -> int | None: ...


class Stored(NamedTuple):
    """A line as it is read again."""

    n: int
    sku: str
    unit_price: int
    quantity_milli: int
    amount: int
    category: str
    points_excluded: bool
    returns_line: int | None


class Gone(NamedTuple):
    """What of a line has been returned."""

    amount: int = 0
    milli: int = 0


NONE = Gone()
Lines = Sequence[Line]
AllGone = dict[int, Gone]
"""By the number of the sale's line."""


def gone_after(sold: Lines, gone: Mapping[int, Gone], back: Lines) -> AllGone | None:
    """With one more return; None when it gives back what was not sold. A line that names none takes the first of its goods that fit."""
    after = dict(gone)
    for line in back:
        amount, milli = -line.amount, -line.quantity_milli
        for each in _candidates(sold, line):
            had = after.get(each.n, NONE)
            part = Gone(min(amount, each.amount - had.amount), min(milli, each.quantity_milli - had.milli))
            after[each.n] = Gone(had.amount + part.amount, had.milli + part.milli)
            amount, milli = amount - part.amount, milli - part.milli
        if amount or milli:
            return None
    return after


def returns_undone(back: Lines) -> bool:
    """Whether a return's row undoes an earlier one: its lines are the sale's again."""
    return any(line.amount > 0 or line.quantity_milli > 0 for line in back)


def kept_again(gone: Mapping[int, Gone], back: Lines) -> AllGone:
    """Without what an undone return had taken; its lines name the sale's."""
    after = dict(gone)
    for line in back:
        had = after.get(line.returns_line or 0, NONE)
        after[line.returns_line or 0] = Gone(had.amount - line.amount, had.milli - line.quantity_milli)
    return {n: each for n, each in after.items() if each != NONE}


def everything(sold: Lines) -> AllGone:
    return {line.n: Gone(line.amount, line.quantity_milli) for line in sold}


def whole(sold: Lines, gone: Mapping[int, Gone]) -> bool:
    """Whether nothing is left of a sale: no yen of it, or no piece where none of it cost anything."""
    if any(line.amount for line in sold):
        return all(gone.get(line.n, NONE).amount == line.amount for line in sold)
    return all(gone.get(line.n, NONE).milli == line.quantity_milli for line in sold)


def says_all(sold: Lines, back: Lines) -> bool:
    """Whether a return's lines come to all that was sold, however they are called."""
    yen = sum([line.amount for line in sold])
    if yen:
        return yen == -sum([line.amount for line in back])
    return sum([line.quantity_milli for line in sold]) == -sum([line.quantity_milli for line in back])


def _candidates(sold: Lines, back: Line) -> list[Line]:
    if back.returns_line is not None:
        return [each for each in sold if each.n == back.returns_line]
    same = [each for each in sold if each.sku == back.sku]
    return [each for each in same if each.unit_price == back.unit_price] or same
