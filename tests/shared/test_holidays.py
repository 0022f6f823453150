import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.holidays import holidays, is_holiday

# 内閣府「国民の祝日について」
KNOWN = {
    2020: "0101 0113 0211 0223 0224 0320 0429 0503 0504 0505 0506 0723 0724 0810 0921 0922 1103 1123",
    2021: "0101 0111 0211 0223 0320 0429 0503 0504 0505 0722 0723 0808 0809 0920 0923 1103 1123",
    2025: "0101 0113 0211 0223 0224 0320 0429 0503 0504 0505 0506 0721 0811 0915 0923 1013 1103 1123 1124",
    2026: "0101 0112 0211 0223 0320 0429 0503 0504 0505 0506 0720 0811 0921 0922 0923 1012 1103 1123",
    2027: "0101 0111 0211 0223 0321 0322 0429 0503 0504 0505 0719 0811 0920 0923 1011 1103 1123",
}


@pytest.mark.parametrize("year", KNOWN)
def test_the_holidays_of_a_year(year: int) -> None:
    assert sorted(f"{day:%m%d}" for day in holidays(year)) == KNOWN[year].split()


def test_a_day_is_asked_as_people_write_it() -> None:
    assert is_holiday(20261123)
    assert not is_holiday(20261124)
    assert not is_holiday(20191123)  # before what is known here


@given(st.integers(2020, 2099))
def test_every_year_has_its_sixteen_and_no_sunday_is_lost(year: int) -> None:
    days = holidays(year)
    assert 16 <= len(days) <= 21
    assert all(day.year == year for day in days)
