"""Lots that lapse by the books, and lots whose last day moves with each purchase."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("lots", sa.Column("lapsed", sa.BigInteger, nullable=False, server_default=sa.text("0")))
    op.add_column("lots", sa.Column("rolling", sa.Boolean, nullable=False, server_default=sa.false()))
