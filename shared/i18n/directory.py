"""Words of the list of members and of one member's page, for those who look after them."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.i18n import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    short: str
    title: str
    lead: str
    search: str
    search_hint: str
    search_wrong: str
    every_rank: str
    sort: dict[str, str]
    card: Callable[[str], str]
    no_card: str
    joined: Callable[[str, str], str]
    """day, store"""
    seen: Callable[[str], str]
    unseen: str
    in_a_year: Callable[[str], str]
    frozen: str
    none: str
    none_found: str
    more: str
    opened: str
    balance: str
    debt: Callable[[str], str]
    spent: str
    to_next: Callable[[str, str], str]
    visits: str
    visits_count: Callable[[int], str]
    devices: str
    devices_count: Callable[[int], str]
    last: str
    since: str
    email: str
    birthday: str
    not_given: str
    not_yours: str
    expiries: str
    coupons: str
    no_coupons: str
    tickets: str
    no_tickets: str
    states: dict[str, str]
    points: str
    no_points: str
    kinds: dict[str, str]
    receipts: str
    no_receipts: str
    returned: str
    used: Callable[[str], str]


DIRECTORY: Catalogue[Directory] = Catalogue(
    ja=Directory(
        short="会員",
        title="会員",
        lead="一覧に名前は出ません。会員を開くと、だれが開いたかが記録に残ります。",
        search="会員証の番号",
        search_hint="12 桁、または末尾 4 桁",
        search_wrong="12 桁の番号か、末尾 4 桁を入力してください",
        every_rank="すべて",
        sort={"joined": "入会順", "visited": "来店順", "spent": "お買い物順"},
        card=lambda end: f"会員証 •••• {end}",
        no_card="会員証なし",
        joined=lambda day, store: f"{day} 入会" + (f"({store})" if store else ""),
        seen=lambda day: f"最後の来店 {day}",
        unseen="来店なし",
        in_a_year=lambda yen: f"12 か月で {yen}",
        frozen="一時停止",
        none="まだ会員がいません。店頭の QR コードから入会できます。",
        none_found="あてはまる会員がいません。条件を変えてください。",
        more="続きを表示",
        opened="この会員を開いたことは記録されています。",
        balance="ポイント",
        debt=lambda points: f"返品で引ききれなかった {points} は、次にたまる分から引かれます。",
        spent="12 か月のお買い物",
        to_next=lambda yen, rank: f"あと {yen} で{rank}",
        visits="来店",
        visits_count=lambda count: f"{count:,} 回",
        devices="使っている端末",
        devices_count=lambda count: f"{count} 台",
        last="最後の来店",
        since="入会",
        email="メール",
        birthday="誕生日",
        not_given="未登録",
        not_yours="メールと誕生日は、個人情報担当だけが見られます。",
        expiries="これからの期限",
        coupons="クーポン",
        no_coupons="持っているクーポンはありません。",
        tickets="回数券",
        no_tickets="持っている回数券はありません。",
        states={"issued": "使えます", "later": "これから", "reserved": "使用中", "used": "使用済み", "expired": "期限切れ"},
        points="ポイントの動き(新しい 30 件)",
        no_points="まだ動きがありません。",
        kinds={
            "grant": "お買い物",
            "redeem": "利用",
            "exchange": "品物と交換",
            "expire": "期限切れ",
            "reverse": "返品・取消",
            "adjust": "調整",
            "takeover": "前のカード",
            "gift": "プレゼント",
            "transfer": "移行",
            "repay": "返品分の相殺",
            "join": "入会",
        },
        receipts="お買い物(新しい 30 件)",
        no_receipts="担当の店舗でのお買い物はまだありません。",
        returned="返品",
        used=lambda points: f"{points} 利用",
    ),
    en=Directory(
        short="Members",
        title="Members",
        lead="The list has no names. Opening a member is written into the log.",
        search="Card number",
        search_hint="12 digits, or the last four",
        search_wrong="Enter the 12 digits, or the last four",
        every_rank="All",
        sort={"joined": "Newest", "visited": "Last seen", "spent": "Most spent"},
        card=lambda end: f"Card •••• {end}",
        no_card="No card",
        joined=lambda day, store: f"joined {day}" + (f", {store}" if store else ""),
        seen=lambda day: f"last seen {day}",
        unseen="never seen",
        in_a_year=lambda yen: f"{yen} in 12 months",
        frozen="Frozen",
        none="There are no members yet. They join with the QR code in the shop.",
        none_found="No member fits. Look for something else.",
        more="Show more",
        opened="That you opened this member is in the log.",
        balance="Points",
        debt=lambda points: f"{points} that a return could not take back are taken from what comes next.",
        spent="Spent in 12 months",
        to_next=lambda yen, rank: f"{yen} to {rank}",
        visits="Visits",
        visits_count=lambda count: f"{count:,}",
        devices="Devices in use",
        devices_count=lambda count: f"{count}",
        last="Last seen",
        since="Joined",
        email="E-mail",
        birthday="Birthday",
        not_given="not given",
        not_yours="E-mail and birthday are for the privacy officer alone.",
        expiries="Last days to come",
        coupons="Coupons",
        no_coupons="Holds no coupon.",
        tickets="Ticket books",
        no_tickets="Holds no ticket book.",
        states={"issued": "usable", "later": "later", "reserved": "in use", "used": "used", "expired": "expired"},
        points="Points, the newest 30",
        no_points="Nothing has happened yet.",
        kinds={
            "grant": "Purchase",
            "redeem": "Used",
            "exchange": "Exchanged",
            "expire": "Expired",
            "reverse": "Return",
            "adjust": "Adjusted",
            "takeover": "Old card",
            "gift": "Gift",
            "transfer": "Moved",
            "repay": "Repaid",
            "join": "Joined",
        },
        receipts="Purchases, the newest 30",
        no_receipts="Nothing was bought at your stores yet.",
        returned="Return",
        used=lambda points: f"{points} used",
    ),
)
