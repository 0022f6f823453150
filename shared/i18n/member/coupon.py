"""Words of using a coupon: what the shop does, the choice for the next scan, the code."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.i18n import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Using:
    use: str
    how: str
    steps: tuple[str, ...]
    choose: str
    chosen: str
    chosen_more: str
    drop: str
    dropped: str
    code: str
    code_more: str
    show_code: str
    word: str
    word_hint: str
    word_send: str
    word_done: str
    next: str
    reasons: dict[str, str]
    together: Callable[[int], str]


JA = Using(
    use="使う",
    how="お店での使い方",
    steps=(
        "「次のお会計で使う」を押すと、このクーポンが選ばれます。",
        "レジで会員証のコードを読み取ると、割引が入ります。",
        "使い終わったクーポンは「使用済み」に移ります。",
    ),
    choose="次のお会計で使う",
    chosen="次のお会計で使います",
    chosen_more="1 時間のあいだ選ばれています。レジでこのコードをお見せください。",
    drop="選ぶのをやめる",
    dropped="クーポンを選ぶのをやめました",
    code="会員証の一回限りのコード",
    code_more="30 秒ごとに新しくなり、2 度は使えません。",
    show_code="コードを見せる",
    word="合言葉を入力",
    word_hint="チラシや店頭の英数字、4〜24 文字",
    word_send="クーポンを受け取る",
    word_done="クーポンを受け取りました",
    next="次のお会計では",
    reasons={
        "picked": "あなたが選んだクーポンです。",
        "only": "今すぐ使えるクーポンです。",
        "most": "いちばんお得なクーポンです。",
        "sooner": "同じ割引なら、期限の近いほうから使います。",
    },
    together=lambda count: f"{count} 枚一緒に使うと、いちばんお得です。",
)
EN = Using(
    use="Use",
    how="How it works in the shop",
    steps=(
        "Tap “Use it next” and this coupon is picked.",
        "The till scans the code of your card and takes the discount off.",
        "Once used, it moves to “Used”.",
    ),
    choose="Use it next",
    chosen="Will be used next",
    chosen_more="Picked for an hour. Show this code at the till.",
    drop="Do not use it",
    dropped="The coupon is no longer picked",
    code="One-time code of your card",
    code_more="New every 30 seconds, each good once.",
    show_code="Show the code",
    word="Enter a code word",
    word_hint="Letters and digits from a flyer or a sign, 4 to 24",
    word_send="Get the coupon",
    word_done="The coupon is yours",
    next="At your next purchase",
    reasons={
        "picked": "You have picked it.",
        "only": "It can be used right away.",
        "most": "It takes the most off.",
        "sooner": "As good as another, and it ends sooner.",
    },
    together=lambda count: f"These {count} together take the most off.",
)
USING: Catalogue[Using] = Catalogue(JA, EN)
