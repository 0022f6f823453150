"""The national holidays of Japan (国民の祝日に関する法律), as they are from 2020 on; before that none are known.

The equinoxes follow the astronomical formula that holds for 1980-2099 (海上保安庁水路部 暦計算研究会編「新こよみ便利帳」); the almanac of
the year before makes them law.
"""

from datetime import date, timedelta
from functools import lru_cache

FIXED = ((1, 1), (2, 11), (2, 23), (4, 29), (5, 3), (5, 4), (5, 5), (11, 3), (11, 23))
MONDAYS = ((1, 2), (9, 3))
"""(month, which Monday): 成人の日 and 敬老の日."""
SUMMER = {2020: ((7, 23), (7, 24), (8, 10)), 2021: ((7, 22), (7, 23), (8, 8))}
"""海の日, スポーツの日 and 山の日 of the two years that the Games moved."""
_DAY = timedelta(1)


def is_holiday(day: int) -> bool:
    """A business date such as 20261123."""
    found = date(day // 10_000, day // 100 % 100, day % 100)
    return found in holidays(found.year)


@lru_cache(256)
def holidays(year: int) -> frozenset[date]:
    if year < 2020:
        return frozenset()
    named = {date(year, *each) for each in (*FIXED, *_summer(year))}
    named |= {_monday(year, month, nth) for month, nth in MONDAYS}
    named |= {date(year, 3, _equinox(year, 208_431)), date(year, 9, _equinox(year, 232_488))}
    between = {day + _DAY for day in named if day + 2 * _DAY in named}
    instead = {_after(day, named) for day in named if day.weekday() == 6}
    return frozenset(named | between | instead)


def _summer(year: int) -> tuple[tuple[int, int], ...]:
    usual = ((7, _monday(year, 7, 3).day), (10, _monday(year, 10, 2).day), (8, 11))
    return SUMMER.get(year, usual)


def _monday(year: int, month: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta((7 - first.weekday()) % 7 + 7 * (nth - 1))


def _equinox(year: int, base: int) -> int:
    """`base` is the day of 1980 in ten-thousandths."""
    passed = year - 1980
    return (base * 100 + 242_194 * passed) // 1_000_000 - passed // 4


def _after(sunday: date, named: set[date]) -> date:
    """振替休日: the next day that is no holiday itself."""
    day = sunday + _DAY
    while day in named:
        day += _DAY
    return day
