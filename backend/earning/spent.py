"""What points paid, as it is kept with the redemption that used them: enough to explain it and to compute it again. Pure."""

import msgspec

from shared.wire.spending import Spending


class Spent(msgspec.Struct, frozen=True, gc=False):
    """`transactions.why` of points that were worth something else than a yen each; without it they were."""

    unit: int
    yen: int
    """Of a step of so many points."""
    points: int
    paid: int
    """yen"""


def spent(rules: Spending, points: int) -> Spent:
    return Spent(rules.unit, rules.worth, points, rules.value(points))


def recompute(why: Spent) -> int:
    """The yen again, from what was kept."""
    return why.points // why.unit * why.yen
