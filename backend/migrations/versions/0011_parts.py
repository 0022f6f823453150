"""Returns of some lines: how much of a redemption they gave back."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("redemptions", sa.Column("restored", sa.BigInteger, nullable=False, server_default=sa.text("0")))
