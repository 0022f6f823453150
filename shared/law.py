"""景品表示法: what an offer is, and how much it may be worth. Whoever writes a rule or a coupon is told before it is saved.
資金決済法: how long tickets that are paid ahead may last.

Sources: 景品類等の指定の告示の運用基準 (what everybody gets off the price in one's own shop is 値引, no gift, unless it is drawn by lot, its
use is limited, or goods may be had instead); 総付告示 (under ¥1,000 of trade: ¥200, from there 20 %); 一般懸賞 (20 times the trade,
at most ¥100,000, and 2 % of the sales expected); 資金決済法施行令 4 条 2 項 (what can be used within six months of its issue alone is no
前払式支払手段 that the law regulates) and 14 条 of the law (above ¥10,000,000 unused at the end of March or September: half is deposited). It is a help for the shop, not the opinion of a lawyer.
"""

import calendar
from datetime import date, timedelta
from typing import Literal, NamedTuple

Kind = Literal["discount", "gift", "prize"]
"""値引 | 総付景品 | 一般懸賞"""
VISIT = 100
"""yen of trade that a gift for coming alone counts with."""
LEAST_CAP = 200
"""yen that a gift may always be worth."""
MONTHS, DAYS = 6, 181
"""That what is paid ahead may last, the day of its sale included; six months are never fewer days."""
DEPOSIT_ABOVE = 10_000_000
"""yen unused at a base date, of what lasts longer."""


class Offer(NamedTuple):
    """What decides what an offer is. Points of one's own shop that everybody can spend there like money are all False."""

    by_lot: bool = False
    """Who gets it is drawn, or depends on skill."""
    goods: bool = False
    """A thing, or the choice between a thing and money off."""
    use_limited: bool = False
    """Money off that may only be spent on what the shop says."""
    elsewhere: bool = False
    """Points that are good in other people's shops too."""


class Verdict(NamedTuple):
    kind: Kind
    cap: int | None
    """yen that one offer may be worth; None for what is no gift."""
    allowed: bool


def kind_of(offer: Offer) -> Kind:
    if offer.by_lot:
        return "prize"
    return "gift" if offer.goods or offer.use_limited or offer.elsewhere else "discount"


def cap(kind: Kind, trade: int) -> int | None:
    """yen; `trade` is the smallest purchase it takes, `VISIT` where none is needed."""
    if kind == "discount":
        return None
    if kind == "prize":
        return min(20 * trade, 100_000)
    return LEAST_CAP if trade < 1000 else trade // 5


def verdict(offer: Offer, worth: int, trade: int) -> Verdict:
    """`worth` in yen, as the shopper would pay for it. What is paid with points is trade like any other."""
    kind = kind_of(offer)
    most = cap(kind, max(trade, VISIT))
    return Verdict(kind, most, most is None or worth <= most)


def trade_for(worth: int) -> int:
    """Yen of trade from which a gift may be worth so much."""
    return 0 if worth <= LEAST_CAP else max(1000, 5 * worth)


def prizes_allowed(worth_of_all: int, sales_expected: int) -> bool:
    """All prizes of one draw together."""
    return worth_of_all * 50 <= sales_expected


def within_half_a_year(months: int | None, days: int | None) -> bool:
    """Whether what is paid ahead and lasts so long is left alone by the law: one of the two is given."""
    if months is None:
        return days is not None and days <= DAYS
    return days is None and months <= MONTHS


def last_day(sold: date, months: int | None, days: int | None) -> date:
    """The day of the sale is the first: six months from 30 November end on 29 May, from 31 August on the last of February."""
    if months is None:
        return sold + timedelta(days=(days or 1) - 1)
    year, month = divmod(sold.year * 12 + sold.month - 1 + months, 12)
    length = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, length) if sold.day > length else date(year, month + 1, sold.day) - timedelta(days=1)
