from sqlalchemy import Connection, func, select

from backend.cases.tables import cases


def open_count(connection: Connection, store: str) -> int:
    """How many wait for a person."""
    return connection.execute(select(func.count()).where(cases.c.store_id == store, cases.c.closed_at.is_(None))).scalar_one()
