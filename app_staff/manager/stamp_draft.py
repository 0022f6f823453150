"""A stamp card while it is written. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from msgspec.structs import replace

from app_staff.manager.gift_draft import Gift, whole
from shared.i18n.worth import worth
from shared.wire.coupons import NewCoupon
from shared.wire.stamps import Basis, MyStamps, NewStampCard

SIZES = ("5", "10", "15", "20")
"""Proposed; any number can be typed."""
LEAST, MOST = 2, 50
Number = Literal["size", "yen", "after"]
FREE = Gift(kind="free")
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Draft:
    """Numbers as typed."""

    id: str
    gift_id: str
    starts_on: date
    ends_on: date
    name_ja: str = ""
    name_en: str = ""
    size: str = "10"
    basis: Basis = "visit"
    yen: str = "500"
    once_a_day: bool = True
    gift: Gift = FREE
    reward_ja: str = ""
    reward_en: str = ""
    after: str = "90"
    """Days for which the reward can be used after the card's last day."""

    @property
    def stamps(self) -> int | None:
        found = whole(self.size, MOST)
        return found if found is not None and found >= LEAST else None

    @property
    def each(self) -> int | None:
        """Yen for a stamp; None for visits, or while it is no number."""
        return whole(self.yen) if self.basis == "yen" else None

    def wrong(self, name: Number) -> bool:
        if name == "size":
            return self.stamps is None
        return self.basis == "yen" and self.each is None if name == "yen" else whole(self.after, 3650) is None

    @property
    def good(self) -> bool:
        named = 0 < len(self.name_ja.strip()) <= LONGEST and len(self.name_en.strip()) <= LONGEST
        return named and self.gift.good and not any(self.wrong(name) for name in ("size", "yen", "after"))

    def body(self) -> NewStampCard:
        """Of a good one; of another as it looks so far."""
        name = self.name_ja.strip()
        return NewStampCard(
            id=self.id,
            name_ja=name,
            name_en=self.name_en.strip() or name,
            size=self.stamps or LEAST,
            basis=self.basis,
            yen=self.each,
            once_a_day=self.once_a_day,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            reward=self._reward(),
        )

    def _reward(self) -> NewCoupon:
        """Called after what it gives, unless it was given a name."""
        plain = NewCoupon(
            id=self.gift_id,
            kind=self.gift.kind,
            value=self.gift.worth or 0,
            name_ja="",
            name_en="",
            starts_on=self.starts_on,
            ends_on=self.ends_on + timedelta(days=whole(self.after, 3650) or 0),
            terms=self.gift.terms(),
        )
        ja = self.reward_ja.strip() or worth(plain, "ja")
        en = self.reward_en.strip() or (ja if self.reward_ja.strip() else worth(plain, "en"))
        return replace(plain, name_ja=ja, name_en=en)


def shown(card: NewStampCard, sample: str) -> MyStamps:
    """As a member sees it when two thirds are stamped; `sample` as long as it has no name."""
    reward = card.reward
    return MyStamps(
        id="preview",
        name_ja=card.name_ja or sample,
        name_en=card.name_en or sample,
        size=card.size,
        have=card.size * 2 // 3,
        basis=card.basis,
        yen=card.yen,
        once_a_day=card.once_a_day,
        today=False,
        ends_on=card.ends_on,
        kind=reward.kind,
        value=reward.value,
        reward_ja=reward.name_ja,
        reward_en=reward.name_en,
        terms=reward.terms,
    )
