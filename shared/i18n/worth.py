"""What a coupon is worth and what it asks for, in words that both apps say alike."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from shared.i18n import Catalogue, Language, formats, pick
from shared.i18n.common import COMMON
from shared.wire.coupons import Kind, Terms

OF_GOODS = frozenset({"free", "price", "cheapest", "bundle"})
"""The stub of a ticket has no room for what these take off."""


class Offer(Protocol):
    """A voucher, or the reward of a stamp card."""

    @property
    def kind(self) -> Kind: ...
    @property
    def value(self) -> int: ...
    @property
    def terms(self) -> Terms: ...


class Asking(Offer, Protocol):
    @property
    def minimum(self) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    free: str
    given_free: str
    free_goods: Callable[[str], str]
    one_piece: str
    special: str
    for_pieces: Callable[[int], str]
    price_goods: Callable[[str, int, str], str]
    one_free: str
    cheapest: str
    cheapest_goods: Callable[[str, int], str]
    bundle_goods: Callable[[str, int, int, str], str]
    for_goods: Callable[[str], str]
    only_on: Callable[[str], str]
    between_days: str
    weekday: tuple[str, ...]
    holidays: str
    birthday: str
    first_visit: str
    stackable: str


WORDS: Catalogue[Offers] = Catalogue(
    ja=Offers(
        free="無料",
        given_free="無料",
        free_goods=lambda goods: f"{goods} 1 点無料",
        one_piece="1 点",
        special="特別価格",
        for_pieces=lambda pieces: f"{pieces} 点で",
        price_goods=lambda goods, pieces, yen: f"{goods} {pieces} 点で {yen}" if pieces > 1 else f"{goods} {yen}",
        one_free="1 点無料",
        cheapest="一番安い品",
        cheapest_goods=lambda goods, pieces: f"{goods} {pieces} 点以上で一番安い 1 点無料",
        bundle_goods=lambda goods, pieces, gives, off: f"{goods} {pieces} 点買うと {gives} 点{off}",
        for_goods=lambda goods: f"対象: {goods}",
        only_on=lambda days: f"{days}に",
        between_days="・",
        weekday=("月曜", "火曜", "水曜", "木曜", "金曜", "土曜", "日曜"),
        holidays="祝日",
        birthday="お誕生月に",
        first_visit="はじめてのご来店で",
        stackable="ほかの併用できるクーポンと一緒に使えます",
    ),
    en=Offers(
        free="Free",
        given_free="free",
        free_goods=lambda goods: f"{goods}, 1 free",
        one_piece="1 item",
        special="special price",
        for_pieces=lambda pieces: f"for {pieces}",
        price_goods=lambda goods, pieces, yen: f"{goods}, {pieces} for {yen}" if pieces > 1 else f"{goods} for {yen}",
        one_free="1 free",
        cheapest="the cheapest",
        cheapest_goods=lambda goods, pieces: f"{goods}: buy {pieces}, the cheapest is free",
        bundle_goods=lambda goods, pieces, gives, off: f"{goods}: buy {pieces}, get {gives} {off}",
        for_goods=lambda goods: f"for {goods}",
        only_on=lambda days: f"on {days}",
        between_days=", ",
        weekday=("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"),
        holidays="holidays",
        birthday="in the month of your birthday",
        first_visit="on a first visit",
        stackable="Goes together with others that do",
    ),
)


def worth(offer: Offer, language: Language) -> str:
    """In one line: 10% OFF, ¥300 OFF, コーヒー 1 点無料."""
    words, common, terms = WORDS.of(language), COMMON.of(language), offer.terms
    goods = goods_of(terms, language)
    match offer.kind:
        case "percent":
            return common.percent_off(offer.value)
        case "amount":
            return common.yen_off(formats.yen(offer.value))
        case "free":
            return words.free_goods(goods) if goods else words.one_free
        case "price":
            return words.price_goods(goods, terms.pieces, formats.yen(offer.value))
        case "cheapest":
            return words.cheapest_goods(goods, max(2, terms.pieces))
        case "bundle":
            return words.bundle_goods(goods, terms.pieces, terms.gives, _given(offer, language))


def halves(offer: Offer, language: Language) -> tuple[str, str]:
    """The large figure and the word under it, for a ticket's stub."""
    words, terms = WORDS.of(language), offer.terms
    off = "OFF" if language == "ja" else "off"
    match offer.kind:
        case "percent":
            return f"{offer.value}%", off
        case "amount":
            return formats.yen(offer.value), off
        case "free":
            return words.free, words.one_piece
        case "price":
            return formats.yen(offer.value), words.for_pieces(terms.pieces) if terms.pieces > 1 else words.special
        case "cheapest":
            return words.one_free, words.cheapest
        case "bundle":
            return f"{terms.pieces}+{terms.gives}", _given(offer, language)


def conditions(offer: Asking, language: Language) -> list[str]:
    """What it asks for, the goods first; empty when it asks for nothing."""
    words, terms = WORDS.of(language), offer.terms
    goods = goods_of(terms, language) if offer.kind in {"percent", "amount"} else ""
    days = [words.weekday[day] for day in sorted(terms.weekdays)] + ([words.holidays] if terms.holidays else [])
    return [
        *([words.for_goods(goods)] if goods else []),
        *([COMMON.of(language).minimum(formats.yen(offer.minimum))] if offer.minimum else []),
        *([words.only_on(words.between_days.join(days))] if days else []),
        *([words.birthday] if terms.birthday_month else []),
        *([words.first_visit] if terms.first_visit else []),
    ]


def asked(offer: Asking, language: Language) -> str:
    """All of it in a line, with what is taken off where a stub has no room for that; empty when it asks for nothing."""
    said = conditions(offer, language)
    return " ・ ".join([worth(offer, language), *said] if offer.kind in OF_GOODS else said)


def goods_of(terms: Terms, language: Language) -> str:
    return pick(language, terms.goods_ja, terms.goods_en)


def _given(offer: Offer, language: Language) -> str:
    return WORDS.of(language).given_free if offer.value == 100 else COMMON.of(language).percent_off(offer.value)
