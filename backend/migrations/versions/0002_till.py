"""What happens at the till."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"

UUID = sa.String(36).with_variant(postgresql.UUID(as_uuid=False), "postgresql")
SERIAL = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    _ledger()
    _receipts()
    _till()
    _rest()
    _audit()


def _ledger() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", UUID, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("store_id", sa.String(32)),
        sa.Column("balance", sa.BigInteger),
        sa.Column("version", sa.BigInteger, server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint("balance >= 0", name="accounts_balance_ck"),
        sa.PrimaryKeyConstraint("id", name="accounts_pk"),
    )
    op.create_table(
        "holdings",
        sa.Column("member_id", UUID, nullable=False),
        sa.Column("account_id", UUID, nullable=False),
        sa.Column("debt_id", UUID, nullable=False),
        sa.Column("since", sa.BigInteger, nullable=False),
        sa.Column("until", sa.BigInteger),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
        ),
        sa.ForeignKeyConstraint(
            ["debt_id"],
            ["accounts.id"],
        ),
        sa.PrimaryKeyConstraint("member_id", "account_id", "since", name="holdings_pk"),
    )
    op.create_index("holdings_account_ix", "holdings", ["account_id"])
    op.create_table(
        "transactions",
        sa.Column("id", UUID, nullable=False),
        sa.Column("account_id", UUID, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("source", sa.String(64), nullable=False),
        sa.Column("op_id", sa.String(200), nullable=False),
        sa.Column("store_id", sa.String(32)),
        sa.Column("staff_id", UUID),
        sa.Column("device_id", UUID),
        sa.Column("sale_id", UUID),
        sa.Column("visit_id", UUID),
        sa.Column("points", sa.BigInteger, nullable=False),
        sa.Column("balance", sa.BigInteger, nullable=False),
        sa.Column("effective_at", sa.BigInteger, nullable=False),
        sa.Column("business_date", sa.Integer, nullable=False),
        sa.Column("recorded_at", sa.BigInteger, nullable=False),
        sa.Column("reason", sa.String(64), nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
        ),
        sa.PrimaryKeyConstraint("id", name="transactions_pk"),
        sa.UniqueConstraint("account_id", "version", name="transactions_account_id_version_uq"),
    )
    op.create_table(
        "postings",
        sa.Column("tx_id", UUID, nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("account_id", UUID, nullable=False),
        sa.Column("lot_id", UUID),
        sa.Column("amount", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
        ),
        sa.ForeignKeyConstraint(
            ["tx_id"],
            ["transactions.id"],
        ),
        sa.PrimaryKeyConstraint("tx_id", "n", name="postings_pk"),
    )
    op.create_table(
        "lots",
        sa.Column("id", UUID, nullable=False),
        sa.Column("account_id", UUID, nullable=False),
        sa.Column("tx_id", UUID, nullable=False),
        sa.Column("sale_id", UUID),
        sa.Column("points", sa.BigInteger, nullable=False),
        sa.Column("left", sa.BigInteger, nullable=False),
        sa.Column("earned_at", sa.BigInteger, nullable=False),
        sa.Column("confirm_at", sa.BigInteger, nullable=False),
        sa.Column("expire_at", sa.BigInteger, nullable=False),
        sa.CheckConstraint('"left" >= 0 and "left" <= points', name="lots_left_ck"),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
        ),
        sa.ForeignKeyConstraint(
            ["tx_id"],
            ["transactions.id"],
        ),
        sa.PrimaryKeyConstraint("id", name="lots_pk"),
    )
    op.create_index(
        "lots_open_ix", "lots", ["account_id", "expire_at"], sqlite_where=sa.text('"left" > 0'), postgresql_where=sa.text('"left" > 0')
    )
    op.create_index("lots_sale_ix", "lots", ["sale_id"])
    op.create_table(
        "rule_sets",
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("effective_at", sa.BigInteger, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("recorded_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("version", name="rule_sets_pk"),
    )


def _receipts() -> None:
    op.create_table(
        "sales",
        sa.Column("id", UUID, nullable=False),
        sa.Column("source", sa.String(64), nullable=False),
        sa.Column("store_id", sa.String(32), nullable=False),
        sa.Column("terminal", sa.String(32), nullable=False),
        sa.Column("number", sa.String(64), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("original_id", UUID),
        sa.Column("occurred_at", sa.BigInteger, nullable=False),
        sa.Column("effective_at", sa.BigInteger, nullable=False),
        sa.Column("business_date", sa.Integer, nullable=False),
        sa.Column("recorded_at", sa.BigInteger, nullable=False),
        sa.Column("total", sa.BigInteger, nullable=False),
        sa.Column("points_paid", sa.BigInteger, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("notes", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="sales_pk"),
        sa.UniqueConstraint(
            "store_id", "terminal", "number", "revision", "source", name="sales_store_id_terminal_number_revision_source_uq"
        ),
    )
    op.create_index("sales_day_ix", "sales", ["store_id", "business_date", "recorded_at"])
    op.create_table(
        "sale_lines",
        sa.Column("sale_id", UUID, nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("sku", sa.String(64), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("category", sa.String(64), nullable=False),
        sa.Column("tags", sa.String(400), nullable=False),
        sa.Column("quantity_milli", sa.BigInteger, nullable=False),
        sa.Column("unit_price", sa.BigInteger, nullable=False),
        sa.Column("discount", sa.BigInteger, nullable=False),
        sa.Column("amount", sa.BigInteger, nullable=False),
        sa.Column("tax_rate_permille", sa.Integer, nullable=False),
        sa.Column("price_includes_tax", sa.Boolean, nullable=False),
        sa.Column("points_excluded", sa.Boolean, nullable=False),
        sa.Column("cost", sa.BigInteger),
        sa.Column("returns_line", sa.Integer),
        sa.ForeignKeyConstraint(
            ["sale_id"],
            ["sales.id"],
        ),
        sa.PrimaryKeyConstraint("sale_id", "n", name="sale_lines_pk"),
    )
    op.create_table(
        "receipts",
        sa.Column("sale_id", UUID, nullable=False),
        sa.Column("member_id", UUID, nullable=False),
        sa.Column("account_id", UUID, nullable=False),
        sa.Column("tx_id", UUID),
        sa.Column("how", sa.String(16), nullable=False),
        sa.Column("points", sa.BigInteger, nullable=False),
        sa.Column("points_used", sa.BigInteger, nullable=False),
        sa.Column("occurred_at", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(
            ["sale_id"],
            ["sales.id"],
        ),
        sa.PrimaryKeyConstraint("sale_id", name="receipts_pk"),
    )
    op.create_index("receipts_member_ix", "receipts", ["member_id", "occurred_at"])
    op.create_table(
        "parked_returns",
        sa.Column("sale_id", UUID, nullable=False),
        sa.Column("source", sa.String(64), nullable=False),
        sa.Column("store_id", sa.String(32), nullable=False),
        sa.Column("terminal", sa.String(32), nullable=False),
        sa.Column("number", sa.String(64), nullable=False),
        sa.Column("applied_at", sa.BigInteger),
        sa.ForeignKeyConstraint(
            ["sale_id"],
            ["sales.id"],
        ),
        sa.PrimaryKeyConstraint("sale_id", name="parked_returns_pk"),
    )
    op.create_index("parked_returns_original_ix", "parked_returns", ["store_id", "terminal", "number"])


def _till() -> None:
    op.create_table(
        "operations",
        sa.Column("source", sa.String(64), nullable=False),
        sa.Column("op_id", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary, nullable=False),
        sa.Column("accepted", sa.Boolean, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("store_id", sa.String(32), nullable=False),
        sa.Column("staff_id", UUID),
        sa.Column("device_id", UUID),
        sa.Column("member_id", UUID),
        sa.Column("recorded_at", sa.BigInteger, nullable=False),
        sa.Column("seal_id", sa.Integer),
        sa.PrimaryKeyConstraint("source", "op_id", name="operations_pk"),
        sqlite_with_rowid=False,
    )
    op.create_index("operations_store_ix", "operations", ["store_id", "recorded_at"])
    op.create_index(
        "operations_unsealed_ix",
        "operations",
        ["recorded_at"],
        sqlite_where=sa.text("seal_id IS NULL"),
        postgresql_where=sa.text("seal_id IS NULL"),
    )
    op.create_table(
        "visits",
        sa.Column("id", UUID, nullable=False),
        sa.Column("member_id", UUID, nullable=False),
        sa.Column("account_id", UUID, nullable=False),
        sa.Column("store_id", sa.String(32), nullable=False),
        sa.Column("terminal", sa.String(32)),
        sa.Column("device_id", UUID),
        sa.Column("how", sa.String(8), nullable=False),
        sa.Column("purpose", sa.Integer, nullable=False),
        sa.Column("opened_at", sa.BigInteger, nullable=False),
        sa.Column("closed_at", sa.BigInteger),
        sa.Column("sale_id", UUID),
        sa.PrimaryKeyConstraint("id", name="visits_pk"),
    )
    op.create_index(
        "visits_device_ix",
        "visits",
        ["device_id"],
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_index("visits_member_ix", "visits", ["member_id", "opened_at"])
    op.create_index("visits_terminal_ix", "visits", ["store_id", "terminal", "opened_at"])
    op.create_table(
        "code_uses",
        sa.Column("credential_id", sa.String(12), nullable=False),
        sa.Column("issued_at", sa.BigInteger, nullable=False),
        sa.Column("counter", sa.Integer, nullable=False),
        sa.Column("visit_id", UUID),
        sa.Column("sale_id", UUID),
        sa.Column("store_id", sa.String(32), nullable=False),
        sa.Column("used_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("credential_id", "issued_at", "counter", name="code_uses_pk"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "approvals",
        sa.Column("id", UUID, nullable=False),
        sa.Column("source", sa.String(64), nullable=False),
        sa.Column("op_id", sa.String(200), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary, nullable=False),
        sa.Column("member_id", UUID, nullable=False),
        sa.Column("visit_id", UUID, nullable=False),
        sa.Column("store_id", sa.String(32), nullable=False),
        sa.Column("points", sa.BigInteger, nullable=False),
        sa.Column("voucher_id", UUID),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.Column("decided_at", sa.BigInteger),
        sa.Column("credential_id", sa.String(12)),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"]),
        sa.PrimaryKeyConstraint("id", name="approvals_pk"),
    )
    op.create_index("approvals_operation_ix", "approvals", ["source", "op_id"])
    op.create_index("approvals_member_ix", "approvals", ["member_id", "expires_at"])
    op.create_table(
        "redemptions",
        sa.Column("id", UUID, nullable=False),
        sa.Column("member_id", UUID, nullable=False),
        sa.Column("account_id", UUID, nullable=False),
        sa.Column("store_id", sa.String(32), nullable=False),
        sa.Column("visit_id", UUID),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("points", sa.BigInteger, nullable=False),
        sa.Column("reserved_at", sa.BigInteger),
        sa.Column("expires_at", sa.BigInteger),
        sa.Column("settled_at", sa.BigInteger),
        sa.Column("sale_id", UUID),
        sa.Column("tx_id", UUID),
        sa.PrimaryKeyConstraint("id", name="redemptions_pk"),
    )
    op.create_index("redemptions_account_ix", "redemptions", ["account_id", "state"])
    op.create_index("redemptions_sale_ix", "redemptions", ["sale_id"])
    op.create_index("redemptions_visit_ix", "redemptions", ["visit_id"])
    op.create_table(
        "adjustments",
        sa.Column("id", UUID, nullable=False),
        sa.Column("store_id", sa.String(32), nullable=False),
        sa.Column("member_id", UUID, nullable=False),
        sa.Column("account_id", UUID, nullable=False),
        sa.Column("visit_id", UUID, nullable=False),
        sa.Column("points", sa.BigInteger, nullable=False),
        sa.Column("reason", sa.String(16), nullable=False),
        sa.Column("note", sa.String(200), nullable=False),
        sa.Column("asked_by", UUID, nullable=False),
        sa.Column("asked_device", UUID),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.Column("due_at", sa.BigInteger),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("decided_by", UUID),
        sa.Column("decided_device", UUID),
        sa.Column("decided_at", sa.BigInteger),
        sa.Column("tx_id", UUID),
        sa.PrimaryKeyConstraint("id", name="adjustments_pk"),
    )
    op.create_index("adjustments_store_ix", "adjustments", ["store_id", "asked_at"])
    op.create_index("adjustments_asked_ix", "adjustments", ["asked_by", "asked_at"])
    waiting = sa.text("state = 'waiting'")
    op.create_index("adjustments_due_ix", "adjustments", ["due_at"], sqlite_where=waiting, postgresql_where=waiting)
    op.create_table(
        "redemption_vouchers",
        sa.Column("redemption_id", UUID, nullable=False),
        sa.Column("voucher_id", UUID, nullable=False),
        sa.ForeignKeyConstraint(
            ["redemption_id"],
            ["redemptions.id"],
        ),
        sa.ForeignKeyConstraint(
            ["voucher_id"],
            ["vouchers.id"],
        ),
        sa.PrimaryKeyConstraint("redemption_id", "voucher_id", name="redemption_vouchers_pk"),
    )


def _rest() -> None:
    op.create_table(
        "member_month",
        sa.Column("member_id", UUID, nullable=False),
        sa.Column("month", sa.Integer, nullable=False),
        sa.Column("receipts", sa.BigInteger, server_default=sa.text("0"), nullable=False),
        sa.Column("amount", sa.BigInteger, server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("member_id", "month", name="member_month_pk"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "store_hour",
        sa.Column("store_id", sa.String(32), nullable=False),
        sa.Column("business_date", sa.Integer, nullable=False),
        sa.Column("hour", sa.Integer, nullable=False),
        sa.Column("sales", sa.BigInteger, server_default=sa.text("0"), nullable=False),
        sa.Column("receipts", sa.BigInteger, server_default=sa.text("0"), nullable=False),
        sa.Column("visits", sa.BigInteger, server_default=sa.text("0"), nullable=False),
        sa.Column("member_sales", sa.BigInteger, server_default=sa.text("0"), nullable=False),
        sa.Column("member_receipts", sa.BigInteger, server_default=sa.text("0"), nullable=False),
        sa.Column("points_granted", sa.BigInteger, server_default=sa.text("0"), nullable=False),
        sa.Column("points_used", sa.BigInteger, server_default=sa.text("0"), nullable=False),
        sa.Column("coupons_used", sa.BigInteger, server_default=sa.text("0"), nullable=False),
        sa.Column("joined", sa.BigInteger, server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("store_id", "business_date", "hour", name="store_hour_pk"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "outbox",
        sa.Column("id", SERIAL, autoincrement=True, nullable=False),
        sa.Column("account_id", UUID),
        sa.Column("version", sa.BigInteger),
        sa.Column("store_id", sa.String(32)),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("recorded_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="outbox_pk"),
        sa.UniqueConstraint("account_id", "version", name="outbox_account_id_version_uq"),
    )
    op.create_index("outbox_store_ix", "outbox", ["store_id", "id"])
    op.create_table(
        "inbox",
        sa.Column("id", SERIAL, autoincrement=True, nullable=False),
        sa.Column("connector_id", UUID, nullable=False),
        sa.Column("event_id", sa.String(200), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("next_try_at", sa.BigInteger, nullable=False),
        sa.Column("problem", sa.String(64), nullable=False),
        sa.Column("received_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="inbox_pk"),
        sa.UniqueConstraint("connector_id", "event_id", name="inbox_connector_id_event_id_uq"),
    )
    op.create_index("inbox_due_ix", "inbox", ["state", "next_try_at"])
    op.create_table(
        "cases",
        sa.Column("id", UUID, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("store_id", sa.String(32), nullable=False),
        sa.Column("member_id", UUID),
        sa.Column("staff_id", UUID),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("data", sa.Text, nullable=False),
        sa.Column("opened_at", sa.BigInteger, nullable=False),
        sa.Column("closed_at", sa.BigInteger),
        sa.Column("closed_by", UUID),
        sa.Column("decision", sa.String(16)),
        sa.Column("reason", sa.String(200)),
        sa.PrimaryKeyConstraint("id", name="cases_pk"),
    )
    op.create_index("cases_open_ix", "cases", ["store_id", "closed_at"])
    op.create_index("cases_subject_ix", "cases", ["subject"])


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", SERIAL, autoincrement=True, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("source", sa.String(64), nullable=False),
        sa.Column("staff_id", UUID),
        sa.Column("device_id", UUID),
        sa.Column("store_id", sa.String(32)),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("target", sa.String(200), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("data", sa.Text, nullable=False),
        sa.Column("seal_id", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="audit_pk"),
    )
    op.create_index("audit_store_ix", "audit", ["store_id", "at"])
    op.create_index(
        "audit_unsealed_ix",
        "audit",
        ["id"],
        sqlite_where=sa.text("seal_id IS NULL"),
        postgresql_where=sa.text("seal_id IS NULL"),
    )
    op.create_table(
        "seals",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("leaves", sa.Integer, nullable=False),
        sa.Column("root", sa.LargeBinary, nullable=False),
        sa.Column("previous", sa.LargeBinary, nullable=False),
        sa.Column("signature", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("number", name="seals_pk"),
    )
    op.create_table(
        "jobs",
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("next_at", sa.BigInteger, nullable=False),
        sa.Column("cursor", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("name", name="jobs_pk"),
    )
