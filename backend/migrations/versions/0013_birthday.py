"""When a member last changed the birthday: it moves coupons and bonuses, so it is changed seldom."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column("members", sa.Column("birthday_changed_at", sa.BigInteger))
