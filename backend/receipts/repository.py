"""Receipts as the member keeps them."""

from collections import Counter
from typing import Any

import msgspec
from sqlalchemy import CTE, Connection, Row, and_, case, exists, func, not_, or_, select

from backend.goods.repository import pictures
from backend.goods.tables import goods
from backend.receipts.rules import AMENDED, Body
from backend.receipts.tables import receipts, sale_lines, sales
from backend.stores.tables import stores
from shared.clock import to_date, to_datetime
from shared.qr import r1
from shared.wire import receipts as wire

_back = sales.alias("taken_back")
_mine = _back.c.original_id == sales.c.id
_pieces = func.coalesce(func.sum(sale_lines.c.quantity_milli), 0)
SOLD = case(
    (sales.c.total != 0, sales.c.total),
    else_=select(_pieces).where(sale_lines.c.sale_id == sales.c.id).correlate(sales).scalar_subquery(),
).label("sold")
"""What a sale is measured by: yen, or thousandths of its pieces where they cost nothing."""
GIVEN_BACK = case(
    (sales.c.total != 0, select(func.coalesce(func.sum(-_back.c.total), 0)).where(_mine).scalar_subquery()),
    else_=select(-_pieces).join(_back, _back.c.id == sale_lines.c.sale_id).where(_mine).correlate(sales).scalar_subquery(),
).label("given_back")


_later = sales.alias("taken_back_by_a_revision")
_SUPERSEDED = exists().where(_later.c.original_id == sales.c.id, _later.c.notes.contains(AMENDED))
COUNTS = and_(or_(sales.c.kind == "sale", not_(sales.c.notes.contains(AMENDED))), not_(_SUPERSEDED))
"""What no later revision of the same number has taken the place of."""


def returned(row: Row[Any]) -> wire.Returned:
    """Of a row with SOLD and GIVEN_BACK. A return that did not happen after all gives nothing back."""
    return "none" if not row.given_back else "part" if row.given_back < row.sold else "whole"


def tills(store: str) -> CTE:
    """Every terminal that has sold at a store: from one to the next in the index, however many sales lie between."""
    mine = select(func.min(sales.c.terminal).label("terminal")).where(sales.c.store_id == store)
    walk = mine.cte("tills", recursive=True)
    beyond = select(func.min(sales.c.terminal)).where(sales.c.store_id == store, sales.c.terminal > walk.c.terminal).scalar_subquery()
    return walk.union_all(select(beyond).where(walk.c.terminal.is_not(None)))


def receipt(connection: Connection, member_id: str, sale_id: str) -> wire.Receipt | None:
    """One of the member's own. What only took another row back is no paper of anybody's: its sale is shown."""
    query = (
        select(
            sales, receipts.c.tx_id, receipts.c.points, receipts.c.points_used, stores.c.name, stores.c.issuer, stores.c.registration,
            SOLD, GIVEN_BACK,
        )
        .join(sales, sales.c.id == receipts.c.sale_id)
        .join(stores, stores.c.id == sales.c.store_id)
        .where(receipts.c.sale_id == sale_id, receipts.c.member_id == member_id)
    )  # fmt: skip
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    if row.kind == "return" and row.original_id is not None and (AMENDED in row.notes or row.total > 0):
        return receipt(connection, member_id, row.original_id)
    body = msgspec.json.decode(row.body, type=Body)
    return wire.Receipt(
        id=row.id,
        kind=row.kind,
        store=row.store_id,
        store_name=row.name,
        issuer=row.issuer,
        registration=row.registration,
        terminal=row.terminal,
        number=row.number,
        at=to_datetime(row.occurred_at),
        business_date=to_date(row.business_date),
        lines=lines(connection, sale_id),
        discounts=tuple(wire.ReceiptTender(kind="discount", name=each.name, amount=each.amount) for each in body.discounts),
        taxes=tuple(wire.ReceiptTax(rate_permille=each.rate_permille, taxable=each.taxable, tax=each.tax) for each in body.taxes),
        tenders=tuple(wire.ReceiptTender(kind=each.kind, name=each.name, amount=each.amount) for each in body.tenders),
        total=row.total,
        points=row.points,
        points_used=row.points_used,
        grant=row.tx_id,
        original=row.original_id,
        returns=_returns(connection, sale_id) if row.kind == "sale" else (),
        code=r1.make(sale_id) if row.kind == "sale" and returned(row) != "whole" else "",
        amends=_revision(connection, member_id, row, before=True) if AMENDED in row.notes else None,
        amended_by=_revision(connection, member_id, row, before=False) if returned(row) == "whole" else None,
    )


