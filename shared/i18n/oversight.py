"""The words of the pages for managers and auditors: what waits for a person, and who did what."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.i18n import Catalogue, acts


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    title: str
    short: str
    """In the rail."""
    waiting: str
    closed: str
    none_waiting: str
    none_closed: str
    every_kind: str
    kind: dict[str, str]
    advice: dict[str, str]
    unknown_kind: str
    unknown_advice: str
    facts: dict[str, str]
    """The names of what is known; others are not shown."""
    units: dict[str, str]
    """What the figures of some of it count: a format."""
    staff: str
    member: str
    opened: str
    card: Callable[[str], str]
    pick: str
    decide: str
    decision: dict[str, str]
    reason: str
    reason_hint: str
    reason_missing: str
    close: str
    own: str
    closed_by: Callable[[str, str], str]
    done: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    title: str
    short: str
    said: str
    filters: dict[str, str]
    """By the beginning of the action; `whole` is what concerns no single store."""
    days: dict[str, str]
    action: dict[str, str]
    empty: str
    more: str
    refused: str
    sealed: str
    unsealed: str
    nobody: dict[str, str]
    """Who acts when no person does, by the beginning of the source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Oversight:
    cases: Cases
    log: Log


_JA = Oversight(
    cases=Cases(
        title="要確認",
        short="要確認",
        waiting="確認待ち",
        closed="確認済み",
        none_waiting="確認が必要なことはありません。気になる動きがあると、ここに出ます。",
        none_closed="確認済みのものはまだありません。",
        every_kind="すべて",
        kind={
            "offline_loss": "ポイント残高が足りない利用",
            "coupon_limit": "上限を超えたクーポン利用",
            "ambiguous_visit": "会員を特定できない会計",
            "parked_return": "元の会計がない返品",
            "audit_broken": "操作の記録が合いません",
            "frequent": "同じ会員証が何度も使われました",
            "one_clerk": "いつも同じスタッフが受けている会員",
            "returns": "返品が多いスタッフ",
            "below_cap": "上限すれすれの金額入力",
            "spent_at_once": "付けた直後のポイント利用",
            "by_hand": "手で付けたポイントが多いスタッフ",
            "unreceipted": "POS にない会計の入力",
            "new_accounts": "続けて作られた会員証",
        },
        advice={
            "offline_loss": "仮押さえの期限が切れたあとに会計されました。不足分は店の負担として記録してあります。",
            "coupon_limit": "通信が切れている間に、決めた枚数より多く使われました。",
            "ambiguous_visit": "同じレジに来店中の会員が 2 人いたため、ポイントを付けていません。",
            "parked_return": "返品の元になる会計が届いていません。POS の送信を確認してください。",
            "audit_broken": "この端末の控えと、サーバーの記録が合いません。システムの管理者に連絡してください。",
            "frequent": "1 時間に 5 回、または 1 日に 8 回を超えています。会員証の貸し借りがないか、本人に確認してください。",
            "one_clerk": "会員証のないお会計に自分の会員証を使っていないか、スタッフに確認してください。",
            "returns": "7 日間の返品が、ほかのスタッフの 3 倍を超えています。伝票と合わせてください。",
            "below_cap": "入力できる上限に近い金額が 1 日に 3 回以上ありました。レシートと合わせてください。",
            "spent_at_once": "手で付けたポイントを、同じスタッフが 10 分以内に使いました。",
            "by_hand": "7 日間のうち 3 日以上、ひとりで付けられる上限近くまで付けたか、同じ会員証に 3 回以上付けました。理由を本人に確認してください。",
            "unreceipted": "会計が POS から届くお店で、同じスタッフが同じ会員証の金額を 7 日間に 3 回以上入力しました。レシートと合わせてください。",
            "new_accounts": "1 時間のうちに同じ端末で 7 人以上が入会しました。特典目当てでないか確認してください。",
        },
        unknown_kind="確認が必要な操作",
        unknown_advice="内容を確かめてから閉じてください。",
        facts={
            "receipts": "会計の回数",
            "points": "ポイント",
            "short": "不足ポイント",
            "visits": "来店の回数",
            "times": "このスタッフの回数",
            "days": "上限近くまで付けた日数",
            "returns": "返品の回数",
            "median": "店の中央値",
            "sales": "入力の回数",
            "total": "合計金額",
            "granted": "付けたポイント",
            "used": "使ったポイント",
            "minutes": "その間",
            "accounts": "入会の人数",
            "coupon": "クーポン",
            "terminal": "レジ",
            "number": "会計番号",
            "seal": "記録の番号",
        },
        units={
            **dict.fromkeys(("points", "short", "granted", "used"), "{} pt"),
            **dict.fromkeys(("receipts", "visits", "times", "returns", "median", "sales"), "{} 回"),
            "days": "{} 日",
            "total": "¥{}",
            "minutes": "{} 分",
            "accounts": "{} 人",
        },
        staff="スタッフ",
        member="会員証",
        opened="検出日時",
        card=lambda end: f"下 4 桁 {end}",
        pick="左の一覧から選ぶと、ここに内容が出ます。",
        decide="確認した結果",
        decision={"fine": "問題なし", "mistake": "間違い", "misuse": "不正"},
        reason="理由",
        reason_hint="例:本人に確認。家族で使っていた",
        reason_missing="理由を入力してください。",
        close="確認を終える",
        own="ご自分の操作に関することです。ほかの店長が確認します。",
        closed_by=lambda who, when: f"{who} が {when} に確認しました",
        done="確認を終えました。",
    ),
    log=Log(
        title="操作の記録",
        short="記録",
        said="だれが・いつ・なにをしたか。記録は 1 分ごとに封印され、あとから変えられません。",
        filters={
            "": "すべて",
            "till": "レジ",
            "auth": "サインイン",
            "staff": "スタッフ",
            "device": "端末",
            "case": "要確認",
            "whole": "全店共通",
        },
        days={"0": "今日", "6": "7 日間", "30": "31 日間"},
        action=acts.JA,
        empty="この条件に合う記録はありません。期間か種類を変えてください。",
        more="さらに表示",
        refused="できなかった操作",
        sealed="封印済み",
        unsealed="封印前",
        nobody={"connector": "POS", "member": "会員本人", "job": "自動処理", "device": "端末", "public": "サーバー"},
    ),
)

