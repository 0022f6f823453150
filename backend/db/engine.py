"""Opens the one database of a brand: a SQLite file, or PostgreSQL by URL.

Everything is read through `Database.read` and written through its `Writer`: nothing else holds a writing connection.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Engine, NullPool, QueuePool, create_engine, event, make_url
from sqlalchemy.pool import PoolProxiedConnection

from backend.db.columns import metadata
from backend.db.postgres import PostgresWriter, keep_ids_text
from backend.db.sqlite import SqliteWriter
from backend.db.writer import Writer

T = TypeVar("T")
READERS = 4


class Database:
    """`url` is `sqlite:////absolute/path` or `postgresql://…`."""

    def __init__(self, writing: Engine, reading: Engine, writer: Writer) -> None:
        self._writing = writing
        self._reading = reading
        self._threads = ThreadPoolExecutor(READERS, "tamaru-read")
        self.writer = writer

    @classmethod
    def open(cls, url: str) -> Self:
        """Raises RuntimeError when SQLite does not accept `synchronous=FULL`, and the driver's error when there is no server."""
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite":
            path = Path(str(parsed.database)).absolute()
            path.parent.mkdir(parents=True, exist_ok=True)
            writing = create_engine("sqlite://", creator=lambda: _sqlite(path, "rwc"), poolclass=NullPool)
            event.listen(writing, "begin", _begin_immediate)
            reading = create_engine("sqlite://", creator=lambda: _sqlite(path, "ro"), poolclass=QueuePool, pool_size=READERS)
            event.listen(reading, "begin", _begin)
            writing.connect().close()  # makes the file, and proves the pragmas, before anybody reads
            return cls(writing, reading, SqliteWriter(writing))
        parsed = parsed.set(drivername="postgresql+psycopg")
        writing = create_engine(parsed, pool_size=8, isolation_level="READ COMMITTED")
        reading = create_engine(parsed, pool_size=READERS, isolation_level="REPEATABLE READ")
        for engine in (writing, reading):
            event.listen(engine, "connect", keep_ids_text)
        return cls(writing, reading.execution_options(postgresql_readonly=True), PostgresWriter(writing))

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._writing.dialect.name

    async def read(self, fn: Callable[[Connection], T]) -> T:
        """Runs `fn` in a worker thread on a read-only connection: all its statements see one snapshot."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._read, fn)

    def _read(self, fn: Callable[[Connection], T]) -> T:
        with self._reading.begin() as connection:
            return fn(connection)

    async def settle(self) -> None:
        """Moves what was committed out of the write-ahead file and empties it, so that erased bytes are in neither. PostgreSQL vacuums itself."""
        if self.dialect == "sqlite":
            await asyncio.get_running_loop().run_in_executor(self._threads, self._checkpoint)

    def _checkpoint(self) -> None:
        connection = self._writing.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()

    async def transact(self, fn: Callable[[Connection], T]) -> T:
        """Runs `fn` in a transaction of its own; its exception reaches its caller alone. Answers after the commit is durable.

        On PostgreSQL it may run again after a serialisation failure or a deadlock, so it must not act outside the database.
        """
        return await self.writer.transact(fn)

    async def alone(self, fn: Callable[[Connection], T]) -> T:
        """Runs `fn` in a transaction on a connection of its own, past the writer: a migration, which must be able to sort on the disk."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._alone, fn)

    def _alone(self, fn: Callable[[Connection], T]) -> T:
        with self._writing.begin() as connection:
            return fn(connection)

    def create_all(self) -> None:
        """Makes the schema without migrations, for tests. Call it before the first write."""
        self._alone(metadata.create_all)

    async def close(self) -> None:
        """Lets what was posted finish, then closes every connection."""
        await asyncio.get_running_loop().run_in_executor(None, self.writer.close)
        self._threads.shutdown()
        self._writing.dispose()
        self._reading.dispose()


def _sqlite(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(f"file:{path}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False, cached_statements=512)
    connection.execute("PRAGMA busy_timeout = 5000")
    connection.execute("PRAGMA foreign_keys = ON")
    if mode == "ro":
        return connection
    journal = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")  # what is erased is overwritten, not only unlinked
    # With NORMAL a power cut loses acknowledged sales, so what the engine says it does is read back.
    synchronous = connection.execute("PRAGMA synchronous").fetchone()[0]
    if (journal, synchronous) != ("wal", 2):
        raise RuntimeError(f"SQLite must run with WAL and synchronous=FULL, not {journal} and {synchronous}")
    connection.execute("PRAGMA cache_size = -65536")
    return connection


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def driver(connection: Connection) -> Any:  # noqa: ANN401 - sqlite3.Connection or psycopg.Connection: the till's adapters know which
    """The driver's own connection, for set-based SQL without a layer between."""
    fairy: PoolProxiedConnection = connection.connection
    return fairy.driver_connection