def _revision(connection: Connection, member_id: str, row: Row[Any], *, before: bool) -> str | None:
    """The member's own next lower revision of a sale's number, or its highest where that is higher."""
    mine = (sales.c.store_id, row.store_id), (sales.c.terminal, row.terminal), (sales.c.number, row.number), (sales.c.source, row.source)
    beyond = sales.c.revision < row.revision if before else sales.c.revision > row.revision
    query = (
        select(sales.c.id)
        .join(receipts, receipts.c.sale_id == sales.c.id)
        .where(*[column == value for column, value in mine], beyond, sales.c.kind == "sale", receipts.c.member_id == member_id)
        .order_by(sales.c.revision.desc())
        .limit(1)
    )
    return connection.execute(query).scalar_one_or_none()


def _returns(connection: Connection, sale_id: str) -> tuple[wire.ReceiptReturn, ...]:
    """Those that stand: one that did not happen after all has come again under its number, the other way round."""
    found = connection.execute(select(sales).where(sales.c.original_id == sale_id).order_by(sales.c.recorded_at, sales.c.id)).all()
    found = [row for row in found if AMENDED not in row.notes]
    times = Counter((row.source, row.store_id, row.terminal, row.number) for row in found)
    standing = [row for row in found if times[row.source, row.store_id, row.terminal, row.number] == 1]
    return tuple(wire.ReceiptReturn(id=row.id, at=to_datetime(row.occurred_at), total=-row.total) for row in standing)


def lines(connection: Connection, sale_id: str) -> tuple[wire.ReceiptLine, ...]:
    """With the goods' pictures."""
    found = connection.execute(select(sale_lines).where(sale_lines.c.sale_id == sale_id).order_by(sale_lines.c.n)).all()
    pictured = pictures(connection, [line.sku for line in found])
    return tuple(
        wire.ReceiptLine(
            n=line.n,
            name=line.name,
            quantity_milli=line.quantity_milli,
            unit_price=line.unit_price,
            amount=line.amount,
            discount=line.discount,
            reduced=line.tax_rate_permille == 80,
            picture=pictured.get(line.sku),
        )
        for line in found
    )


def last_purchase(connection: Connection, member_id: str) -> tuple[str, int, str, int] | None:
    """(sale, at, store's name, total) of the newest sale, returns aside."""
    query = (
        select(sales.c.id, receipts.c.occurred_at, stores.c.name, sales.c.total)
        .join(sales, sales.c.id == receipts.c.sale_id)
        .join(stores, stores.c.id == sales.c.store_id)
        .where(receipts.c.member_id == member_id, sales.c.kind == "sale", COUNTS)
        .order_by(receipts.c.occurred_at.desc())
        .limit(1)
    )
    found = connection.execute(query).one_or_none()
    return None if found is None else (found.id, found.occurred_at, found.name, found.total)


def items(connection: Connection, sale_id: str, limit: int) -> list[tuple[str, str | None]]:
    """(name, picture) of the dearest things first."""
    query = (
        select(sale_lines.c.name, goods.c.picture)
        .outerjoin(goods, goods.c.sku == sale_lines.c.sku)
        .where(sale_lines.c.sale_id == sale_id)
        .order_by(sale_lines.c.amount.desc(), sale_lines.c.n)
    )
    return [(row.name, row.picture) for row in connection.execute(query.limit(limit))]


def latest(connection: Connection, store: str, business_date: int, limit: int) -> list[tuple[int, int, str, int | None, str | None]]:
    """(recorded_at, total, kind, points, member or None) of a store's newest sales of a day."""
    query = (
        select(sales.c.recorded_at, sales.c.total, sales.c.kind, receipts.c.points, receipts.c.member_id)
        .join(receipts, receipts.c.sale_id == sales.c.id, isouter=True)
        .where(sales.c.store_id == store, sales.c.business_date == business_date, COUNTS)
        .order_by(sales.c.recorded_at.desc(), sales.c.id.desc())
        .limit(limit)
    )
    return [(row.recorded_at, row.total, row.kind, row.points, row.member_id) for row in connection.execute(query)]
