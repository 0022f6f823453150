"""Words of the page on which managers write to their members."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.i18n import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    name: str
    more: str
    lead: str
    write: str
    sent: str
    none: str
    next: str
    back: str
    read: Callable[[int], str]
    everybody: str
    """Whose news it is when no store is named."""
    by: Callable[[str], str]
    # -- the form
    new: str
    title_ja: str
    title_en: str
    text_ja: str
    text_en: str
    english: str
    store: str
    picture: str
    picture_more: str
    choose: str
    change: str
    remove: str
    too_large: str
    coupon: str
    coupon_more: str
    no_coupon: str
    preview: str
    missing: str
    check: str
    """Before it goes out."""
    send: str
    sending: str
    done: str
    # -- one that went out
    withdraw: str
    withdraw_more: str
    withdraw_sure: str
    withdrawn: str


NEWS: Catalogue[News] = Catalogue(
    ja=News(
        name="お知らせを送る",
        more="会員のアプリに届けるニュース",
        lead="書いたお知らせは、すぐに会員のアプリに届きます。受け取らないことにしている会員には届きません。",
        write="お知らせを書く",
        sent="送ったお知らせ",
        none="まだお知らせを送っていません。休業日や新商品を、会員に知らせましょう。",
        next="さらに表示",
        back="一覧に戻る",
        read=lambda count: f"{count:,} 人が読みました",
        everybody="全店舗",
        by=lambda name: f"{name} が送信",
        new="新しいお知らせ",
        title_ja="タイトル(日本語)",
        title_en="タイトル(英語)",
        text_ja="本文(日本語)",
        text_en="本文(英語)",
        english="英語は書かなくてもかまいません。そのときは日本語が表示されます。",
        store="どのお店から",
        picture="写真",
        picture_more="横長の写真が合います。なくてもかまいません。",
        choose="写真を選ぶ",
        change="選び直す",
        remove="外す",
        too_large="画像が大きすぎます。4 MB までのものを選んでください。",
        coupon="クーポン",
        coupon_more="お知らせの中から、会員が 1 枚ずつ受け取れます。",
        no_coupon="つけない",
        preview="届いたときの見え方",
        missing="日本語のタイトルと本文を書いてください。",
        check="送ると、すぐに会員に届きます。",
        send="会員に送る",
        sending="送っています",
        done="お知らせを送りました",
        withdraw="取り下げる",
        withdraw_more="会員のアプリから消えます。受け取ったクーポンは会員に残ります。",
        withdraw_sure="本当に取り下げる",
        withdrawn="お知らせを取り下げました",
    ),
    en=News(
        name="Send a notice",
        more="News for the members' app",
        lead="What you write is in the members' app at once. Members who have muted it do not get it.",
        write="Write a notice",
        sent="Notices sent",
        none="Nothing sent yet. Tell members about days off or something new.",
        next="Show more",
        back="Back to the list",
        read=lambda count: f"Read by {count:,}",
        everybody="All stores",
        by=lambda name: f"Sent by {name}",
        new="A new notice",
        title_ja="Title (Japanese)",
        title_en="Title (English)",
        text_ja="Text (Japanese)",
        text_en="Text (English)",
        english="English may be left out: then the Japanese is shown.",
        store="From which store",
        picture="Picture",
        picture_more="A wide photograph fits best. It may be left out.",
        choose="Choose a picture",
        change="Choose another",
        remove="Remove",
        too_large="The picture is too large. Choose one of up to 4 MB.",
        coupon="Coupon",
        coupon_more="Each member can take one from inside the notice.",
        no_coupon="No coupon",
        preview="As it arrives",
        missing="Write a title and a text in Japanese.",
        check="It reaches the members at once.",
        send="Send to the members",
        sending="Sending",
        done="The notice was sent",
        withdraw="Take it back",
        withdraw_more="It disappears from the members' app. Coupons that were taken stay with the members.",
        withdraw_sure="Really take it back",
        withdrawn="The notice was taken back",
    ),
)
