"""Words of the page on which a manager makes ticket books."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.i18n import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketPage:
    title: str
    more: str
    lead: str
    none: str
    make: str
    on: str
    stopped: str
    stop: str
    stop_sure: str
    start: str
    was_stopped: str
    was_started: str
    lasts_months: Callable[[int], str]
    lasts_days: Callable[[int], str]
    counted: Callable[[str, str, str], str]
    balance: str
    balance_value: Callable[[str], str]
    balance_law: str
    new: str
    name_ja: str
    name_ja_hint: str
    name_en: str
    goods_ja: str
    goods_ja_hint: str
    goods_en: str
    tickets: str
    tickets_wrong: str
    price: str
    price_hint: Callable[[str], str]
    price_wrong: str
    lasts: str
    units: dict[str, str]
    count: dict[str, str]
    lasts_wrong: str
    too_long: str
    until: Callable[[str], str]
    stores: str
    stores_hint: str
    everywhere: str
    fixed: str
    preview: str
    sample: str
    missing: str
    save: str
    saved: str


TICKET_PAGE: Catalogue[TicketPage] = Catalogue(
    ja=TicketPage(
        title="回数券",
        more="作る・販売を止める",
        lead="レジで代金を受け取り、会員証に入れて渡します。お客さまは 1 枚ずつ使えます。",
        none="まだ回数券がありません。作ると、レジのタブレットで売れるようになります。",
        make="回数券を作る",
        on="販売中",
        stopped="販売終了",
        stop="販売を止める",
        stop_sure="もう一度押すと、販売を止めます",
        start="販売を再開する",
        was_stopped="販売を止めました。売った回数券は期限まで使えます。",
        was_started="販売を再開しました。",
        lasts_months=lambda months: f"{months} か月有効",
        lasts_days=lambda days: f"{days} 日有効",
        counted=lambda sold, used, left: f"販売 {sold} 冊 ・ 利用 {used} 枚 ・ 未使用 {left} 枚",
        balance="未使用の残高",
        balance_value=lambda tickets: f"{tickets} 枚",
        balance_law="有効期限が発行から 6 か月以内の回数券は、資金決済法の前払式支払手段の規制を受けません。"
        "それより長いものでは、基準日(3 月末・9 月末)の未使用残高が 1,000 万円を超えると、届出と半額以上の供託が必要です。",
        new="新しい回数券",
        name_ja="回数券の名前",
        name_ja_hint="例: コーヒー回数券",
        name_en="英語の名前(なくてもよい)",
        goods_ja="1 枚で何と引き換えますか",
        goods_ja_hint="例: コーヒー 1 杯",
        goods_en="その英語(なくてもよい)",
        tickets="枚数",
        tickets_wrong="2〜100 の整数で入力してください",
        price="1 冊の値段(円、税込)",
        price_hint=lambda each: f"1 枚あたり約 {each}",
        price_wrong="1〜1,000,000 の整数で入力してください",
        lasts="有効期限",
        units={"months": "月数で", "days": "日数で"},
        count={"months": "何か月", "days": "何日"},
        lasts_wrong="整数で入力してください",
        too_long="6 か月(日数なら 181 日)以内にしてください。それより長い回数券は、資金決済法の届出や供託の対象になることがあります。",
        until=lambda day: f"今日売ると {day} まで使えます(売った日を含みます)。",
        stores="使えるお店",
        stores_hint="選ばなければ、すべてのお店で使えます。",
        everywhere="すべてのお店",
        fixed="売り始めた回数券の内容は変えられません。変えるときは販売を止めて、新しく作ります。",
        preview="会員のスマートフォンでの見え方",
        sample="(名前)",
        missing="名前、引き換えるもの、値段を入れると売り始められます。",
        save="販売を始める",
        saved="回数券を作りました。",
    ),
    en=TicketPage(
        title="Ticket books",
        more="Make them, stop their sale",
        lead="Paid at the till and put on the member's card, then used ticket by ticket.",
        none="No ticket books yet. Make one, and it is sold on the tablet at the till.",
        make="Make a ticket book",
        on="On sale",
        stopped="Not sold",
        stop="Stop the sale",
        stop_sure="Press again: it is not sold any more",
        start="Sell it again",
        was_stopped="Not sold any more. What was sold can be used until its last day.",
        was_started="On sale again.",
        lasts_months=lambda months: "good for a month" if months == 1 else f"good for {months} months",
        lasts_days=lambda days: "good for a day" if days == 1 else f"good for {days} days",
        counted=lambda sold, used, left: f"{sold} sold ・ {used} tickets used ・ {left} unused",
        balance="Unused",
        balance_value=lambda tickets: f"{tickets} tickets",
        balance_law="What lasts six months at most is not regulated as a prepaid payment instrument (Payment Services Act). "
        "Of what lasts longer, more than ¥10,000,000 unused at the end of March or September takes a notification and a deposit of half.",
        new="A new ticket book",
        name_ja="Name in Japanese",
        name_ja_hint="e.g. コーヒー回数券",
        name_en="Name in English (optional)",
        goods_ja="What one ticket is good for, in Japanese",
        goods_ja_hint="e.g. コーヒー 1 杯",
        goods_en="In English (optional)",
        tickets="Tickets",
        tickets_wrong="Enter a whole number from 2 to 100",
        price="Price of a book (yen, tax included)",
        price_hint=lambda each: f"About {each} a ticket",
        price_wrong="Enter a whole number from 1 to 1,000,000",
        lasts="How long it lasts",
        units={"months": "Months", "days": "Days"},
        count={"months": "How many months", "days": "How many days"},
        lasts_wrong="Enter a whole number",
        too_long="Six months (181 days) at most: what lasts longer may take a notification and a deposit by the Payment Services Act.",
        until=lambda day: f"Sold today it is good until {day}, the day of the sale included.",
        stores="Where it is good",
        stores_hint="Choose none, and it is good everywhere.",
        everywhere="All stores",
        fixed="What is on sale stays as it is. To change it, stop its sale and make a new one.",
        preview="On the members' phones",
        sample="Name of the book",
        missing="A name, what a ticket is good for and a price are needed.",
        save="Start the sale",
        saved="The ticket book is on sale.",
    ),
)
