from sqlalchemy import Boolean, Column, ForeignKey, Index, PrimaryKeyConstraint, String, Table, UniqueConstraint

from backend.db.columns import DAY, INSTANT, SLUG, UUID, id_column, metadata

members = Table(
    "members",
    metadata,
    id_column(),
    Column("name", String(60), nullable=False),
    Column("email", String(254), nullable=False),  # lower case
    Column("birthday", DAY),
    Column("language", String(2), nullable=False),
    Column("store_id", SLUG, nullable=False),  # where the member joined
    Column("joined_at", INSTANT, nullable=False),
    UniqueConstraint("email"),
)

cards = Table(
    "cards",
    metadata,
    Column("number", String(12), primary_key=True),  # 11 random digits and their check digit (ISO 7064 MOD 11,10)
    Column("member_id", UUID, ForeignKey("members.id"), nullable=False),
    Column("issued_at", INSTANT, nullable=False),
    Column("ended_at", INSTANT),
    Index("cards_member_ix", "member_id"),
)

consents = Table(
    "consents",
    metadata,
    Column("member_id", UUID, ForeignKey("members.id"), nullable=False),
    Column("purpose", String(16), nullable=False),  # terms | mail | analysis
    Column("version", String(32), nullable=False),
    Column("given", Boolean, nullable=False),
    Column("at", INSTANT, nullable=False),
    PrimaryKeyConstraint("member_id", "purpose", "at"),
)
