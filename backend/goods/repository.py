"""Goods by SKU. Given a connection; nothing is decided here."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, or_, select

from backend.goods.tables import goods
from shared.wire import goods as wire

PAGE = 50
MOST_CATEGORIES = 100
_SHOWN = [goods.c[name] for name in wire.Good.__struct_fields__]


def pictures(connection: Connection, skus: Iterable[str]) -> dict[str, str]:
    """The picture's hash by SKU, of those that have one."""
    wanted = sorted({*skus} - {""})
    if not wanted:
        return {}
    found = select(goods.c.sku, goods.c.picture).where(goods.c.sku.in_(wanted), goods.c.picture.is_not(None))
    return {row.sku: row.picture for row in connection.execute(found)}


def save(connection: Connection, good: wire.SaveGood, now: int) -> None:
    connection.execute(delete(goods).where(goods.c.sku == good.sku))
    values = {name: getattr(good, name) for name in wire.SaveGood.__struct_fields__} | {"name_en": good.name_en or good.name_ja}
    connection.execute(insert(goods).values(**values, changed_at=now))


def one(connection: Connection, sku: str) -> wire.Good | None:
    row = connection.execute(select(*_SHOWN).where(goods.c.sku == sku)).mappings().one_or_none()
    return None if row is None else wire.Good(**row)


def page(connection: Connection, search: str, after: str | None) -> wire.GoodsPage:
    """By SKU; `search` in SKU, names or category. `after` is the last SKU of the page before."""
    query = select(*_SHOWN).order_by(goods.c.sku).limit(PAGE + 1)
    if search:
        columns = (goods.c.sku, goods.c.name_ja, goods.c.name_en, goods.c.category)
        query = query.where(or_(*(column.icontains(search, autoescape=True) for column in columns)))
    if after is not None:
        query = query.where(goods.c.sku > after)
    rows = [wire.Good(**row) for row in connection.execute(query).mappings()]
    kinds = select(goods.c.category).where(goods.c.category != "").distinct().order_by(goods.c.category).limit(MOST_CATEGORIES)
    return wire.GoodsPage(
        rows=tuple(rows[:PAGE]),
        next=rows[PAGE - 1].sku if len(rows) > PAGE else None,
        categories=tuple(connection.scalars(kinds)) if after is None else (),
    )


def prizes(connection: Connection, at_most: int | None, limit: int) -> tuple[wire.Prize, ...]:
    """Goods for points, the dearest first; `at_most` points each."""
    query = _priced().order_by(goods.c.points.desc(), goods.c.sku).limit(limit)
    if at_most is not None:
        query = query.where(goods.c.points <= at_most)
    return tuple(_prize(row) for row in connection.execute(query))


def any_for_points(connection: Connection) -> bool:
    """Whether points buy anything, or would where exchanges are switched off just now."""
    return connection.execute(_priced().limit(1)).first() is not None


def names(connection: Connection, sku: str) -> tuple[str, str]:
    """(ja, en), empty for one that is not there."""
    row = connection.execute(select(goods.c.name_ja, goods.c.name_en).where(goods.c.sku == sku)).one_or_none()
    return ("", "") if row is None else (row.name_ja, row.name_en)


def _priced() -> Any:  # noqa: ANN401 - a select, whose type SQLAlchemy spells out by column
    return select(goods.c.sku, goods.c.name_ja, goods.c.name_en, goods.c.picture, goods.c.points).where(goods.c.active, goods.c.points > 0)


def _prize(row: Row[Any]) -> wire.Prize:
    return wire.Prize(sku=row.sku, name_ja=row.name_ja, name_en=row.name_en, picture=row.picture, points=row.points)
