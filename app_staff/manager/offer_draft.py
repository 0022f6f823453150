"""A coupon while it is written: texts as they were typed, and what they come to. Pure."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from shared.wire.coupons import Coupon, NewCoupon

Kind = Literal["percent", "amount"]
MOST: dict[Kind, int] = {"percent": 100, "amount": 1_000_000}
"""What can be made here, and the largest value of each; a further kind is a line here and its words."""
Whom = Literal["auto", "join", "word"]
WHOM: tuple[Whom, ...] = ("auto", "join", "word")
Limit = Literal["minimum", "total", "each"]
WORD = re.compile(r"[A-Z0-9]{4,24}")
LONGEST = 200


def whole(text: str, most: int = 1_000_000) -> int | None:
    """A whole number from 1 to `most`; None for anything else."""
    text = text.replace(",", "").strip()
    good = text.isascii() and text.isdigit() and len(text) < 12 and 1 <= int(text) <= most
    return int(text) if good else None


@dataclass(frozen=True, slots=True)
class Draft:
    starts_on: date
    ends_on: date
    kind: Kind = "percent"
    value: str = ""
    name_ja: str = ""
    name_en: str = ""
    whom: Whom = "auto"
    word: str = ""
    minimum: str = ""
    total: str = ""
    each: str = "1"

    @property
    def worth(self) -> int | None:
        return whole(self.value, MOST[self.kind])

    @property
    def called(self) -> str:
        """The word as it will be kept."""
        return self.word.strip().upper()

    def wrong(self, name: Limit) -> bool:
        """Something was typed that is no number; nothing at all is no limit."""
        text: str = getattr(self, name)
        return bool(text.strip()) and whole(text) is None

    @property
    def good(self) -> bool:
        named = 0 < len(self.name_ja.strip()) <= LONGEST and len(self.name_en.strip()) <= LONGEST
        worded = self.whom != "word" or WORD.fullmatch(self.called) is not None
        return self.worth is not None and named and worded and not any((self.wrong("minimum"), self.wrong("total"), self.wrong("each")))

    def body(self, coupon_id: str) -> NewCoupon:
        """Of a good one."""
        name = self.name_ja.strip()
        return NewCoupon(
            id=coupon_id,
            kind=self.kind,
            value=self.worth or 1,
            name_ja=name,
            name_en=self.name_en.strip() or name,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            minimum=whole(self.minimum) or 0,
            on_join=self.whom == "join",
            total_limit=whole(self.total),
            per_member=whole(self.each),
            way="chosen" if self.whom == "join" else self.whom,
            word=self.called if self.whom == "word" else None,
        )

    def shown(self, sample: str) -> Coupon:
        """As it looks so far."""
        name = self.name_ja.strip() or sample
        return Coupon(
            id="preview",
            kind=self.kind,
            value=self.worth or 0,
            name_ja=name,
            name_en=self.name_en.strip() or name,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            minimum=whole(self.minimum) or 0,
            issued=0,
            used=0,
        )
