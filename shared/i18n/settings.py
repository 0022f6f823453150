"""Words of the manager's settings: the shop's look, its modules, and its rules as sentences."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.i18n import Catalogue
from shared.i18n.checkin import CHECKIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    name: str
    more: str
    shop: str
    shop_hint: str
    color: str
    color_code: str
    color_wrong: str
    color_of: Callable[[str], str]
    logo: str
    logo_more: str
    picture: str
    picture_more: str
    choose: str
    change: str
    remove: str
    too_large: str
    sending: str
    preview: str
    light: str
    dark: str
    sample: str
    button: str
    save: str
    saved: str
    undo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Modules:
    name: str
    more: str
    lead: str
    on: Callable[[str], str]
    off: Callable[[str], str]
    unused: Callable[[int, str], str]
    """tickets, yen that was paid for them"""
    off_anyway: str
    keep_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    name: str
    more: str
    lead: str
    earning: str
    ranks: str
    keeping: str
    spending: str
    by_hand: str
    coupons: str
    everybody: Callable[[str, str], str]
    rank: Callable[[str, str, str], str]
    first_out: str
    grace: Callable[[int], str]
    visit: Callable[[str], str]
    by_number: str
    adjust: Callable[[str, str], str]
    over: Callable[[int], str]
    running: Callable[[int], str]
    one_each: str
    version: Callable[[int], str]
    since: Callable[[int, str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    short: str
    title: str
    lead: str
    back: str
    choose: str
    groups: dict[str, str]
    look: Look
    modules: Modules
    rules: Rules
    checkin: tuple[str, str]


SETTINGS: Catalogue[Settings] = Catalogue(
    ja=Settings(
        short="設定",
        title="設定",
        lead="お店で一度決めておくことです。",
        back="設定に戻る",
        choose="左から選んでください。",
        groups={"shop": "お店", "counter": "売り場", "links": "つなぐ・移す"},
        checkin=(CHECKIN.ja.name, CHECKIN.ja.more),
        look=Look(
            name="お店の見た目",
            more="名前・色・ロゴ・会員証の写真",
            shop="お店の名前",
            shop_hint="会員証とメールに出ます",
            color="お店の色",
            color_code="色の番号",
            color_wrong="# と 6 桁の英数字で入力してください(例: #1F6F54)。",
            color_of=lambda code: f"色 {code}",
            logo="ロゴ",
            logo_more="正方形に近い PNG がきれいに出ます。",
            picture="会員証の写真",
            picture_more="横長の写真が合います。文字が読めるように、写真の下のほうを少し暗く(または明るく)します。",
            choose="画像を選ぶ",
            change="選び直す",
            remove="外す",
            too_large="画像が大きすぎます。4 MB までのものを選んでください。",
            sending="送っています",
            preview="会員のスマートフォンでの見え方",
            light="明るい画面",
            dark="暗い画面",
            sample="林 葵 様",
            button="ボタン",
            save="保存する",
            saved="保存しました。会員証は次に開いたときから変わります。",
            undo="元に戻す",
        ),
        modules=Modules(
            name="使う機能",
            more="使わない機能をアプリから外す",
            lead="オフにすると、アプリとレジの画面から消えます。記録は残り、いつでも戻せます。ポイントはいつもたまります。",
            on=lambda name: f"「{name}」をオンにしました。",
            off=lambda name: f"「{name}」をオフにしました。",
            unused=lambda left, yen: (
                f"お客さまが買った回数券が、まだ {left:,} 枚({yen} 分)使われずに残っています。オフにすると使えなくなり、期限も止まりません。"
                "売るのをやめるだけなら、設定の「回数券」で販売を止めてください。"
            ),
            off_anyway="それでもオフにする",
            keep_on="オンのままにする",
        ),
        rules=Rules(
            name="ポイントのルール",
            more="文章で確かめる・変える",
            lead="いま有効なルールです。会員の「なぜ?」も、このルールで説明されます。",
            earning="たまる",
            ranks="会員ランク",
            keeping="有効期限",
            spending="使う",
            by_hand="手で直す",
            coupons="クーポン",
            everybody=lambda rank, rate: f"はじめは{rank}。ポイントは {rate} 倍です。",
            rank=lambda rank, yen, rate: f"{yen} 以上のお買い物で{rank}。ポイントは {rate} 倍になります。",
            first_out="使うときは、期限の近いポイントから減ります。",
            grace=lambda days: f"返品で戻ったポイントの期限が過ぎていたら、{days} 日間使えます。",
            visit=lambda points: (
                f"1 回の来店で {points} まで、会員証を見せるだけで使えます。それより多いときは、お客さまのスマートフォンで確かめます。"
            ),
            by_number="番号だけのお客さまは、スマートフォンで本人が許可するか、責任者が承認します。",
            adjust=lambda role, points: f"{role}は 1 日に {points} まで、理由を書いて増減できます。",
            over=lambda hours: f"それを超えると、別の端末でもう 1 人が承認します。承認できる人がいない店では {hours} 時間後に反映します。",
            running=lambda count: f"いま使えるクーポンは {count} 種類です。" if count else "いま使えるクーポンはありません。",
            one_each="1 回のお会計で使えるのは 1 枚です。返品すると、クーポンは 1 度だけ戻ります。",
            version=lambda number: f"ルール第 {number} 版",
            since=lambda number, day: f"ルール第 {number} 版({day} から)",
        ),
    ),
    en=Settings(
        short="Settings",
        title="Settings",
        lead="What the shop sets once.",
        back="Back to settings",
        choose="Choose on the left.",
        groups={"shop": "The shop", "counter": "At the counter", "links": "Links and moves"},
        checkin=(CHECKIN.en.name, CHECKIN.en.more),
        look=Look(
            name="The shop's look",
            more="Name, colour, logo, card picture",
            shop="Name of the shop",
            shop_hint="On the card and in mails",
            color="Colour",
            color_code="Colour code",
            color_wrong="# and six digits or letters A to F, such as #1F6F54.",
            color_of=lambda code: f"Colour {code}",
            logo="Logo",
            logo_more="A PNG that is nearly square looks best.",
            picture="Card picture",
            picture_more="A wide photograph fits best. Its lower part is darkened or lightened so that the text can be read.",
            choose="Choose a picture",
            change="Choose another",
            remove="Remove",
            too_large="The picture is too large. Choose one of up to 4 MB.",
            sending="Sending",
            preview="On the members' phones",
            light="Light screen",
            dark="Dark screen",
            sample="Aoi Hayashi",
            button="Button",
            save="Save",
            saved="Saved. Cards change when they are next opened.",
            undo="Undo",
        ),
        modules=Modules(
            name="Features",
            more="Take away what the shop does not use",
            lead="What is off disappears from the members' app and the till. No record is lost, and it can come back at any time. "
            "Points are always earned.",
            on=lambda name: f"{name}: on.",
            off=lambda name: f"{name}: off.",
            unused=lambda left, yen: (
                f"{f'{left:,} tickets that members have paid for ({yen}) are' if left > 1 else f'A ticket that a member has paid for ({yen}) is'} "
                "not used yet. Once this is off nobody can use them, and their last days still come. "
                "To stop selling alone, stop the sale under “Ticket books” in the settings."
            ),
            off_anyway="Switch off anyway",
            keep_on="Keep it on",
        ),
        rules=Rules(
            name="Point rules",
            more="Read and change them in words",
            lead="These rules are in force. Members' “Why?” is answered with them.",
            earning="Earning",
            ranks="Ranks",
            keeping="Keeping",
            spending="Spending",
            by_hand="By hand",
            coupons="Coupons",
            everybody=lambda rank, rate: f"Everybody begins as {rank} and earns ×{rate}.",
            rank=lambda rank, yen, rate: f"From {yen} on: {rank}, which earns ×{rate}.",
            first_out="The points that expire first are used first.",
            grace=lambda days: f"Points that a return gives back after their last day can be used for {days} days.",
            visit=lambda points: f"Up to {points} a visit by showing the card. For more, the member is asked on the phone.",
            by_number="With a typed number the member allows it on the phone, or a shift lead approves.",
            adjust=lambda role, points: f"{role}: up to {points} a day, given or taken, with a reason.",
            over=lambda hours: (
                f"Above that a second person approves on another device; where there is nobody else it counts after {hours} hours."
            ),
            running=lambda count: (
                "No coupon can be used at present." if not count else f"{count} coupon{'s' if count > 1 else ''} can be used."
            ),
            one_each="One coupon per sale. A return gives it back, once.",
            version=lambda number: f"Rules, version {number}",
            since=lambda number, day: f"Rules, version {number}, since {day}",
        ),
    ),
)
