"""What the demo shop sells, who works there and who comes: a bakery café with three stores. Everything is made up."""

from dataclasses import dataclass

from shared.wire.staff import Role


@dataclass(frozen=True, slots=True)
class Goods:
    sku: str
    name: str
    name_en: str
    category: str
    price: int
    """税込"""
    look: str
    """What `pictures` draws, and in which of its colours: `loaf:wheat`."""
    reduced: bool = True
    """8 %: food to take away. The rest is 10 %."""
    weight: int = 10
    """How often it is bought, relative to the others."""
    months: tuple[int, ...] = ()
    """When it is sold; empty: always."""
    gift: bool = False
    """Bought for somebody: more in birthday months and before the year's end."""
    points: int | None = None
    """For how many it can be had."""


WINTER, SPRING, SUMMER, AUTUMN = (12, 1, 2), (3, 4, 5), (6, 7, 8), (9, 10, 11)
GOODS = (
    Goods("P01", "塩バターパン", "Salted butter roll", "パン", 180, "roll:wheat", weight=30, points=180),
    Goods("P02", "くるみカンパーニュ", "Walnut campagne", "パン", 420, "round:rye", weight=14),
    Goods("P03", "食パン 一斤", "White loaf", "パン", 390, "loaf:wheat", weight=22, points=390),
    Goods("P04", "あんぱん", "Anpan", "パン", 190, "round:glaze", weight=20),
    Goods("P05", "カレーパン", "Curry bun", "パン", 230, "roll:amber", weight=20),
    Goods("P06", "クロワッサン", "Croissant", "パン", 260, "crescent:amber", weight=22),
    Goods("P07", "明太フランス", "Mentaiko baguette", "パン", 310, "stick:rose", weight=15),
    Goods("P08", "メロンパン", "Melon bread", "パン", 220, "melon:cream", weight=16),
    Goods("P09", "ベーコンエピ", "Bacon épi", "パン", 340, "stick:rye", weight=10),
    Goods("P10", "フルーツサンド", "Fruit sandwich", "パン", 480, "sandwich:cream", weight=9),
    Goods("P11", "桜あんぱん", "Cherry blossom anpan", "パン", 240, "round:rose", weight=16, months=SPRING),
    Goods("P12", "冷やしクリームパン", "Chilled cream bun", "パン", 260, "round:cream", weight=18, months=SUMMER),
    Goods("P13", "かぼちゃのデニッシュ", "Pumpkin danish", "パン", 320, "melon:amber", weight=14, months=AUTUMN),
    Goods("P14", "シュトレン", "Stollen", "菓子", 2_200, "loaf:sugar", weight=6, months=(11, 12), gift=True),
    Goods("S01", "焼きプリン", "Baked custard", "菓子", 360, "cup:cream", weight=12, points=360),
    Goods("S02", "抹茶フィナンシェ", "Matcha financier", "菓子", 240, "bar:matcha", weight=14),
    Goods("S03", "季節のタルト", "Tart of the season", "菓子", 560, "cake:rose", weight=8, gift=True),
    Goods("S04", "チーズケーキ", "Cheesecake", "菓子", 520, "cake:cream", weight=9, gift=True, points=520),
    Goods("S05", "クッキー詰め合わせ", "Box of cookies", "ギフト", 1_480, "box:rose", weight=5, gift=True),
    Goods("S06", "焼き菓子ギフト 10 個入", "Gift box, 10 pieces", "ギフト", 2_980, "box:leaf", weight=3, gift=True),
    Goods("S07", "誕生日のホールケーキ", "Birthday cake", "ギフト", 3_800, "cake:berry", weight=1, gift=True),
    Goods("D01", "ブレンドコーヒー(店内)", "House blend (eat in)", "カフェ", 440, "mug:coffee", reduced=False, weight=18, points=440),
    Goods("D02", "カフェラテ(店内)", "Caffè latte (eat in)", "カフェ", 520, "mug:latte", reduced=False, weight=16),
    Goods("D03", "ほうじ茶ラテ(店内)", "Hojicha latte (eat in)", "カフェ", 550, "mug:amber", reduced=False, weight=9),
    Goods("D04", "モーニングセット(店内)", "Breakfast set (eat in)", "カフェ", 780, "sandwich:leaf", reduced=False, weight=8),
    Goods("D05", "レモネード(店内)", "Lemonade (eat in)", "カフェ", 520, "glass:lemon", reduced=False, weight=16, months=SUMMER),
    Goods(
        "D06", "かき氷 いちご(店内)", "Shaved ice, strawberry (eat in)", "カフェ", 690, "ice:berry", reduced=False, weight=10, months=(7, 8)
    ),
    Goods("G01", "コーヒー豆 200g", "Coffee beans 200 g", "物販", 1_380, "bag:coffee", weight=6),
    Goods("G02", "自家製いちごジャム", "Strawberry jam", "物販", 780, "jar:berry", weight=5, gift=True, points=780),
    Goods("G03", "エコバッグ", "Tote bag", "雑貨", 880, "bag:leaf", reduced=False, weight=2, points=880),
    Goods("G04", "マグカップ", "Mug", "雑貨", 1_650, "mug:leaf", reduced=False, weight=2, gift=True, points=1_650),
)

BRAND = "こもれびベーカリー"
SEED = "#A65E2E"
"""Its colour: a crust."""
ISSUER = "株式会社こもれび"
REGISTRATION = "T7123456789012"


@dataclass(frozen=True, slots=True)
class Place:
    id: str
    name: str
    mean: int
    """Sales of an ordinary day."""
    weekend: float
    """Saturdays and Sundays against the brand's own pattern: an office quarter sleeps, a park wakes up."""


STORES = (Place("honten", "本店", 28, 1.0), Place("ekimae", "駅前店", 20, 0.7), Place("koen", "公園前店", 14, 1.35))

STAFF: tuple[tuple[str, Role, str, tuple[str, ...]], ...] = (
    ("佐藤 恵", "manager", "274918", ("honten", "ekimae", "koen")),
    ("鈴木 葵", "cashier", "739204", ("honten", "ekimae")),
    ("高橋 蓮", "cashier", "915760", ("ekimae", "koen")),
    ("渡辺 楓", "shift_lead", "608153", ("koen", "honten")),
    ("田中 翔", "shift_lead", "508361", ("honten", "ekimae")),
    ("伊藤 桜", "cashier", "347095", ("honten",)),
    ("小川 律", "privacy_officer", "826047", ("honten", "ekimae", "koen")),
    ("西村 香", "auditor", "491730", ("honten", "ekimae", "koen")),
)
"""The first manages; the next three stand at the tills of the three stores."""

FAMILY = [
    "佐々木", "中村", "小林", "加藤", "吉田", "山田", "山口", "松本", "井上", "木村", "林", "斎藤", "清水", "山崎", "森", "池田", "橋本", "阿部", "石川", "前田",
    "藤田", "後藤", "岡田", "長谷川", "村上", "近藤", "石井", "髙橋", "坂本", "遠藤", "三浦", "藤井", "原田", "中島", "小野", "竹内", "金子", "和田", "中山", "石田",
]  # fmt: skip
GIVEN = [
    "陽菜", "結衣", "大翔", "湊", "美咲", "凛", "悠真", "紬", "蒼", "直子", "健一", "由美", "誠", "智子", "拓也", "千尋", "和子", "浩", "真由美", "亮",
    "陸", "ひなた", "さくら", "翼", "彩", "大輔", "洋子", "剛", "恵子", "学",
]  # fmt: skip
