"""The store's hours and the members' months: added to by the till, read by the board and for ranks."""

from sqlalchemy import Connection, delete, insert, select, update

from backend.stats.tables import member_month, member_sums, member_touched, store_hour

COUNTERS = tuple(column.name for column in store_hour.columns if not column.primary_key)
Hours = list[dict[str, int]]
"""24 of them; every counter of `COUNTERS`, 0 where nothing happened."""


def add(connection: Connection, store: str, day: int, hour: int, **counters: int) -> None:
    """Adds to one hour outside the till's batches."""
    key = (store_hour.c.store_id == store) & (store_hour.c.business_date == day) & (store_hour.c.hour == hour)
    sums = {name: store_hour.c[name] + number for name, number in counters.items()}
    if connection.execute(update(store_hour).where(key).values(sums)).rowcount == 0:
        connection.execute(insert(store_hour).values(store_id=store, business_date=day, hour=hour, **counters))


def begin(connection: Connection, member_id: str) -> None:
    """A new member, of whom there is nothing to sum."""
    connection.execute(insert(member_sums).values(member_id=member_id, seen_at=0, spent=0, held=0))


def forget(connection: Connection, member_id: str) -> None:
    for table in (member_sums, member_touched):
        connection.execute(delete(table).where(table.c.member_id == member_id))


def hours(connection: Connection, store: str, day: int) -> Hours:
    found: Hours = [dict.fromkeys(COUNTERS, 0) for _ in range(24)]
    query = select(store_hour).where(store_hour.c.store_id == store, store_hour.c.business_date == day)
    for row in connection.execute(query).mappings():
        found[row["hour"]] = {name: row[name] for name in COUNTERS}
    return found


def months(connection: Connection, member_id: str, first: int, what: str = "amount") -> dict[int, int]:
    """One column by month, from a month on."""
    query = select(member_month.c.month, member_month.c[what]).where(member_month.c.member_id == member_id, member_month.c.month >= first)
    return {month: number for month, number in connection.execute(query)}  # noqa: C416 - a row is no pair to `dict`
