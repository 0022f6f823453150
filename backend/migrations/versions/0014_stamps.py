"""Stamp cards and the stamps on them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0014"
down_revision = "0013"

UUID = sa.String(36).with_variant(postgresql.UUID(as_uuid=False), "postgresql")


def upgrade() -> None:
    op.create_table(
        "stamp_cards",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name_ja", sa.String(200), nullable=False),
        sa.Column("name_en", sa.String(200), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("basis", sa.String(8), nullable=False),
        sa.Column("yen", sa.BigInteger),
        sa.Column("once_a_day", sa.Boolean, nullable=False),
        sa.Column("starts_on", sa.Integer, nullable=False),
        sa.Column("ends_on", sa.Integer, nullable=False),
        sa.Column("coupon_id", sa.String(32), nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["coupon_id"], ["coupons.id"]),
        sa.PrimaryKeyConstraint("id", name="stamp_cards_pk"),
    )
    op.create_table(
        "stamps",
        sa.Column("id", UUID, nullable=False),
        sa.Column("card_id", sa.String(32), nullable=False),
        sa.Column("member_id", UUID, nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("n", sa.BigInteger, nullable=False),
        sa.Column("day", sa.Integer, nullable=False),
        sa.Column("visit_id", UUID),
        sa.Column("sale_id", UUID),
        sa.Column("voucher_id", UUID),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["card_id"], ["stamp_cards.id"]),
        sa.PrimaryKeyConstraint("id", name="stamps_pk"),
    )
    op.create_index("stamps_member_ix", "stamps", ["member_id", "card_id"])
    op.create_index("stamps_visit_ix", "stamps", ["visit_id"])
    op.create_index("stamps_sale_ix", "stamps", ["sale_id"])
