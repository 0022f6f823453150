"""Indexes for what is looked for in a large shop: a sale's returns, members in the order of joining, what expires, who acted."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    _index("sales", "sales_original_ix", ["original_id"], "original_id IS NOT NULL")
    _index("members", "members_joined_ix", ["joined_at", "id"])
    _index("vouchers", "vouchers_coupon_ix", ["coupon_id", "id"])
    _index("vouchers", "vouchers_used_ix", ["used_at"], "used_at IS NOT NULL")
    _index("sessions", "sessions_staff_ix", ["staff_id"], "staff_id IS NOT NULL")
    _index("sessions", "sessions_device_ix", ["device_id"], "device_id IS NOT NULL")
    _index("notices", "notices_kind_ix", ["kind", "published_at", "id"])
    _index("notices", "notices_field_ix", ["field_id"], "field_id IS NOT NULL")
    _index("lots", "lots_due_ix", ["expire_at", "account_id"], '"left" > 0')
    _index("audit", "audit_target_ix", ["target"])
    _index("redemptions", "redemptions_member_ix", ["member_id"])
    _index("adjustments", "adjustments_member_ix", ["member_id"])
    _index("stamps", "stamps_card_ix", ["card_id", "kind", "n"])


def _index(table: str, name: str, columns: list[str], where: str = "") -> None:
    some = sa.text(where) if where else None
    op.create_index(name, table, columns, sqlite_where=some, postgresql_where=some)
