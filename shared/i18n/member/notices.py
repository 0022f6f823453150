"""Words of the inbox, of what may be muted, and of the member's own fields."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.i18n import Catalogue
from shared.wire.notices import Kind, Quiet


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    title: str
    one: str
    empty: str
    unread: Callable[[int], str]
    new: str
    """What an unread one is called by a screen reader."""
    all_read: str
    read_all: str
    more: str
    kinds: dict[Kind, str]
    # -- one of them
    with_coupon: str
    take: str
    taken: str
    see_coupon: str
    used: str
    over: str
    links: dict[Kind, str]
    """Where it leads."""
    # -- muting
    settings: str
    settings_lead: str
    by_kind: str
    quiet: dict[Quiet, str]
    by_store: str
    always: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    title: str
    lead: str
    empty: str
    add: str
    edit: str
    label: str
    label_hint: str
    value: str
    value_hint: str
    day: str
    day_hint: str
    day_wrong: str
    day_over: str
    remind: str
    remind_more: str
    reminds: str
    reminded: str
    save: str
    saved: str
    remove: str
    removed: str
    private: str


NOTICES: Catalogue[Notices] = Catalogue(
    ja=Notices(
        title="お知らせ",
        one="お知らせ",
        empty="まだお知らせはありません。お店のニュースや、ポイントの期限が近づいたときに、ここに届きます。",
        unread=lambda count: f"未読 {count} 件" if count < 99 else "未読 99 件以上",
        new="未読",
        all_read="すべて読みました",
        read_all="すべて既読にする",
        more="さらに表示",
        kinds={
            "shop": "お店から",
            "expiry": "ポイントの期限",
            "coupon": "クーポン",
            "tickets": "回数券の期限",
            "rank": "会員ランク",
            "reminder": "リマインダー",
            "account": "安全",
        },
        with_coupon="クーポンつき",
        take="このクーポンを受け取る",
        taken="クーポンを受け取りました",
        see_coupon="クーポンを見る",
        used="使用済み",
        over="配布は終わりました",
        links={
            "expiry": "ポイントを見る",
            "tickets": "回数券を見る",
            "rank": "会員証を見る",
            "reminder": "自分のメモを見る",
            "account": "端末を確認する",
        },
        settings="受け取るお知らせを選ぶ",
        settings_lead="オフにしたものは届きません。オンに戻すと、その間のお知らせも見られます。",
        by_kind="種類",
        quiet={
            "shop": "お店のニュース",
            "expiry": "ポイントの期限(30 日前と 7 日前)",
            "coupon": "クーポンの到着と期限",
            "tickets": "回数券の期限(30 日前と 7 日前)",
            "rank": "会員ランクの変化",
        },
        by_store="お店",
        always="安全に関するお知らせと、ご自身で設定したリマインダーは、いつも届きます。",
    ),
    en=Notices(
        title="Notices",
        one="Notice",
        empty="Nothing yet. News from the shop, and a word before points expire, arrive here.",
        unread=lambda count: f"{count} unread" if count < 99 else "99 or more unread",
        new="Unread",
        all_read="All read",
        read_all="Mark all as read",
        more="Show more",
        kinds={
            "shop": "From the shop",
            "expiry": "Points",
            "coupon": "Coupons",
            "tickets": "Ticket books",
            "rank": "Rank",
            "reminder": "Reminder",
            "account": "Safety",
        },
        with_coupon="Coupon inside",
        take="Take this coupon",
        taken="The coupon is yours",
        see_coupon="See the coupon",
        used="Used",
        over="No longer given out",
        links={
            "expiry": "See my points",
            "tickets": "See my tickets",
            "rank": "See my card",
            "reminder": "See my notes",
            "account": "Check my devices",
        },
        settings="Choose what arrives",
        settings_lead="What is off does not arrive. Turned on again, you also see what came meanwhile.",
        by_kind="Kinds",
        quiet={
            "shop": "News from the shop",
            "expiry": "Points that expire (30 and 7 days before)",
            "coupon": "Coupons that come or end",
            "tickets": "Tickets that end (30 and 7 days before)",
            "rank": "A new rank",
        },
        by_store="Stores",
        always="Notices about safety and your own reminders always arrive.",
    ),
)
FIELDS: Catalogue[Fields] = Catalogue(
    ja=Fields(
        title="自分のメモ",
        lead="防犯登録番号や保険の期限など、あとで見たいことを書いておけます。お店の人には見えません。",
        empty="まだ何も書かれていません。",
        add="メモを追加する",
        edit="メモ",
        label="項目の名前",
        label_hint="例 防犯登録番号",
        value="内容",
        value_hint="例 神奈川 A-1234567",
        day="日付(任意)",
        day_hint="例 2027/03/31",
        day_wrong="2027/03/31 のように入力してください。",
        day_over="リマインダーには、今日から先の日付を入れてください。",
        remind="この日の朝にお知らせする",
        remind_more="午前 8 時ごろ、「お知らせ」に届きます。",
        reminds="お知らせします",
        reminded="お知らせ済み",
        save="保存する",
        saved="メモを保存しました",
        remove="このメモを消す",
        removed="メモを消しました",
        private="あなただけの鍵で暗号化して保管します。",
    ),
    en=Fields(
        title="My notes",
        lead="Write down what you want to find again, such as a bicycle's registration or when insurance ends. The shop does not see it.",
        empty="Nothing written yet.",
        add="Add a note",
        edit="Note",
        label="What it is",
        label_hint="e.g. Bicycle registration",
        value="What to keep",
        value_hint="e.g. A-1234567",
        day="Day (optional)",
        day_hint="e.g. 2027/03/31",
        day_wrong="Please write it like 2027/03/31.",
        day_over="A reminder needs a day from today on.",
        remind="Remind me that morning",
        remind_more="At about eight o'clock, under Notices.",
        reminds="Will remind you",
        reminded="Reminded",
        save="Save",
        saved="The note was saved",
        remove="Delete this note",
        removed="The note was deleted",
        private="Kept encrypted under a key of your own.",
    ),
)
