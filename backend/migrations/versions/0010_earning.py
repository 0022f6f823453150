"""Bonuses that are counted, what a manager gives a member beyond the rules, and the month of birth that the till may know."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"

UUID = sa.String(36).with_variant(postgresql.UUID(as_uuid=False), "postgresql")


def upgrade() -> None:
    op.add_column("members", sa.Column("birth_month", sa.Integer))
    op.add_column("member_month", sa.Column("goods", sa.BigInteger, nullable=False, server_default=sa.text("0")))
    op.create_table(
        "bonus_days",
        sa.Column("member_id", UUID, nullable=False),
        sa.Column("bonus_id", sa.String(32), nullable=False),
        sa.Column("business_date", sa.Integer, nullable=False),
        sa.Column("points", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("member_id", "bonus_id", "business_date", name="bonus_days_pk"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "bonus_budgets",
        sa.Column("bonus_id", sa.String(32), nullable=False),
        sa.Column("points", sa.BigInteger, nullable=False, server_default=sa.text("0")),
        sa.PrimaryKeyConstraint("bonus_id", name="bonus_budgets_pk"),
    )
    op.create_table(
        "standings",
        sa.Column("member_id", UUID, nullable=False),
        sa.Column("rank", sa.String(32)),
        sa.Column("rank_until", sa.Integer),
        sa.Column("own_rate", sa.Integer),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("member_id", name="standings_pk"),
    )
