"""A day as people type it."""

import re
import unicodedata
from datetime import date
from typing import Literal

DAY = re.compile(r"(\d{4})[/.\- ]?(\d{1,2})[/.\- ]?(\d{1,2})")
EARLIEST = 1900


def parse_day(text: str) -> date | Literal["wrong"] | None:
    """1990/4/1, 1990-04-01, 19900401, full-width or not; None for an empty field."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        return None
    found = DAY.fullmatch(plain)
    if found is None:
        return "wrong"
    try:
        day = date(*map(int, found.groups()))
    except ValueError:
        return "wrong"
    return day if day.year >= EARLIEST else "wrong"


def typed(day: date | None) -> str:
    """As it stands in a field."""
    return "" if day is None else f"{day.year}/{day.month}/{day.day}"
