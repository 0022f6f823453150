"""Words of a return at the counter: the receipt found, what its return changes, and what is to be handed back."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.i18n import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Returning:
    open: str
    title: str
    lead: str
    number: str
    number_hint: str
    find: str
    none: Callable[[str], str]
    several: str
    sold: Callable[[str, str, str], str]
    till: Callable[[str], str]
    member: Callable[[str], str]
    nobody: str
    goods: str
    total: str
    paid_by: Callable[[str], str]
    choose: str
    choose_first: str
    pick_all: str
    pick_none: str
    pieces: Callable[[str, str], str]
    fewer: str
    more: str
    back_pieces: Callable[[str], str]
    back_yen: Callable[[str], str]
    yen_back: str
    yen_hint: Callable[[str], str]
    yen_wrong: Callable[[str], str]
    back: str
    money: str
    missed: str
    again: str
    changes: str
    changed: str
    taken: str
    given: str
    restored: str
    coupon: Callable[[str], str]
    owed: Callable[[str], str]
    borne: Callable[[str], str]
    repaid: Callable[[str], str]
    balance: str
    no_points: str
    received: str
    confirm: Callable[[str], str]
    confirm_part: Callable[[str], str]
    confirm_first: str
    stop: str
    at_pos: str
    returned: Callable[[str], str]
    rest: str
    done: str
    refund: Callable[[str], str]
    nothing_to_refund: str
    looking: str
    aim: str
    tenders: dict[str, str]


JA = Returning(
    open="返品する",
    title="返品",
    lead="電子レシートの返品用コードを読み取るか、レシートの番号を入力してください。",
    number="レシートの番号",
    number_hint="紙のレシートの番号でも探せます",
    find="さがす",
    none=lambda number: f"この店舗に番号 {number} の会計はありません。",
    several="日時と金額で選んでください",
    sold=lambda when, till, number: f"{when} ・ {till} ・ 番号 {number}",
    till=lambda terminal: "手入力" if terminal == "manual" else f"レジ {terminal}",
    member=lambda ending: f"会員証 下 4 桁 {ending}",
    nobody="会員証のない会計",
    goods="お買い上げの品",
    total="合計(税込)",
    paid_by=lambda name: f"お支払い {name}",
    choose="返品する商品",
    choose_first="返品する商品を選んでください",
    pick_all="すべて選ぶ",
    pick_none="選択をはずす",
    pieces=lambda chosen, left: f"{chosen} / {left} 個",
    fewer="ひとつ減らす",
    more="ひとつ増やす",
    back_pieces=lambda count: f"うち {count} 個は返品済み",
    back_yen=lambda yen: f"うち {yen} は返品済み",
    yen_back="返品する金額(税込)",
    yen_hint=lambda yen: f"一部だけのときは、その金額に直してください。返品できるのは {yen} までです。",
    yen_wrong=lambda yen: f"¥1 から {yen} までで入力してください",
    back="返品する分の合計",
    money="お客さまへの返金",
    missed="返品の内容を計算できませんでした。まだ何も変わっていません。",
    again="もう一度計算する",
    changes="返品すると",
    changed="返品で変わったこと",
    taken="付いたポイントを取り消す",
    given="残りの分のポイントを足す",
    restored="使ったポイントを戻す",
    coupon=lambda name: f"クーポン「{name}」をもう一度使えるように戻す",
    owed=lambda points: f"残高で足りない {points} は、次に付くポイントから先に差し引きます。",
    borne=lambda points: f"残高で足りない {points} は、お店の負担になります。",
    repaid=lambda points: f"戻る分のうち {points} は、前に足りなかったポイントにあてます。",
    balance="返品後の残高",
    no_points="ポイントは動きません。",
    received="商品を受け取り、レシートと同じものか確かめました",
    confirm=lambda yen: f"{yen} の会計を返品する",
    confirm_part=lambda yen: f"{yen} 分を返品する",
    confirm_first="商品を確かめてチェックを入れてください",
    stop="返品をやめる",
    at_pos="このレジは POS と連動しています。返品は POS で入力してください。入力すると、ポイントは上のとおりに動きます。",
    returned=lambda when: f"{when} に返品済みです。もう一度は返品できません。",
    rest="残りの品は、あとからでも返品できます。",
    done="返品を記録しました",
    refund=lambda yen: f"{yen} を返金してください。",
    nothing_to_refund="返金はありません。",
    looking="レシートを調べています",
    aim="コードを枠の中へ",
    tenders={"cash": "現金", "card": "カード", "qr": "コード決済", "emoney": "電子マネー", "points": "ポイント", "other": "その他"},
)
EN = Returning(
    open="Take a return",
    title="Return",
    lead="Scan the return code of the receipt in the app, or enter the number of the receipt.",
    number="Number of the receipt",
    number_hint="The number on a paper receipt works too",
    find="Find",
    none=lambda number: f"This store has no sale with the number {number}.",
    several="Choose by time and amount",
    sold=lambda when, till, number: f"{when} · {till} · no. {number}",
    till=lambda terminal: "typed in" if terminal == "manual" else f"till {terminal}",
    member=lambda ending: f"Card ending in {ending}",
    nobody="A sale without a card",
    goods="What was bought",
    total="Total, tax included",
    paid_by=lambda name: f"Paid: {name}",
    choose="What comes back",
    choose_first="Choose what comes back",
    pick_all="Choose all",
    pick_none="Choose none",
    pieces=lambda chosen, left: f"{chosen} of {left}",
    fewer="One less",
    more="One more",
    back_pieces=lambda count: f"{count} of them returned before",
    back_yen=lambda yen: f"{yen} of it returned before",
    yen_back="Amount that comes back, tax included",
    yen_hint=lambda yen: f"For a part of it, change the amount. Up to {yen} can be returned.",
    yen_wrong=lambda yen: f"Enter ¥1 to {yen}",
    back="Returned in all",
    money="To give back",
    missed="What the return changes could not be worked out. Nothing has changed yet.",
    again="Try again",
    changes="What the return changes",
    changed="What the return has changed",
    taken="Points granted, taken back",
    given="Points more for what is kept",
    restored="Points used, given back",
    coupon=lambda name: f"Coupon “{name}” can be used again",
    owed=lambda points: f"{points} more than the balance holds: the next points granted repay it first.",
    borne=lambda points: f"{points} more than the balance holds: the shop bears it.",
    repaid=lambda points: f"{points} of what comes back repay what an earlier return had left owing.",
    balance="Balance afterwards",
    no_points="No points change.",
    received="I have the goods, and they are those on the receipt",
    confirm=lambda yen: f"Return the sale of {yen}",
    confirm_part=lambda yen: f"Return {yen} of it",
    confirm_first="Check the goods and tick the box",
    stop="Do not return",
    at_pos="This till is linked to the POS. Enter the return there; the points then change as shown above.",
    returned=lambda when: f"Returned on {when}. It cannot be returned again.",
    rest="The rest can be returned later.",
    done="Return recorded",
    refund=lambda yen: f"Give the customer {yen} back.",
    nothing_to_refund="Nothing to pay back.",
    looking="Looking for the receipt",
    aim="Code inside the frame",
    tenders={"cash": "cash", "card": "card", "qr": "QR payment", "emoney": "e-money", "points": "points", "other": "other"},
)
RETURNING: Catalogue[Returning] = Catalogue(ja=JA, en=EN)
