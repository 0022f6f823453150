from sqlalchemy import Column, Index, String, Table, UniqueConstraint

from backend.db.columns import AMOUNT, INSTANT, JSON, SERIAL, SLUG, UUID, metadata

outbox = Table(
    "outbox",
    metadata,
    Column("id", SERIAL, primary_key=True, autoincrement=True),
    Column("account_id", UUID),  # with version: the member stream's event
    Column("version", AMOUNT),
    Column("store_id", SLUG),  # the store stream's hint
    Column("kind", String(12), nullable=False),
    Column("payload", JSON, nullable=False),  # wire.events.AccountEvent as JSON, or empty for a hint alone
    Column("recorded_at", INSTANT, nullable=False),
    UniqueConstraint("account_id", "version"),
    Index("outbox_store_ix", "store_id", "id"),
)
