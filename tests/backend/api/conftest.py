from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from backend.db.engine import Database
from tests.backend.api.harness import House, house


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[House]:
    """A shop on SQLite."""
    database = Database.open(f"sqlite:///{tmp_path}/brand.db")
    database.create_all()
    async with house(database, tmp_path) as made:
        yield made


@pytest.fixture
async def each_shop(database: Database, tmp_path: Path) -> AsyncIterator[House]:
    """A shop on SQLite, and one on PostgreSQL."""
    async with house(database, tmp_path) as made:
        yield made
