"""Words that both apps use."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.i18n import Catalogue, Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    language_name: str
    other_language: str
    """The switch shows the language one would get, in that language."""
    retry: str
    close: str
    back: str
    cancel: str
    loading: str
    reveal: str
    hide: str
    text_size: str
    text_sample: str
    """The letter that shows each size."""
    percent: Callable[[int], str]
    offline: str
    stale: Callable[[str], str]
    unreachable_title: str
    unreachable: str
    wrong_title: str
    wrong: str
    rank: dict[str, str]
    points_unit: str
    tax_included: str
    minimum: Callable[[str], str]
    percent_off: Callable[[int], str]
    yen_off: Callable[[str], str]
    until: Callable[[str], str]
    since: Callable[[str], str]


COMMON: Catalogue[Common] = Catalogue(
    ja=Common(
        language_name="日本語",
        other_language="English",
        retry="もう一度",
        close="閉じる",
        back="戻る",
        cancel="やめる",
        loading="読み込んでいます",
        reveal="入力した文字を見る",
        hide="入力した文字を隠す",
        text_size="文字の大きさ",
        text_sample="あ",
        percent=lambda value: f"{value}%",
        offline="オフライン",
        stale=lambda age: f"オフライン:{age}です",
        unreachable_title="通信できません",
        unreachable="電波の良いところで、もう一度お試しください。記録は失われていません。",
        wrong_title="うまくいきませんでした",
        wrong="もう一度お試しください。ポイントやクーポンは失われていません。",
        rank={"regular": "レギュラー", "silver": "シルバー", "gold": "ゴールド"},
        points_unit="pt",
        tax_included="税込",
        minimum=lambda amount: f"{amount} 以上のお会計で",
        percent_off=lambda value: f"{value}% OFF",
        yen_off=lambda amount: f"{amount} OFF",
        until=lambda day: f"{day} まで",
        since=lambda day: f"{day} から",
    ),
    en=Common(
        language_name="English",
        other_language="日本語",
        retry="Try again",
        close="Close",
        back="Back",
        cancel="Cancel",
        loading="Loading",
        reveal="Show what is typed",
        hide="Hide what is typed",
        text_size="Text size",
        text_sample="A",
        percent=lambda value: f"{value}%",
        offline="Offline",
        stale=lambda age: f"Offline: {age}",
        unreachable_title="No connection",
        unreachable="Please try again where the signal is better. Nothing is lost.",
        wrong_title="Something went wrong",
        wrong="Please try again. Your points and coupons are safe.",
        rank={"regular": "Regular", "silver": "Silver", "gold": "Gold"},
        points_unit="pt",
        tax_included="tax incl.",
        minimum=lambda amount: f"on {amount} or more",
        percent_off=lambda value: f"{value}% off",
        yen_off=lambda amount: f"{amount} off",
        until=lambda day: f"until {day}",
        since=lambda day: f"from {day}",
    ),
)


def rank_name(rank: str, language: Language) -> str:
    """The rank's word; one that this app does not know yet is shown as the server spells it."""
    return COMMON.of(language).rank.get(rank, rank)
