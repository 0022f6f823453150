"""Words of the page on which a manager makes and ends coupons."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.i18n import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    title: str
    more: str
    lead: str
    shelf: dict[str, str]
    none: dict[str, str]
    make: str
    counted: Callable[[str, str], str]
    everybody: str
    end: str
    end_sure: str
    ended: str
    new: str
    kind: str
    kinds: dict[str, str]
    value: dict[str, str]
    value_wrong: dict[str, str]
    name_ja: str
    name_ja_hint: str
    name_en: str
    name_en_hint: str
    way: str
    ways: dict[str, str]
    way_lead: dict[str, str]
    word: str
    word_hint: str
    word_wrong: str
    period: str
    minimum: str
    minimum_hint: str
    total: str
    each: str
    limit_hint: str
    number_wrong: str
    every_store: str
    preview: str
    sample: str
    save: str
    saved: str
    range: Callable[[str, str], str]


OFFERS: Catalogue[Offers] = Catalogue(
    ja=Offers(
        title="クーポン",
        more="作る・終える",
        lead="すべての店舗で使えるクーポンです。成果は「分析」の「クーポン」で見られます。",
        shelf={"now": "使える", "later": "これから", "over": "終わった"},
        none={
            "now": "いま使えるクーポンはありません。作ると、会員のアプリに出ます。",
            "later": "これから始まるクーポンはありません。",
            "over": "終わったクーポンはありません。",
        },
        make="クーポンを作る",
        counted=lambda issued, used: f"発行 {issued} ・ 利用 {used}",
        everybody="すべての会員",
        end="終える",
        end_sure="もう一度押すと、いますぐ終わります",
        ended="クーポンを終えました。いまから使えません。",
        new="新しいクーポン",
        kind="割引のしかた",
        kinds={"percent": "% 引き", "amount": "円引き"},
        value={"percent": "何 % 引きますか", "amount": "何円引きますか"},
        value_wrong={"percent": "1〜100 の整数で入力してください", "amount": "1〜1,000,000 の整数で入力してください"},
        name_ja="クーポンの名前",
        name_ja_hint="例: 秋の 10% 引き",
        name_en="英語の名前(なくてもよい)",
        name_en_hint="英語の画面に出ます",
        way="だれに",
        ways={"auto": "すべての会員", "join": "新しい会員", "word": "合言葉"},
        way_lead={
            "auto": "期間中、会員証を出した会員に 1 枚ずつ届きます。",
            "join": "入会した会員に 1 枚届きます。",
            "word": "チラシや店頭の合言葉を入力した会員に届きます。",
        },
        word="合言葉",
        word_hint="英大文字と数字、4〜24 文字",
        word_wrong="英大文字と数字で 4〜24 文字にしてください",
        period="使える期間",
        minimum="最低のお会計金額(円)",
        minimum_hint="空欄なら条件なし",
        total="全部で何枚まで",
        each="1 人何枚まで",
        limit_hint="空欄なら制限なし",
        number_wrong="1 以上の整数で入力してください",
        every_store="すべての店舗で使えます。",
        preview="会員のスマートフォンでの見え方",
        sample="(名前)",
        save="クーポンを出す",
        saved="クーポンを出しました。",
        range=lambda since, until: f"{since} 〜 {until}",
    ),
    en=Offers(
        title="Coupons",
        more="Make and end them",
        lead="Coupons are good at every store. What they bring stands under Boards, Coupons.",
        shelf={"now": "Running", "later": "Coming", "over": "Over"},
        none={
            "now": "No coupon is running. Make one, and members see it in their app.",
            "later": "No coupon is coming.",
            "over": "No coupon is over.",
        },
        make="Make a coupon",
        counted=lambda issued, used: f"{issued} issued ・ {used} used",
        everybody="Every member",
        end="End it",
        end_sure="Press again to end it now",
        ended="The coupon is over. It cannot be used any more.",
        new="A new coupon",
        kind="What it takes off",
        kinds={"percent": "% off", "amount": "¥ off"},
        value={"percent": "How many per cent", "amount": "How many yen"},
        value_wrong={"percent": "Enter a whole number from 1 to 100", "amount": "Enter a whole number from 1 to 1,000,000"},
        name_ja="Name in Japanese",
        name_ja_hint="e.g. 秋の 10% 引き",
        name_en="Name in English (optional)",
        name_en_hint="On screens in English",
        way="For whom",
        ways={"auto": "Every member", "join": "New members", "word": "A word"},
        way_lead={
            "auto": "Every member who shows the card in this time gets one.",
            "join": "Every new member gets one.",
            "word": "Members who type the word from a flyer or a sign get one.",
        },
        word="Word",
        word_hint="Capitals and digits, 4 to 24",
        word_wrong="4 to 24 capitals and digits",
        period="When it can be used",
        minimum="The sale must come to (yen)",
        minimum_hint="empty: no condition",
        total="How many in all",
        each="How many each",
        limit_hint="empty: no limit",
        number_wrong="Enter a whole number from 1",
        every_store="Good at every store.",
        preview="On the members' phones",
        sample="Name of the coupon",
        save="Give it out",
        saved="The coupon is out.",
        range=lambda since, until: f"{since} – {until}",
    ),
)
