"""The words of the boards: sales over time, best sellers, hours, coupons."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.i18n import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Boards:
    short: str
    """In the rail."""
    title: dict[str, str]
    """By page: sales, items, hours, coupons."""
    pages: dict[str, str]
    every_store: str
    side_by_side: str
    presets: dict[str, str]
    by: dict[str, str]
    range: Callable[[str, str], str]
    beside: dict[str, str]
    """What it is compared with: `year`, `before`."""
    beside_of: dict[str, str]
    """The same, said exactly, by `<beside>-<day|week|month>`."""
    metric: dict[str, str]
    chart: dict[str, str]
    """The chart's title, by metric."""
    as_table: str
    as_chart: str
    period: dict[str, str]
    """The table's first head, by day, week, month."""
    store: str
    total: str
    change: str
    more: Callable[[int], str]
    less: Callable[[int], str]
    same: str
    new: str
    """There was nothing to compare with."""
    said: Callable[[str, str, str, str], str]
    """range, metric, its figure, the comparison"""
    best: Callable[[str, str], str]
    said_stores: Callable[[str], str]
    nothing: str
    items_lead: Callable[[str, str], str]
    by_amount: str
    by_quantity: str
    sku: str
    item: str
    quantity: str
    amount: str
    pieces: Callable[[str], str]
    hours_lead: str
    weekday: str
    weekdays: tuple[str, ...]
    hour: Callable[[int], str]
    hour_tip: Callable[[str, int, str, str], str]
    """weekday, hour, sum, average"""
    busiest: Callable[[str, int, str], str]
    quiet: str
    coupon: str
    coupons_lead: str
    issued: str
    used: str
    used_here: str
    use_rate: str
    coupon_sales: str
    no_coupons: str
    term: Callable[[str, str], str]
    count: Callable[[str], str]
    from_day: str
    to_day: str
    choose_days: str


_JA = Boards(
    short="分析",
    title={"sales": "売上の推移", "items": "売れ筋商品", "hours": "曜日と時間帯", "coupons": "クーポンの成果"},
    pages={"sales": "売上", "items": "商品", "hours": "時間帯", "coupons": "クーポン"},
    every_store="全店舗",
    side_by_side="店舗を比べる",
    presets={"7": "7 日間", "30": "30 日間", "month": "今月", "year": "13 か月", "own": "期間を選ぶ"},
    by={"day": "日", "week": "週", "month": "月"},
    range=lambda since, until: f"{since} 〜 {until}",
    beside={"year": "前年と比較", "before": "直前と比較"},
    beside_of={
        "year-day": "前年の同じ曜日",
        "year-week": "前年の同じ週",
        "year-month": "前年の同じ月",
        "before-day": "前の週の同じ曜日",
        "before-week": "前の週",
        "before-month": "前の月",
    },
    metric={"sales": "売上", "receipts": "会計", "share": "会員比率", "granted": "付与ポイント", "used": "利用ポイント"},
    chart={
        "sales": "売上(税込)",
        "receipts": "会計の件数",
        "share": "売上に占める会員の割合",
        "granted": "付与したポイント",
        "used": "使われたポイント",
    },
    as_table="表で見る",
    as_chart="グラフで見る",
    period={"day": "日", "week": "週", "month": "月"},
    store="店舗",
    total="合計",
    change="増減",
    more=lambda percent: f"+{percent}%",
    less=lambda percent: f"-{percent}%",
    same="同じ",
    new="比較なし",
    said=lambda span, metric, figure, beside: f"{span}の{metric}は {figure}。{beside}。",
    best=lambda when, figure: f"いちばん多かったのは {when} の {figure} です。",
    said_stores=lambda figures: f"店舗ごとの売上。{figures}",
    nothing="この期間の記録はまだありません。期間や店舗を変えてみてください。",
    items_lead=lambda kinds, amount: f"{kinds} 品目 ・ 合計 {amount}(返品を引いたあと)",
    by_amount="金額順",
    by_quantity="数量順",
    sku="商品コード",
    item="商品",
    quantity="数量",
    amount="金額",
    pieces=lambda quantity: f"{quantity} 点",
    hours_lead="色が強いほど売れている時間帯です。マスに触れると金額が出ます。",
    weekday="曜日",
    weekdays=("月", "火", "水", "木", "金", "土", "日"),
    hour=lambda hour: f"{hour} 時",
    hour_tip=lambda weekday, hour, total, average: f"{weekday}曜 {hour} 時台\n合計 {total}\n1 日あたり {average}",
    busiest=lambda weekday, hour, average: f"いちばん多いのは {weekday}曜 {hour} 時台で、1 日あたり {average} です。",
    quiet="この期間の会計はまだありません。",
    coupon="クーポン",
    coupons_lead="発行数と利用数はこれまでの全店舗の累計、そのほかは選んだ期間と店舗のものです。",
    issued="発行",
    used="利用(累計)",
    used_here="期間の利用",
    use_rate="利用率",
    coupon_sales="一緒に売れた金額",
    no_coupons="クーポンはまだありません。作ると、ここで成果が分かります。",
    term=lambda since, until: f"{since} 〜 {until}",
    count=lambda number: f"{number} 件",
    from_day="開始日",
    to_day="終了日",
    choose_days="期間を選ぶ",
)

