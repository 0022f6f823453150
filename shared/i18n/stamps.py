"""Words of a stamp card, for both apps."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from shared.i18n import Catalogue, Language, formats, pick, worth
from shared.i18n.common import COMMON
from shared.wire.stamps import MyStamps


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamps:
    title: str
    of: Callable[[int, int], str]
    missing: Callable[[int, str], str]
    each_visit: str
    each_yen: Callable[[str], str]
    once_a_day: str
    today: str
    first: str
    full: Callable[[str], str]
    full_more: Callable[[int], str]
    use: str
    over: Callable[[str], str]
    over_more: str
    missed: str


WORDS: Catalogue[Stamps] = Catalogue(
    ja=Stamps(
        title="スタンプカード",
        of=lambda have, size: f"{have} / {size}",
        missing=lambda missing, reward: f"あと {missing} 個で「{reward}」",
        each_visit="ご来店 1 回につき 1 個",
        each_yen=lambda yen: f"お会計 {yen} ごとに 1 個",
        once_a_day="1 日 1 個まで",
        today="今日は押しました",
        first="最初のスタンプを集めましょう。",
        full=lambda reward: f"スタンプが貯まり、クーポン「{reward}」になりました",
        full_more=lambda count: f"使えるクーポン {count} 枚",
        use="使う",
        over=lambda day: f"{day} で終わりました",
        over_more="残っていたスタンプは使えなくなりました。またのご来店をお待ちしています。",
        missed="スタンプカードを読み込めませんでした。スタンプはなくなりません。",
    ),
    en=Stamps(
        title="Stamp cards",
        of=lambda have, size: f"{have} / {size}",
        missing=lambda missing, reward: f"{missing} more for “{reward}”",
        each_visit="One for each visit",
        each_yen=lambda yen: f"One for every {yen}",
        once_a_day="one a day at most",
        today="Stamped today",
        first="Collect your first stamp.",
        full=lambda reward: f"Full: it has become a coupon, “{reward}”",
        full_more=lambda count: "One coupon to use" if count == 1 else f"{count} coupons to use",
        use="Use it",
        over=lambda day: f"Ended on {day}",
        over_more="The stamps left on it do not count any more. We hope to see you again.",
        missed="Your stamp cards could not be loaded. No stamp is lost.",
    ),
)


def missing(card: MyStamps, language: Language) -> str:
    """あと 3 個で「コーヒー 1 点無料」."""
    return WORDS.of(language).missing(card.size - card.have, worth.worth(card, language))


def rule(card: MyStamps, language: Language) -> str:
    return brings(card, language)


class Stamping(Protocol):
    @property
    def yen(self) -> int | None: ...
    @property
    def once_a_day(self) -> bool: ...


def brings(card: Stamping, language: Language) -> str:
    """What brings a stamp."""
    words = WORDS.of(language)
    parts = [words.each_yen(formats.yen(card.yen)) if card.yen is not None else words.each_visit]
    if card.once_a_day:
        parts.append(words.once_a_day)
    return " ・ ".join(parts)


def last_day(card: MyStamps, language: Language) -> str:
    return COMMON.of(language).until(formats.day(card.ends_on, language))


def name(card: MyStamps, language: Language) -> str:
    return pick(language, card.name_ja, card.name_en)
