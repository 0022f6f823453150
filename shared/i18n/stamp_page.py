"""Words of the page on which a manager makes stamp cards."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.i18n import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class StampPage:
    title: str
    more: str
    lead: str
    none: str
    make: str
    needs_coupons: str
    counted: Callable[[str, str], str]
    on: str
    later: str
    over: str
    stopped: str
    stop: str
    stop_sure: str
    start: str
    was_stopped: str
    was_started: str
    new: str
    name_ja: str
    name_ja_hint: str
    name_en: str
    size: str
    size_of: Callable[[str], str]
    size_label: str
    size_wrong: str
    basis: str
    bases: dict[str, str]
    yen: str
    yen_wrong: str
    once_a_day: str
    once_a_day_hint: str
    period: str
    prize: str
    prize_lead: str
    prize_kind: str
    reward_ja: str
    reward_hint: Callable[[str], str]
    reward_en: str
    after: str
    after_hint: str
    after_wrong: str
    deeper: str
    preview: str
    sample: str
    missing: str
    save: str
    saved: str


STAMP_PAGE: Catalogue[StampPage] = Catalogue(
    ja=StampPage(
        title="スタンプカード",
        more="作る・止める",
        lead="会員証の読み取りやお会計で、スタンプが自動で押されます。いっぱいになると賞品のクーポンが届きます。",
        none="まだスタンプカードがありません。作ると、会員のアプリに出ます。",
        make="スタンプカードを作る",
        needs_coupons="賞品はクーポンで届きます。「使う機能」でクーポンもオンにしてください。",
        counted=lambda given, filled: f"スタンプ {given} 個 ・ いっぱいになったカード {filled} 枚",
        on="実施中",
        later="これから",
        over="終了",
        stopped="停止中",
        stop="止める",
        stop_sure="もう一度押すと、スタンプが押されなくなります",
        start="再開する",
        was_stopped="止めました。会員のスタンプはそのまま残ります。",
        was_started="再開しました。スタンプは前の続きからです。",
        new="新しいスタンプカード",
        name_ja="カードの名前",
        name_ja_hint="例: コーヒーのスタンプカード",
        name_en="英語の名前(なくてもよい)",
        size="スタンプの数",
        size_of=lambda count: f"{count} 個",
        size_label="ほかの数",
        size_wrong="2〜50 の整数で入力してください",
        basis="何でスタンプを押しますか",
        bases={"visit": "ご来店 1 回につき 1 個", "yen": "お会計の金額で"},
        yen="何円ごとに 1 個",
        yen_wrong="1〜1,000,000 の整数で入力してください",
        once_a_day="1 日 1 個まで",
        once_a_day_hint="同じ日に何度来ても、スタンプは 1 個です。",
        period="期間",
        prize="いっぱいになったら",
        prize_lead="賞品はクーポンとして届きます。",
        prize_kind="賞品の内容",
        reward_ja="賞品の名前",
        reward_hint=lambda name: f"空欄なら「{name}」",
        reward_en="賞品の名前の英語(なくてもよい)",
        after="カードの期間のあと、何日使えますか",
        after_hint="最後の日にいっぱいになった人のためです。",
        after_wrong="1〜3,650 の整数で入力してください",
        deeper="くわしく",
        preview="会員のスマートフォンでの見え方",
        sample="(名前)",
        missing="カードの名前と賞品を入れると始められます。",
        save="スタンプカードを始める",
        saved="スタンプカードを作りました。",
    ),
    en=StampPage(
        title="Stamp cards",
        more="Make and stop them",
        lead="Stamps are given by themselves when the card is scanned or a sale is made. A full card becomes a coupon.",
        none="No stamp cards yet. Make one, and members see it in their app.",
        make="Make a stamp card",
        needs_coupons="Prizes come as coupons: switch coupons on too, under Features.",
        counted=lambda given, filled: f"{given} stamps ・ {filled} full cards",
        on="Running",
        later="Coming",
        over="Over",
        stopped="Stopped",
        stop="Stop it",
        stop_sure="Press again: no more stamps",
        start="Start it again",
        was_stopped="Stopped. Members keep the stamps that they have.",
        was_started="Started again. Stamps go on where they were.",
        new="A new stamp card",
        name_ja="Name in Japanese",
        name_ja_hint="e.g. コーヒーのスタンプカード",
        name_en="Name in English (optional)",
        size="How many stamps",
        size_of=lambda count: f"{count} stamps",
        size_label="Another number",
        size_wrong="Enter a whole number from 2 to 50",
        basis="What brings a stamp",
        bases={"visit": "One for each visit", "yen": "What is spent"},
        yen="One for every (yen)",
        yen_wrong="Enter a whole number from 1 to 1,000,000",
        once_a_day="One a day at most",
        once_a_day_hint="However often one comes on a day.",
        period="From when to when",
        prize="When it is full",
        prize_lead="The prize comes as a coupon.",
        prize_kind="What the prize is",
        reward_ja="Name of the prize in Japanese",
        reward_hint=lambda name: f"empty: “{name}”",
        reward_en="In English (optional)",
        after="Days for which it can be used after the card's last day",
        after_hint="For those whose card is full on the last day.",
        after_wrong="Enter a whole number from 1 to 3,650",
        deeper="More",
        preview="On the members' phones",
        sample="Name of the card",
        missing="A name and a prize are needed.",
        save="Start the card",
        saved="The stamp card is out.",
    ),
)
