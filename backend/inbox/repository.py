"""Raw bodies of others: kept before they are acknowledged, then applied in order. Given a connection; nothing is decided here."""

import re
from typing import Literal, NamedTuple

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from backend.inbox.tables import inbox, inbox_numbers
from shared.qr.number import is_card_number

State = Literal["new", "done", "parked", "failed"]
PAGE = 100
TWELVE = re.compile(rb"(?<!\d)\d{12}(?!\d)")


class Item(NamedTuple):
    id: int
    connector_id: str
    body: bytes
    tries: int
    next_try_at: int
    received_at: int


def fingerprint_of(connection: Connection, connector_id: str, event_id: str) -> bytes | None:
    found = select(inbox.c.fingerprint).where(inbox.c.connector_id == connector_id, inbox.c.event_id == event_id)
    return connection.scalars(found).one_or_none()


def add(connection: Connection, *, connector_id: str, event_id: str, fingerprint: bytes, body: bytes, now: int) -> None:
    values = {"connector_id": connector_id, "event_id": event_id, "fingerprint": fingerprint, "body": body, "received_at": now}
    made = insert(inbox).values(**values, state="new", tries=0, next_try_at=now, problem="").returning(inbox.c.id)
    item = connection.execute(made).scalar_one()
    found = numbers(body)
    if found:
        connection.execute(insert(inbox_numbers), [{"number": number, "inbox_id": item} for number in sorted(found)])


def numbers(body: bytes) -> set[str]:
    """What could be a card's number in it: twelve digits that their last one checks."""
    return {number for each in TWELVE.findall(body) if is_card_number(number := each.decode())}


def forget(connection: Connection, number: str) -> None:
    """The events stay, with a number that is nobody's."""
    held = inbox_numbers.c.number == number
    for item, body in connection.execute(
        select(inbox.c.id, inbox.c.body).where(inbox.c.id.in_(select(inbox_numbers.c.inbox_id).where(held)))
    ):
        connection.execute(update(inbox).where(inbox.c.id == item).values(body=body.replace(number.encode(), b"0" * len(number))))
    connection.execute(delete(inbox_numbers).where(held))


def waiting_connectors(connection: Connection) -> dict[str, int]:
    """Connector → how much of it waits."""
    found = select(inbox.c.connector_id, func.count().label("depth")).where(inbox.c.state == "new").group_by(inbox.c.connector_id)
    return {row.connector_id: row.depth for row in connection.execute(found)}


def waiting(connection: Connection, connector_id: str) -> list[Item]:
    """What this connector sent and nobody has applied yet, oldest first."""
    return _items(connection, inbox.c.connector_id == connector_id, inbox.c.state == "new")


def parked(connection: Connection, now: int) -> list[Item]:
    """What waited for something to be set up, and may be tried again."""
    return _items(connection, inbox.c.state == "parked", inbox.c.next_try_at <= now)


def _items(connection: Connection, *conditions: ColumnElement[bool]) -> list[Item]:
    columns = (inbox.c.id, inbox.c.connector_id, inbox.c.body, inbox.c.tries, inbox.c.next_try_at, inbox.c.received_at)
    found = connection.execute(select(*columns).where(*conditions).order_by(inbox.c.id).limit(PAGE))
    return [Item(row.id, row.connector_id, row.body, row.tries, row.next_try_at, row.received_at) for row in found]


def settle(connection: Connection, item: Item, state: State, *, problem: str, next_try_at: int) -> None:
    values = {"state": state, "tries": item.tries + 1, "problem": problem, "next_try_at": next_try_at}
    connection.execute(update(inbox).where(inbox.c.id == item.id).values(**values))
