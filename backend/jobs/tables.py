"""When each recurring job is due, and how far it has come: one row is what keeps two processes from doing the same."""

from sqlalchemy import Column, String, Table

from backend.db.columns import INSTANT, metadata

jobs = Table(
    "jobs",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("next_at", INSTANT, nullable=False),
    Column("cursor", INSTANT, nullable=False),  # what it has seen, in its own measure
)
