"""Baskets and sales: the same seed gives the same shop."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime

from shared.clock import HOUR, JST, MINUTE, business_date, to_date, to_datetime
from shared.wire.coupons import Voucher
from shared.wire.sales import Discount, Line, Ref, Sale, SaleKey, Tax, Tender
from tools.demo.goods import GOODS, Goods

HOURS = (8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18)
BUSY = (16, 12, 9, 11, 18, 12, 8, 12, 11, 13, 9)
"""How the day breathes: breakfast, lunch, the way home."""
WEEKDAYS = (0.8, 0.85, 0.9, 0.9, 1.05, 1.5, 1.35)


@dataclass(frozen=True, slots=True)
class Basket:
    lines: tuple[Line, ...]
    taxes: tuple[Tax, ...]
    total: int


def basket(dice: random.Random) -> Basket:
    count = dice.choices((1, 2, 3, 4, 5, 6), (20, 30, 22, 14, 9, 5))[0]
    chosen: dict[str, tuple[Goods, int]] = {}
    for goods in dice.choices(GOODS, [goods.weight for goods in GOODS], k=count):
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


def moments(dice: random.Random, day: datetime, mean: float) -> list[int]:
    """Instants of a day's sales in order; `day` is midnight in the shop's calendar."""
    count = max(3, round(dice.gauss(mean * WEEKDAYS[day.weekday()], mean * 0.1)))
    start = int(day.replace(tzinfo=JST).astimezone(UTC).timestamp() * 1000)
    return sorted(start + dice.choices(HOURS, BUSY)[0] * HOUR + dice.randrange(60 * MINUTE) for _ in range(count))
