"""A stamp card can be stopped, and started again."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.add_column("stamp_cards", sa.Column("stopped", sa.Boolean, nullable=False, server_default=sa.false()))
