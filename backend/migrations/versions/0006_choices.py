"""The coupon that a member has picked for the next scan."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"

UUID = sa.String(36).with_variant(postgresql.UUID(as_uuid=False), "postgresql")


def upgrade() -> None:
    op.create_table(
        "coupon_choices",
        sa.Column("member_id", UUID, nullable=False),
        sa.Column("voucher_id", UUID, nullable=False),
        sa.Column("chosen_at", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["voucher_id"], ["vouchers.id"]),
        sa.PrimaryKeyConstraint("member_id", name="coupon_choices_pk"),
    )
