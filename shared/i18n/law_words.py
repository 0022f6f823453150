"""What 景品表示法 says of an offer, in words for the shop: what it is, how much it may be worth, and what to change when it is too much."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.i18n import Catalogue, Language, formats
from shared.law import VISIT, Verdict, trade_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    title: str
    kind: dict[str, str]
    no_cap: str
    fits: Callable[[str, str], str]
    less_or_more: Callable[[str, str], str]
    less_or_stamps: Callable[[str, int], str]
    less_or_yen: Callable[[str, str], str]
    less: Callable[[str], str]
    over: Callable[[str, str], str]


LAW: Catalogue[Law] = Catalogue(
    ja=Law(
        title="景品表示法",
        kind={"discount": "値引", "gift": "景品(総付)", "prize": "景品(懸賞)"},
        no_cap="値引にあたるので、金額の上限はありません。",
        fits=lambda worth, cap: f"景品(総付)にあたります。価額は {worth}、上限は {cap} です。",
        over=lambda worth, cap: f"価額 {worth} が景品の上限 {cap} を超えるため、保存できません。",
        less_or_more=lambda cap, trade: f"通常価格が {cap} 以下の品にするか、最低のお会計金額を {trade} 以上にしてください。",
        less_or_stamps=lambda cap, stamps: f"通常価格が {cap} 以下の品にするか、スタンプを {stamps} 個以上にしてください。",
        less_or_yen=lambda cap, trade: (
            f"通常価格が {cap} 以下の品にするか、お会計金額でたまるカードにして、合わせて {trade} 以上にしてください。"
        ),
        less=lambda cap: f"{cap} 以下にしてください。",
    ),
    en=Law(
        title="The law on gifts",
        kind={"discount": "a discount", "gift": "a gift to everybody", "prize": "a prize"},
        no_cap="This is a discount by law, which may be of any size.",
        fits=lambda worth, cap: f"By law this is a gift to everybody. It is worth {worth} and may be worth {cap}.",
        over=lambda worth, cap: f"It is worth {worth}, above the {cap} that the law allows for a gift, and cannot be saved.",
        less_or_more=lambda cap, trade: f"Give something that costs {cap} or less, or ask for a sale of {trade} or more.",
        less_or_stamps=lambda cap, stamps: f"Give something that costs {cap} or less, or ask for {stamps} stamps or more.",
        less_or_yen=lambda cap, trade: f"Give something that costs {cap} or less, or stamp for yen, {trade} or more altogether.",
        less=lambda cap: f"Make it {cap} or less.",
    ),
)


def told(found: Verdict, worth: int, language: Language) -> str:
    """What it is."""
    words = LAW.of(language)
    if found.cap is None:
        return words.no_cap
    say = words.fits if found.allowed else words.over
    return say(formats.yen(worth), formats.yen(found.cap))


def advice(found: Verdict, worth: int, language: Language) -> str:
    """Of a coupon that is too much: what to change."""
    return LAW.of(language).less_or_more(formats.yen(found.cap or VISIT), formats.yen(trade_for(worth)))


def advice_points(found: Verdict, language: Language) -> str:
    """Of a bonus whose points are good elsewhere."""
    return LAW.of(language).less(formats.yen(found.cap or VISIT))


def advice_card(found: Verdict, worth: int, yen: int | None, language: Language) -> str:
    """Of a stamp card's reward; `yen` for each stamp, None for visits."""
    words, cap, trade = LAW.of(language), formats.yen(found.cap or VISIT), trade_for(worth)
    return words.less_or_stamps(cap, -(-trade // yen)) if yen else words.less_or_yen(cap, formats.yen(trade))
