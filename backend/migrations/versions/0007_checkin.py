"""Checking in at a tablet by the door, and questionnaires."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"

UUID = sa.String(36).with_variant(postgresql.UUID(as_uuid=False), "postgresql")


def upgrade() -> None:
    op.add_column("devices", sa.Column("kiosk_since", sa.BigInteger))
    op.create_table(
        "visit_points",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("points", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="visit_points_pk"),
    )
    op.create_table(
        "surveys",
        sa.Column("id", UUID, nullable=False),
        sa.Column("title_ja", sa.String(200), nullable=False),
        sa.Column("title_en", sa.String(200), nullable=False),
        sa.Column("questions", sa.Text, nullable=False),
        sa.Column("stores", sa.Text, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("points", sa.BigInteger, nullable=False),
        sa.Column("coupon", sa.String(32)),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="surveys_pk"),
    )
    op.create_table(
        "checkins",
        sa.Column("id", UUID, nullable=False),
        sa.Column("member_id", UUID, nullable=False),
        sa.Column("account_id", UUID, nullable=False),
        sa.Column("store_id", sa.String(32), nullable=False),
        sa.Column("device_id", UUID),
        sa.Column("day", sa.Integer, nullable=False),
        sa.Column("points", sa.BigInteger, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("tx_id", UUID),
        sa.PrimaryKeyConstraint("id", name="checkins_pk"),
        sa.UniqueConstraint("member_id", "store_id", "day", name="checkins_member_id_store_id_day_uq"),
    )
    op.create_table(
        "survey_replies",
        sa.Column("id", UUID, nullable=False),
        sa.Column("survey_id", UUID, nullable=False),
        sa.Column("member_id", UUID, nullable=False),
        sa.Column("store_id", sa.String(32), nullable=False),
        sa.Column("checkin_id", UUID, nullable=False),
        sa.Column("answers", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("tx_id", UUID),
        sa.Column("voucher_id", UUID),
        sa.PrimaryKeyConstraint("id", name="survey_replies_pk"),
        sa.UniqueConstraint("survey_id", "member_id", name="survey_replies_survey_id_member_id_uq"),
    )
    op.create_index("survey_replies_member_ix", "survey_replies", ["member_id"])
