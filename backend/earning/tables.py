from sqlalchemy import Column, Integer, Table

from backend.db.columns import INSTANT, JSON, metadata

rule_sets = Table(
    "rule_sets",
    metadata,
    Column("version", Integer, primary_key=True),
    Column("effective_at", INSTANT, nullable=False),  # the newest one not after a sale's effective_at governs it
    Column("body", JSON, nullable=False),  # earning.rules.RuleSet
    Column("recorded_at", INSTANT, nullable=False),
)
