"""How numbers and times read: ¥1,234 · 1,234 pt · 2026/11/30 (月) · Mon 30 Nov 2026."""

from datetime import date, datetime

from shared.clock import JST
from shared.i18n import Language

_DAYS_JA = "月火水木金土日"
_DAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FULL_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def number(value: int) -> str:
    return f"{value:,}"


def yen(amount: int) -> str:
    return f"-¥{-amount:,}" if amount < 0 else f"¥{amount:,}"


def points(value: int) -> str:
    return f"{value:,} pt"


def brief(value: int, language: Language) -> str:
    """An axis has room for four characters: 12 万, 1.5 万, 8,000; 120k, 1.2M."""
    size, sign = abs(value), "-" if value < 0 else ""
    if size < 10_000:
        return f"{value:,}"
    units = ((1_000_000, "M"), (1000, "k")) if language == "en" else ((100_000_000, " 億"), (10_000, " 万"))
    unit, word = next(each for each in units if size >= each[0])
    tenths = size * 10 // unit
    return f"{sign}{tenths // 10}{word}" if tenths % 10 == 0 or tenths >= 100 else f"{sign}{tenths // 10}.{tenths % 10}{word}"


def signed(value: int) -> str:
    """+37 pt, -500 pt: what a row of history did."""
    return f"{value:+,} pt"


def day(on: date, language: Language) -> str:
    if language == "en":
        return f"{_DAYS_EN[on.weekday()]} {on.day} {_MONTHS_EN[on.month - 1]} {on.year}"
    return f"{on.year}/{on.month}/{on.day} ({_DAYS_JA[on.weekday()]})"


def short_day(on: date, language: Language) -> str:
    """Where the year is plain: 11/30, 30 Nov."""
    return f"{on.day} {_MONTHS_EN[on.month - 1]}" if language == "en" else f"{on.month}/{on.day}"


def plain_day(on: date, language: Language) -> str:
    """Where the weekday says nothing: 2026/11/30, 30 Nov 2026."""
    return f"{on.day} {_MONTHS_EN[on.month - 1]} {on.year}" if language == "en" else f"{on.year}/{on.month}/{on.day}"


def month(on: date, language: Language) -> str:
    return f"{_FULL_EN[on.month - 1]} {on.year}" if language == "en" else f"{on.year} 年 {on.month} 月"


def here(at: datetime) -> datetime:
    """The wall clock of the shop."""
    return at.astimezone(JST)


def moment(at: datetime, language: Language) -> str:
    local = here(at)
    return f"{day(local.date(), language)} {local:%H:%M}"


def short_moment(at: datetime, language: Language) -> str:
    local = here(at)
    return f"{short_day(local.date(), language)} {local:%H:%M}"


def age(seconds: float, language: Language) -> str:
    """How old shown data is: 3 分前の情報, from 3 min ago."""
    minutes = int(seconds // 60)
    if minutes < 1:
        return "from just now" if language == "en" else "たった今の情報"
    if minutes < 60:
        return f"from {minutes} min ago" if language == "en" else f"{minutes} 分前の情報"
    hours = minutes // 60
    if hours < 48:
        return f"from {hours} h ago" if language == "en" else f"{hours} 時間前の情報"
    return f"from {hours // 24} days ago" if language == "en" else f"{hours // 24} 日前の情報"


def quantity(milli: int) -> str:
    """2, 0.25: thousandths without a float."""
    whole, part = divmod(abs(milli), 1000)
    text = f"{whole}" if not part else f"{whole}.{part:03}".rstrip("0")
    return f"-{text}" if milli < 0 else text


def rate(permille: int) -> str:
    """Tax and rank rates: 80 is 8%, 1250 is 125%."""
    whole, part = divmod(permille, 10)
    return f"{whole}.{part}%" if part else f"{whole}%"


def times(permille: int) -> str:
    """×1.25"""
    return f"×{quantity(permille)}"
