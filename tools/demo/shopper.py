"""What is bought when, and how a POS says it: the same seed gives the same shop."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache

from shared.clock import HOUR, JST, MINUTE, business_date, to_date, to_datetime
from shared.wire.coupons import Voucher
from shared.wire.sales import Discount, Line, Ref, Sale, SaleKey, Tax, Tender
from tools.demo.goods import GOODS, Goods, Place

HOURS = (8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18)
BUSY = (16, 12, 9, 11, 18, 12, 8, 12, 11, 13, 9)
"""How the day breathes: breakfast, lunch, the way home."""
WEEKDAYS = (0.8, 0.85, 0.9, 0.9, 1.05, 1.5, 1.35)
MONTHS = (0.92, 0.95, 1.04, 1.08, 1.0, 0.93, 0.9, 0.82, 0.97, 1.08, 1.05, 1.24)
"""How the year does: rain and heat keep people away, flowers and gifts bring them."""
FEASTS = {(12, 23): 1.3, (12, 24): 1.8, (12, 25): 1.5, (2, 14): 1.3, (3, 14): 1.2, (12, 31): 0.7}
CLOSED = {(1, 1), (1, 2), (1, 3)}
GROWTH = 0.12
"""A year."""
GIFTS = 3
"""Times that somebody with a reason buys something for somebody."""


@dataclass(frozen=True, slots=True)
class Basket:
    lines: tuple[Line, ...]
    taxes: tuple[Tax, ...]
    total: int


def expected(place: Place, day: date, years: float) -> float:
    """Sales of a store on a day, `years` after the history began."""
    if (day.month, day.day) in CLOSED:
        return 0
    weekend = place.weekend if day.weekday() >= 5 else 1
    return (
        place.mean * WEEKDAYS[day.weekday()] * weekend * MONTHS[day.month - 1] * FEASTS.get((day.month, day.day), 1) * (1 + GROWTH * years)
    )


@cache
def _shelf(month: int, *, gifts: bool) -> tuple[list[Goods], list[int]]:
    """What is sold in a month, and how often."""
    here = [goods for goods in GOODS if not goods.months or month in goods.months]
    return here, [goods.weight * (GIFTS if gifts and goods.gift else 1) for goods in here]


def basket(dice: random.Random, month: int, *, birthday: bool = False) -> Basket:
    count = dice.choices((1, 2, 3, 4, 5, 6), (20, 30, 22, 14, 9, 5))[0]
    chosen: dict[str, tuple[Goods, int]] = {}
    shelf, weights = _shelf(month, gifts=birthday or month == 12)
    for goods in dice.choices(shelf, weights, k=count):
        chosen[goods.sku] = goods, chosen.get(goods.sku, (goods, 0))[1] + 1
    lines = tuple(_line(n, goods, pieces) for n, (goods, pieces) in enumerate(chosen.values(), 1))
    return Basket(lines, taxes(lines), sum(line.amount for line in lines))


def _line(n: int, goods: Goods, pieces: int) -> Line:
    return Line(
        n=n,
        sku=goods.sku,
        name=goods.name,
        category=goods.category,
        quantity_milli=pieces * 1000,
        unit_price=goods.price,
        amount=goods.price * pieces,
        tax_rate_permille=80 if goods.reduced else 100,
        cost=goods.price * pieces * 38 // 100,
    )


def taxes(lines: tuple[Line, ...]) -> tuple[Tax, ...]:
    """Tax contained in the prices, rounded down once per rate."""
    found: dict[int, int] = {}
    for line in lines:
        found[line.tax_rate_permille] = found.get(line.tax_rate_permille, 0) + line.amount
    return tuple(Tax(rate_permille=rate, taxable=amount, tax=amount * rate // (1000 + rate)) for rate, amount in sorted(found.items()))


def off(voucher: Voucher | None, total: int) -> int:
    """Yen that a voucher takes off a total."""
    if voucher is None:
        return 0
    return total * voucher.value // 100 if voucher.kind == "percent" else min(voucher.value, total)


def sale(
    bought: Basket, key: SaleKey, at: int, *, member: Ref | None = None, voucher: Voucher | None = None, points: int = 0, card: bool = False
) -> Sale:
    """`points` yen of what is left after the voucher are paid with points."""
    less = off(voucher, bought.total)
    total = bought.total - less
    rest = (Tender(kind="card" if card else "cash", amount=total - points),) if total > points else ()
    used = (Tender(kind="points", amount=points),) if points else ()
    return Sale(
        store=key.store,
        terminal=key.terminal,
        number=key.number,
        kind="sale",
        occurred_at=to_datetime(at),
        business_date=to_date(business_date(at)),
        lines=bought.lines,
        taxes=_reduced(bought, less),
        tenders=used + rest,
        total=total,
        member=member,
        discounts=(Discount(name=voucher.name_ja, amount=less, voucher=voucher.id),) if voucher else (),
    )


def brought_back(sold: Sale, key: SaleKey, at: int) -> Sale:
    """The return of a whole sale that had no discount."""
    return Sale(
        store=key.store,
        terminal=key.terminal,
        number=key.number,
        kind="return",
        occurred_at=to_datetime(at),
        business_date=to_date(business_date(at)),
        lines=tuple(_negative(line) for line in sold.lines),
        taxes=tuple(Tax(rate_permille=tax.rate_permille, taxable=-tax.taxable, tax=-tax.tax) for tax in sold.taxes),
        tenders=tuple(Tender(kind=tender.kind, amount=-tender.amount) for tender in sold.tenders),
        total=-sold.total,
        original=SaleKey(store=sold.store, terminal=sold.terminal, number=sold.number),
    )


def _negative(line: Line) -> Line:
    return Line(
        n=line.n,
        sku=line.sku,
        name=line.name,
        category=line.category,
        quantity_milli=-line.quantity_milli,
        unit_price=line.unit_price,
        amount=-line.amount,
        tax_rate_permille=line.tax_rate_permille,
        cost=None if line.cost is None else -line.cost,
    )


def _reduced(bought: Basket, less: int) -> tuple[Tax, ...]:
    """A discount on the bill spread over the rates in proportion, the last one taking the rounding."""
    found: list[Tax] = []
    left = less
    for n, tax in enumerate(bought.taxes, 1):
        share = left if n == len(bought.taxes) else less * tax.taxable // bought.total
        left -= share
        taxable = tax.taxable - share
        found.append(Tax(rate_permille=tax.rate_permille, taxable=taxable, tax=taxable * tax.rate_permille // (1000 + tax.rate_permille)))
    return tuple(found)


def moments(dice: random.Random, day: datetime, mean: float) -> Sequence[int]:
    """Instants of a day's sales in order; `day` is midnight in the shop's calendar. None on a day when it is closed."""
    if not mean:
        return ()
    count = max(3, round(dice.gauss(mean, mean * 0.1)))
    start = int(day.replace(tzinfo=JST).astimezone(UTC).timestamp() * 1000)
    hours = dice.choices(HOURS, BUSY, k=count)
    return sorted(start + hour * HOUR + dice.randrange(60 * MINUTE) for hour in hours)
