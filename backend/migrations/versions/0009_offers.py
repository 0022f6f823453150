"""Coupons of every kind: their terms, a limit for each member, and words that bring them."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("coupons", sa.Column("per_member", sa.BigInteger))
    op.add_column("coupons", sa.Column("way", sa.String(8), nullable=False, server_default=sa.text("'chosen'")))
    op.add_column("coupons", sa.Column("word", sa.String(24)))
    op.add_column("coupons", sa.Column("body", sa.Text, nullable=False, server_default=sa.text("'{}'")))
    op.create_index("coupons_word_ix", "coupons", ["word"], unique=True)
