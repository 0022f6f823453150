"""From a bill and the rules chosen for it to points. Pure: what is kept with a grant computes it again, for all lines or for some.

units = earning yen / unit_amount; base = units * points_per_unit; rated = base * rate / 1000; then the bonuses in their order. All in
exact fractions: rounding shows only in the sum after each step, so that the steps always add up to the points.
"""

from typing import NamedTuple

import msgspec

Line = tuple[int, int, int, int]
"""(n, yen, thousandths of a piece, bits of the bonuses whose goods it is among) of a line that earns."""
Exact = tuple[int, int]
"""Numerator, and a power of 1000."""


class Applied(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A bonus whose conditions on time, place and member held, with the figures that are left to compute."""

    id: str
    name_ja: str
    name_en: str
    bit: int = 0
    """Of the lines that are its goods; 0 for the whole receipt."""
    points: int = 0
    per_amount: int = 0
    per_piece: bool = False
    permille: int = 1000
    from_amount: int = 0
    accumulated: bool = False
    before: int = 0
    """yen of the month that `per_amount` then goes on from"""
    stack: str = "add"
    group: str = ""
    stop: bool = False
    most: int = -1
    """What its caps still allowed; -1 for no cap."""
    life_days: int = 0
    counted: bool = False
    """What it gives is remembered, for its caps."""
    budget: bool = False


class Snapshot(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """The figures that decided one sale."""

    version: int
    unit_amount: int
    points_per_unit: int
    rounding: str
    rank: str
    rate_permille: int
    by: str = "rank"
    """Whose rate: the member's own, the rank's or the store's."""
    per: str = "receipt"
    net: bool = False
    before_discounts: bool = False
    receipt_cap: int = 0
    bonuses: tuple[Applied, ...] = ()
    """In the order in which they count."""

    @property
    def by_line(self) -> bool:
        """Whether the lines are needed, and not their sums alone."""
        return self.per == "line" or any(each.bit for each in self.bonuses)


class Derivation(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """`transactions.why` of a grant: enough to explain it and to compute it again. Yen are 税抜 where the rules say so."""

    rules: Snapshot
    total: int
    paid_by_points: int
    lines: int
    """Sum of the lines, yen."""
    excluded: int
    """Of which lines that earn nothing."""
    spent: int
    """What the rank was based on, before this sale."""
    points: int
    goods: tuple[Line, ...] = ()
    """The earning lines, where the rules look at them."""


class Gain(msgspec.Struct, frozen=True, gc=False):
    bonus: Applied
    points: int
    amount: int
    """yen it looked at"""


class Portion(NamedTuple):
    """Points that live equally long."""

    points: int
    life_days: int
    """0 for as long as points do."""


class Earned(msgspec.Struct, frozen=True, gc=False):
    points: int
    amount: int
    """yen that earn"""
    base: int
    rated: int
    """After the rate, rounded."""
    gains: tuple[Gain, ...] = ()
    cut: int = 0
    """Over the cap of a receipt."""

    def portions(self) -> list[Portion]:
        """One for each life; what the cap cut away comes off the ordinary ones first."""
        if not any(gain.bonus.life_days for gain in self.gains):
            return [Portion(self.points, 0)] if self.points else []
        lives: dict[int, int] = {0: self.points}
        for gain in self.gains:
            if gain.bonus.life_days:
                lives[gain.bonus.life_days] = lives.get(gain.bonus.life_days, 0) + gain.points
                lives[0] -= gain.points
        short = -min(lives[0], 0)
        lives[0] += short
        for life in sorted(lives):
            part = min(short, lives[life]) if life else 0
            lives[life] -= part
            short -= part
        return [Portion(points, life) for life, points in sorted(lives.items()) if points]


def excluded_share(total: int, lines: int, excluded: int) -> int:
    """What of the total was due for excluded lines: pro rata when a discount on the bill made it less than its lines."""
    return excluded * total // lines if 0 < total < lines else min(excluded, max(total, 0))


def eligible(total: int, paid_by_points: int, lines: int, excluded: int) -> int:
    return max(0, total - paid_by_points - excluded_share(total, lines, excluded))


def rounded(number: Exact, how: str) -> int:
    """To whole points; `round` takes the half up."""
    above, below = number
    if how == "floor":
        return above // below
    return -(-above // below) if how == "ceil" else (2 * above + below) // (2 * below)


def shares(amount: int, goods: tuple[Line, ...]) -> list[int]:
    """The earning yen of each line: its own, or its part of less when discounts or points paid for some. They sum to `amount` then."""
    whole = sum([line[1] for line in goods])
    if amount >= whole:
        return [line[1] for line in goods]
    found: list[int] = []
    so_far = given = 0
    for line in goods:
        so_far += line[1]
        upto = so_far * amount // whole
        found.append(upto - given)
        given = upto
    return found


def evaluate(rules: Snapshot, bill: Derivation) -> Earned:
    """What a bill is worth under the rules chosen for it."""
    amount = eligible(bill.total, bill.paid_by_points, bill.lines, bill.excluded)
    if not rules.bonuses and rules.per == "receipt" and rules.rounding == "floor":
        base = amount // rules.unit_amount * rules.points_per_unit
        rated = base * rules.rate_permille // 1000
        return _capped(rules, rated, amount, base, rated, ())
    return _Sum(rules, bill.goods, amount).earned()


def recompute(why: Derivation) -> int:
    """The points again, from what was kept."""
    return evaluate(why.rules, why).points


def _capped(rules: Snapshot, points: int, amount: int, base: int, rated: int, gains: tuple[Gain, ...]) -> Earned:
    cut = max(0, points - rules.receipt_cap) if rules.receipt_cap else 0
    return Earned(points - cut, amount, base, rated, gains, cut)


class _Sum:
    """One bill on its way to points."""

    def __init__(self, rules: Snapshot, goods: tuple[Line, ...], amount: int) -> None:
        self.rules = rules
        self.amount = amount
        self.goods = goods
        self.shares = shares(amount, goods) if rules.by_line else []
        self.base = self._worth(0)
        self.sum = self.base

    def earned(self) -> Earned:
        rules, how = self.rules, self.rules.rounding
        rated = points = rounded(self.sum, how)
        gains: list[Gain] = []
        done: set[str] = set()
        for bonus in rules.bonuses if self.amount else ():
            if bonus.stack == "best_of" and bonus.group in done:
                continue
            best = self._tried(bonus, points)
            if bonus.stack == "best_of":  # the others of the group have their turn here too
                done.add(bonus.group)
                for other in rules.bonuses:
                    if other.group == bonus.group and other.stack == "best_of" and other is not bonus:
                        best = _better(best, self._tried(other, points))
            if best is None:
                continue
            gain, self.sum = best
            points += gain.points
            gains.append(gain)
            if gain.bonus.stop:
                break
        base = sum([self._base(part) for part in self.shares]) if rules.per == "line" else self._base(self.amount)
        return _capped(rules, points, self.amount, base, rated, tuple(gains))

    def _tried(self, bonus: Applied, points: int) -> tuple[Gain, Exact] | None:
        """Whole points on top of those so far, within the bonus's caps, and the exact sum then; None when it asks for more."""
        amount = self._amount(bonus.bit) if bonus.bit else self.amount
        if not amount or amount < bonus.from_amount:
            return None
        offered = self._offered(bonus, amount)
        if offered[0] <= 0:
            return None
        then = _plus(self.sum, offered)
        added = rounded(then, self.rules.rounding) - points
        if 0 <= bonus.most < added:
            added, then = bonus.most, (points + bonus.most, 1)
        return Gain(bonus, added, amount), then

    def _offered(self, bonus: Applied, amount: int) -> Exact:
        """What a bonus would add."""
        if bonus.permille != 1000:
            above, below = self.sum if bonus.stack == "multiply" else self._worth(bonus.bit) if bonus.bit else self.base
            return above * (bonus.permille - 1000), below * 1000
        if bonus.per_amount:
            return ((bonus.before + amount) // bonus.per_amount - bonus.before // bonus.per_amount) * bonus.points, 1
        if bonus.per_piece:
            return sum([line[2] for line in self.goods if line[3] & bonus.bit]) // 1000 * bonus.points, 1
        return bonus.points, 1

    def _amount(self, bit: int) -> int:
        """The earning yen of the lines with a bit."""
        return sum([share for share, line in zip(self.shares, self.goods, strict=True) if line[3] & bit])

    def _worth(self, bit: int) -> Exact:
        """The base of all lines, or of those with a bit, at its rate."""
        rate, how = self.rules.rate_permille, self.rules.rounding
        if self.rules.per == "receipt":
            return self._base(self._amount(bit) if bit else self.amount) * rate, 1000
        parts = [share for share, line in zip(self.shares, self.goods, strict=True) if not bit or line[3] & bit]
        return sum([rounded((self._base(part) * rate, 1000), how) for part in parts]), 1

    def _base(self, amount: int) -> int:
        return rounded((amount, self.rules.unit_amount), self.rules.rounding) * self.rules.points_per_unit


def _plus(one: Exact, other: Exact) -> Exact:
    (a, b), (c, d) = one, other
    return (a + c, b) if b == d else (a + c * (b // d), b) if b > d else (a * (d // b) + c, d)


def _better(one: tuple[Gain, Exact] | None, other: tuple[Gain, Exact] | None) -> tuple[Gain, Exact] | None:
    """The first of two that give the same."""
    return one if other is None or (one is not None and one[0].points >= other[0].points) else other
