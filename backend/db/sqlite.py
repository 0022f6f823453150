"""The embedded engine's writer: one connection, one thread; functions run inside the till's commit under their own savepoint."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Engine

from backend.db.writer import Job, Note, Settled, Writer, taken_notes


class SqliteWriter(Writer):
    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._engine = engine
        self._connection: Connection | None = None

    def commit(self, batch: list[Job]) -> tuple[Settled, list[Note]]:
        if self._connection is None:
            self._connection = self._engine.connect()
            # What a statement over many rows needs to take itself back: on the disk it would be every third byte that a sale writes.
            self._connection.connection.cursor().execute("PRAGMA temp_store = MEMORY")
        connection = self._connection
        try:
            with connection.begin():
                settled, notes = self.process(connection, [job for job in batch if not job.function])
                settled += [(job, _guarded(connection, job.work)) for job in batch if job.function]
                return settled, notes + taken_notes(connection)
        except BaseException:
            self.disconnect()  # the state of a connection that failed is not worth guessing
            raise

    def disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _guarded(connection: Connection, fn: Callable[[Connection], Any]) -> object:
    before = len(connection.info.setdefault("notes", []))
    try:
        with connection.begin_nested():
            return fn(connection)
    except Exception as error:  # noqa: BLE001 - it belongs to the function's caller alone
        del connection.info["notes"][before:]
        return error
