from datetime import UTC, date, datetime

import pytest

from shared.i18n import formats, nearest


def test_money_and_points() -> None:
    assert formats.yen(1234) == "¥1,234"
    assert formats.yen(-1234) == "-¥1,234"
    assert formats.points(12345) == "12,345 pt"
    assert formats.signed(37) == "+37 pt"
    assert formats.signed(-500) == "-500 pt"


def test_days() -> None:
    assert formats.day(date(2026, 11, 30), "ja") == "2026/11/30 (月)"
    assert formats.day(date(2026, 11, 30), "en") == "Mon 30 Nov 2026"
    assert formats.month(date(2026, 11, 30), "ja") == "2026 年 11 月"


def test_moments_are_the_shops() -> None:
    assert formats.moment(datetime(2026, 11, 29, 15, 5, tzinfo=UTC), "ja") == "2026/11/30 (月) 00:05"


@pytest.mark.parametrize(
    ("seconds", "ja", "en"),
    [(20, "たった今の情報", "from just now"), (185, "3 分前の情報", "from 3 min ago"), (7300, "2 時間前の情報", "from 2 h ago")],
)
def test_age(seconds: int, ja: str, en: str) -> None:
    assert formats.age(seconds, "ja") == ja
    assert formats.age(seconds, "en") == en


def test_thousandths() -> None:
    assert formats.quantity(2000) == "2"
    assert formats.quantity(250) == "0.25"
    assert formats.quantity(-1500) == "-1.5"
    assert formats.times(1250) == "×1.25"
    assert formats.rate(80) == "8%"


def test_strangers_get_english_and_silence_gets_japanese() -> None:
    assert nearest("ja-JP") == "ja"
    assert nearest(None) == "ja"
    assert nearest("fr") == "en"
