"""Seals rows that have no seal yet, and proves that sealed ones are what they were.

A row joins the first seal made after its commit, however late that was: a seal takes what it finds without one. Whoever changes,
removes or adds a sealed row has to sign anew, and whoever holds the server's key too is betrayed by the heads that tablets keep.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import Connection, Row, func, insert, select, text

from backend.audit.rules import FIRST, Seal, head, leaf, root
from backend.audit.tables import seals

MOST = 2_000
"""Rows of one seal: sealing a busy minute must not hold up the till."""
SHOWN = 50


class Log(NamedTuple):
    """A table whose rows are sealed. The columns and their order are part of every signature: they never change."""

    table: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    order: str
    """What the unsealed ones are taken by: columns of the index on them."""


def newest(connection: Connection) -> Row[Any] | None:
    """The last seal, if there is one."""
    return connection.execute(select(seals).order_by(seals.c.number.desc()).limit(1)).one_or_none()


def head_of(row: Row[Any]) -> bytes:
    return head(Seal(row.number, row.at, row.leaves, row.root, row.previous))


def contains(connection: Connection, number: int, known: bytes) -> bool:
    """Whether the chain has this head at this place."""
    found = connection.execute(select(seals).where(seals.c.number == number)).one_or_none()
    return found is not None and head_of(found) == known


def seal(connection: Connection, logs: tuple[Log, ...], key: Ed25519PrivateKey, now: int) -> int:
    """Seals up to MOST rows; how many. The caller has seen to it that nobody seals at the same time."""
    before = newest(connection)
    number, previous = (1, FIRST) if before is None else (before.number + 1, head_of(before))
    leaves: list[bytes] = []
    for log in logs:
        leaves += _take(connection, log, number, MOST - len(leaves))
    if leaves:
        made = Seal(number, now, len(leaves), root(leaves), previous)
        connection.execute(insert(seals).values(made._asdict() | {"signature": key.sign(head(made))}))
    return len(leaves)


def _take(connection: Connection, log: Log, number: int, most: int) -> list[bytes]:
    names = ", ".join(log.columns)
    query = f"SELECT {names} FROM {log.table} WHERE seal_id IS NULL ORDER BY {log.order} LIMIT :most"  # noqa: S608 - our own names
    rows = connection.execute(text(query), {"most": most}).all()
    if rows:
        where = " AND ".join(f"{name} = :{name}" for name in log.key)
        change = f"UPDATE {log.table} SET seal_id = :seal_id WHERE {where}"  # noqa: S608 - our own names
        places = [log.columns.index(name) for name in log.key]
        connection.execute(
            text(change), [{"seal_id": number} | {name: row[n] for name, n in zip(log.key, places, strict=True)} for row in rows]
        )
    return [leaf(log.table, row) for row in rows]


def verify(
    connection: Connection, logs: tuple[Log, ...], key: Ed25519PublicKey, progress: Callable[[int, int], None] | None = None
) -> list[str]:
    """What is wrong with the chain from its first seal on; an empty list when all is as it was sealed."""
    found: list[str] = []
    total = connection.execute(select(func.count()).select_from(seals)).scalar_one()
    expected, previous = 1, FIRST
    streams = [_Leaves(connection, log) for log in logs]
    rows: Iterable[Row[Any]] = connection.execute(select(seals).order_by(seals.c.number), execution_options={"yield_per": 500})
    for done, row in enumerate(rows, 1):
        here = Seal(row.number, row.at, row.leaves, row.root, row.previous)
        leaves = [each for stream in streams for each in stream.of(here.number)]
        found += [f"seal {here.number}: {wrong}" for wrong in _judge(here, row.signature, expected, previous, leaves, key)]
        expected, previous = here.number + 1, head(here)
        if progress is not None:
            progress(done, total)
    strays = [(stream.table, number) for stream in streams for number in stream.rest()]
    found += [f"rows of {table} name seal {number}, which does not exist" for table, number in strays[:SHOWN]]
    return found


def _judge(here: Seal, signature: bytes, expected: int, previous: bytes, leaves: list[bytes], key: Ed25519PublicKey) -> list[str]:
    found: list[str] = []
    if here.number != expected:
        found.append(f"seal {expected} is missing before it")
    if here.previous != previous:
        found.append("it does not follow the one before")
    try:
        key.verify(signature, head(here))
    except InvalidSignature:
        found.append("its signature is not ours")
    if here.leaves != len(leaves):
        found.append(f"{here.leaves} rows were sealed, {len(leaves)} are there")
    elif root(leaves) != here.root:
        found.append("a row is not what it was")
    return found


class _Leaves:
    """A table's leaves seal by seal, in one pass that never holds more than one seal."""

    def __init__(self, connection: Connection, log: Log) -> None:
        self.table = log.table
        query = f"SELECT seal_id, {', '.join(log.columns)} FROM {log.table} WHERE seal_id IS NOT NULL ORDER BY seal_id"  # noqa: S608 - our own names
        rows = connection.execute(text(query), execution_options={"yield_per": 500})
        self._groups = groupby(rows, key=itemgetter(0))
        self._strays: list[int] = []
        self._next: tuple[int, Iterator[Any]] | None = next(self._groups, None)

    def of(self, number: int) -> list[bytes]:
        while self._next is not None and self._next[0] < number:
            self._skip()
        if self._next is None or self._next[0] != number:
            return []
        leaves = [leaf(self.table, row[1:]) for row in self._next[1]]
        self._next = next(self._groups, None)
        return leaves

    def rest(self) -> list[int]:
        """Numbers of seals that rows name and nobody made."""
        while self._next is not None:
            self._skip()
        return self._strays

    def _skip(self) -> None:
        if self._next is not None:
            self._strays.append(self._next[0])
            self._next = next(self._groups, None)