_EN = Boards(
    short="Boards",
    title={"sales": "Sales over time", "items": "Best sellers", "hours": "Weekdays and hours", "coupons": "What coupons brought"},
    pages={"sales": "Sales", "items": "Items", "hours": "Hours", "coupons": "Coupons"},
    every_store="All stores",
    side_by_side="Compare stores",
    presets={"7": "7 days", "30": "30 days", "month": "This month", "year": "13 months", "own": "Choose days"},
    by={"day": "Day", "week": "Week", "month": "Month"},
    range=lambda since, until: f"{since} – {until}",
    beside={"year": "vs last year", "before": "vs period before"},
    beside_of={
        "year-day": "Same weekday last year",
        "year-week": "Same week last year",
        "year-month": "Same month last year",
        "before-day": "Same weekday a week before",
        "before-week": "Week before",
        "before-month": "Month before",
    },
    metric={"sales": "Sales", "receipts": "Receipts", "share": "Members' share", "granted": "Points granted", "used": "Points used"},
    chart={
        "sales": "Sales (tax incl.)",
        "receipts": "Number of receipts",
        "share": "Members' share of sales",
        "granted": "Points granted",
        "used": "Points used",
    },
    as_table="Show table",
    as_chart="Show chart",
    period={"day": "Day", "week": "Week", "month": "Month"},
    store="Store",
    total="Total",
    change="Change",
    more=lambda percent: f"+{percent}%",
    less=lambda percent: f"-{percent}%",
    same="same",
    new="nothing before",
    said=lambda span, metric, figure, beside: f"{metric}, {span}: {figure}. {beside}.",
    best=lambda when, figure: f"The most was {figure} on {when}.",
    said_stores=lambda figures: f"Sales by store. {figures}",
    nothing="Nothing was recorded in this time. Try other days or another store.",
    items_lead=lambda kinds, amount: f"{kinds} items ・ {amount} in all, returns subtracted",
    by_amount="By amount",
    by_quantity="By quantity",
    sku="SKU",
    item="Item",
    quantity="Quantity",
    amount="Amount",
    pieces=lambda quantity: f"{quantity} sold",
    hours_lead="The stronger the colour, the busier. Touch a square for its amount.",
    weekday="Weekday",
    weekdays=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    hour=lambda hour: f"{hour}:00",
    hour_tip=lambda weekday, hour, total, average: f"{weekday} {hour}:00\n{total} in all\n{average} a day",
    busiest=lambda weekday, hour, average: f"The busiest is {weekday} from {hour}:00, {average} a day.",
    quiet="Nothing was sold in this time.",
    coupon="Coupon",
    coupons_lead="Issued and used count all stores since the start; the rest is of the days and stores you chose.",
    issued="Issued",
    used="Used (ever)",
    used_here="Used in this time",
    use_rate="Use rate",
    coupon_sales="Bought with it",
    no_coupons="There are no coupons yet. Once there are, you see here what they bring.",
    term=lambda since, until: f"{since} – {until}",
    count=lambda number: number,
    from_day="From",
    to_day="To",
    choose_days="Choose days",
)

BOARDS: Catalogue[Boards] = Catalogue(ja=_JA, en=_EN)
