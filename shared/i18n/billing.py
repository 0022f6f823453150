"""Words of the bill at the counter: its amount, what coupons take off it, and the word of a coupon."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.i18n import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Billing:
    due: str
    change: str
    due_field: str
    due_do: str
    total: str
    off: str
    points: str
    at_most: Callable[[str], str]
    pays: Callable[[str], str]
    share_first: Callable[[str], str]
    share_go: str
    share_most: Callable[[str, str], str]
    forget: str
    word: str
    word_field: str
    word_hint: str
    word_do: str
    word_done: str


BILLING: Catalogue[Billing] = Catalogue(
    ja=Billing(
        due="お会計の金額から選ぶ",
        change="金額を変える",
        due_field="お会計の金額(税込・割引前)",
        due_do="いちばんお得な組み合わせにする",
        total="お会計",
        off="クーポンで",
        points="使えるポイント",
        at_most=lambda points: f"{points} まで",
        pays=lambda yen: f"お会計から {yen} 引きます",
        share_first=lambda share: f"ポイントで払えるのは、お会計の {share} までです。先に金額を入れてください(税込・割引前)。",
        share_go="使えるポイントを見る",
        share_most=lambda points, share: f"ポイントで払えるのはお会計の {share} まで、このお会計では {points} までです。",
        forget="お会計の金額を消す",
        word="合言葉を入れる",
        word_field="クーポンの合言葉",
        word_hint="チラシや店頭の英数字、4〜24 文字",
        word_do="クーポンを付ける",
        word_done="クーポンを付けました",
    ),
    en=Billing(
        due="Choose for the bill",
        change="Change the amount",
        due_field="Bill before discounts",
        due_do="Choose what takes the most off",
        total="Bill",
        off="Coupons",
        points="Usable points",
        at_most=lambda points: f"up to {points}",
        pays=lambda yen: f"{yen} off the bill",
        share_first=lambda share: f"Points can pay up to {share} of a bill. Enter its amount first, before discounts.",
        share_go="See what it takes",
        share_most=lambda points, share: f"Points can pay up to {share} of a bill: at most {points} on this one.",
        forget="Forget the bill",
        word="Enter a word",
        word_field="Word of a coupon",
        word_hint="Letters and digits from a flyer or a sign, 4 to 24",
        word_do="Add the coupon",
        word_done="The coupon has been added",
    ),
)
