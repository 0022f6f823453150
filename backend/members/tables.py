"""Members, cards and consents. A column marked `personal` says who somebody is: it is disclosed, and empty after erasure."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, PrimaryKeyConstraint, String, Table, UniqueConstraint

from backend.db.columns import HASH, INSTANT, SLUG, UUID, id_column, metadata

members = Table(
    "members",
    metadata,
    id_column(),
    Column("data_key", LargeBinary),  # the member's own key, wrapped by the server's; none once erased
    Column("email_index", HASH),  # blind index of the address in lower case
    Column("name", LargeBinary, info={"personal": True}),  # these three sealed with the member's key
    Column("email", LargeBinary, info={"personal": True}),
    Column("birthday", LargeBinary, info={"personal": True}),
    Column("birth_month", Integer, info={"personal": True}),  # open, for rules of the birthday's month: the till has no member's key
    Column("birthday_changed_at", INSTANT),  # by the member, from one day to another; giving it for the first time is no change
    Column("language", String(2), nullable=False),
    Column("store_id", SLUG, nullable=False),  # where the member joined
    Column("joined_at", INSTANT, nullable=False),
    Column("frozen_at", INSTANT),  # earns, and cannot spend
    Column("erased_at", INSTANT),
    UniqueConstraint("email_index"),
    Index("members_joined_ix", "joined_at", "id"),
)

cards = Table(
    "cards",
    metadata,
    Column("number", String(12), primary_key=True, info={"personal": True}),  # 11 random digits and their check digit (ISO 7064 MOD 11,10)
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

shop_fields = Table(
    "shop_fields",
    metadata,
    id_column(),
    Column("label_ja", String(40), nullable=False),  # what the shop wants to know of its members, e.g. 靴のサイズ
    Column("label_en", String(40), nullable=False),
    Column("place", Integer, nullable=False),  # the order on the tablet
    Column("ended_at", INSTANT),  # asked no more; what was noted stays the member's
)

member_details = Table(
    "member_details",
    metadata,
    Column("member_id", UUID, ForeignKey("members.id"), nullable=False),
    Column("field_id", UUID, ForeignKey("shop_fields.id"), nullable=False),
    Column("value", LargeBinary, nullable=False, info={"personal": True}),  # sealed with the member's key
    Column("store_id", SLUG, nullable=False),
    Column("staff_id", UUID, nullable=False),
    Column("at", INSTANT, nullable=False),
    PrimaryKeyConstraint("member_id", "field_id"),
)

member_notes = Table(
    "member_notes",
    metadata,
    id_column(),
    Column("member_id", UUID, ForeignKey("members.id"), nullable=False),
    Column("text", LargeBinary, nullable=False, info={"personal": True}),  # sealed with the member's key
    Column("store_id", SLUG, nullable=False),
    Column("staff_id", UUID, nullable=False),
    Column("at", INSTANT, nullable=False),
    Index("member_notes_member_ix", "member_id", "at"),
)
