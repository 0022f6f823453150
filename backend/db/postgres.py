"""The server engine's writer: one connection for the till's batches, a pool for functions; retries what the engine asks to retry."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from psycopg import errors
from psycopg.types.string import TextLoader
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from backend.db.writer import Job, Note, Settled, Writer, taken_notes

T = TypeVar("T")
RETRIES = 3
FUNCTIONS = 4
RETRIABLE = (errors.SerializationFailure, errors.DeadlockDetected)


def keep_ids_text(connection: Any, _record: object) -> None:  # noqa: ANN401 - psycopg's connection as SQLAlchemy's event hands it over
    """Ids come back as `str`, as on SQLite."""
    connection.adapters.register_loader("uuid", TextLoader)


class PostgresWriter(Writer):
    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._engine = engine
        self._threads = ThreadPoolExecutor(FUNCTIONS, "tamaru-transact")

    async def transact(self, fn: Callable[[Connection], T]) -> T:
        result, notes = await asyncio.get_running_loop().run_in_executor(self._threads, self._function, fn)
        self._deliver([], notes)
        return result

    def commit(self, batch: list[Job]) -> tuple[Settled, list[Note]]:
        return self._retrying(lambda connection: self.process(connection, batch))

    def disconnect(self) -> None:
        """Connections live in the pool."""

    def close(self) -> None:
        super().close()
        self._threads.shutdown()

    def _function(self, fn: Callable[[Connection], T]) -> tuple[T, list[Note]]:
        return self._retrying(lambda connection: (fn(connection), taken_notes(connection)))

    def _retrying(self, fn: Callable[[Connection], T]) -> T:
        for retry in range(RETRIES + 1):
            try:
                with self._engine.begin() as connection:
                    connection.info.pop("notes", None)
                    return fn(connection)
            except (DBAPIError, *RETRIABLE) as error:
                cause = error.orig if isinstance(error, DBAPIError) else error
                if retry == RETRIES or not isinstance(cause, RETRIABLE):
                    raise
        raise AssertionError("unreachable")
