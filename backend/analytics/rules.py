"""The calendar of a board: a range of days cut into periods, and what each is compared with."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal, NamedTuple

By = Literal["day", "week", "month"]
YEAR = timedelta(days=364)
"""52 weeks: a Sunday beside a Sunday, which a shop's year before needs more than the same number."""
WEEK = timedelta(days=7)


class Period(NamedTuple):
    first: date
    last: date
    """Inclusive."""


def periods(since: date, until: date, by: By) -> list[Period]:
    """The range in order, without gaps: days, weeks from Monday, or months; the first and the last may be cut."""
    found: list[Period] = []
    first = since
    while first <= until:
        last = min(_end(first, by), until)
        found.append(Period(first, last))
        first = last + timedelta(days=1)
    return found


def _end(day: date, by: By) -> date:
    if by == "day":
        return day
    if by == "week":
        return day + timedelta(days=6 - day.weekday())
    return day.replace(day=monthrange(day.year, day.month)[1])


def year_before(period: Period, by: By) -> Period:
    """The same weekdays a year ago; of a month, or a part of one, the same days of that month."""
    if by == "month":
        return _months_before(period, 12)
    return Period(period.first - YEAR, period.last - YEAR)


def just_before(period: Period, by: By) -> Period:
    """The same weekday of the week before; the week before; the same days of the month before."""
    if by == "month":
        return _months_before(period, 1)
    return Period(period.first - WEEK, period.last - WEEK)


def _months_before(period: Period, months: int) -> Period:
    """A whole month stays a whole month, however long it is."""
    whole = period.last.day == monthrange(period.last.year, period.last.month)[1]
    last = _shifted(period.last, months)
    return Period(_shifted(period.first, months), last.replace(day=monthrange(last.year, last.month)[1]) if whole else last)


def _shifted(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 - months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def weekdays(since: date, until: date) -> tuple[int, ...]:
    """How often each weekday, from Monday, comes in the range."""
    whole, rest = divmod((until - since).days + 1, 7)
    return tuple(whole + ((day - since.weekday()) % 7 < rest) for day in range(7))
