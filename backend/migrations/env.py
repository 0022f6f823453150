"""Alembic runs this file; the connection and its transaction are the caller's."""

from alembic import context
from sqlalchemy import Connection

from backend.db.columns import metadata

connection: Connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata)
context.run_migrations()
