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
    pieces: dict[str, str]
    gives: str
    goods: dict[str, str]
    goods_ja: str
    goods_ja_hint: str
    goods_en: str
    minimum: str
    minimum_hint: str
    deeper: str
    days: str
    days_hint: str
    holidays: str
    who: str
    birthday: str
    birthday_hint: str
    first_visit: str
    first_visit_hint: str
    together: str
    togethers: dict[str, str]
    group: str
    group_hint: str
    no_group: str
    group_of: Callable[[str], str]
    total: str
    each: str
    limit_hint: str
    number_wrong: str
    every_store: str
    preview: str
    sample: str
    missing: str
    save: str
    saved: str
    range: Callable[[str, str], str]


OFFERS: Catalogue[Offers] = Catalogue(
    ja=Offers(
        title="クーポン",
        more="作る・終了する",
        lead="すべての店舗で使えるクーポンです。成果は「分析」の「クーポン」で見られます。",
        shelf={"now": "使える", "later": "これから", "over": "終了"},
        none={
            "now": "いま使えるクーポンはありません。作ると、会員のアプリに出ます。",
            "later": "これから始まるクーポンはありません。",
            "over": "終了したクーポンはありません。",
        },
        make="クーポンを作る",
        counted=lambda issued, used: f"発行 {issued} 枚 ・ 利用 {used} 枚",
        everybody="すべての会員",
        end="終了する",
        end_sure="もう一度押すと、いますぐ終了します",
        ended="クーポンを終了しました。もう使えません。",
        new="新しいクーポン",
        kind="割引のしかた",
        kinds={
            "percent": "% 引き",
            "amount": "円引き",
            "free": "1 点無料",
            "price": "セット価格",
            "cheapest": "一番安い品が無料",
            "bundle": "買うともう 1 点",
        },
        value={
            "percent": "何 % 引きますか",
            "amount": "何円引きますか",
            "free": "その品の通常価格(円)",
            "price": "まとめて何円にしますか",
            "cheapest": "",
            "bundle": "おまけの品を何 % 引きますか(100 で無料)",
        },
        value_wrong={
            "percent": "1〜100 の整数で入力してください",
            "amount": "1〜1,000,000 の整数で入力してください",
            "free": "1〜1,000,000 の整数で入力してください",
            "price": "1〜1,000,000 の整数で入力してください",
            "cheapest": "",
            "bundle": "1〜100 の整数で入力してください",
        },
        pieces={"price": "何点で", "cheapest": "何点以上で", "bundle": "何点買うと"},
        gives="何点が対象になりますか",
        goods={
            "percent": "対象の商品(選ばなければすべて)",
            "amount": "対象の商品(選ばなければすべて)",
            "free": "無料にする商品",
            "price": "セットにする商品",
            "cheapest": "対象の商品(選ばなければすべて)",
            "bundle": "対象の商品(選ばなければすべて)",
        },
        goods_ja="クーポンに書く商品名",
        goods_ja_hint="例: 焼き菓子",
        goods_en="商品名の英語(なくてもよい)",
        name_ja="クーポンの名前",
        name_ja_hint="例: 秋の 10% 引き",
        name_en="英語の名前(なくてもよい)",
        name_en_hint="英語の画面に出ます",
        way="だれに",
        ways={"auto": "すべての会員", "join": "新しい会員", "word": "合言葉", "hand": "渡した人"},
        way_lead={
            "auto": "期間中、会員証を出した会員に 1 枚ずつ届きます。",
            "join": "入会した会員に 1 枚届きます。",
            "word": "チラシや店頭の合言葉を入力した会員に届きます。",
            "hand": "お知らせ・アンケート・レジから渡した会員だけが使えます。",
        },
        word="合言葉",
        word_hint="英大文字と数字、4〜24 文字",
        word_wrong="英大文字と数字で 4〜24 文字にしてください",
        period="使える期間",
        minimum="最低のお会計金額(円)",
        minimum_hint="空欄なら条件なし",
        deeper="くわしく(曜日・誕生月・枚数・併用)",
        days="曜日",
        days_hint="選ばなければ毎日使えます。",
        holidays="祝日",
        who="使える人",
        birthday="誕生月だけ",
        birthday_hint="誕生日を登録した会員が、その月に使えます。",
        first_visit="はじめての来店だけ",
        first_visit_hint="2 回目からは使えません。",
        together="ほかのクーポンとの併用",
        togethers={"alone": "1 枚だけで使う", "with": "「併用できる」クーポンとなら一緒に使える"},
        group="グループ",
        group_hint="同じグループからは、1 回に 1 枚だけ使えます。",
        no_group="なし",
        group_of=lambda name: f"グループ {name.upper()}",
        total="全部で何枚まで",
        each="1 人何枚まで",
        limit_hint="空欄なら制限なし",
        number_wrong="1 以上の整数で入力してください",
        every_store="すべての店舗で使えます。",
        preview="会員のスマートフォンでの見え方",
        sample="(名前)",
        missing="割引とクーポンの名前を入れると出せます。商品を選ぶ種類では、商品も必要です。",
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
        kinds={
            "percent": "% off",
            "amount": "¥ off",
            "free": "One free",
            "price": "Set price",
            "cheapest": "Cheapest free",
            "bundle": "Buy some, get one",
        },
        value={
            "percent": "How many per cent",
            "amount": "How many yen",
            "free": "Its usual price (yen)",
            "price": "Yen for all of them",
            "cheapest": "",
            "bundle": "Per cent off the given ones (100 is free)",
        },
        value_wrong={
            "percent": "Enter a whole number from 1 to 100",
            "amount": "Enter a whole number from 1 to 1,000,000",
            "free": "Enter a whole number from 1 to 1,000,000",
            "price": "Enter a whole number from 1 to 1,000,000",
            "cheapest": "",
            "bundle": "Enter a whole number from 1 to 100",
        },
        pieces={"price": "How many together", "cheapest": "From how many on", "bundle": "How many are bought"},
        gives="How many are given",
        goods={
            "percent": "For these goods (none: for all)",
            "amount": "For these goods (none: for all)",
            "free": "What is free",
            "price": "What the set is made of",
            "cheapest": "Among these goods (none: among all)",
            "bundle": "For these goods (none: for all)",
        },
        goods_ja="What it is called, in Japanese",
        goods_ja_hint="e.g. 焼き菓子",
        goods_en="In English (optional)",
        name_ja="Name in Japanese",
        name_ja_hint="e.g. 秋の 10% 引き",
        name_en="Name in English (optional)",
        name_en_hint="On screens in English",
        way="For whom",
        ways={"auto": "Every member", "join": "New members", "word": "A word", "hand": "By hand"},
        way_lead={
            "auto": "Every member who shows the card in this time gets one.",
            "join": "Every new member gets one.",
            "word": "Members who type the word from a flyer or a sign get one.",
            "hand": "Only members to whom a notice, a questionnaire or the till gives it.",
        },
        word="Word",
        word_hint="Capitals and digits, 4 to 24",
        word_wrong="4 to 24 capitals and digits",
        period="When it can be used",
        minimum="The sale must come to (yen)",
        minimum_hint="empty: no condition",
        deeper="More (weekdays, birthdays, limits, together)",
        days="Weekdays",
        days_hint="No day chosen: every day.",
        holidays="Holidays",
        who="Who can use it",
        birthday="In the month of birth",
        birthday_hint="Members who told their birthday, in that month.",
        first_visit="On a first visit",
        first_visit_hint="Not from the second on.",
        together="Together with other coupons",
        togethers={"alone": "Used alone", "with": "Goes together with others that do"},
        group="Group",
        group_hint="Of one group, one is used at a time.",
        no_group="No group",
        group_of=lambda name: f"Group {name.upper()}",
        total="How many in all",
        each="How many each",
        limit_hint="empty: no limit",
        number_wrong="Enter a whole number from 1",
        every_store="Good at every store.",
        preview="On the members' phones",
        sample="Name of the coupon",
        missing="What it takes off and a name are needed; goods too, where the kind is about goods.",
        save="Give it out",
        saved="The coupon is out.",
        range=lambda since, until: f"{since} – {until}",
    ),
)
