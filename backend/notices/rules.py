"""What the server tells by itself: when, and in which words."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from shared.clock import HOUR, tokyo

MORNING = 8 * HOUR
"""What is told once a day is told from eight o'clock on, in the shop's time."""
EXPIRY_DAYS = (30, 7)
"""So many days before points and tickets expire, the last day itself not counted."""
COUPON_DAYS = 3
LONGEST_SLEEP = 31
"""Days that are made up for when the server was away: what is older is no news."""


class Words(NamedTuple):
    title_ja: str
    title_en: str
    text_ja: str
    text_en: str


def morning(now: int) -> date:
    """The last day whose morning has come."""
    return tokyo(now - MORNING).date()


def mornings(since: int, now: int) -> Iterator[date]:
    """The days whose morning came after `since`, up to now."""
    last = morning(now)
    day = max(morning(since), last - timedelta(LONGEST_SLEEP))
    while day < last:
        day += timedelta(1)
        yield day


def _ja(day: date) -> str:
    return f"{day.month}/{day.day} ({'月火水木金土日'[day.weekday()]})"


def _en(day: date) -> str:
    return f"{day.day} {day:%B}"


def expiring(points: int, last_day: date, ahead: int) -> Words:
    return Words(
        f"{points:,} pt の期限まで、あと {ahead} 日です",
        f"{points:,} pt expire in {ahead} days",
        f"{points:,} pt は {_ja(last_day)} まで使えます。お会計のときに会員証をお見せください。",
        f"{points:,} pt can be used until {_en(last_day)}. Just show your card when you pay.",
    )


def lapsing(name_ja: str, name_en: str, left: int, last_day: date, ahead: int) -> Words:
    tickets = "1 ticket" if left == 1 else f"{left} tickets"
    return Words(
        f"回数券の期限まで、あと {ahead} 日です",
        f"A ticket book ends in {ahead} days",
        f"「{name_ja}」の残り {left} 枚は {_ja(last_day)} まで使えます。",
        f"{tickets} of “{name_en}” can be used until {_en(last_day)}.",
    )


def arrived(name_ja: str, name_en: str, ends_on: date) -> Words:
    return Words(
        "クーポンが届きました",
        "A coupon for you",
        f"「{name_ja}」を {_ja(ends_on)} までお使いいただけます。",
        f"“{name_en}” is yours to use until {_en(ends_on)}.",
    )


def ending(name_ja: str, name_en: str, ends_on: date) -> Words:
    return Words(
        f"クーポンの期限まで、あと {COUPON_DAYS} 日です",
        f"A coupon ends in {COUPON_DAYS} days",
        f"「{name_ja}」は {_ja(ends_on)} までです。",
        f"“{name_en}” can be used until {_en(ends_on)}.",
    )


def signed_in() -> Words:
    return Words(
        "新しい端末でサインインがありました",
        "A new device signed in",
        "お心当たりがないときは、「会員情報と安全」からその端末を停止してください。",
        "If this was not you, stop that device under “Account and safety”.",
    )


def promoted(rank_ja: str, rank_en: str, rate: str) -> Words:
    return Words(
        f"{rank_ja}会員になりました",
        f"You are now {rank_en}",
        f"ポイントが {rate} 倍たまります。いつもありがとうございます。",
        f"You earn {rate} times the points. Thank you for coming.",
    )


def reminder(title: str, value: str) -> Words:
    """In the member's own words."""
    return Words(title, title, value or "ご自身で書かれた日になりました。", value or "The day you wrote down has come.")
