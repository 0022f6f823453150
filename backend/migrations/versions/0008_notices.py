"""Notices, what is read and muted of them, and the members' own fields."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"

UUID = sa.String(36).with_variant(postgresql.UUID(as_uuid=False), "postgresql")
DUE = sa.text("remind AND reminded_at IS NULL")


def upgrade() -> None:
    _own_fields()
    _notices()
    op.create_index("vouchers_issued_ix", "vouchers", ["issued_at"])
    op.create_index("credentials_created_ix", "credentials", ["created_at"])


def _own_fields() -> None:
    op.create_table(
        "own_fields",
        sa.Column("id", UUID, nullable=False),
        sa.Column("member_id", UUID, nullable=False),
        sa.Column("label", sa.LargeBinary, nullable=False),
        sa.Column("value", sa.LargeBinary, nullable=False),
        sa.Column("day", sa.Integer),
        sa.Column("remind", sa.Boolean, nullable=False),
        sa.Column("reminded_at", sa.BigInteger),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"]),
        sa.PrimaryKeyConstraint("id", name="own_fields_pk"),
    )
    op.create_index("own_fields_member_ix", "own_fields", ["member_id"])
    op.create_index("own_fields_due_ix", "own_fields", ["day"], sqlite_where=DUE, postgresql_where=DUE)


def _notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", UUID, nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("member_id", UUID),
        sa.Column("store_id", sa.String(32)),
        sa.Column("subject", sa.String(120)),
        sa.Column("title_ja", sa.String(80), nullable=False),
        sa.Column("title_en", sa.String(80), nullable=False),
        sa.Column("text_ja", sa.String(1000), nullable=False),
        sa.Column("text_en", sa.String(1000), nullable=False),
        sa.Column("picture", sa.String(64)),
        sa.Column("coupon_id", sa.String(32)),
        sa.Column("field_id", UUID),
        sa.Column("staff_id", UUID),
        sa.Column("published_at", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["coupon_id"], ["coupons.id"]),
        sa.ForeignKeyConstraint(["field_id"], ["own_fields.id"]),
        sa.PrimaryKeyConstraint("id", name="notices_pk"),
        sa.UniqueConstraint("subject", name="notices_subject_uq"),
    )
    op.create_index("notices_member_ix", "notices", ["member_id", "published_at"])
    op.create_table(
        "notice_reads",
        sa.Column("member_id", UUID, nullable=False),
        sa.Column("notice_id", UUID, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"]),
        sa.PrimaryKeyConstraint("member_id", "notice_id", name="notice_reads_pk"),
    )
    op.create_index("notice_reads_notice_ix", "notice_reads", ["notice_id"])
    op.create_table(
        "notice_mutes",
        sa.Column("member_id", UUID, nullable=False),
        sa.Column("what", sa.String(8), nullable=False),
        sa.Column("value", sa.String(32), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("member_id", "what", "value", name="notice_mutes_pk"),
    )
