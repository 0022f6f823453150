from datetime import date

import pytest

from shared.i18n.rule_words import base, bonus, counted, life, short, window
from shared.wire.rules import Bonus, RuleBody, StoreRate


@pytest.mark.parametrize(
    ("rule", "ja", "en"),
    [
        (
            Bonus(id="a", name_ja="日曜", name_en="Sunday", weekdays=(6,), from_amount=2000, permille=2000),
            "日曜: 日曜、¥2,000 以上 → 2 倍。",
            "Sunday: Sun, from ¥2,000 → ×2.",
        ),
        (
            Bonus(id="b", name_ja="牛乳", name_en="Milk", categories=("牛乳",), points=5, per_piece=True, day_cap=20, life_days=14),
            "牛乳: 対象: 牛乳 → 1 点ごとに 5 pt(1 日 20 pt まで、14 日間有効)。",
            "Milk: for 牛乳 → 5 pt for each (20 pt a day at most, lasts 14 days).",
        ),
        (
            Bonus(id="c", name_ja="夜", name_en="Night", from_minute=1320, to_minute=120, ranks=("gold",), points=3, stop=True),
            "夜: 22:00〜2:00、ゴールド → 3 pt(ほかの特典はつきません)。",
            "Night: 22:00–2:00, Gold → 3 pt (nothing after it).",
        ),
        (
            Bonus(id="d", name_ja="月", name_en="Month", points=100, per_amount=5000, accumulated=True, budget=90_000),
            "月: 今月のお買い上げ ¥5,000 ごとに 100 pt(全部で 90,000 pt まで)。",
            "Month: 100 pt for every ¥5,000 of the month (90,000 pt in all).",
        ),
    ],
)
def test_a_bonus_is_a_sentence(rule: Bonus, ja: str, en: str) -> None:
    assert (bonus(rule, "ja"), bonus(rule, "en")) == (ja, en)


def test_the_base_says_what_differs() -> None:
    rules = RuleBody(
        net=True, before_discounts=True, rounding="ceil", per="line", points_part_earns=True, presets=("tobacco",), receipt_cap=50,
        store_rates=(StoreRate(store="eki", rate_permille=2000),),
    )  # fmt: skip
    assert base(rules, "ja") == [
        "お会計 ¥100(税抜、値引きの前)ごとに 1 pt たまります。",
        "端数は、商品ごとに切り上げます。",
        "ポイントで支払った分にもつきます。",
        "たばこにはつきません。",
        "1 回のお会計で 50 pt までです。",
        "ekiでは 2 倍です(会員ランクの倍率がない方)。",
    ]
    assert len(base(RuleBody(), "en")) == 3


def test_ranks_and_lives_in_words() -> None:
    assert window(RuleBody(), "ja") == "今月を含む 12 か月のお買い物で決まります。"
    assert window(RuleBody(rank_window="year", rank_by="visits", rank_grace=2), "en") == (
        "By the number of purchases of a calendar year; kept to the end of the next. It falls 2 months later."
    )
    assert life(RuleBody(life="rolling", life_months=6, confirm_days=7), "ja") == [
        "最後のお買い物の 6 か月後の月末まで使えます。",
        "使えるのは、お買い物の 7 日後からです。",
    ]
    assert short(RuleBody(shortfall="clamp"), "ja") == "返品で取り消すポイントが足りないときは、足りない分をお店が負担します。"
    assert life(RuleBody(life_until=date(2027, 3, 31)), "ja") == ["2027/3/31 (水) まで使えます。"]
    assert (counted(1, "visits", "en"), counted(3, "visits", "ja"), counted(1240, "goods", "ja")) == ("1 purchase", "3 回", "¥1,240")
