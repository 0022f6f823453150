"""The operations themselves (never pruned), visits, and redemptions."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, String, Table, UniqueConstraint, text

from backend.db.columns import AMOUNT, DAY, HASH, INSTANT, JSON, SLUG, UUID, id_column, metadata

operations = Table(
    "operations",
    metadata,
    Column("source", String(64), nullable=False),  # the authenticated principal: connector:…, device:…, job:…
    Column("op_id", String(200), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("fingerprint", HASH, nullable=False),  # of the canonical body without transport fields
    Column("accepted", Boolean, nullable=False),
    Column("answer", JSON, nullable=False),  # what was answered, and will be answered for ever
    Column("store_id", SLUG, nullable=False),
    Column("staff_id", UUID),
    Column("device_id", UUID),
    Column("member_id", UUID),  # whom it was done to, where it is a member
    Column("recorded_at", INSTANT, nullable=False),
    Column("seal_id", Integer),  # the audit's seal over this row
    PrimaryKeyConstraint("source", "op_id"),
    Index("operations_store_ix", "store_id", "recorded_at"),
    Index("operations_unsealed_ix", "recorded_at", sqlite_where=text("seal_id IS NULL"), postgresql_where=text("seal_id IS NULL")),
    sqlite_with_rowid=False,
)

visits = Table(
    "visits",
    metadata,
    id_column(),
    Column("member_id", UUID, nullable=False),
    Column("account_id", UUID, nullable=False),
    Column("store_id", SLUG, nullable=False),
    Column("terminal", SLUG),
    Column("device_id", UUID),
    Column("how", String(8), nullable=False),  # code | card
    Column("purpose", Integer, nullable=False),  # of the code: 1 up to the shop's limit, 2 unlimited; 0 for a card number
    Column("opened_at", INSTANT, nullable=False),
    Column("closed_at", INSTANT),  # by the clerk, by the next scan on the device, or by its sale
    Column("sale_id", UUID),  # the sale that joined it
    Index("visits_terminal_ix", "store_id", "terminal", "opened_at"),
    Index("visits_member_ix", "member_id", "opened_at"),
    Index("visits_device_ix", "device_id", sqlite_where=text("closed_at IS NULL"), postgresql_where=text("closed_at IS NULL")),
)

code_uses = Table(
    "code_uses",
    metadata,
    Column("credential_id", String(12), nullable=False),
    Column("issued_at", INSTANT, nullable=False),
    Column("counter", Integer, nullable=False),
    Column("visit_id", UUID),  # one of the two that consumed the code
    Column("sale_id", UUID),
    Column("store_id", SLUG, nullable=False),
    Column("used_at", INSTANT, nullable=False),
    PrimaryKeyConstraint("credential_id", "issued_at", "counter"),
    sqlite_with_rowid=False,
)

approvals = Table(
    "approvals",
    metadata,
    id_column(),
    Column("source", String(64), nullable=False),  # with op_id and fingerprint: the redemption it is good for, and for nothing else
    Column("op_id", String(200), nullable=False),
    Column("fingerprint", HASH, nullable=False),
    Column("member_id", UUID, nullable=False),
    Column("visit_id", UUID, ForeignKey("visits.id"), nullable=False),
    Column("store_id", SLUG, nullable=False),
    Column("points", AMOUNT, nullable=False),
    Column("voucher_id", UUID),
    Column("sku", String(64)),  # of a good that the points are exchanged for
    Column("state", String(8), nullable=False),  # waiting | given | denied
    Column("asked_at", INSTANT, nullable=False),
    Column("expires_at", INSTANT, nullable=False),  # of the question; once given, of its use
    Column("decided_at", INSTANT),
    Column("credential_id", String(12)),  # of the phone or browser on which it was decided
    Index("approvals_operation_ix", "source", "op_id"),
    Index("approvals_member_ix", "member_id", "expires_at"),
)

redemptions = Table(
    "redemptions",
    metadata,
    id_column(),
    Column("member_id", UUID, nullable=False),
    Column("account_id", UUID, nullable=False),
    Column("store_id", SLUG, nullable=False),
    Column("visit_id", UUID),
    Column("state", String(12), nullable=False),  # reserved | committed | released
    Column("points", AMOUNT, nullable=False),
    Column("reserved_at", INSTANT),
    Column("expires_at", INSTANT),  # of a reservation
    Column("settled_at", INSTANT),
    Column("sale_id", UUID),  # the receipt it was used on, once known
    Column("tx_id", UUID),
    Column("restored", AMOUNT, nullable=False, server_default=text("0")),  # points that returns of some lines gave back
    Column("yen", AMOUNT, nullable=False, server_default=text("0")),  # what the points paid, by the rules of `reserved_at`
    Index("redemptions_account_ix", "account_id", "state"),
    Index("redemptions_member_ix", "member_id"),
    Index("redemptions_visit_ix", "visit_id"),
    Index("redemptions_sale_ix", "sale_id"),
)

adjustments = Table(
    "adjustments",
    metadata,
    id_column(),
    Column("store_id", SLUG, nullable=False),
    Column("member_id", UUID, nullable=False),
    Column("account_id", UUID, nullable=False),
    Column("visit_id", UUID, nullable=False),
    Column("points", AMOUNT, nullable=False),  # signed
    Column("reason", String(16), nullable=False),  # missed | apology | correction
    Column("note", String(200), nullable=False),  # for the shop's own eyes
    Column("asked_by", UUID, nullable=False),
    Column("asked_device", UUID),
    Column("asked_at", INSTANT, nullable=False),
    Column("due_at", INSTANT),  # in a shop without a second person: when it is booked by itself
    Column("state", String(12), nullable=False),  # booked | waiting | denied
    Column("decided_by", UUID),  # the second person
    Column("decided_device", UUID),
    Column("decided_at", INSTANT),
    Column("tx_id", UUID),
    Index("adjustments_store_ix", "store_id", "asked_at"),
    Index("adjustments_member_ix", "member_id"),
    Index("adjustments_asked_ix", "asked_by", "asked_at"),
    Index("adjustments_due_ix", "due_at", sqlite_where=text("state = 'waiting'"), postgresql_where=text("state = 'waiting'")),
)

redemption_vouchers = Table(
    "redemption_vouchers",
    metadata,
    Column("redemption_id", UUID, ForeignKey("redemptions.id"), nullable=False),
    Column("voucher_id", UUID, ForeignKey("vouchers.id"), nullable=False),
    PrimaryKeyConstraint("redemption_id", "voucher_id"),
)

exchanges = Table(
    "exchanges",
    metadata,
    id_column(),
    Column("member_id", UUID, nullable=False),
    Column("account_id", UUID, nullable=False),
    Column("store_id", SLUG, nullable=False),
    Column("visit_id", UUID, nullable=False),
    Column("sku", String(64), nullable=False),
    Column("points", AMOUNT, nullable=False),  # what it took then
    Column("at", INSTANT, nullable=False),
    Column("tx_id", UUID, nullable=False),
    Index("exchanges_visit_ix", "visit_id"),
    Index("exchanges_member_ix", "member_id", "at"),
)

checkins = Table(
    "checkins",
    metadata,
    id_column(),
    Column("member_id", UUID, nullable=False),
    Column("account_id", UUID, nullable=False),
    Column("store_id", SLUG, nullable=False),
    Column("device_id", UUID),
    Column("day", DAY, nullable=False),  # in Tokyo: once each
    Column("points", AMOUNT, nullable=False),
    Column("at", INSTANT, nullable=False),
    Column("tx_id", UUID),  # none where the shop gives no points for coming
    UniqueConstraint("member_id", "store_id", "day"),
)

survey_replies = Table(
    "survey_replies",
    metadata,
    id_column(),
    Column("survey_id", UUID, nullable=False),
    Column("member_id", UUID, nullable=False),  # once each; the row goes with the member
    Column("store_id", SLUG, nullable=False),
    Column("checkin_id", UUID, nullable=False),
    Column("answers", JSON, nullable=False),  # of wire.checkin.AnswerSurvey
    Column("at", INSTANT, nullable=False),
    Column("tx_id", UUID),
    Column("voucher_id", UUID),
    UniqueConstraint("survey_id", "member_id"),
    Index("survey_replies_member_ix", "member_id"),
)
