import asyncio
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from backend.db.engine import Database


async def test_sqlite_is_durable_and_guarded(tmp_path: Path) -> None:
    database = Database.open(f"sqlite:///{tmp_path}/new/brand.db")
    names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "temp_store")

    def pragmas(connection: Connection) -> list[object]:
        return [connection.execute(text(f"PRAGMA {name}")).scalar() for name in names]

    assert await database.transact(pragmas) == ["wal", 2, 1, 5000, 2]
    await database.close()


async def test_readers_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError):
        await database.read(lambda connection: connection.execute(text("DELETE FROM stores")))


async def test_a_read_is_one_snapshot(database: Database) -> None:
    await database.transact(lambda connection: connection.execute(text("DELETE FROM brand")))
    loop = asyncio.get_running_loop()

    def look(connection: Connection) -> tuple[object, object]:
        before = connection.execute(text("SELECT count(*) FROM brand")).scalar()
        write = database.transact(
            lambda writing: writing.execute(
                text("INSERT INTO brand (id, name, set_up_at, seed, modules_off, version) VALUES ('x', 'y', 0, '', '[]', 0)")
            )
        )
        asyncio.run_coroutine_threadsafe(write, loop).result(5)
        return before, connection.execute(text("SELECT count(*) FROM brand")).scalar()

    assert await database.read(look) == (0, 0)


async def test_ids_are_text_on_both_engines(database: Database) -> None:
    uuid = "0192f0c4-1b6e-7c7a-9f5e-000000000001"
    await database.transact(lambda connection: connection.execute(text(f"INSERT INTO accounts (id, kind) VALUES ('{uuid}', 'issued')")))  # noqa: S608 - our own
    assert await database.read(lambda connection: connection.execute(text("SELECT id FROM accounts")).scalar()) == uuid
