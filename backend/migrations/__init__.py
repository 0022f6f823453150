"""The schema's history. `migrate` brings a database up to this program's version, in one transaction.

It may be killed at any moment and run from two hosts at once: SQLite's write lock or PostgreSQL's advisory lock lets one go first, and
the other finds nothing left to do. A database that a newer program has migrated is refused rather than guessed at.
"""

from pathlib import Path

from alembic.command import upgrade
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from backend.db.engine import Database

HERE = Path(__file__).parent
LOCK = 0x7A6D_6172_75  # any number, the same in every process


class SchemaTooNew(Exception):  # noqa: N818 - it names what was found
    """The database has a version this program does not know: start the newer program."""


async def migrate(database: Database) -> None:
    """Raises SchemaTooNew."""
    await database.alone(_migrate)


def config() -> Config:
    found = Config()
    found.set_main_option("script_location", str(HERE))
    return found


def _migrate(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    settings = config()
    version = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in ScriptDirectory.from_config(settings).walk_revisions()}
    if version is not None and version not in known:
        raise SchemaTooNew(f"the database is at {version}, which this program does not know")
    settings.attributes["connection"] = connection
    upgrade(settings, "head")
