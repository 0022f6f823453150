"""Words of the queue: everything at the counter that still waits for a word."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.i18n import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    rail: str
    title: str
    lead: str
    none: str
    unsure: str
    unsure_why: str
    redeem: Callable[[str], str]
    exchange: Callable[[str], str]
    sale: Callable[[str], str]
    taken_back: str
    coupon: str
    open: str
    again: str
    sending: str
    seen: str
    asked: str
    asked_why: Callable[[int], str]
    asked_over: str
    give_up: str
    adjustments: Callable[[int], str]
    adjustments_why: str
    old_cards: Callable[[int], str]
    old_cards_why: str
    gone: str


JA = Queue(
    rail="待ち",
    title="対応を待っているもの",
    lead="対応が済むまで、ここから消えません。",
    none="待っているものはありません。",
    unsure="結果を確認できていません",
    unsure_why="同じ操作をもう一度送れます。二重にはなりません。",
    redeem=lambda what: f"{what} の利用",
    exchange=lambda points: f"{points} の交換",
    sale=lambda yen: f"{yen} の会計",
    taken_back="返品",
    coupon="クーポン",
    open="開く",
    again="もう一度送る",
    sending="送っています",
    seen="片づける",
    asked="お客さまの確認待ち",
    asked_why=lambda left: f"スマートフォンに表示しています。あと {left} 秒",
    asked_over="確認の時間は過ぎました。開くと結果を確かめます。",
    give_up="やめる",
    adjustments=lambda count: f"承認を待っているポイントの調整 {count} 件",
    adjustments_why="別の端末で、ほかの責任者が承認します。",
    old_cards=lambda count: f"確認を待っている前のカード {count} 枚",
    old_cards_why="お客さまのカードの末尾 4 桁で確認します。",
    gone="いまは調べられません。もう一度お試しください。",
)
EN = Queue(
    rail="Waiting",
    title="Waiting for someone",
    lead="Nothing leaves this page until somebody has dealt with it.",
    none="Nothing is waiting.",
    unsure="The result is not known",
    unsure_why="The same act can be sent again. It is never done twice.",
    redeem=lambda what: f"Use of {what}",
    exchange=lambda points: f"Exchange for {points}",
    sale=lambda yen: f"Sale of {yen}",
    taken_back="Return",
    coupon="a coupon",
    open="Open",
    again="Send again",
    sending="Sending",
    seen="Clear",
    asked="The customer is being asked",
    asked_why=lambda left: f"Shown on the phone. {left} s left",
    asked_over="The time to answer is over. Open it to see what came of it.",
    give_up="Give up",
    adjustments=lambda count: f"{count} adjustment waits for approval" if count == 1 else f"{count} adjustments wait for approval",
    adjustments_why="Somebody else in charge approves on another device.",
    old_cards=lambda count: f"{count} old card waits" if count == 1 else f"{count} old cards wait",
    old_cards_why="Confirmed with the last four places of the card.",
    gone="This cannot be looked up now. Try again.",
)
QUEUE: Catalogue[Queue] = Catalogue(ja=JA, en=EN)
