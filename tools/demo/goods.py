"""What the demo shop sells, who works there and who comes: a bakery café with two stores. Everything is made up."""

from dataclasses import dataclass

from shared.wire.staff import Role


@dataclass(frozen=True, slots=True)
class Goods:
    sku: str
    name: str
    category: str
    price: int
    """税込"""
    reduced: bool = True
    """8 %: food to take away. The rest is 10 %."""
    weight: int = 10
    """How often it is bought, relative to the others."""


GOODS = (
    Goods("P01", "塩バターパン", "パン", 180, weight=30),
    Goods("P02", "くるみカンパーニュ", "パン", 420, weight=14),
    Goods("P03", "食パン 一斤", "パン", 390, weight=22),
    Goods("P04", "あんぱん", "パン", 190, weight=20),
    Goods("P05", "カレーパン", "パン", 230, weight=20),
    Goods("P06", "クロワッサン", "パン", 260, weight=22),
    Goods("P07", "明太フランス", "パン", 310, weight=15),
    Goods("P08", "メロンパン", "パン", 220, weight=16),
    Goods("P09", "ベーコンエピ", "パン", 340, weight=10),
    Goods("P10", "フルーツサンド", "パン", 480, weight=9),
    Goods("S01", "焼きプリン", "菓子", 360, weight=12),
    Goods("S02", "抹茶フィナンシェ", "菓子", 240, weight=14),
    Goods("S03", "季節のタルト", "菓子", 560, weight=8),
    Goods("S04", "チーズケーキ", "菓子", 520, weight=9),
    Goods("S05", "クッキー詰め合わせ", "ギフト", 1_480, weight=5),
    Goods("S06", "焼き菓子ギフト 10 個入", "ギフト", 2_980, weight=3),
    Goods("D01", "ブレンドコーヒー(店内)", "カフェ", 440, reduced=False, weight=18),
    Goods("D02", "カフェラテ(店内)", "カフェ", 520, reduced=False, weight=16),
    Goods("D03", "ほうじ茶ラテ(店内)", "カフェ", 550, reduced=False, weight=9),
    Goods("D04", "モーニングセット(店内)", "カフェ", 780, reduced=False, weight=8),
    Goods("G01", "コーヒー豆 200g", "物販", 1_380, weight=6),
    Goods("G02", "自家製いちごジャム", "物販", 780, weight=5),
    Goods("G03", "エコバッグ", "雑貨", 880, reduced=False, weight=2),
    Goods("G04", "マグカップ", "雑貨", 1_650, reduced=False, weight=2),
)

BRAND = "こもれびベーカリー"
STORES = (("honten", "本店"), ("ekimae", "駅前店"))
ISSUER = "株式会社こもれび"
REGISTRATION = "T7123456789012"

STAFF: tuple[tuple[str, Role, str, tuple[str, ...]], ...] = (
    ("佐藤 恵", "manager", "274918", ("honten", "ekimae")),
    ("田中 翔", "shift_lead", "508361", ("honten",)),
    ("鈴木 葵", "cashier", "739204", ("honten", "ekimae")),
    ("高橋 蓮", "cashier", "915760", ("ekimae",)),
)

FAMILY = [
    "佐々木",
    "中村",
    "小林",
    "加藤",
    "吉田",
    "山田",
    "山口",
    "松本",
    "井上",
    "木村",
    "林",
    "斎藤",
    "清水",
    "山崎",
    "森",
    "池田",
    "橋本",
    "阿部",
    "石川",
    "前田",
    "藤田",
    "後藤",
    "岡田",
    "長谷川",
    "村上",
    "近藤",
    "石井",
    "髙橋",
    "坂本",
    "遠藤",
]
GIVEN = [
    "陽菜",
    "結衣",
    "大翔",
    "湊",
    "美咲",
    "凛",
    "悠真",
    "紬",
    "蒼",
    "直子",
    "健一",
    "由美",
    "誠",
    "智子",
    "拓也",
    "千尋",
    "和子",
    "浩",
    "真由美",
    "亮",
]
