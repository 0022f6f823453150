"""What the shop keeps of a member, goods for points, cards of the time before."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"

UUID = sa.String(36).with_variant(postgresql.UUID(as_uuid=False), "postgresql")


def upgrade() -> None:
    _shop_notes()
    _exchange()
    _takeover()


def _shop_notes() -> None:
    op.create_table(
        "shop_fields",
        sa.Column("id", UUID, nullable=False),
        sa.Column("label_ja", sa.String(40), nullable=False),
        sa.Column("label_en", sa.String(40), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("ended_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="shop_fields_pk"),
    )
    op.create_table(
        "member_details",
        sa.Column("member_id", UUID, nullable=False),
        sa.Column("field_id", UUID, nullable=False),
        sa.Column("value", sa.LargeBinary, nullable=False),
        sa.Column("store_id", sa.String(32), nullable=False),
        sa.Column("staff_id", UUID, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"]),
        sa.ForeignKeyConstraint(["field_id"], ["shop_fields.id"]),
        sa.PrimaryKeyConstraint("member_id", "field_id", name="member_details_pk"),
    )
    op.create_table(
        "member_notes",
        sa.Column("id", UUID, nullable=False),
        sa.Column("member_id", UUID, nullable=False),
        sa.Column("text", sa.LargeBinary, nullable=False),
        sa.Column("store_id", sa.String(32), nullable=False),
        sa.Column("staff_id", UUID, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"]),
        sa.PrimaryKeyConstraint("id", name="member_notes_pk"),
    )
    op.create_index("member_notes_member_ix", "member_notes", ["member_id", "at"])


def _exchange() -> None:
    op.create_table(
        "exchanges",
        sa.Column("id", UUID, nullable=False),
        sa.Column("member_id", UUID, nullable=False),
        sa.Column("account_id", UUID, nullable=False),
        sa.Column("store_id", sa.String(32), nullable=False),
        sa.Column("visit_id", UUID, nullable=False),
        sa.Column("sku", sa.String(64), nullable=False),
        sa.Column("points", sa.BigInteger, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("tx_id", UUID, nullable=False),
        sa.PrimaryKeyConstraint("id", name="exchanges_pk"),
    )
    op.create_index("exchanges_visit_ix", "exchanges", ["visit_id"])
    op.create_index("exchanges_member_ix", "exchanges", ["member_id", "at"])
    op.add_column("approvals", sa.Column("sku", sa.String(64)))


def _takeover() -> None:
    op.create_table(
        "legacy_cards",
        sa.Column("id", UUID, nullable=False),
        sa.Column("mark", sa.LargeBinary, nullable=False),
        sa.Column("shape", sa.String(8), nullable=False),
        sa.Column("points", sa.BigInteger, nullable=False),
        sa.Column("expires_on", sa.Integer),
        sa.Column("name_hint", sa.LargeBinary),
        sa.Column("imported_at", sa.BigInteger, nullable=False),
        sa.Column("taken_at", sa.BigInteger),
        sa.CheckConstraint("points > 0", name="legacy_cards_points_ck"),
        sa.PrimaryKeyConstraint("id", name="legacy_cards_pk"),
        sa.UniqueConstraint("mark", name="legacy_cards_mark_uq"),
    )
    op.create_table(
        "takeovers",
        sa.Column("id", UUID, nullable=False),
        sa.Column("member_id", UUID, nullable=False),
        sa.Column("mark", sa.LargeBinary, nullable=False),
        sa.Column("number", sa.LargeBinary),
        sa.Column("way", sa.String(8), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.Column("store_id", sa.String(32)),
        sa.Column("decided_by", UUID),
        sa.Column("decided_device", UUID),
        sa.Column("decided_at", sa.BigInteger),
        sa.Column("reason", sa.String(16), nullable=False),
        sa.Column("points", sa.BigInteger),
        sa.Column("tx_id", UUID),
        sa.PrimaryKeyConstraint("id", name="takeovers_pk"),
    )
    op.create_index("takeovers_member_ix", "takeovers", ["member_id", "asked_at"])
    waiting, confirmed = sa.text("state = 'waiting'"), sa.text("state = 'confirmed'")
    op.create_index("takeovers_waiting_ix", "takeovers", ["asked_at"], sqlite_where=waiting, postgresql_where=waiting)
    op.create_index("takeovers_mark_uq", "takeovers", ["mark"], unique=True, sqlite_where=confirmed, postgresql_where=confirmed)
