from sqlalchemy import Column, Index, String, Table

from backend.db.columns import INSTANT, JSON, SLUG, UUID, id_column, metadata

cases = Table(
    "cases",
    metadata,
    id_column(),
    Column("kind", String(32), nullable=False),  # offline_loss | coupon_limit | ambiguous_visit | parked_return | those of rules.py
    Column("store_id", SLUG, nullable=False),
    Column("member_id", UUID),
    Column("staff_id", UUID),  # whose act it is about: he does not close it
    Column("subject", String(200), nullable=False),  # the operation or receipt it is about; of an alert, what it is raised once for
    Column("data", JSON, nullable=False),  # what is known
    Column("opened_at", INSTANT, nullable=False),
    Column("closed_at", INSTANT),
    Column("closed_by", UUID),
    Column("decision", String(16)),  # fine | mistake | misuse
    Column("reason", String(200)),
    Index("cases_open_ix", "store_id", "closed_at"),
    Index("cases_subject_ix", "subject"),
)
