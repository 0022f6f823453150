"""The shop's present rules as data; the apps say them in words."""

from datetime import datetime

from shared.wire.base import Answer, Points, Yen


class RankRule(Answer, frozen=True, kw_only=True):
    id: str
    from_spent: Yen
    """Within the window of months."""
    rate_permille: int


class AdjustRule(Answer, frozen=True, kw_only=True):
    role: str
    points: Points
    """A day, given and taken together, alone."""


class Rules(Answer, frozen=True, kw_only=True):
    version: int
    since: datetime | None
    """None while no other set than the first was ever in force."""
    unit_amount: Yen
    points_per_unit: int
    rounding: str
    """`floor`: once per receipt."""
    ranks: tuple[RankRule, ...]
    rank_months: int
    """The running one and those before it."""
    life_months: int
    """To the end of this many months after the month of the grant."""
    visit_limit: Points
    """Spent per visit with the code that the card always shows."""
    grace_days: int
    """What a return gives back to points that have lapsed meanwhile."""
    adjustments: tuple[AdjustRule, ...]
    adjustment_hours: int
    """After which an adjustment over the limit counts where there is nobody to approve it."""
