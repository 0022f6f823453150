"""Lays a small shop down many times over, inside the database: a million members with their sales in about a minute.

Each copy has ids of its own (the first eight digits are the copy's number), all that belongs to a shop and not to its members adds up,
and `verify` finds nothing wrong with the whole. Rows go past the product's writer: the engine's own `INSERT … SELECT`, without
syncs and foreign keys, and nobody else may have the database open.
"""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import psycopg
from sqlalchemy import Column, Table, make_url

from backend.coupons.tables import coupons, vouchers
from backend.db.columns import UUID
from backend.earning.tables import bonus_budgets, bonus_days
from backend.events.tables import outbox
from backend.ledger.tables import accounts, holdings, lots, postings, transactions
from backend.members.tables import cards, members
from backend.receipts.tables import receipts, sale_lines, sales
from backend.stats.tables import member_month, store_hour
from backend.till.tables import code_uses, operations, redemption_vouchers, redemptions, visits

THEIRS = (
    *(members, cards, accounts, holdings, vouchers, operations, visits, code_uses, sales, sale_lines, transactions, postings, lots),
    *(redemptions, redemption_vouchers, receipts, outbox, member_month, bonus_days),
)
"""Members' rows: copied."""
SUMS = ((store_hour, ("store_id", "business_date", "hour")), (coupons, ("id",)), (bonus_budgets, ("bonus_id",)))
"""The shop's: their counters grow."""
COUNTERS = {"coupons": ("issued", "used"), "bonus_budgets": ("points",)}
PLAIN = "plain"
"""The database or schema in which the small shop is kept as it was."""


class Runs(Protocol):
    def execute(self, sql: str, /) -> object: ...


class Many:
    """Of the database at `url`, which holds the small shop and nothing else. `copies` counts the first."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        self.copies = 1
        with self._open() as run:
            if self._file is not None:
                run.execute(f"VACUUM INTO '{self._plain}'")
                return
            run.execute(f"CREATE SCHEMA {PLAIN}")
            for table in (*THEIRS, *[table for table, _ in SUMS]):
                run.execute(f"CREATE TABLE {PLAIN}.{table.name} AS SELECT * FROM public.{table.name}")  # noqa: S608 - our own names

    @property
    def _file(self) -> Path | None:
        return Path(str(self._url.database)) if self._url.get_backend_name() == "sqlite" else None

    @property
    def _plain(self) -> Path | None:
        return None if self._file is None else self._file.with_suffix(".plain")

    def grow(self, copies: int) -> None:
        """Until there are so many."""
        more = copies - self.copies
        with self._open() as run:
            if self._plain is not None:
                run.execute(f"ATTACH '{self._plain}' AS {PLAIN}")
            for copy in range(self.copies, copies):
                run.execute("BEGIN")
                for table in THEIRS:
                    run.execute(self._copied(table, copy))
                run.execute("COMMIT")
            for table, keys in SUMS:
                run.execute(_grown(table, keys, more))
            if self._file is None:
                run.execute("ANALYZE")
        self.copies = copies

    @contextmanager
    def _open(self) -> Generator[Runs]:
        if self._file is None:
            with psycopg.connect(self._url.set(drivername="postgresql").render_as_string(hide_password=False), autocommit=True) as server:
                server.execute("SET session_replication_role = replica")
                server.execute("SET synchronous_commit = off")
                yield _Sent(server)
            return
        here = sqlite3.connect(self._file, isolation_level=None)
        try:
            here.execute("PRAGMA journal_mode = OFF")
            here.execute("PRAGMA synchronous = OFF")
            here.execute("PRAGMA cache_size = -200000")
            yield here
            here.execute("PRAGMA journal_mode = WAL")
        finally:
            here.close()

    def _copied(self, table: Table, copy: int) -> str:
        columns = [column for column in table.columns if column is not table.autoincrement_column]
        names = ", ".join(f'"{column.name}"' for column in columns)
        values = ", ".join(self._value(table, column, copy) for column in columns)
        order = ", ".join(f'"{column.name}"' for column in table.primary_key)
        where = "WHERE store_id IS NULL" if table is accounts else ""  # a store's accounts are one for all
        return f"INSERT INTO {table.name} ({names}) SELECT {values} FROM {PLAIN}.{table.name} {where} ORDER BY {order}"  # noqa: S608 - our own names

    def _value(self, table: Table, column: "Column[object]", copy: int) -> str:
        """What stands in a column of a copied row."""
        name = f'"{column.name}"'
        where = f"{table.name}.{column.name}"
        if column.type is UUID:
            return self._id(name, copy, shared=where == "postings.account_id")
        if where == "code_uses.credential_id":
            return f"'{copy:08x}' || substr({name}, 9)"
        if where == "cards.number":
            return f"'{copy:04d}' || substr({name}, 5)"
        if where == "sales.number":
            return f"{name} || '.{copy}'"
        if column.name == "op_id":  # of a sale: sale:store:terminal:number:revision
            return f"CASE WHEN {name} LIKE 'sale:%' THEN substr({name}, 1, length({name}) - 2) || '.{copy}:0' ELSE '{copy}.' || {name} END"
        return "NULL" if column.name == "seal_id" else name

    def _id(self, name: str, copy: int, *, shared: bool) -> str:
        fresh = f"'{copy:08x}' || substr({name}, 9)" if self._file else f"CAST('{copy:08x}' || substr(CAST({name} AS text), 9) AS uuid)"
        stores = f"SELECT id FROM {PLAIN}.accounts WHERE store_id IS NOT NULL"  # noqa: S608 - our own names
        return f"CASE WHEN {name} IN ({stores}) THEN {name} ELSE {fresh} END" if shared else fresh


def person(member: str, copy: int) -> str:
    """The id of a member of the small shop in one of its copies."""
    return member if copy == 0 else f"{copy:08x}{member[8:]}"


class _Sent:
    """Text as psycopg takes it."""

    def __init__(self, server: "psycopg.Connection[object]") -> None:
        self._server = server

    def execute(self, sql: str, /) -> object:
        return self._server.execute(sql.replace("%", "%%").encode())


def _grown(table: Table, keys: tuple[str, ...], more: int) -> str:
    counters = COUNTERS.get(table.name) or [column.name for column in table.columns if column.name not in keys]
    where = " AND ".join(f"p.{key} = {table.name}.{key}" for key in keys)
    kept = f"FROM {PLAIN}.{table.name} p WHERE {where}"
    values = ", ".join(f"{name} = {name} + coalesce((SELECT p.{name} * {more} {kept}), 0)" for name in counters)
    return f"UPDATE {table.name} SET {values}"  # noqa: S608 - our own names
