"""What the shop sells, as far as it tells us: names and pictures for receipts, and what points can be exchanged for. Stock is not ours."""

from sqlalchemy import Boolean, CheckConstraint, Column, Index, String, Table, text

from backend.db.columns import AMOUNT, INSTANT, metadata

goods = Table(
    "goods",
    metadata,
    Column("sku", String(64), primary_key=True),  # as the POS calls it
    Column("name_ja", String(200), nullable=False),
    Column("name_en", String(200), nullable=False),
    Column("category", String(64), nullable=False),
    Column("picture", String(64)),  # the hash under which the media store keeps it
    Column("points", AMOUNT),  # for how many it can be had instead of money
    Column("active", Boolean, nullable=False),  # one that is not is shown on old receipts only
    Column("changed_at", INSTANT, nullable=False),
    CheckConstraint("points > 0", name="goods_points_ck"),
    Index("goods_points_ix", "points", sqlite_where=text("active AND points > 0"), postgresql_where=text("active AND points > 0")),
)
