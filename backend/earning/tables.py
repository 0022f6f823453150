from sqlalchemy import Column, Integer, PrimaryKeyConstraint, String, Table, text

from backend.db.columns import AMOUNT, DAY, INSTANT, JSON, UUID, metadata

rule_sets = Table(
    "rule_sets",
    metadata,
    Column("version", Integer, primary_key=True),
    Column("effective_at", INSTANT, nullable=False),  # the newest one not after a sale's effective_at governs it
    Column("body", JSON, nullable=False),  # earning.rules.RuleSet
    Column("recorded_at", INSTANT, nullable=False),
)

bonus_days = Table(
    "bonus_days",
    metadata,
    Column("member_id", UUID, nullable=False),
    Column("bonus_id", String(32), nullable=False),
    Column("business_date", DAY, nullable=False),  # of the sale, also for what its return took back
    Column("points", AMOUNT, nullable=False),  # what a bonus with a cap gave
    PrimaryKeyConstraint("member_id", "bonus_id", "business_date"),
    sqlite_with_rowid=False,
)

bonus_budgets = Table(
    "bonus_budgets",
    metadata,
    Column("bonus_id", String(32), primary_key=True),
    Column("points", AMOUNT, nullable=False, server_default=text("0")),  # of its budget; locked last and added to once per batch
)

standings = Table(
    "standings",
    metadata,
    Column("member_id", UUID, primary_key=True),
    Column("rank", String(32)),  # given by a manager, on top of what was bought
    Column("rank_until", DAY),  # the last day on which it holds
    Column("own_rate", Integer),  # permille, before any rank's
    Column("changed_at", INSTANT, nullable=False),
)
