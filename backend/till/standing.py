"""A sale whose goods come back: as it was posted, how far its returns have come, and the next one."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Row, select

from backend.problems import Refused
from backend.receipts.lines import NONE, AllGone, everything, gone_after, kept_again, returns_undone, says_all, whole
from backend.receipts.parts import Wanted, brought_back, left_of, left_on
from backend.receipts.rules import Body
from backend.receipts.tables import sale_lines, sales
from shared.clock import business_date, to_date, to_datetime
from shared.wire import returns as wire
from shared.wire.problems import Code
from shared.wire.sales import Line, Sale, SaleKey


class Standing(NamedTuple):
    """`gone` and `yen`: what its `backs` took."""

    row: Row[Any]
    sale: Sale
    backs: Sequence[Row[Any]]
    gone: AllGone
    yen: int

    @property
    def over(self) -> bool:
        """All of it has come back."""
        return bool(self.backs) and whole(self.sale.lines, self.gone)

    def returned(self, asked: Sequence[wire.BackLine], number: str, now: int) -> Sale | Refused:
        """What is asked, brought back where it was sold; all that is left when nothing is asked. Sent again it may be more than is left."""
        known = {line.n: line for line in self.sale.lines}
        seen: set[int] = set()
        again = any(back.number == number for back in self.backs)
        for place, each in enumerate(asked):
            if each.n not in known or each.n in seen or (each.quantity_milli is None) == (each.amount is None):
                return Refused(Code.INVALID, {"where": f"lines[{place}]"})
            seen.add(each.n)
            left = left_on(known[each.n], self.gone.get(each.n, NONE))
            if not again and ((each.quantity_milli or 0) > left.milli or (each.amount or 0) > left.amount):
                return Refused(Code.RETURN_EXCEEDS_SALE)
        wanted = tuple(Wanted(each.n, each.quantity_milli, each.amount) for each in asked) or left_of(self.sale.lines, self.gone)
        back = brought_back(self.sale, self.gone, self.yen, wanted)
        original = SaleKey(store=back.store, terminal=back.terminal, number=back.number)
        when = {"occurred_at": to_datetime(now), "business_date": to_date(business_date(now))}
        return msgspec.structs.replace(back, number=number, original=original, **when)


def standing(connection: Connection, row: Row[Any]) -> Standing:
    """The sale as it was posted, and what of it came back so far."""
    lines = lines_of(connection, row.id)
    body = msgspec.json.decode(row.body, type=Body)
    backs = connection.execute(select(sales).where(sales.c.original_id == row.id).order_by(sales.c.recorded_at, sales.c.id)).all()
    gone, yen = AllGone(), 0
    for back in backs:
        gone, yen = after(lines, row.total, gone, back.total, lines_of(connection, back.id)), yen - back.total
    sale = Sale(
        store=row.store_id,
        terminal=row.terminal,
        number=row.number,
        kind="sale",
        occurred_at=to_datetime(row.occurred_at),
        business_date=to_date(row.business_date),
        lines=lines,
        taxes=body.taxes,
        tenders=body.tenders,
        discounts=body.discounts,
        total=row.total,
    )
    return Standing(row, sale, backs if gone else backs[:0], gone, yen)  # none where none of them happened after all


def after(sold: Sequence[Line], total: int, gone: AllGone, yen: int, back: Sequence[Line]) -> AllGone:
    """As the till counts it."""
    if returns_undone(back):
        return kept_again(gone, back)
    if not gone and -yen == total and says_all(sold, back):
        return everything(sold)
    counted = gone_after(sold, gone, back)
    return gone if counted is None else counted


def lines_of(connection: Connection, sale_id: str) -> tuple[Line, ...]:
    rows = connection.execute(select(sale_lines).where(sale_lines.c.sale_id == sale_id).order_by(sale_lines.c.n))
    return tuple(
        Line(
            n=line.n,
            sku=line.sku,
            name=line.name,
            category=line.category,
            tags=tuple(line.tags.split(",")) if line.tags else (),
            quantity_milli=line.quantity_milli,
            unit_price=line.unit_price,
            discount=line.discount,
            amount=line.amount,
            tax_rate_permille=line.tax_rate_permille,
            price_includes_tax=bool(line.price_includes_tax),
            points_excluded=bool(line.points_excluded),
            cost=line.cost,
            returns_line=line.returns_line,
        )
        for line in rows
    )
