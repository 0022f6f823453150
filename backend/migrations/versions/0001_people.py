"""The shop, its people and offers, and who may come in."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None

UUID = sa.String(36).with_variant(postgresql.UUID(as_uuid=False), "postgresql")


def upgrade() -> None:
    _stores()
    _auth()
    _members()
    _coupons()


def _stores() -> None:
    op.create_table(
        "brand",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("set_up_at", sa.BigInteger, nullable=False),
        sa.Column("seed", sa.String(7), nullable=False),
        sa.Column("logo", sa.String(64)),
        sa.Column("picture", sa.String(64)),
        sa.Column("modules_off", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="brand_pk"),
    )
    op.create_table(
        "stores",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("issuer", sa.String(200), nullable=False),
        sa.Column("registration", sa.String(14), nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="stores_pk"),
    )
    op.create_table(
        "terminals",
        sa.Column("store_id", sa.String(32), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("connector_id", UUID, nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id"],
            ["stores.id"],
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name="terminals_pk"),
    )
    op.create_table(
        "staff",
        sa.Column("id", UUID, nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("member_id", UUID),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="staff_pk"),
    )


def _auth() -> None:
    op.create_table(
        "credentials",
        sa.Column("id", sa.String(12), nullable=False),
        sa.Column("member_id", UUID, nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("public_key", sa.LargeBinary),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("counter", sa.Integer, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("revoked_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="credentials_pk"),
    )
    op.create_index("credentials_member_ix", "credentials", ["member_id"])
    op.create_table(
        "devices",
        sa.Column("id", UUID, nullable=False),
        sa.Column("store_id", sa.String(32), nullable=False),
        sa.Column("terminal", sa.String(32)),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("browser", sa.Boolean, nullable=False),
        sa.Column("token_hash", sa.LargeBinary, nullable=False),
        sa.Column("enrolled_at", sa.BigInteger, nullable=False),
        sa.Column("revoked_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="devices_pk"),
        sa.UniqueConstraint("token_hash", name="devices_token_hash_uq"),
    )
    op.create_table(
        "enrolments",
        sa.Column("token_hash", sa.LargeBinary, nullable=False),
        sa.Column("store_id", sa.String(32), nullable=False),
        sa.Column("terminal", sa.String(32)),
        sa.Column("device_name", sa.String(200), nullable=False),
        sa.Column("made_by", UUID, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.Column("used_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("token_hash", name="enrolments_pk"),
    )
    op.create_table(
        "roles",
        sa.Column("staff_id", UUID, nullable=False),
        sa.Column("store_id", sa.String(32), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("staff_id", "store_id", name="roles_pk"),
    )
    op.create_table(
        "pins",
        sa.Column("staff_id", UUID, nullable=False),
        sa.Column("hash", sa.String(200), nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("temporary_until", sa.BigInteger),
        sa.PrimaryKeyConstraint("staff_id", name="pins_pk"),
    )
    op.create_table(
        "passwords",
        sa.Column("staff_id", UUID, nullable=False),
        sa.Column("email_index", sa.LargeBinary, nullable=False),
        sa.Column("hash", sa.String(200), nullable=False),
        sa.Column("totp", sa.LargeBinary, nullable=False),
        sa.Column("last_step", sa.BigInteger, nullable=False),
        sa.Column("confirmed_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("staff_id", name="passwords_pk"),
        sa.UniqueConstraint("email_index", name="passwords_email_index_uq"),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("staff_id", UUID, nullable=False),
        sa.Column("code_hash", sa.LargeBinary, nullable=False),
        sa.Column("used_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("staff_id", "code_hash", name="recovery_codes_pk"),
    )
    op.create_table(
        "pin_counters",
        sa.Column("device_id", UUID, nullable=False),
        sa.Column("staff_id", UUID, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("paused_until", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("device_id", "staff_id", name="pin_counters_pk"),
    )
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.LargeBinary, nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("member_id", UUID),
        sa.Column("credential_id", sa.String(12)),
        sa.Column("staff_id", UUID),
        sa.Column("device_id", UUID),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.Column("seen_at", sa.BigInteger, nullable=False),
        sa.Column("family", UUID),
        sa.Column("refresh_hash", sa.LargeBinary),
        sa.Column("refresh_until", sa.BigInteger),
        sa.Column("refreshed_at", sa.BigInteger),
        sa.Column("ended_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("token_hash", name="sessions_pk"),
        sa.UniqueConstraint("refresh_hash", name="sessions_refresh_hash_uq"),
    )
    op.create_index("sessions_member_ix", "sessions", ["member_id"])
    op.create_index("sessions_family_ix", "sessions", ["family"])
    op.create_table(
        "mail_codes",
        sa.Column("id", UUID, nullable=False),
        sa.Column("email_index", sa.LargeBinary, nullable=False),
        sa.Column("email", sa.LargeBinary),
        sa.Column("code_hash", sa.LargeBinary, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.Column("used_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="mail_codes_pk"),
    )
    op.create_index("mail_codes_email_ix", "mail_codes", ["email_index", "expires_at"])
    op.create_table(
        "connectors",
        sa.Column("id", UUID, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="connectors_pk"),
    )
    op.create_table(
        "connector_keys",
        sa.Column("id", UUID, nullable=False),
        sa.Column("connector_id", UUID, nullable=False),
        sa.Column("token_hash", sa.LargeBinary, nullable=False),
        sa.Column("secret", sa.LargeBinary, nullable=False),
        sa.Column("scopes", sa.String(80), nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("used_at", sa.BigInteger),
        sa.Column("revoked_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="connector_keys_pk"),
        sa.UniqueConstraint("token_hash", name="connector_keys_token_hash_uq"),
    )
    op.create_index("connector_keys_connector_ix", "connector_keys", ["connector_id"])
    op.create_table(
        "connector_stores",
        sa.Column("connector_id", UUID, nullable=False),
        sa.Column("store_id", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("connector_id", "store_id", name="connector_stores_pk"),
    )


def _members() -> None:
    op.create_table(
        "members",
        sa.Column("id", UUID, nullable=False),
        sa.Column("data_key", sa.LargeBinary),
        sa.Column("email_index", sa.LargeBinary),
        sa.Column("name", sa.LargeBinary),
        sa.Column("email", sa.LargeBinary),
        sa.Column("birthday", sa.LargeBinary),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("store_id", sa.String(32), nullable=False),
        sa.Column("joined_at", sa.BigInteger, nullable=False),
        sa.Column("frozen_at", sa.BigInteger),
        sa.Column("erased_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="members_pk"),
        sa.UniqueConstraint("email_index", name="members_email_index_uq"),
    )
    op.create_table(
        "cards",
        sa.Column("number", sa.String(12), nullable=False),
        sa.Column("member_id", UUID, nullable=False),
        sa.Column("issued_at", sa.BigInteger, nullable=False),
        sa.Column("ended_at", sa.BigInteger),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["members.id"],
        ),
        sa.PrimaryKeyConstraint("number", name="cards_pk"),
    )
    op.create_index("cards_member_ix", "cards", ["member_id"])
    op.create_table(
        "consents",
        sa.Column("member_id", UUID, nullable=False),
        sa.Column("purpose", sa.String(16), nullable=False),
        sa.Column("version", sa.String(32), nullable=False),
        sa.Column("given", sa.Boolean, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["members.id"],
        ),
        sa.PrimaryKeyConstraint("member_id", "purpose", "at", name="consents_pk"),
    )


def _coupons() -> None:
    op.create_table(
        "coupons",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("value", sa.BigInteger, nullable=False),
        sa.Column("minimum", sa.BigInteger, nullable=False),
        sa.Column("name_ja", sa.String(200), nullable=False),
        sa.Column("name_en", sa.String(200), nullable=False),
        sa.Column("starts_on", sa.Integer, nullable=False),
        sa.Column("ends_on", sa.Integer, nullable=False),
        sa.Column("on_join", sa.Boolean, nullable=False),
        sa.Column("total_limit", sa.BigInteger),
        sa.Column("issued", sa.BigInteger, server_default=sa.text("0"), nullable=False),
        sa.Column("used", sa.BigInteger, server_default=sa.text("0"), nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.CheckConstraint("used >= 0", name="coupons_used_ck"),
        sa.PrimaryKeyConstraint("id", name="coupons_pk"),
    )
    op.create_table(
        "vouchers",
        sa.Column("id", UUID, nullable=False),
        sa.Column("coupon_id", sa.String(32), nullable=False),
        sa.Column("member_id", UUID, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("issued_at", sa.BigInteger, nullable=False),
        sa.Column("redemption_id", UUID),
        sa.Column("used_at", sa.BigInteger),
        sa.ForeignKeyConstraint(
            ["coupon_id"],
            ["coupons.id"],
        ),
        sa.PrimaryKeyConstraint("id", name="vouchers_pk"),
    )
    op.create_index("vouchers_member_ix", "vouchers", ["member_id"])
