"""Cards of the time before: what the shop's file says of them, and who says that one is his.

A number stands nowhere in the clear: `mark` is its blind index, and a member's own copy is sealed with his key.
"""

from sqlalchemy import CheckConstraint, Column, Index, LargeBinary, String, Table, UniqueConstraint, text

from backend.db.columns import AMOUNT, DAY, HASH, INSTANT, SLUG, UUID, id_column, metadata

legacy_cards = Table(
    "legacy_cards",
    metadata,
    id_column(),
    Column("mark", HASH, nullable=False),
    Column("shape", String(8), nullable=False),  # ean13 | digits13, or empty: tells whether the shop's numbers carry a check digit
    Column("points", AMOUNT, nullable=False),
    Column("expires_on", DAY),  # the last day of its points; without one they get the life of new ones
    Column("name_hint", LargeBinary),  # who held it, sealed with the server's key; none once it is taken over
    Column("imported_at", INSTANT, nullable=False),
    Column("taken_at", INSTANT),  # once, ever
    CheckConstraint("points > 0", name="legacy_cards_points_ck"),
    UniqueConstraint("mark"),
)

takeovers = Table(
    "takeovers",
    metadata,
    id_column(),
    Column("member_id", UUID, nullable=False),
    Column("mark", HASH, nullable=False),
    Column("number", LargeBinary, info={"personal": True}),  # sealed with the member's key; none once he is erased
    Column("way", String(8), nullable=False),  # typed | read
    Column("state", String(12), nullable=False),  # waiting | confirmed | refused
    Column("asked_at", INSTANT, nullable=False),
    Column("store_id", SLUG),  # where it was decided
    Column("decided_by", UUID),
    Column("decided_device", UUID),
    Column("decided_at", INSTANT),
    Column("reason", String(16), nullable=False),  # of a refusal: not_shown | other_card | not_listed
    Column("points", AMOUNT),  # what was granted
    Column("tx_id", UUID),
    Index("takeovers_member_ix", "member_id", "asked_at"),
    Index("takeovers_waiting_ix", "asked_at", sqlite_where=text("state = 'waiting'"), postgresql_where=text("state = 'waiting'")),
    Index("takeovers_mark_uq", "mark", unique=True, sqlite_where=text("state = 'confirmed'"), postgresql_where=text("state = 'confirmed'")),
)
