"""The migrated schema is the declared one, on both engines; migrating twice, at once or from a newer version is safe."""

import asyncio
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from backend.db.columns import metadata
from backend.db.engine import Database
from backend.migrations import SchemaTooNew, migrate


def differences(connection: Connection) -> list[Any]:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    return compare_metadata(context, metadata)


def checks(connection: Connection) -> set[str]:
    """Alembic does not compare check constraints."""
    found = inspect(connection)
    return {str(check["name"]) for table in found.get_table_names() for check in found.get_check_constraints(table)}


async def test_the_migrated_schema_is_the_declared_one(empty_url: str) -> None:
    database = Database.open(empty_url)
    await migrate(database)
    await migrate(database)
    assert await database.read(differences) == []
    declared = {str(item.name) for table in metadata.tables.values() for item in table.constraints if str(item.name).endswith("_ck")}
    assert await database.read(checks) == declared
    await database.close()


async def test_two_hosts_migrate_at_once(empty_url: str) -> None:
    hosts = [Database.open(empty_url) for _ in range(2)]
    await asyncio.gather(*(migrate(host) for host in hosts))
    for host in hosts:
        await host.close()


async def test_a_newer_schema_is_refused(empty_url: str) -> None:
    database = Database.open(empty_url)
    await migrate(database)
    await database.transact(lambda connection: connection.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    with pytest.raises(SchemaTooNew, match="9999"):
        await migrate(database)
    await database.close()
