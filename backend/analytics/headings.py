"""What stands over the columns of an export, in the asker's language."""

from typing import Literal

Board = Literal["sales", "stores", "items", "hours", "coupons", "members"]
BOARDS: tuple[Board, ...] = ("sales", "stores", "items", "hours", "coupons")
RANKS = {
    "ja": {"regular": "レギュラー", "silver": "シルバー", "gold": "ゴールド"},
    "en": {"regular": "Regular", "silver": "Silver", "gold": "Gold"},
}
HEADS: dict[Board, dict[str, tuple[str, ...]]] = {
    "sales": {
        "ja": (
            "開始日", "終了日", "売上", "売上(直前)", "直前比(%)", "売上(前年)", "前年比(%)", "会計", "来店", "会員の売上", "会員の会計", "付与ポイント", "利用ポイント",
            "クーポン利用", "入会",
        ),
        "en": (
            "First day", "Last day", "Sales", "Sales before", "Change (%)", "Sales last year", "Change on last year (%)", "Receipts", "Visits", "Members' sales", "Members' receipts",
            "Points granted", "Points used", "Coupons used", "Joined",
        ),
    },
    "stores": {
        "ja": (
            "番号", "店舗", "売上", "売上(直前)", "直前比(%)", "売上(前年)", "前年比(%)", "会計", "来店", "会員の売上", "会員の会計", "付与ポイント", "利用ポイント",
            "クーポン利用", "入会",
        ),
        "en": (
            "Id", "Store", "Sales", "Sales before", "Change (%)", "Sales last year", "Change on last year (%)", "Receipts", "Visits", "Members' sales", "Members' receipts",
            "Points granted", "Points used", "Coupons used", "Joined",
        ),
    },
    "items": {"ja": ("商品コード", "商品", "数量", "金額"), "en": ("SKU", "Item", "Quantity", "Amount")},
    "hours": {
        "ja": ("曜日(1 が月曜)", "時", "日数", "売上", "会計", "来店"),
        "en": ("Weekday (1 is Monday)", "Hour", "Days", "Sales", "Receipts", "Visits"),
    },
    "coupons": {
        "ja": ("番号", "クーポン", "開始日", "終了日", "発行", "利用(累計)", "期間の利用", "期間の会計", "一緒に売れた金額"),
        "en": ("Id", "Coupon", "From", "To", "Issued", "Used (ever)", "Used in this time", "Receipts", "Bought with it"),
    },
    "members": {
        "ja": ("会員証の末尾", "会員ランク", "12 か月の買い物", "ポイント", "最後の来店", "入会日", "入会した店舗", "一時停止"),
        "en": ("Card ends with", "Rank", "Spent in 12 months", "Points", "Last visit", "Joined on", "Joined at", "Frozen"),
    },
}  # fmt: skip
TICKETS_LEFT = {"ja": "回数券の残り(枚)", "en": "Tickets left"}
"""One more column of the members, where the shop sells ticket books."""