_EN = Oversight(
    cases=Cases(
        title="To check",
        short="To check",
        waiting="Waiting",
        closed="Checked",
        none_waiting="Nothing needs checking. Unusual activity will show up here.",
        none_closed="Nothing has been checked yet.",
        every_kind="All",
        kind={
            "offline_loss": "Spent without enough points",
            "coupon_limit": "Coupon used beyond its limit",
            "ambiguous_visit": "Sale without a certain member",
            "parked_return": "Return without its sale",
            "audit_broken": "The log does not match",
            "frequent": "One card used again and again",
            "one_clerk": "Member always served by one person",
            "returns": "Many returns by one person",
            "below_cap": "Amounts just below the limit",
            "spent_at_once": "Points spent right after they were given",
            "by_hand": "Many points given by hand",
            "unreceipted": "Sales typed that no POS knows",
            "new_accounts": "Many new cards in a row",
        },
        advice={
            "offline_loss": "The sale came after its reservation had lapsed. The shortfall is booked to the store.",
            "coupon_limit": "While the line was down it was used more often than set.",
            "ambiguous_visit": "Two members were being served at this till, so no points were given.",
            "parked_return": "The sale of this return has not arrived. Check what the POS sends.",
            "audit_broken": "What this device has kept differs from the server's log. Tell whoever runs the system.",
            "frequent": "More than 5 times in an hour or 8 in a day. Ask the member whether the card is being lent.",
            "one_clerk": "Ask whether a card of the clerk's own is shown for customers without one.",
            "returns": "More than three times the others' returns in 7 days. Compare with the slips.",
            "below_cap": "Three or more amounts close to the limit in one day. Compare with the receipts.",
            "spent_at_once": "Points typed or given by hand were used by the same person within 10 minutes.",
            "by_hand": "On 3 of 7 days nearly all that one may give alone, or 3 times to one card. Ask what it was for.",
            "unreceipted": "Sales come from the POS here, and one person typed 3 for one card in 7 days. Compare with the receipts.",
            "new_accounts": "Seven or more joined at one tablet within an hour. Check whether it was for the gift.",
        },
        unknown_kind="Something to check",
        unknown_advice="Look into it before you close it.",
        facts={
            "receipts": "Sales",
            "points": "Points",
            "short": "Points short",
            "visits": "Visits",
            "times": "Times by this person",
            "days": "Days close to the limit",
            "returns": "Returns",
            "median": "The store's median",
            "sales": "Amounts typed",
            "total": "Total",
            "granted": "Points given",
            "used": "Points used",
            "minutes": "Time between",
            "accounts": "New members",
            "coupon": "Coupon",
            "terminal": "Till",
            "number": "Sale number",
            "seal": "Seal",
        },
        units={**dict.fromkeys(("points", "short", "granted", "used"), "{} pt"), "total": "¥{}", "minutes": "{} min"},
        staff="Staff",
        member="Card",
        opened="Noticed",
        card=lambda end: f"ends in {end}",
        pick="Choose one on the left to see what is known.",
        decide="What you found",
        decision={"fine": "All fine", "mistake": "A mistake", "misuse": "Misuse"},
        reason="Reason",
        reason_hint="e.g. asked the member: shared in the family",
        reason_missing="Please enter a reason.",
        close="Finish checking",
        own="This is about your own act. Another manager checks it.",
        closed_by=lambda who, when: f"Checked by {who}, {when}",
        done="Checked.",
    ),
    log=Log(
        title="Log",
        short="Log",
        said="Who did what, and when. It is sealed every minute and cannot be changed afterwards.",
        filters={
            "": "All",
            "till": "Till",
            "auth": "Sign-in",
            "staff": "Staff",
            "device": "Devices",
            "case": "Checks",
            "whole": "All stores",
        },
        days={"0": "Today", "6": "7 days", "30": "31 days"},
        action=acts.EN,
        empty="Nothing matches. Change the period or the kind.",
        more="Show more",
        refused="Refused",
        sealed="Sealed",
        unsealed="Not sealed yet",
        nobody={"connector": "POS", "member": "The member", "job": "Automatic", "device": "Device", "public": "Server"},
    ),
)

OVERSIGHT: Catalogue[Oversight] = Catalogue(ja=_JA, en=_EN)
