"""What the points of a redemption paid: a yen each, until a shop gives them another value."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.add_column("redemptions", sa.Column("yen", sa.BigInteger, nullable=False, server_default=sa.text("0")))
    op.execute("UPDATE redemptions SET yen = points")
