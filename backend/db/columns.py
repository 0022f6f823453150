"""The one MetaData and the few column types of the whole schema.

Ids are UUIDv7 strings (native uuid on PostgreSQL, TEXT on SQLite), instants are integer milliseconds, business dates integers
such as 20261130, JSON is text written once and read rarely. One brand is one file or one schema: no tenant column.
"""

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, MetaData, String, Text
from sqlalchemy.dialects import postgresql

metadata = MetaData(
    naming_convention={
        "pk": "%(table_name)s_pk",
        "uq": "%(table_name)s_%(column_0_N_name)s_uq",
        "ix": "%(table_name)s_%(column_0_N_name)s_ix",
    }
)

UUID = String(36).with_variant(postgresql.UUID(as_uuid=False), "postgresql")
"""A UUIDv7 as `str` on both engines."""
SERIAL = BigInteger().with_variant(Integer, "sqlite")
"""A key the database counts up (SQLite needs INTEGER for that)."""
INSTANT = BigInteger
"""Milliseconds since the epoch."""
DAY = Integer
"""A business date, e.g. 20261130."""
AMOUNT = BigInteger
"""Yen or points."""
SLUG = String(32)
HASH = LargeBinary
"""SHA-256 of a secret or of a body."""
JSON = Text


def id_column(name: str = "id") -> "Column[str]":
    return Column(name, UUID, primary_key=True)
