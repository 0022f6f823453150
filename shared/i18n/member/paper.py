"""Words around receipts: looking for one, what is at its foot, and taking it along."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.i18n import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    open: str
    title: str
    item: str
    item_hint: str
    item_chip: Callable[[str], str]
    days: str
    spans: dict[str, str]
    day_hint: str
    day_wrong: str
    from_day: str
    to_day: str
    range: Callable[[str, str], str]
    """Either end may be empty."""
    amount: str
    low: str
    high: str
    store: str
    every_store: str
    do: str
    clear: str
    without: Callable[[str], str]
    nothing: str
    found: Callable[[int], str]
    and_more: Callable[[int], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Foot:
    """Of one receipt."""

    coupons: str
    given_back: str
    partly_back: str
    original: str
    amended: str
    former: str
    see_former: str
    see_newest: str
    returned: Callable[[str, str], str]
    code: str
    code_more: str
    code_label: str
    pdf: str
    share: str
    saved: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """家計簿"""

    title: str
    more: str
    spans: dict[str, str]
    do: str
    saved: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    search: Search
    foot: Foot
    book: Book


def _between(one: str, other: str) -> str:
    return f"{one} 〜 {other}".strip()


def _until(one: str, other: str) -> str:
    return f"{one} to {other}" if one and other else f"from {one}" if one else f"up to {other}"


JA = Paper(
    search=Search(
        open="商品・期間・お店で探す",
        title="レシートを探す",
        item="商品の名前",
        item_hint="例 コーヒー豆",
        item_chip=lambda item: f"「{item}」",
        days="期間",
        spans={"all": "すべて", "month": "今月", "last": "先月", "quarter": "この 3 か月", "year": "今年", "own": "日付を選ぶ"},
        day_hint="例 2026/4/1",
        day_wrong="2026/4/1 のように入力してください。",
        from_day="はじめの日",
        to_day="おわりの日",
        range=_between,
        amount="お会計の金額(円)",
        low="いくらから",
        high="いくらまで",
        store="お店",
        every_store="すべてのお店",
        do="この条件で探す",
        clear="条件を消す",
        without=lambda said: f"{said} の条件を外す",
        nothing="この条件に合うレシートはありません。条件を減らしてみてください。",
        found=lambda count: f"{count} 件",
        and_more=lambda count: f"ほか {count} 点",
    ),
    foot=Foot(
        coupons="使ったクーポン",
        given_back="返品済み",
        partly_back="一部返品",
        original="もとのお会計を見る",
        amended="訂正",
        former="訂正前",
        see_former="訂正前のレシートを見る",
        see_newest="訂正後のレシートを見る",
        returned=lambda when, yen: f"{when} に {yen} 分を返品",
        code="返品・交換のとき",
        code_more="商品と一緒に、このコードをレジでお見せください。",
        code_label="返品用のQRコード",
        pdf="PDF で保存",
        share="共有",
        saved="レシートを保存しました",
    ),
    book=Book(
        title="家計簿に取り込む",
        more="お買い物を 1 品ずつ並べた表(CSV)です。家計簿アプリや表計算ソフトで開けます。",
        spans={"month": "今月", "last": "先月", "quarter": "この 3 か月", "year": "今年"},
        do="CSV で保存",
        saved="家計簿用のファイルを保存しました",
    ),
)
EN = Paper(
    search=Search(
        open="Search by item, day, store",
        title="Find a receipt",
        item="Name of an item",
        item_hint="e.g. coffee beans",
        item_chip=lambda item: f"“{item}”",
        days="When",
        spans={
            "all": "Any time",
            "month": "This month",
            "last": "Last month",
            "quarter": "3 months",
            "year": "This year",
            "own": "Choose dates",
        },
        day_hint="e.g. 2026/4/1",
        day_wrong="Please write it like 2026/4/1.",
        from_day="First day",
        to_day="Last day",
        range=_until,
        amount="Total in yen",
        low="from",
        high="up to",
        store="Store",
        every_store="All stores",
        do="Search",
        clear="Clear",
        without=lambda said: f"Remove {said}",
        nothing="No receipt is like this. Try with fewer conditions.",
        found=lambda count: f"{count} receipt" if count == 1 else f"{count} receipts",
        and_more=lambda count: f"and {count} more",
    ),
    foot=Foot(
        coupons="Coupons used",
        given_back="Returned",
        partly_back="Partly returned",
        original="See the purchase",
        amended="Corrected",
        former="Before correction",
        see_former="See it before the correction",
        see_newest="See the corrected receipt",
        returned=lambda when, yen: f"{yen} returned on {when}",
        code="To return or exchange",
        code_more="Bring the goods and show this code at the till.",
        code_label="QR code for returns",
        pdf="Save as PDF",
        share="Share",
        saved="The receipt was saved",
    ),
    book=Book(
        title="For your household book",
        more="Everything you bought, item by item, as a table (CSV) that household apps and spreadsheets open.",
        spans={"month": "This month", "last": "Last month", "quarter": "3 months", "year": "This year"},
        do="Save as CSV",
        saved="The file was saved",
    ),
)
PAPER: Catalogue[Paper] = Catalogue(JA, EN)
