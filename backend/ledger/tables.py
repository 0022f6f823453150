"""Accounts, who holds them, lots and postings: double entry, append-only but for the caches (`balance`, `version`, `left`)."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
    false,
    text,
)

from backend.db.columns import AMOUNT, DAY, INSTANT, JSON, SLUG, UUID, id_column, metadata

accounts = Table(
    "accounts",
    metadata,
    id_column(),
    Column(
        "kind", String(16), nullable=False
    ),  # points | debt (a member's) · issued | redeemed | expired | adjusted | offline_loss | taken_over | return_loss (a store's)
    Column("store_id", SLUG),  # of a store's account
    Column("balance", AMOUNT),  # cache, member accounts only; a store account's total is the sum of its postings
    Column("version", AMOUNT, nullable=False, server_default=text("0")),  # one up with each event of the account: the stream's gapless id
    CheckConstraint("balance >= 0", name="accounts_balance_ck"),
)

holdings = Table(
    "holdings",
    metadata,
    Column("member_id", UUID, nullable=False),
    Column("account_id", UUID, ForeignKey("accounts.id"), nullable=False),
    Column("debt_id", UUID, ForeignKey("accounts.id"), nullable=False),
    Column("since", INSTANT, nullable=False),
    Column("until", INSTANT),
    PrimaryKeyConstraint("member_id", "account_id", "since"),
    Index("holdings_account_ix", "account_id"),
)

transactions = Table(
    "transactions",
    metadata,
    id_column(),
    Column("account_id", UUID, ForeignKey("accounts.id"), nullable=False),
    Column("version", AMOUNT, nullable=False),
    Column(
        "kind", String(16), nullable=False
    ),  # grant | redeem | exchange | expire | reverse | adjust | takeover | gift | transfer | repay
    Column("source", String(64), nullable=False),  # with op_id: the operation that made it
    Column("op_id", String(200), nullable=False),
    Column("store_id", SLUG),
    Column("staff_id", UUID),
    Column("device_id", UUID),
    Column("sale_id", UUID),
    Column("visit_id", UUID),
    Column("points", AMOUNT, nullable=False),  # what it did to the member's points, signed
    Column("balance", AMOUNT, nullable=False),  # of the account afterwards
    Column("effective_at", INSTANT, nullable=False),
    Column("business_date", DAY, nullable=False),
    Column("recorded_at", INSTANT, nullable=False),
    Column("reason", String(64), nullable=False),
    Column("why", JSON, nullable=False),  # the derivation: rule versions, bases, rates, roundings; readable and recomputable
    UniqueConstraint("account_id", "version"),
)

postings = Table(
    "postings",
    metadata,
    Column("tx_id", UUID, ForeignKey("transactions.id"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("account_id", UUID, ForeignKey("accounts.id"), nullable=False),
    Column("lot_id", UUID),  # of a member's points account
    Column("amount", AMOUNT, nullable=False),
    PrimaryKeyConstraint("tx_id", "n"),
)

lots = Table(
    "lots",
    metadata,
    id_column(),
    Column("account_id", UUID, ForeignKey("accounts.id"), nullable=False),
    Column("tx_id", UUID, ForeignKey("transactions.id"), nullable=False),
    Column("sale_id", UUID),
    Column("points", AMOUNT, nullable=False),
    Column("left", AMOUNT, nullable=False),
    Column("earned_at", INSTANT, nullable=False),
    Column("confirm_at", INSTANT, nullable=False),
    Column("expire_at", INSTANT, nullable=False),  # the last millisecond on which they count
    Column("lapsed", AMOUNT, nullable=False, server_default=text("0")),  # of its points: booked as expired, and not for a return since
    Column("rolling", Boolean, nullable=False, server_default=false()),  # each purchase moves its last day
    CheckConstraint('"left" >= 0 and "left" <= points', name="lots_left_ck"),
    Index("lots_open_ix", "account_id", "expire_at", sqlite_where=text('"left" > 0'), postgresql_where=text('"left" > 0')),
    Index("lots_sale_ix", "sale_id"),
    Index("lots_due_ix", "expire_at", "account_id", sqlite_where=text('"left" > 0'), postgresql_where=text('"left" > 0')),
)
