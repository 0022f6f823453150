"""What the till asks of a database engine: sets of rows in, sets of rows out."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple, Protocol

from sqlalchemy import Table

from backend.till.queries import Query

Rows = Sequence[tuple[Any, ...]]


class Update(NamedTuple):
    """`UPDATE table SET columns WHERE key`: rows hold the new values, then the key."""

    table: Table
    columns: tuple[str, ...]
    key: str = "id"
    add: bool = False
    """Adds to the columns instead of replacing them: counters."""


class Upsert(NamedTuple):
    """Adds to counters, making the row where there is none: rows hold the key, then what to add, in the order of the table."""

    table: Table


class TillEngine(Protocol):
    locks: bool
    """Whether others write at the same time, so that rows must be locked before they are read."""

    def all(self, sql: str) -> Rows: ...

    def fetch(self, query: Query, keys: Collection[Any]) -> Rows:
        """One statement for all keys; none for no keys. Single-column keys are plain values, others tuples."""
        ...

    def lock(self, table: Table, keys: Collection[str], *, shared: bool = False) -> None:
        """Locks rows in the order of their ids."""
        ...

    def insert(self, table: Table, rows: Rows, *, lenient: bool = False) -> None:
        """One statement; `lenient` skips rows that are there already."""
        ...

    def update(self, update: Update, rows: Rows) -> None: ...

    def upsert(self, upsert: Upsert, rows: Rows) -> None: ...


def inserted(table: Table) -> list[str]:
    """The columns that rows are given for: all but the key the database counts up."""
    return [column.name for column in table.columns if column is not table.autoincrement_column]


def quoted(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
