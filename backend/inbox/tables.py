"""What tills and carts sent, before anything was made of it."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, PrimaryKeyConstraint, String, Table, UniqueConstraint

from backend.db.columns import HASH, INSTANT, SERIAL, UUID, metadata

inbox = Table(
    "inbox",
    metadata,
    Column("id", SERIAL, primary_key=True, autoincrement=True),
    Column("connector_id", UUID, nullable=False),
    Column("event_id", String(200), nullable=False),
    Column("fingerprint", HASH, nullable=False),
    Column("body", LargeBinary, nullable=False),  # raw, as it came
    Column("state", String(8), nullable=False),  # new | done | parked (an unknown store) | failed (a person must look)
    Column("tries", Integer, nullable=False),
    Column("next_try_at", INSTANT, nullable=False),
    Column("problem", String(64), nullable=False),
    Column("received_at", INSTANT, nullable=False),
    UniqueConstraint("connector_id", "event_id"),
    Index("inbox_due_ix", "state", "next_try_at"),
)

inbox_numbers = Table(
    "inbox_numbers",
    metadata,
    Column("number", String(12), nullable=False),  # what stands in a body and could be a card's: whoever leaves is found by it
    Column("inbox_id", SERIAL, ForeignKey("inbox.id"), nullable=False),
    PrimaryKeyConstraint("number", "inbox_id"),
    sqlite_with_rowid=False,
)
