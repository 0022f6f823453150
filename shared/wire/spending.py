"""What of a bill points may pay, and what they are worth: the server decides by it, the tablet says it before.

Points are used in steps; a step is worth so many yen, a yen for each of its points unless the shop says otherwise.
"""

from shared.wire.base import Answer, Points, Yen

WHOLE = 1000
"""Permille."""


class Spending(Answer, frozen=True, kw_only=True):
    unit: int = 1
    """Points are used in steps of so many."""
    yen: Yen = 0
    """What a step pays; 0 for a yen a point."""
    least: Points = 0
    """Nothing below."""
    permille: int = WHOLE
    """Of the bill, after coupons."""
    barred: bool = False
    """Goods that earn nothing cannot be paid with points either."""

    @property
    def of_bill(self) -> bool:
        """Whether the bill has to be known."""
        return self.permille < WHOLE

    @property
    def begins(self) -> int:
        """The fewest points that fit."""
        return max(self.unit, -(-self.least // self.unit) * self.unit)

    @property
    def worth(self) -> Yen:
        """Of a step."""
        return self.yen or self.unit

    @property
    def plain(self) -> bool:
        """A point is a yen."""
        return self.worth == self.unit

    def value(self, points: int) -> Yen:
        """What so many points pay; what is over the last full step pays nothing, unless a point is a yen."""
        return points if self.plain else points // self.unit * self.worth

    def given(self, points: int) -> Yen:
        """What so many points are worth to whoever gets them, a broken yen counted as a whole one."""
        return -(-points * self.worth // self.unit)

    def within(self, yen: Yen) -> Points:
        """How many points are worth no more than that, whether or not they fill a step."""
        return yen * self.unit // self.worth

    def fits(self, points: int) -> bool:
        return points % self.unit == 0 and points >= self.least

    def floor(self, points: int) -> int:
        """The most that fits, of so many; 0 when that is too little."""
        found = max(0, points) // self.unit * self.unit
        return found if found >= self.least else 0

    def most(self, bill: Yen, *, unpayable: Yen = 0, spent: Yen = 0) -> int:
        """Points on a bill, of which points cannot pay so many yen, once the visit has paid some with them. The share is rounded down."""
        left = min(bill * self.permille // WHOLE, bill - unpayable) - spent
        return self.floor(max(0, left) // self.worth * self.unit)
