"""Reads of the outbox. Rows are written by whoever changes something, in the same transaction."""

from typing import NamedTuple

from sqlalchemy import Connection, func, select

from backend.events.tables import outbox

PAGE = 200


class Event(NamedTuple):
    version: int
    payload: str
    """JSON of wire.events.AccountEvent."""


class Hint(NamedTuple):
    id: int
    kind: str
    at: int


class Trace(NamedTuple):
    id: int
    account_id: str | None
    store_id: str | None


def account_events(connection: Connection, account_id: str, after: int) -> list[Event]:
    """What the member can see after this version, oldest first, a page at most."""
    found = connection.execute(
        select(outbox.c.version, outbox.c.payload)
        .where(outbox.c.account_id == account_id, outbox.c.version > after)
        .order_by(outbox.c.version)
        .limit(PAGE)
    )
    return [Event(row.version, row.payload) for row in found]


def hints(connection: Connection, store_id: str, after: int) -> list[Hint]:
    """What happened at the store after this row, oldest first."""
    found = connection.execute(
        select(outbox.c.id, outbox.c.kind, outbox.c.recorded_at)
        .where(outbox.c.store_id == store_id, outbox.c.id > after)
        .order_by(outbox.c.id)
        .limit(PAGE)
    )
    return [Hint(row.id, row.kind, row.recorded_at) for row in found]


def traces(connection: Connection, after: int) -> list[Trace]:
    """Whose rows came after this one, whatever they say."""
    found = connection.execute(
        select(outbox.c.id, outbox.c.account_id, outbox.c.store_id).where(outbox.c.id > after).order_by(outbox.c.id).limit(5000)
    )
    return [Trace(row.id, row.account_id, row.store_id) for row in found]


def last_id(connection: Connection) -> int:
    return connection.scalars(select(func.coalesce(func.max(outbox.c.id), 0))).one()
