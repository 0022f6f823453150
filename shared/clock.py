"""The only place that reads the time.

An instant is an `int`: milliseconds since 1970-01-01T00:00:00Z. A business date is an `int` as people write it: 20261130.
The shop's calendar is Asia/Tokyo, which has had no daylight saving since 1951: nine hours, always.
"""

import time
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

JST = timezone(timedelta(hours=9), "JST")
SECOND = 1000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Clock(Protocol):
    """What everything that needs the time is given: the system's, or a hand-set one in tests and in the demo's seeding."""

    def now(self) -> int:
        """The instant now, in milliseconds."""
        ...

    def monotonic(self) -> float:
        """Seconds that never step back, for durations."""
        ...


class SystemClock:
    def now(self) -> int:
        return time.time_ns() // 1_000_000

    def monotonic(self) -> float:
        return time.monotonic()


class SetClock:
    """A clock that stands still until it is set."""

    def __init__(self, now: int) -> None:
        self.at = now

    def now(self) -> int:
        return self.at

    def monotonic(self) -> float:
        return self.at / 1000

    def forward(self, milliseconds: int) -> None:
        self.at += milliseconds


def to_datetime(instant: int) -> datetime:
    """An aware UTC datetime, for the wire."""
    return datetime.fromtimestamp(instant / 1000, UTC)


def to_instant(moment: datetime) -> int:
    """Milliseconds of an aware datetime; a naive one is a bug and raises ValueError."""
    if moment.tzinfo is None:
        raise ValueError("a datetime without a time zone is not an instant")
    since = moment - EPOCH
    return since.days * DAY + since.seconds * SECOND + since.microseconds // 1000


def tokyo(instant: int) -> datetime:
    """The wall clock of the shop."""
    return datetime.fromtimestamp(instant / 1000, JST)


def business_date(instant: int) -> int:
    """The shop's calendar day of an instant, e.g. 20261130."""
    return day_number(tokyo(instant).date())


def day_number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


def to_date(number: int) -> date:
    return date(number // 10_000, number // 100 % 100, number % 100)


def end_of_day(day: date) -> int:
    """The last millisecond of a day in the shop's calendar: what expires "by 11/30" still counts then."""
    return to_instant(datetime(day.year, day.month, day.day, tzinfo=JST) + timedelta(days=1)) - 1


def end_of_month(instant: int, months: int) -> int:
    """The last millisecond of the month that comes `months` after the instant's own, in the shop's calendar."""
    here = tokyo(instant)
    count = here.year * 12 + here.month - 1 + months + 1
    return to_instant(datetime(count // 12, count % 12 + 1, 1, tzinfo=JST)) - 1
