"""What of a bill points may pay: the server decides by it, the tablet says it before. One point is one yen."""

from shared.wire.base import Answer, Points, Yen

WHOLE = 1000
"""Permille."""


class Spending(Answer, frozen=True, kw_only=True):
    unit: int = 1
    """Points are used in steps of so many."""
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

    def fits(self, points: int) -> bool:
        return points % self.unit == 0 and points >= self.least

    def floor(self, points: int) -> int:
        """The most that fits, of so many; 0 when that is too little."""
        found = max(0, points) // self.unit * self.unit
        return found if found >= self.least else 0

    def most(self, bill: Yen, *, unpayable: Yen = 0, spent: Points = 0) -> int:
        """On a bill, of which points cannot pay so many yen, once the visit has spent some. The share is rounded down."""
        return self.floor(min(bill * self.permille // WHOLE, bill - unpayable) - spent)
