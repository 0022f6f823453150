"""What the shop sells."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "goods",
        sa.Column("sku", sa.String(64), nullable=False),
        sa.Column("name_ja", sa.String(200), nullable=False),
        sa.Column("name_en", sa.String(200), nullable=False),
        sa.Column("category", sa.String(64), nullable=False),
        sa.Column("picture", sa.String(64)),
        sa.Column("points", sa.BigInteger),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
        sa.CheckConstraint("points > 0", name="goods_points_ck"),
        sa.PrimaryKeyConstraint("sku", name="goods_pk"),
    )
    exchangeable = sa.text("active AND points > 0")
    op.create_index("goods_points_ix", "goods", ["points"], sqlite_where=exchangeable, postgresql_where=exchangeable)
