"""The calendar of boards."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from backend.analytics.rules import By, Period, just_before, periods, weekdays, year_before

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
KINDS = st.sampled_from(("day", "week", "month"))


@given(DAYS, st.integers(0, 500), KINDS)
def test_periods_share_the_range_without_gaps(since: date, length: int, by: By) -> None:
    until = since + timedelta(days=length)
    found = periods(since, until, by)
    assert (found[0].first, found[-1].last) == (since, until)
    for one, following in pairwise(found):
        assert following.first == one.last + timedelta(days=1)
        assert by != "week" or following.first.weekday() == 0
        assert by != "month" or following.first.day == 1
    assert sum((each.last - each.first).days + 1 for each in found) == length + 1


@given(DAYS, st.integers(0, 6), st.sampled_from(("day", "week")))
def test_days_and_weeks_stand_beside_the_same_weekdays(first: date, length: int, by: By) -> None:
    period = Period(first, first + timedelta(days=length))
    for other in (just_before(period, by), year_before(period, by)):
        assert other.first.weekday() == first.weekday()
        assert other.last - other.first == period.last - period.first
    assert (first - year_before(period, by).first).days == 364


def test_months_stand_beside_months() -> None:
    march = Period(date(2028, 3, 1), date(2028, 3, 31))
    assert just_before(march, "month") == (date(2028, 2, 1), date(2028, 2, 29))
    assert year_before(march, "month") == (date(2027, 3, 1), date(2027, 3, 31))
    begun = Period(date(2027, 3, 1), date(2027, 3, 30))
    assert just_before(begun, "month") == (date(2027, 2, 1), date(2027, 2, 28))
    assert year_before(Period(date(2028, 2, 1), date(2028, 2, 29)), "month") == (date(2027, 2, 1), date(2027, 2, 28))
    assert just_before(Period(date(2027, 1, 1), date(2027, 1, 9)), "month") == (date(2026, 12, 1), date(2026, 12, 9))


@given(DAYS, st.integers(0, 60))
def test_weekdays_are_counted(since: date, length: int) -> None:
    every = [(since + timedelta(days=n)).weekday() for n in range(length + 1)]
    assert weekdays(since, since + timedelta(days=length)) == tuple(every.count(day) for day in range(7))
