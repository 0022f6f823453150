from sqlalchemy import Column, Integer, LargeBinary, String, Table

from backend.db.columns import INSTANT, metadata

media = Table(
    "media",
    metadata,
    Column("id", String(64), primary_key=True),  # SHA-256 of the content, in hex
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("lightest", String(7), nullable=False),
    Column("darkest", String(7), nullable=False),
    Column("content", LargeBinary, nullable=False),  # WebP, made by us
    Column("created_at", INSTANT, nullable=False),
)
