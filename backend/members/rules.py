"""How often a member changes what moves coupons and bonuses."""

from datetime import timedelta

from shared.clock import DAY, end_of_day, tokyo

BIRTHDAY_EVERY = timedelta(days=365)


def birthday_from(changed_at: int | None) -> int | None:
    """The instant from which the birthday may be changed again: the beginning of a day. None: it was never changed."""
    if changed_at is None:
        return None
    return end_of_day(tokyo(changed_at).date() + BIRTHDAY_EVERY) + 1 - DAY
