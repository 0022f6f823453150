"""A member's receipts, searched: pages with the sums of their months, and every line for the household book."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, literal, select, tuple_

from backend.db.columns import UUID
from backend.kit.http import is_id
from backend.receipts.repository import COUNTS, GIVEN_BACK, SOLD, returned
from backend.receipts.rules import AMENDED
from backend.receipts.search import Search, meant
from backend.receipts.tables import receipts, sale_lines, sales
from backend.stores.tables import stores
from shared.clock import DAY, HOUR, end_of_day, end_of_month, to_datetime, tokyo
from shared.wire import receipts as wire

PAGE = 30
EVERYTHING = Search()
_JST = 9 * HOUR


def page(connection: Connection, member_id: str, search: Search = EVERYTHING, before: str | None = None) -> wire.ReceiptsPage:
    """Newest first; `before` is a page's `next`."""
    names = None if not search.text else _names(connection, member_id, search.text)
    if names is not None and not names:
        return wire.ReceiptsPage(rows=(), next=None, stores=_stores(connection, member_id) if before is None else ())
    within = _within(member_id, search, names)
    query = _rows(names).where(*within).order_by(receipts.c.occurred_at.desc(), receipts.c.sale_id.desc()).limit(PAGE + 1)
    mark = _mark(before)
    if mark is not None:
        query = query.where(tuple_(receipts.c.occurred_at, receipts.c.sale_id) < tuple_(literal(mark[0]), literal(mark[1], UUID)))
    found = connection.execute(query).all()
    shown = found[:PAGE]
    last = shown[-1] if len(found) > PAGE else None
    return wire.ReceiptsPage(
        rows=tuple(_row(each) for each in shown),
        next=None if last is None else f"{last.occurred_at}.{last.sale_id}",
        months=_months(connection, within, {tokyo(each.occurred_at).date().replace(day=1) for each in shown}),
        stores=_stores(connection, member_id) if before is None else (),
    )


def _names(connection: Connection, member_id: str, text: str) -> list[str]:
    """What is meant among the names of all that the member ever bought. They are few; folding kana and widths is no engine's business."""
    query = select(sale_lines.c.name).distinct().join(receipts, receipts.c.sale_id == sale_lines.c.sale_id)
    return [name for name in connection.scalars(query.where(receipts.c.member_id == member_id)) if meant(name, text)]


def _within(member_id: str, search: Search, names: list[str] | None) -> list[ColumnElement[bool]]:
    within: list[ColumnElement[bool]] = [receipts.c.member_id == member_id, COUNTS]
    if search.start is not None:
        within.append(receipts.c.occurred_at >= search.start)
    if search.end is not None:
        within.append(receipts.c.occurred_at <= search.end)
    if search.low is not None:
        within.append(func.abs(sales.c.total) >= search.low)
    if search.high is not None:
        within.append(func.abs(sales.c.total) <= search.high)
    if search.store:
        within.append(sales.c.store_id == search.store)
    if names is not None:
        within.append(
            receipts.c.sale_id.in_(
                select(sale_lines.c.sale_id).where(sale_lines.c.sale_id == receipts.c.sale_id, sale_lines.c.name.in_(names))
            )
        )
    return within


def _rows(names: list[str] | None) -> Select[Any]:
    mine = sale_lines.c.sale_id == sales.c.id
    item = select(sale_lines.c.name).where(mine).order_by(sale_lines.c.n).limit(1)
    if names is not None:
        item = item.where(sale_lines.c.name.in_(names))
    return (
        select(
            receipts,
            sales.c.kind,
            sales.c.notes,
            sales.c.store_id,
            sales.c.total,
            stores.c.name,
            select(func.count()).where(mine).scalar_subquery().label("items"),
            item.scalar_subquery().label("item"),
            SOLD,
            GIVEN_BACK,
        )
        .join(sales, sales.c.id == receipts.c.sale_id)
        .join(stores, stores.c.id == sales.c.store_id)
    )


def _months(connection: Connection, within: list[ColumnElement[bool]], months: set[date]) -> tuple[wire.ReceiptMonth, ...]:
    """The sums of whole months, whatever part of them is on the page."""
    if not months:
        return ()
    day = ((receipts.c.occurred_at + _JST) // DAY).label("day")
    first, last = _start(min(months)), end_of_month(_start(max(months)), 0)
    query = (
        select(day, func.count(), func.sum(sales.c.total), func.sum(receipts.c.points))
        .join(sales, sales.c.id == receipts.c.sale_id)
        .where(*within, receipts.c.occurred_at.between(first, last))
        .group_by(day)
    )
    sums: dict[date, list[int]] = {}
    for number, *figures in connection.execute(query):
        month = tokyo(int(number) * DAY).date().replace(day=1)
        if month in months:
            known = sums.setdefault(month, [0, 0, 0])
            sums[month] = [before + int(more) for before, more in zip(known, figures, strict=True)]
    return tuple(
        wire.ReceiptMonth(month=month, receipts=count, total=total, points=points)
        for month, (count, total, points) in sorted(sums.items(), reverse=True)
    )


def _start(day: date) -> int:
    return end_of_day(day) + 1 - DAY


def _stores(connection: Connection, member_id: str) -> tuple[wire.ReceiptStore, ...]:
    mine = select(sales.c.store_id).join(receipts, receipts.c.sale_id == sales.c.id).where(receipts.c.member_id == member_id)
    found = connection.execute(select(stores.c.id, stores.c.name).where(stores.c.id.in_(mine)).order_by(stores.c.id))
    return tuple(wire.ReceiptStore(id=row.id, name=row.name) for row in found)


def _mark(before: str | None) -> tuple[int, str] | None:
    if before is None:
        return None
    at, _, sale_id = before.partition(".")
    return (int(at), sale_id) if at.isdecimal() and len(at) < 16 and is_id(sale_id) else None


def _row(row: Row[Any]) -> wire.ReceiptRow:
    return wire.ReceiptRow(
        id=row.sale_id,
        kind=row.kind,
        store=row.store_id,
        store_name=row.name,
        at=to_datetime(row.occurred_at),
        total=row.total,
        points=row.points,
        points_used=row.points_used,
        items=row.items,
        item=row.item or "",
        returned=returned(row),
        amended=AMENDED in row.notes,
    )


def bought(connection: Connection, member_id: str, search: Search) -> "Sequence[Row[*tuple[Any, ...]]]":
    """Every line of the member's receipts within the search's days and store, oldest first, with what its receipt says."""
    query = (
        select(
            receipts.c.sale_id, receipts.c.occurred_at, receipts.c.points, sales.c.total, sales.c.body, stores.c.name.label("store"),
            sale_lines.c.name, sale_lines.c.category, sale_lines.c.amount, sale_lines.c.tax_rate_permille,
        )
        .join(sales, sales.c.id == receipts.c.sale_id)
        .join(stores, stores.c.id == sales.c.store_id)
        .join(sale_lines, sale_lines.c.sale_id == sales.c.id)
        .where(*_within(member_id, search, None))
        .order_by(receipts.c.occurred_at, receipts.c.sale_id, sale_lines.c.n)
    )  # fmt: skip
    return connection.execute(query).all()
