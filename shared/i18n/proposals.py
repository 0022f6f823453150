"""Why these coupons stand chosen on the panel, and how many."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.i18n import Catalogue, Language, formats
from shared.wire.coupons import Proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposals:
    picked: str
    only: str
    most: str
    together: Callable[[int], str]
    sooner: str
    instead: Callable[[str, str], str]
    coupons: Callable[[int], str]


WORDS: Catalogue[Proposals] = Catalogue(
    ja=Proposals(
        picked="お客さまがスマートフォンで選びました",
        only="今すぐ使えるクーポンです",
        most="いちばんお得なクーポンです",
        together=lambda count: f"{count} 枚一緒に使うと、いちばんお得です",
        sooner="同じ割引なら、期限の近いほうから使います",
        instead=lambda yen, other: f"{yen} 引き、次の候補は {other} 引き",
        coupons=lambda count: f"クーポン {count} 枚",
    ),
    en=Proposals(
        picked="Picked on the member’s phone",
        only="This coupon can be used right away",
        most="This one takes the most off",
        together=lambda count: f"These {count} together take the most off",
        sooner="As good as another, and it ends sooner",
        instead=lambda yen, other: f"{yen} off; the next best takes {other} off",
        coupons=lambda count: f"{count} coupons",
    ),
)


def reason(found: Proposal, language: Language) -> str:
    """One sentence; empty where nothing is proposed."""
    words = WORDS.of(language)
    said = {
        "picked": words.picked,
        "only": words.only,
        "most": words.most,
        "together": words.together(len(found.vouchers)),
        "sooner": words.sooner,
        "none": "",
    }[found.reason]
    if not said or found.yen is None or found.instead is None:
        return said
    return f"{said} ({words.instead(formats.yen(found.yen), formats.yen(found.instead))})"
