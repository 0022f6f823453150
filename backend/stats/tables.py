"""Aggregates kept in the till's own transaction, so that a board never adds up sales."""

from sqlalchemy import Column, Index, Integer, PrimaryKeyConstraint, Table, Text, text

from backend.db.columns import AMOUNT, DAY, INSTANT, SLUG, UUID, metadata


def _count(name: str) -> "Column[int]":
    return Column(name, AMOUNT, nullable=False, server_default=text("0"))


member_month = Table(
    "member_month",
    metadata,
    Column("member_id", UUID, nullable=False),
    Column("month", Integer, nullable=False),  # 202611
    _count("receipts"),
    _count("amount"),  # yen, returns subtracted: ranks add up twelve of them
    _count("goods"),  # yen of the goods that count for ranks, where the rules choose some
    PrimaryKeyConstraint("member_id", "month"),
    sqlite_with_rowid=False,
)

member_sums = Table(
    "member_sums",
    metadata,
    Column("member_id", UUID, primary_key=True),  # what the list of members is ordered by; `analytics.sums` keeps it, nothing else asks it
    Column("seen_at", INSTANT, nullable=False),  # 0: never
    _count("spent"),
    _count("held"),  # what the rank stands on
    Index("member_sums_seen_ix", "seen_at", "member_id"),
    Index("member_sums_spent_ix", "spent", "member_id"),
    Index("member_sums_held_ix", "held", "member_id"),
    sqlite_with_rowid=False,
)

member_touched = Table(
    "member_touched",
    metadata,
    Column("member_id", UUID, primary_key=True),  # who did something since their sums were made
    _count("times"),
    sqlite_with_rowid=False,
)

sums_under = Table(
    "sums_under",
    metadata,
    Column("id", Integer, primary_key=True),  # one row: the rules and months that the sums were made under
    Column("words", Text, nullable=False),
    Column("reached", UUID),  # up to this member; none once it was everybody
)

store_hour = Table(
    "store_hour",
    metadata,
    Column("store_id", SLUG, nullable=False),
    Column("business_date", DAY, nullable=False),
    Column("hour", Integer, nullable=False),  # 0-23 in the shop's calendar; a day is the sum of its hours
    _count("sales"),
    _count("receipts"),
    _count("visits"),
    _count("member_sales"),
    _count("member_receipts"),
    _count("points_granted"),
    _count("points_used"),
    _count("coupons_used"),
    _count("joined"),
    PrimaryKeyConstraint("store_id", "business_date", "hour"),
    sqlite_with_rowid=False,
)
