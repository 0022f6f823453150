"""Words of ticket books, for both apps."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from shared.i18n import Catalogue, Language, formats, pick
from shared.i18n.common import COMMON
from shared.wire.tickets import TicketAct, TicketBook, TicketsOnSale


@dataclass(frozen=True, slots=True, kw_only=True)
class Tickets:
    title: str
    count: Callable[[int], str]
    left: Callable[[int], str]
    some: Callable[[int, str], str]
    each: Callable[[str], str]
    soon: str
    used_up: str
    over: str
    lost: Callable[[int], str]
    places: Callable[[str], str]
    how: str
    past: str
    history: str
    acts: dict[str, str]
    undone: str
    on_sale: str
    on_sale_how: str
    price: Callable[[int, str], str]
    if_today: Callable[[str], str]
    empty: str
    nothing: str


WORDS: Catalogue[Tickets] = Catalogue(
    ja=Tickets(
        title="回数券",
        count=lambda count: f"{count} 枚",
        left=lambda left: f"残り {left} 枚",
        some=lambda some, until: f"うち {some} 枚は {until}",
        each=lambda goods: f"1 枚で {goods}",
        soon="もうすぐ期限です",
        used_up="使い切りました",
        over="期限が切れました",
        lost=lambda left: f"残っていた {left} 枚は使えなくなりました。",
        places=lambda names: f"使えるお店: {names}",
        how="お会計のときに会員証を見せて、「回数券で」とお伝えください。",
        past="使い終わった回数券",
        history="これまでの記録",
        acts={"sold": "買いました", "used": "使いました", "refunded": "払い戻しました"},
        undone="取り消し済み",
        on_sale="お店で買えます",
        on_sale_how="レジで会員証を見せて、「回数券をください」とお伝えください。",
        price=lambda tickets, price: f"{tickets} 枚つづり {price}",
        if_today=lambda day: f"今日買うと {day} まで使えます",
        empty="まだ回数券がありません。",
        nothing="いまお店で売っている回数券はありません。",
    ),
    en=Tickets(
        title="Ticket books",
        count=lambda count: "1 ticket" if count == 1 else f"{count} tickets",
        left=lambda left: f"{left} left",
        some=lambda some, until: f"{some} of them {until}",
        each=lambda goods: f"Each is good for: {goods}",
        soon="Ends soon",
        used_up="Used up",
        over="Expired",
        lost=lambda left: f"{'The ticket' if left == 1 else f'The {left} tickets'} left cannot be used any more.",
        places=lambda names: f"Good at: {names}",
        how="Show your card when you pay, and ask to use a ticket.",
        past="Past books",
        history="What was done",
        acts={"sold": "Bought", "used": "Used", "refunded": "Refunded"},
        undone="Taken back",
        on_sale="Sold in the shop",
        on_sale_how="Show your card at the till and ask for a ticket book.",
        price=lambda tickets, price: f"{tickets} for {price}",
        if_today=lambda day: f"Bought today, good until {day}",
        empty="You have no ticket books yet.",
        nothing="The shop sells none at present.",
    ),
)


class Named(Protocol):
    @property
    def name_ja(self) -> str: ...
    @property
    def name_en(self) -> str: ...


def name(book: Named, language: Language) -> str:
    return pick(language, book.name_ja, book.name_en)


def each(book: TicketBook | TicketsOnSale, language: Language) -> str:
    """1 枚で コーヒー 1 杯."""
    return WORDS.of(language).each(pick(language, book.goods_ja, book.goods_en))


def price(offer: TicketsOnSale, language: Language) -> str:
    """11 枚つづり ¥4,800."""
    return WORDS.of(language).price(offer.tickets, formats.yen(offer.price))


def last_day(book: TicketBook, language: Language) -> str:
    return COMMON.of(language).until(formats.day(book.ends_on, language))


def act(done: TicketAct, language: Language) -> str:
    """使いました ・ 2 枚."""
    words = WORDS.of(language)
    return f"{words.acts[done.kind]} ・ {words.count(done.count)}"


def left(books: tuple[TicketBook, ...]) -> int:
    """Tickets that can be used."""
    return sum([book.left for book in books if book.state in {"usable", "soon"}])


def summary(books: tuple[TicketBook, ...], language: Language) -> str:
    """残り 10 枚 ・ うち 2 枚は 11/30 まで. Of some that can be used, the one that ends first in front."""
    words, usable = WORDS.of(language), [book for book in books if book.state in {"usable", "soon"}]
    last, whole = usable[0].ends_on, left(books)
    first = sum([book.left for book in usable if book.ends_on == last])
    until = COMMON.of(language).until(formats.short_day(last, language) if whole > first else formats.plain_day(last, language))
    return f"{words.left(whole)} ・ {words.some(first, until) if first < whole else until}"
