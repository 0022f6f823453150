"""Goods by SKU. Given a connection; nothing is decided here."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from backend.goods.tables import goods


def pictures(connection: Connection, skus: Iterable[str]) -> dict[str, str]:
    """The picture's hash by SKU, of those that have one."""
    wanted = sorted({*skus} - {""})
    if not wanted:
        return {}
    found = select(goods.c.sku, goods.c.picture).where(goods.c.sku.in_(wanted), goods.c.picture.is_not(None))
    return {row.sku: row.picture for row in connection.execute(found)}
