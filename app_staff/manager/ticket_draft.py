"""A ticket book while it is written. Pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

from app_staff.manager.gift_draft import whole
from shared import law
from shared.wire.tickets import NewTicketOffer, TicketBook, short_enough

LEAST, MOST = 2, 100
LONGEST = 200
Unit = Literal["months", "days"]
Number = Literal["tickets", "price", "lasts"]


@dataclass(frozen=True, slots=True)
class Draft:
    """Numbers as typed."""

    id: str
    name_ja: str = ""
    name_en: str = ""
    goods_ja: str = ""
    goods_en: str = ""
    tickets: str = "11"
    price: str = ""
    unit: Unit = "months"
    lasts: str = "6"
    stores: frozenset[str] = frozenset()

    def wrong(self, name: Number) -> bool:
        if name == "tickets":
            found = whole(self.tickets, MOST)
            return found is None or found < LEAST
        return whole(self.price) is None if name == "price" else whole(self.lasts, 120 if self.unit == "months" else 3650) is None

    @property
    def too_long(self) -> bool:
        """The law would regulate it."""
        return not self.wrong("lasts") and not short_enough(self.body())

    @property
    def each(self) -> int | None:
        """Yen of a ticket, rounded."""
        if self.wrong("tickets") or self.wrong("price"):
            return None
        price, count = whole(self.price) or 0, whole(self.tickets) or 1
        return (2 * price + count) // (2 * count)

    @property
    def good(self) -> bool:
        named = all(0 < len(text.strip()) <= LONGEST for text in (self.name_ja, self.goods_ja))
        short = all(len(text.strip()) <= LONGEST for text in (self.name_en, self.goods_en))
        return named and short and not any(self.wrong(name) for name in ("tickets", "price", "lasts")) and not self.too_long

    def body(self) -> NewTicketOffer:
        """Of a good one; of another as it looks so far."""
        name, goods, lasts = self.name_ja.strip(), self.goods_ja.strip(), whole(self.lasts, 3650) or 1
        return NewTicketOffer(
            id=self.id,
            name_ja=name,
            name_en=self.name_en.strip() or name,
            goods_ja=goods,
            goods_en=self.goods_en.strip() or goods,
            tickets=max(LEAST, whole(self.tickets, MOST) or LEAST),
            price=whole(self.price) or 1,
            months=lasts if self.unit == "months" else None,
            days=lasts if self.unit == "days" else None,
            stores=tuple(sorted(self.stores)),
        )

    def last_day(self, today: date) -> date | None:
        """Of one that is sold today; None while nobody knows, or may."""
        new = self.body()
        return None if self.wrong("lasts") or self.too_long else law.last_day(today, new.months, new.days)

    def shown(self, today: date, sample: str, stores: dict[str, str]) -> TicketBook:
        """As a member sees it when three are used; `sample` as long as it has no name."""
        new = self.body()
        return TicketBook(
            id="preview",
            offer=new.id,
            name_ja=new.name_ja or sample,
            name_en=new.name_en or sample,
            goods_ja=new.goods_ja or "…",
            goods_en=new.goods_en or "…",
            tickets=new.tickets,
            left=max(1, new.tickets - 3),
            sold_at=datetime(today.year, today.month, today.day, tzinfo=UTC),
            ends_on=self.last_day(today) or today,
            state="usable",
            stores=tuple(stores[each] for each in new.stores if each in stores),
        )
