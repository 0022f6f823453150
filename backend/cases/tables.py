from sqlalchemy import Column, Index, String, Table

from backend.db.columns import INSTANT, JSON, SLUG, UUID, id_column, metadata

cases = Table(
    "cases",
    metadata,
    id_column(),
    Column("kind", String(32), nullable=False),  # offline_loss | coupon_limit | ambiguous_visit | replayed_code | unknown_code | parked_return
    Column("store_id", SLUG, nullable=False),
    Column("member_id", UUID),
    Column("subject", String(200), nullable=False),  # the operation or receipt it is about
    Column("data", JSON, nullable=False),  # what is known
    Column("opened_at", INSTANT, nullable=False),
    Column("closed_at", INSTANT),
    Index("cases_open_ix", "store_id", "closed_at"),
)
