"""Words around a balance: what it buys, a question about a row, and the old card that comes in."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.i18n import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Prizes:
    open: str
    open_more: str
    title: str
    yours: str
    reach: str
    later: str
    missing: Callable[[str], str]
    how: str
    steps: tuple[str, ...]
    empty: str
    frozen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """質問"""

    ask: str
    lead: str
    field: str
    hint: str
    send: str
    sent: str
    yours: str
    waiting: str
    answer: Callable[[str], str]
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Takeover:
    open: str
    open_more: str
    title: str
    lead: str
    number: str
    number_hint: str
    number_missing: str
    camera: str
    camera_view: str
    camera_aim: str
    camera_close: str
    camera_gone: str
    camera_read: str
    do: str
    sent: str
    mine: str
    empty: str
    states: dict[str, str]
    waiting: str
    expected: Callable[[str], str]
    granted: Callable[[str], str]
    reasons: dict[str, str]
    asked: Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    paying: str
    prizes: Prizes
    asking: Asking
    takeover: Takeover


JA = Balance(
    paying="使うとき",
    prizes=Prizes(
        open="この残高でできること",
        open_more="ポイントで交換できる景品を見る",
        title="ポイントで交換",
        yours="いまの残高",
        reach="この残高で交換できる品物",
        later="もっと貯めると交換できる品物",
        missing=lambda points: f"あと {points}",
        how="交換のしかた",
        steps=(
            "レジで「ポイントと交換したい」とお伝えください。",
            "会員証のコードをお見せください。",
            "その場で品物をお渡しします。",
        ),
        empty="いま交換できる品物はありません。新しい景品が出ると、ここに並びます。",
        frozen="利用を一時停止しているあいだは交換できません。",
    ),
    asking=Asking(
        ask="質問する",
        lead="お店のスタッフが確認して、ここにお返事します。",
        field="お店への質問",
        hint="例 クーポンの分が少ないようです",
        send="お店に送る",
        sent="お店に質問を送りました",
        yours="あなたの質問",
        waiting="お店が確認しています。お返事はここに届きます。",
        answer=lambda day: f"お店からのお返事({day})",
        missing="質問を入力してください。",
    ),
    takeover=Takeover(
        open="前のカードを引き継ぐ",
        open_more="紙やプラスチックのカードの残高をこの会員証に移します",
        title="前のカードの引き継ぎ",
        lead="カードの番号を入力してください。お店で確認が済むと、残高がこの会員証に移ります。",
        number="カードの番号",
        number_hint="カードに書かれた番号",
        number_missing="カードの番号を入力してください。",
        camera="カメラで読み取る",
        camera_view="カメラの映像",
        camera_aim="バーコードか QR コードを映してください。",
        camera_close="カメラを閉じる",
        camera_gone="カメラを使えません。番号を入力してください。",
        camera_read="読み取りました。番号が合っているか確かめてください。",
        do="引き継ぎを申し込む",
        sent="引き継ぎを申し込みました。次のご来店のとき、カードをお持ちください。",
        mine="申し込んだカード",
        empty="前のカードの番号を入力すると、引き継ぎの状況がここに表示されます。",
        states={"waiting": "お店で確認待ち", "confirmed": "引き継ぎ済み", "refused": "引き継げませんでした"},
        waiting="次のご来店のとき、カードをレジにお持ちください。その場で確認します。",
        expected=lambda points: f"確認が済むと {points} が加わります",
        granted=lambda points: f"{points} を加えました",
        reasons={
            "not_shown": "カードを確認できませんでした。カードをお持ちのうえ、もう一度お申し込みください。",
            "other_card": "お持ちのカードの番号と違いました。番号を確かめて、もう一度お申し込みください。",
            "not_listed": "お店の一覧にない番号でした。番号を確かめるか、お店にお尋ねください。",
        },
        asked=lambda day: f"{day} に申し込み",
    ),
)
EN = Balance(
    paying="When you use them",
    prizes=Prizes(
        open="What your points buy",
        open_more="See what can be had for points",
        title="Goods for points",
        yours="Your balance",
        reach="You have enough for",
        later="With more points",
        missing=lambda points: f"{points} more",
        how="How to exchange",
        steps=(
            "Say at the till what you would like for your points.",
            "Show the code of your card.",
            "Take it home at once.",
        ),
        empty="There is nothing for points just now. New goods will appear here.",
        frozen="While spending is frozen nothing can be exchanged.",
    ),
    asking=Asking(
        ask="Ask about this",
        lead="Somebody at the shop looks into it, and the answer comes here.",
        field="Your question",
        hint="e.g. the coupon seems to be missing",
        send="Send to the shop",
        sent="Your question was sent",
        yours="Your question",
        waiting="The shop is looking into it. The answer comes here.",
        answer=lambda day: f"The shop's answer ({day})",
        missing="Please write your question.",
    ),
    takeover=Takeover(
        open="Bring in an old card",
        open_more="Its balance moves to this card",
        title="Bring in an old card",
        lead="Enter the number of your paper or plastic card. Once the shop has checked it, its balance moves here.",
        number="Number of the card",
        number_hint="as printed on the card",
        number_missing="Please enter the number of the card.",
        camera="Read it with the camera",
        camera_view="What the camera sees",
        camera_aim="Show the bar code or QR code of the card.",
        camera_close="Close the camera",
        camera_gone="The camera cannot be used. Please type the number.",
        camera_read="Read. Please check that the number is right.",
        do="Bring in this card",
        sent="Asked for. Please bring the card on your next visit.",
        mine="Your old cards",
        empty="Once you have entered an old card, you can follow it here.",
        states={"waiting": "To be checked", "confirmed": "Brought in", "refused": "Not brought in"},
        waiting="Bring the card on your next visit. It is checked at the till.",
        expected=lambda points: f"{points} will be added then",
        granted=lambda points: f"{points} were added",
        reasons={
            "not_shown": "The card was not shown. Please ask again, and bring the card.",
            "other_card": "The number was not that of your card. Please check it and ask again.",
            "not_listed": "The shop's list does not have this number. Please check it, or ask the shop.",
        },
        asked=lambda day: f"Asked {day}",
    ),
)
BALANCE: Catalogue[Balance] = Catalogue(JA, EN)
