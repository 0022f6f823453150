"""What people and machines did beside the till (whose operations are its own log), and the seals over both. Append-only."""

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table, text

from backend.db.columns import HASH, INSTANT, JSON, SERIAL, SLUG, UUID, metadata

audit = Table(
    "audit",
    metadata,
    Column("id", SERIAL, primary_key=True, autoincrement=True),
    Column("at", INSTANT, nullable=False),
    Column("source", String(64), nullable=False),  # who was authenticated: device:…, member:…, connector:…, job:…, public
    Column("staff_id", UUID),
    Column("device_id", UUID),
    Column("store_id", SLUG),  # where; none for what concerns the brand
    Column("action", String(32), nullable=False),  # auth.unlock, staff.add …
    Column("target", String(200), nullable=False),  # the id of what it was done to
    Column("reason", String(200), nullable=False),
    Column("data", JSON, nullable=False),  # what else matters, never personal data
    Column("seal_id", Integer),
    Index("audit_store_ix", "store_id", "at"),
    Index("audit_target_ix", "target"),
    Index("audit_unsealed_ix", "id", sqlite_where=text("seal_id IS NULL"), postgresql_where=text("seal_id IS NULL")),
)

seals = Table(
    "seals",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),  # from 1, without a gap
    Column("at", INSTANT, nullable=False),
    Column("leaves", Integer, nullable=False),
    Column("root", HASH, nullable=False),  # of the Merkle tree over the rows' leaves
    Column("previous", HASH, nullable=False),  # head of the seal before
    Column("signature", LargeBinary, nullable=False),  # Ed25519 by the server's key over the head
)
