"""The till's plain SQL on PostgreSQL: one COPY or `unnest` statement per table, row locks in the order of ids."""

from collections.abc import Collection
from functools import cache
from typing import Any

import psycopg
from psycopg.abc import Query as Sql
from sqlalchemy import BigInteger, Boolean, Integer, LargeBinary, Table
from sqlalchemy.dialects import postgresql

from backend.till.engine import Rows, Update, Upsert, inserted, quoted
from backend.till.queries import Query

_DIALECT = postgresql.dialect()  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]  SQLAlchemy leaves it untyped


class PostgresEngine:
    locks = True

    def __init__(self, connection: "psycopg.Connection[Any]") -> None:
        self._connection = connection

    def all(self, sql: str) -> Rows:
        return self._run(sql, ()).fetchall()

    def fetch(self, query: Query, keys: Collection[Any]) -> Rows:
        if not keys:
            return []
        return self._run(_select(query), [list(keys)] if len(query.types) == 1 else _columns(list(keys))).fetchall()

    def lock(self, table: Table, keys: Collection[str], *, shared: bool = False) -> None:
        if keys:
            self._run(_lock(table, shared=shared), [list(keys)])

    def insert(self, table: Table, rows: Rows, *, lenient: bool = False) -> None:
        if lenient and rows:
            self._run(_insert(table, lenient=True), _columns(rows))
        elif rows:  # COPY: a driver that writes arrays needs twice the time of the engine
            with self._connection.cursor().copy(_copy(table)) as copy:
                for row in rows:
                    copy.write_row(row)

    def update(self, update: Update, rows: Rows) -> None:
        if rows:
            self._run(_update(update), _columns(rows))

    def upsert(self, upsert: Upsert, rows: Rows) -> None:
        if rows:
            self._run(_upsert(upsert), _columns(rows))

    def _run(self, sql: str, args: Any) -> "psycopg.Cursor[Any]":  # noqa: ANN401 - lists of columns
        query: Sql = sql.encode()
        return self._connection.cursor().execute(query, args, prepare=True)


def _columns(rows: Rows) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]


def _type(table: Table, name: str) -> str:
    column = table.columns[name].type
    impl = column.dialect_impl(_DIALECT)  # pyright: ignore[reportUnknownArgumentType]  as above
    if isinstance(impl, postgresql.UUID):
        return "uuid"
    for kind, sql in ((Boolean, "boolean"), (LargeBinary, "bytea"), (BigInteger, "bigint"), (Integer, "integer")):
        if isinstance(impl, kind):
            return sql
    return "text"


def _unnest(types: list[str]) -> str:
    return f"unnest({', '.join(f'%s::{each}[]' for each in types)})"


@cache
def _select(query: Query) -> str:
    names = ", ".join(f"k{n}" for n in range(len(query.types)))
    return query.sql.replace("{keys}", f"{_unnest(list(query.types))} k({names})")


@cache
def _lock(table: Table, *, shared: bool) -> str:
    key = next(iter(table.primary_key)).name
    # Not FOR UPDATE: foreign keys that point here may be checked meanwhile.
    mode = "SHARE" if shared else "NO KEY UPDATE"
    return f'SELECT 1 FROM {table.name} WHERE "{key}" = ANY(%s::{_type(table, key)}[]) ORDER BY "{key}" FOR {mode}'  # noqa: S608 - our own names


@cache
def _insert(table: Table, *, lenient: bool = False) -> str:
    names = inserted(table)
    types = [_type(table, name) for name in names]
    tail = " ON CONFLICT DO NOTHING" if lenient else ""
    return f"INSERT INTO {table.name} ({quoted(names)}) SELECT * FROM {_unnest(types)}{tail}"  # noqa: S608 - names of our own tables


@cache
def _copy(table: Table) -> bytes:
    return f"COPY {table.name} ({quoted(inserted(table))}) FROM STDIN".encode()


@cache
def _update(update: Update) -> str:
    names = [*update.columns, update.key]
    types = [_type(update.table, name) for name in names]
    changes = ", ".join(f'"{name}" = {f"t.{quoted([name])} + " if update.add else ""}d."{name}"' for name in update.columns)
    return (
        f"UPDATE {update.table.name} t SET {changes} FROM {_unnest(types)} d({quoted(names)})"  # noqa: S608 - names of our own tables
        f' WHERE t."{update.key}" = d."{update.key}"'
    )


@cache
def _upsert(upsert: Upsert) -> str:
    table = upsert.table
    keys = [column.name for column in table.primary_key]
    changes = ", ".join(f'"{name}" = {table.name}."{name}" + excluded."{name}"' for name in inserted(table) if name not in keys)
    return f"{_insert(table)} ON CONFLICT ({quoted(keys)}) DO UPDATE SET {changes}"
