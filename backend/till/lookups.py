"""The few reads that an endpoint needs before it may hand an act to the till. Given a connection."""

from sqlalchemy import Connection, select

from backend.till.tables import adjustments, operations, redemptions, visits


def store_of_visit(connection: Connection, visit_id: str) -> str | None:
    return connection.scalars(select(visits.c.store_id).where(visits.c.id == visit_id)).one_or_none()


def store_of_redemption(connection: Connection, redemption_id: str) -> str | None:
    return connection.scalars(select(redemptions.c.store_id).where(redemptions.c.id == redemption_id)).one_or_none()


def store_of_adjustment(connection: Connection, adjustment_id: str) -> str | None:
    return connection.scalars(select(adjustments.c.store_id).where(adjustments.c.id == adjustment_id)).one_or_none()


def is_done(connection: Connection, source: str, op_id: str, fingerprint: bytes) -> bool:
    """Whether this very operation was accepted before."""
    found = select(operations.c.fingerprint).where(operations.c.source == source, operations.c.op_id == op_id, operations.c.accepted)
    return connection.scalars(found).one_or_none() == fingerprint
