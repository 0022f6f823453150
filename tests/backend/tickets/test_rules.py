"""Tickets as arithmetic, and how long the law lets them last."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from backend.tickets.rules import Book, left, live, take
from shared import law

DATES = st.dates(date(2000, 1, 1), date(2100, 12, 31))
BOOKS = st.lists(
    st.builds(
        Book,
        id=st.uuids().map(str), offer_id=st.just("o"), member_id=st.just("m"), store_id=st.just("s"), tickets=st.just(11),
        unused=st.integers(0, 11), price=st.just(1000), receipt=st.just("1"), sold_at=st.integers(0, 5),
        ends_on=st.integers(20261128, 20261202), ended_at=st.sampled_from((None, None, 1)),
    )
)  # fmt: skip


@given(DATES)
def test_half_a_year_is_never_shorter_than_the_days_allowed(sold: date) -> None:
    whole = (law.last_day(sold, law.MONTHS, None) - sold).days + 1
    assert law.DAYS <= whole <= 184
    assert law.last_day(sold, None, law.DAYS) <= law.last_day(sold, law.MONTHS, None)


@given(DATES, st.integers(1, 120))
def test_months_end_the_day_before_or_with_their_month(sold: date, months: int) -> None:
    last = law.last_day(sold, months, None)
    following = last + timedelta(days=1)
    assert (following.year * 12 + following.month) - (sold.year * 12 + sold.month) == months + (following.day == 1 and sold.day != 1)
    assert following.day in {sold.day, 1}


def test_what_lasts_longer_is_regulated() -> None:
    assert [law.within_half_a_year(months, None) for months in (1, 6, 7)] == [True, True, False]
    assert [law.within_half_a_year(None, days) for days in (1, 181, 182)] == [True, True, False]
    assert not law.within_half_a_year(None, None)
    assert [law.last_day(day, 6, None) for day in (date(2026, 11, 30), date(2026, 8, 31), date(2027, 8, 31))] == [
        date(2027, 5, 29),
        date(2027, 2, 28),
        date(2028, 2, 29),
    ]
    assert law.last_day(date(2026, 11, 30), None, 1) == date(2026, 11, 30)


@given(BOOKS, st.integers(1, 40), st.integers(20261128, 20261203))
def test_what_ends_first_goes_first_and_nothing_that_is_over(books: list[Book], count: int, day: int) -> None:
    taken = take(books, count, day)
    assert sum(n for _, n in taken) == min(count, left(books, day))
    assert all(0 < n <= book.unused and book.ends_on >= day and book.ended_at is None for book, n in taken)
    whole = [book for book, n in taken if n == book.unused]
    assert [book for book, _ in taken] == live(books, day)[: len(taken)]
    assert len(taken) - len(whole) <= 1
