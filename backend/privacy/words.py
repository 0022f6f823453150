"""What the staff wrote in their own words about somebody. It may name him, so it goes with him; what was decided stays."""

from sqlalchemy import Connection, update

from backend.cases.tables import cases
from backend.till.tables import adjustments


def forget(connection: Connection, member_id: str) -> None:
    connection.execute(update(adjustments).where(adjustments.c.member_id == member_id).values(note=""))
    closed = update(cases).where(cases.c.member_id == member_id, cases.c.closed_at.is_not(None))
    connection.execute(closed.values(reason=""))
