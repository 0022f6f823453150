"""Aggregates kept in the till's own transaction, so that a board never adds up sales."""

from sqlalchemy import Column, Integer, PrimaryKeyConstraint, Table, text

from backend.db.columns import AMOUNT, DAY, SLUG, UUID, metadata


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
