from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from backend.db.engine import Database
from tests.backend.api.harness import House, house


@pytest.fixture
async def shop(sqlite_url: str, tmp_path: Path) -> AsyncIterator[House]:
    """A shop on SQLite."""
    async with house(Database.open(sqlite_url), tmp_path) as made:
        yield made


@pytest.fixture
async def each_shop(database: Database, tmp_path: Path) -> AsyncIterator[House]:
    """A shop on SQLite, and one on PostgreSQL."""
    async with house(database, tmp_path) as made:
        yield made
