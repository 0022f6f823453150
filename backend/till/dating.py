"""Whether business dates are the days of their instants in Tokyo."""

from sqlalchemy import Connection, func, select

from backend.ledger.tables import transactions
from backend.ledger.verify import AT_ONCE, Finding
from backend.receipts.tables import sales
from shared.clock import business_date


def verify(connection: Connection) -> list[str]:
    """A day is an interval: its first and its last instant tell of all between. Only where they do not fit are the rows read."""
    found: list[str] = []
    for table in (sales, transactions):
        wrong = Finding(f"I9 a day of {table.name} is not the day of its time")
        at, of_day = table.c.effective_at, table.c.business_date
        for day, first, last in connection.execute(select(of_day, func.min(at), func.max(at)).group_by(of_day)).all():
            if business_date(first) != day or business_date(last) != day:
                rows = connection.execute(select(table.c.id, at).where(of_day == day), execution_options={"yield_per": AT_ONCE})
                for row_id, instant in rows:
                    if business_date(instant) != day:
                        wrong.add(row_id)
        found += wrong.said()
    return found
