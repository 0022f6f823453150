"""Mornings of the shop's calendar, whatever the server's clock and however long it slept."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from backend.notices.rules import LONGEST_SLEEP, arrived, expiring, morning, mornings
from shared.clock import DAY, HOUR, MINUTE, to_datetime, to_instant

EIGHT = to_instant(to_datetime(0).replace(year=2026, month=11, day=29, hour=23))
"""2026-11-30, 8:00 in Tokyo; in UTC it is still the day before."""


def test_a_day_s_morning_is_eight_o_clock_in_tokyo() -> None:
    assert morning(EIGHT - 1) == date(2026, 11, 29)
    assert morning(EIGHT) == morning(EIGHT + DAY - 1) == date(2026, 11, 30)


@given(st.lists(st.integers(0, 3 * DAY), min_size=1, max_size=12))
def test_looks_at_any_time_find_each_morning_once(waits: list[int]) -> None:
    seen, found = EIGHT, list[date]()
    for wait in waits:
        found += mornings(seen, seen + wait)
        seen += wait
    assert found == list(mornings(EIGHT, seen))
    assert found == [date(2026, 11, 30) + timedelta(n) for n in range(1, len(found) + 1)]


def test_what_was_slept_through_for_long_is_no_news() -> None:
    days = list(mornings(EIGHT, EIGHT + 400 * DAY))
    assert len(days) == LONGEST_SLEEP
    assert days[-1] == morning(EIGHT + 400 * DAY)
    assert list(mornings(EIGHT + HOUR, EIGHT + HOUR + MINUTE)) == []


def test_words_say_how_much_until_when() -> None:
    said = expiring(1234, date(2026, 11, 30), 7)
    assert said.title_ja == "1,234 pt の期限まで、あと 7 日です"
    assert "11/30 (月) まで" in said.text_ja
    assert "until 30 November" in said.text_en
    long = "長" * 200
    assert all(len(title) <= 80 for title in (said.title_ja, said.title_en, arrived(long, long, date(2026, 11, 30)).title_ja))
