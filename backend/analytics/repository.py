"""Sums over the aggregates that the till keeps. Given a connection; days are inclusive."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, or_, select

from backend.analytics.rules import Period
from backend.coupons.tables import coupons, vouchers
from backend.receipts.tables import parked_returns, sale_lines, sales
from backend.stats.tables import store_hour
from backend.stores.tables import stores
from backend.till.tables import redemptions
from shared.clock import day_number

COUNTERS = tuple(column.name for column in store_hour.columns if not column.primary_key)


def names(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """Stores by id, in the order of their names."""
    found = connection.execute(select(stores.c.id, stores.c.name).where(stores.c.id.in_(ids)))
    return dict(sorted(((row.id, row.name) for row in found), key=lambda one: one[::-1]))  # engines sort Japanese each in their own way


def days(connection: Connection, ids: Sequence[str], wanted: Iterable[Period]) -> Sequence[Row[Any]]:
    """One row for each store and day on which anything happened."""
    ranges = [store_hour.c.business_date.between(day_number(each.first), day_number(each.last)) for each in wanted]
    keys = (store_hour.c.store_id, store_hour.c.business_date)
    query = select(*keys, *(func.sum(store_hour.c[name]).label(name) for name in COUNTERS))
    return connection.execute(query.where(store_hour.c.store_id.in_(ids), or_(*ranges)).group_by(*keys)).all()


def hours(connection: Connection, ids: Sequence[str], wanted: Period) -> Sequence[Row[Any]]:
    """One row for each day and hour, of all stores together."""
    keys = (store_hour.c.business_date, store_hour.c.hour)
    query = select(*keys, *(func.sum(store_hour.c[name]).label(name) for name in ("sales", "receipts", "visits")))
    within = store_hour.c.business_date.between(day_number(wanted.first), day_number(wanted.last))
    return connection.execute(query.where(store_hour.c.store_id.in_(ids), within).group_by(*keys)).all()


def until_hour(connection: Connection, ids: Sequence[str], day: int, hour: int) -> Sequence[Row[Any]]:
    """The hours of a day up to this one, of each store: for comparing with a day that still runs."""
    query = select(store_hour).where(store_hour.c.store_id.in_(ids), store_hour.c.business_date == day, store_hour.c.hour <= hour)
    return connection.execute(query).all()


def items(ids: Sequence[str], wanted: Period) -> "Select[*tuple[Any, ...]]":
    """Goods by what they sold for. Read from the lines themselves: a million of them take 0.7 s, a month's share of them 0.05 s.

    A return whose sale has not come yet counts when it has, as everywhere.
    """
    amount = func.sum(sale_lines.c.amount).label("amount")
    parked = parked_returns.c
    return (
        select(
            sale_lines.c.sku,
            func.max(sale_lines.c.name).label("name"),
            func.sum(sale_lines.c.quantity_milli).label("quantity_milli"),
            amount,
        )
        .select_from(sales.join(sale_lines, sale_lines.c.sale_id == sales.c.id))
        .join(parked_returns, and_(parked.sale_id == sales.c.id, parked.applied_at.is_(None)), isouter=True)
        .where(
            sales.c.store_id.in_(ids),
            sales.c.business_date.between(day_number(wanted.first), day_number(wanted.last)),
            parked.sale_id.is_(None),
        )
        .group_by(sale_lines.c.sku)
        .order_by(amount.desc(), sale_lines.c.sku)
    )


def coupon_uses(connection: Connection, ids: Sequence[str], since: int, until: int) -> Sequence[Row[Any]]:
    """Every coupon, the newest first, with its uses at these stores between two instants and what was bought with it."""
    uses = (
        select(
            vouchers.c.coupon_id,
            func.count().label("used"),
            func.count(sales.c.id).label("receipts"),
            func.coalesce(func.sum(sales.c.total), 0).label("sales"),
        )
        .join(redemptions, redemptions.c.id == vouchers.c.redemption_id)
        .join(sales, sales.c.id == redemptions.c.sale_id, isouter=True)
        .where(vouchers.c.state == "used", vouchers.c.used_at.between(since, until), redemptions.c.store_id.in_(ids))
        .group_by(vouchers.c.coupon_id)
        .subquery()
    )
    query = select(coupons, uses.c.used.label("used_here"), uses.c.receipts, uses.c.sales)
    joined = query.join(uses, uses.c.coupon_id == coupons.c.id, isouter=True)
    return connection.execute(joined.order_by(coupons.c.created_at.desc(), coupons.c.id)).all()
