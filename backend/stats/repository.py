"""The store's hours: added to by the till, read by the board."""

from datetime import timedelta

from sqlalchemy import Connection, Row, insert, select, update

from backend.stats.tables import store_hour
from shared.clock import day_number, tokyo

COUNTERS = tuple(column.name for column in store_hour.columns if not column.primary_key)


def add(connection: Connection, store: str, day: int, hour: int, **counters: int) -> None:
    """Adds to one hour outside the till's batches."""
    key = (store_hour.c.store_id == store) & (store_hour.c.business_date == day) & (store_hour.c.hour == hour)
    sums = {name: store_hour.c[name] + number for name, number in counters.items()}
    if connection.execute(update(store_hour).where(key).values(sums)).rowcount == 0:
        connection.execute(insert(store_hour).values(store_id=store, business_date=day, hour=hour, **counters))


def day(connection: Connection, store: str, business_date: int) -> list[Row[tuple[object, ...]]]:
    """The hours of a day, in order."""
    query = select(store_hour).where(store_hour.c.store_id == store, store_hour.c.business_date == business_date)
    return list(connection.execute(query.order_by(store_hour.c.hour)))


def week_before(now: int) -> int:
    """The same weekday a week earlier."""
    return day_number(tokyo(now).date() - timedelta(days=7))
