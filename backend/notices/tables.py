"""What members are told, what they have read and do not want to hear, and their own fields. No words of a member stand in a notice:
a reminder names its field, which is sealed.
"""

from sqlalchemy import Boolean, Column, ForeignKey, Index, LargeBinary, PrimaryKeyConstraint, String, Table, UniqueConstraint, text

from backend.db.columns import DAY, INSTANT, SLUG, UUID, id_column, metadata

own_fields = Table(
    "own_fields",
    metadata,
    id_column(),
    Column("member_id", UUID, ForeignKey("members.id"), nullable=False),
    Column("label", LargeBinary, nullable=False, info={"personal": True}),  # sealed with the member's key, like the next
    Column("value", LargeBinary, nullable=False, info={"personal": True}),
    Column("day", DAY, info={"personal": True}),
    Column("remind", Boolean, nullable=False),
    Column("reminded_at", INSTANT),
    Column("changed_at", INSTANT, nullable=False),
    Index("own_fields_member_ix", "member_id"),
    Index(
        "own_fields_due_ix",
        "day",
        sqlite_where=text("remind AND reminded_at IS NULL"),
        postgresql_where=text("remind AND reminded_at IS NULL"),
    ),
)

notices = Table(
    "notices",
    metadata,
    id_column(),
    Column("kind", String(8), nullable=False),  # wire.Kind
    Column("member_id", UUID),  # one member's; none: everybody's
    Column("store_id", SLUG),  # whose news it is; none: the brand's
    Column("subject", String(120)),  # what the server writes about once only
    Column("title_ja", String(80), nullable=False),
    Column("title_en", String(80), nullable=False),
    Column("text_ja", String(1000), nullable=False),
    Column("text_en", String(1000), nullable=False),
    Column("picture", String(64)),  # of media
    Column("coupon_id", SLUG, ForeignKey("coupons.id")),
    Column("field_id", UUID, ForeignKey("own_fields.id")),  # whose words a reminder is in
    Column("staff_id", UUID),
    Column("published_at", INSTANT, nullable=False),
    UniqueConstraint("subject"),
    Index("notices_member_ix", "member_id", "published_at"),
    Index("notices_kind_ix", "kind", "published_at", "id"),
    Index("notices_field_ix", "field_id", sqlite_where=text("field_id IS NOT NULL"), postgresql_where=text("field_id IS NOT NULL")),
)

notice_reads = Table(
    "notice_reads",
    metadata,
    Column("member_id", UUID, nullable=False),
    Column("notice_id", UUID, ForeignKey("notices.id"), nullable=False),
    Column("at", INSTANT, nullable=False),
    PrimaryKeyConstraint("member_id", "notice_id"),
    Index("notice_reads_notice_ix", "notice_id"),
)

notice_mutes = Table(
    "notice_mutes",
    metadata,
    Column("member_id", UUID, nullable=False),
    Column("what", String(8), nullable=False),  # kind | store
    Column("value", SLUG, nullable=False),
    Column("at", INSTANT, nullable=False),
    PrimaryKeyConstraint("member_id", "what", "value"),
)
