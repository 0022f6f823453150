"""What the POS said, as rows (basket analytics read them), and which member keeps it as a receipt. Append-only."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, String, Table, UniqueConstraint, text

from backend.db.columns import AMOUNT, DAY, INSTANT, JSON, SLUG, UUID, id_column, metadata

sales = Table(
    "sales",
    metadata,
    id_column(),
    Column("source", String(64), nullable=False),
    Column("store_id", SLUG, nullable=False),
    Column("terminal", SLUG, nullable=False),
    Column("number", String(64), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("kind", String(8), nullable=False),  # sale | return
    Column("original_id", UUID),  # of a return, once known
    Column("occurred_at", INSTANT, nullable=False),  # what the POS says
    Column("effective_at", INSTANT, nullable=False),  # what the rules use
    Column("business_date", DAY, nullable=False),
    Column("recorded_at", INSTANT, nullable=False),
    Column("total", AMOUNT, nullable=False),
    Column("points_paid", AMOUNT, nullable=False),  # yen of `total` paid with points
    Column("body", JSON, nullable=False),  # taxes, tenders, discounts
    Column("notes", String(64), nullable=False),  # clock, parked
    UniqueConstraint("store_id", "terminal", "number", "revision", "source"),
    Index("sales_day_ix", "store_id", "business_date", "recorded_at"),
    Index(
        "sales_original_ix",
        "original_id",
        sqlite_where=text("original_id IS NOT NULL"),
        postgresql_where=text("original_id IS NOT NULL"),
    ),
)

sale_lines = Table(
    "sale_lines",
    metadata,
    Column("sale_id", UUID, ForeignKey("sales.id"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("sku", String(64), nullable=False),
    Column("name", String(200), nullable=False),
    Column("category", String(64), nullable=False),
    Column("tags", String(400), nullable=False),
    Column("quantity_milli", AMOUNT, nullable=False),
    Column("unit_price", AMOUNT, nullable=False),
    Column("discount", AMOUNT, nullable=False),
    Column("amount", AMOUNT, nullable=False),
    Column("tax_rate_permille", Integer, nullable=False),
    Column("price_includes_tax", Boolean, nullable=False),
    Column("points_excluded", Boolean, nullable=False),
    Column("cost", AMOUNT),
    Column("returns_line", Integer),
    PrimaryKeyConstraint("sale_id", "n"),
)

receipts = Table(
    "receipts",
    metadata,
    Column("sale_id", UUID, ForeignKey("sales.id"), primary_key=True),
    Column("member_id", UUID, nullable=False),
    Column("account_id", UUID, nullable=False),
    Column("tx_id", UUID),  # the grant or reversal; none when the sale moved no points
    Column("how", String(16), nullable=False),  # code | card | external | visit | open_visit | original
    Column("points", AMOUNT, nullable=False),
    Column("points_used", AMOUNT, nullable=False),
    Column("occurred_at", INSTANT, nullable=False),
    Index("receipts_member_ix", "member_id", "occurred_at"),
)

parked_returns = Table(
    "parked_returns",
    metadata,
    Column("sale_id", UUID, ForeignKey("sales.id"), primary_key=True),  # the return that came before its sale
    Column("source", String(64), nullable=False),
    Column("store_id", SLUG, nullable=False),
    Column("terminal", SLUG, nullable=False),
    Column("number", String(64), nullable=False),
    Column("applied_at", INSTANT),
    Index("parked_returns_original_ix", "store_id", "terminal", "number"),
)
