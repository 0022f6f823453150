"""The till's plain SQL on SQLite: prepared statements, few per table; one writer, so nothing is locked.

Rows are inserted many by one statement: `executemany` gives the interpreter's lock away twice for every row, and with a busy event
loop beside the writer each time is a change of threads.
"""

import sqlite3
from collections.abc import Collection, Iterator
from functools import cache
from itertools import chain
from typing import Any

import msgspec
from sqlalchemy import Table

from backend.till.engine import Rows, Update, Upsert, inserted, quoted
from backend.till.queries import Query

_encode = msgspec.json.Encoder().encode
AT_ONCE = (64, 16, 4, 1)
"""Rows of one INSERT: so few sizes that every statement stays prepared."""


def _as_it_is(value: bytes | None) -> bytes | None:
    return value


# The driver knows text, int and float by themselves. For each other value it asks the type, then the value for a way to adapt it, by two
# exceptions: a sale has forty of those, and they cost as much as a fifth of storing it.
sqlite3.register_adapter(bool, int)
sqlite3.register_adapter(bytes, _as_it_is)
sqlite3.register_adapter(type(None), _as_it_is)


class SqliteEngine:
    locks = False

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self, sql: str) -> Rows:
        return self._connection.execute(sql).fetchall()

    def fetch(self, query: Query, keys: Collection[Any]) -> Rows:
        return self._connection.execute(select_sql(query), (_encode(list(keys)).decode(),)).fetchall() if keys else []

    def lock(self, table: Table, keys: Collection[str], *, shared: bool = False) -> None:
        """Nothing: BEGIN IMMEDIATE already holds the only writer's lock."""

    def insert(self, table: Table, rows: Rows, *, lenient: bool = False) -> None:
        for count, values in _chunks(rows):
            self._connection.execute(insert_sql(table, count, lenient=lenient), values)

    def update(self, update: Update, rows: Rows) -> None:
        if rows:
            self._connection.executemany(update_sql(update), rows)

    def upsert(self, upsert: Upsert, rows: Rows) -> None:
        for count, values in _chunks(rows):
            self._connection.execute(upsert_sql(upsert, count), values)


def _chunks(rows: Rows) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """(how many rows, their values in one line)"""
    at = 0
    for count in AT_ONCE:
        while at + count <= len(rows):
            yield count, tuple(chain.from_iterable(rows[at : at + count]))
            at += count


@cache
def select_sql(query: Query) -> str:
    values = ["value"] if len(query.types) == 1 else [f"value ->> {n}" for n in range(len(query.types))]
    columns = ", ".join(f"{value} AS k{n}" for n, value in enumerate(values))
    # CROSS JOIN keeps SQLite's planner from scanning the table and looking up the keys.
    return query.sql.replace("{keys} JOIN", f"(SELECT {columns} FROM json_each(?)) k CROSS JOIN")  # noqa: S608 - our own constant text


@cache
def insert_sql(table: Table, count: int = 1, *, lenient: bool = False) -> str:
    names = inserted(table)
    verb = "INSERT OR IGNORE" if lenient else "INSERT"
    row = f"({', '.join('?' * len(names))})"
    return f"{verb} INTO {table.name} ({quoted(names)}) VALUES {', '.join([row] * count)}"


@cache
def update_sql(update: Update) -> str:
    changes = ", ".join(f'"{name}" = "{name}" + ?' if update.add else f'"{name}" = ?' for name in update.columns)
    return f'UPDATE {update.table.name} SET {changes} WHERE "{update.key}" = ?'  # noqa: S608 - names of our own tables


@cache
def upsert_sql(upsert: Upsert, count: int = 1) -> str:
    table = upsert.table
    keys = [column.name for column in table.primary_key]
    changes = ", ".join(f'"{name}" = {table.name}."{name}" + excluded."{name}"' for name in inserted(table) if name not in keys)
    return f"{insert_sql(table, count)} ON CONFLICT ({quoted(keys)}) DO UPDATE SET {changes}"
