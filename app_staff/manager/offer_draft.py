"""A coupon while it is written: texts as they were typed, and what they come to. Pure."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from msgspec import convert, to_builtins
from msgspec.structs import replace

from app_staff.manager.gift_draft import PLAIN, Gift, whole
from shared.wire.coupons import Coupon, NewCoupon, NewTerms

Whom = Literal["auto", "join", "word", "hand"]
WHOM: tuple[Whom, ...] = ("auto", "join", "word", "hand")
Limit = Literal["minimum", "total", "each"]
LIMITS: tuple[Limit, ...] = ("minimum", "total", "each")
WORD = re.compile(r"[A-Z0-9]{4,24}")
GROUPS = ("a", "b", "c")
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Draft:
    id: str
    starts_on: date
    ends_on: date
    gift: Gift = PLAIN
    name_ja: str = ""
    name_en: str = ""
    whom: Whom = "auto"
    word: str = ""
    minimum: str = ""
    total: str = ""
    each: str = "1"
    weekdays: frozenset[int] = frozenset()
    holidays: bool = False
    birthday: bool = False
    first_visit: bool = False
    stackable: bool = False
    group: str = ""
    """Of those that go together; empty for none."""

    @property
    def called(self) -> str:
        """The word as it will be kept."""
        return self.word.strip().upper()

    def wrong(self, name: Limit) -> bool:
        """Something was typed that is no number; nothing at all is no limit."""
        text: str = getattr(self, name)
        return bool(text.strip()) and whole(text) is None

    @property
    def word_wrong(self) -> bool:
        return bool(self.called) and not WORD.fullmatch(self.called)

    @property
    def good(self) -> bool:
        named = 0 < len(self.name_ja.strip()) <= LONGEST and len(self.name_en.strip()) <= LONGEST
        worded = self.whom != "word" or WORD.fullmatch(self.called) is not None
        return self.gift.good and named and worded and not any(self.wrong(limit) for limit in LIMITS)

    def body(self) -> NewCoupon:
        """Of a good one; of another as it looks so far."""
        name = self.name_ja.strip()
        return NewCoupon(
            id=self.id,
            kind=self.gift.kind,
            value=self.gift.worth or 0,
            name_ja=name,
            name_en=self.name_en.strip() or name,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            minimum=whole(self.minimum) or 0,
            on_join=self.whom == "join",
            total_limit=whole(self.total),
            per_member=whole(self.each),
            way=self.whom if self.whom in {"auto", "word"} else "chosen",  # pyright: ignore[reportArgumentType]  one of these
            word=self.called if self.whom == "word" else None,
            terms=self.terms(),
        )

    def terms(self) -> NewTerms:
        return replace(
            self.gift.terms(),
            weekdays=tuple(sorted(self.weekdays)),
            holidays=self.holidays,
            birthday_month=self.birthday,
            first_visit=self.first_visit,
            stackable=self.stackable,
            group=self.group if self.stackable else "",
        )


def shown(offer: NewCoupon, sample: str) -> Coupon:
    """As members will see it; `sample` as long as it has no name."""
    seen = convert({**to_builtins(offer), "issued": 0, "used": 0}, Coupon)
    return replace(seen, name_ja=offer.name_ja or sample, name_en=offer.name_en or sample)
