"""Credentials, devices, sessions and counters. Secrets are stored as SHA-256 (high-entropy tokens) or argon2id (PINs)."""

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, PrimaryKeyConstraint, String, Table, text

from backend.db.columns import AMOUNT, HASH, INSTANT, SLUG, UUID, id_column, metadata

devices = Table(
    "devices",
    metadata,
    id_column(),
    Column("store_id", SLUG, nullable=False),
    Column("terminal", SLUG),
    Column("name", String(200), nullable=False),
    Column("browser", Boolean, nullable=False),  # a browser that somebody signed in to with a password: it serves nobody
    Column("token_hash", HASH, nullable=False, unique=True),
    Column("enrolled_at", INSTANT, nullable=False),
    Column("revoked_at", INSTANT),
    Column("kiosk_since", INSTANT),  # it faces the customer: checks members in, until somebody unlocks it
)

enrolments = Table(
    "enrolments",
    metadata,
    Column("token_hash", HASH, primary_key=True),
    Column("store_id", SLUG, nullable=False),
    Column("terminal", SLUG),
    Column("device_name", String(200), nullable=False),
    Column("made_by", UUID, nullable=False),
    Column("expires_at", INSTANT, nullable=False),
    Column("used_at", INSTANT),
)

roles = Table(
    "roles",
    metadata,
    Column("staff_id", UUID, nullable=False),
    Column("store_id", SLUG, nullable=False),
    Column("role", String(16), nullable=False),
    PrimaryKeyConstraint("staff_id", "store_id"),
)

pins = Table(
    "pins",
    metadata,
    Column("staff_id", UUID, primary_key=True),
    Column("hash", String(200), nullable=False),
    Column("active", Boolean, nullable=False),
    Column("temporary_until", INSTANT),  # a manager's reset: good until then, and only to choose another
)

passwords = Table(
    "passwords",
    metadata,
    Column("staff_id", UUID, primary_key=True),
    Column("email_index", HASH, nullable=False, unique=True),  # blind index of the address in lower case; the address itself is not kept
    Column("hash", String(200), nullable=False),
    Column("totp", LargeBinary, nullable=False),  # the shared secret, sealed with the server's key
    Column("last_step", AMOUNT, nullable=False),  # of the code used last: none works twice
    Column("confirmed_at", INSTANT),  # the first code was right
)

recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("staff_id", UUID, nullable=False),
    Column("code_hash", HASH, nullable=False),
    Column("used_at", INSTANT),
    PrimaryKeyConstraint("staff_id", "code_hash"),
)

pin_counters = Table(
    "pin_counters",
    metadata,
    Column("device_id", UUID, nullable=False),
    Column("staff_id", UUID, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("paused_until", INSTANT, nullable=False),
    PrimaryKeyConstraint("device_id", "staff_id"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", HASH, primary_key=True),
    Column("kind", String(8), nullable=False),  # member | staff
    Column("member_id", UUID),
    Column("credential_id", String(12)),  # of a member's session
    Column("staff_id", UUID),
    Column("device_id", UUID),  # of a staff session
    Column("created_at", INSTANT, nullable=False),
    Column("expires_at", INSTANT, nullable=False),
    Column("seen_at", INSTANT, nullable=False),  # last act of a staff session, to half a minute
    Column("family", UUID),  # of a member's session: all that follow from one sign-in
    Column("refresh_hash", HASH, unique=True),
    Column("refresh_until", INSTANT),
    Column("refreshed_at", INSTANT),  # its refresh token has been used
    Column("ended_at", INSTANT),
    Index("sessions_member_ix", "member_id"),
    Index("sessions_family_ix", "family"),
    Index("sessions_expires_ix", "expires_at"),
    Index("sessions_staff_ix", "staff_id", sqlite_where=text("staff_id IS NOT NULL"), postgresql_where=text("staff_id IS NOT NULL")),
    Index("sessions_device_ix", "device_id", sqlite_where=text("device_id IS NOT NULL"), postgresql_where=text("device_id IS NOT NULL")),
)

credentials = Table(
    "credentials",
    metadata,
    Column("id", String(12), primary_key=True),  # 48 random bits as hex: what an M1 code carries
    Column("member_id", UUID, nullable=False),
    Column("kind", String(8), nullable=False),  # device (its own key signs) | web (the server signs)
    Column("public_key", LargeBinary),
    Column("name", String(80), nullable=False, info={"personal": True}),
    Column("counter", Integer, nullable=False),  # of codes the server has signed for it
    Column("created_at", INSTANT, nullable=False),
    Column("revoked_at", INSTANT),
    Index("credentials_member_ix", "member_id"),
    Index("credentials_created_ix", "created_at"),
)

mail_codes = Table(
    "mail_codes",
    metadata,
    id_column(),  # the request the code is bound to
    Column("email_index", HASH, nullable=False),  # blind
    Column("email", LargeBinary, info={"personal": True}),  # sealed for this request; none once the code was used
    Column("code_hash", HASH, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("expires_at", INSTANT, nullable=False),
    Column("used_at", INSTANT),
    Index("mail_codes_email_ix", "email_index", "expires_at"),
    Index("mail_codes_expires_ix", "expires_at"),
)

connectors = Table(
    "connectors",
    metadata,
    id_column(),
    Column("name", String(200), nullable=False),
    Column("created_at", INSTANT, nullable=False),
)

connector_keys = Table(
    "connector_keys",
    metadata,
    id_column(),
    Column("connector_id", UUID, nullable=False),
    Column("token_hash", HASH, nullable=False, unique=True),
    Column("secret", LargeBinary, nullable=False),  # of signed events, sealed with the server's key
    Column("scopes", String(80), nullable=False),  # between spaces
    Column("created_at", INSTANT, nullable=False),
    Column("used_at", INSTANT),  # to the minute
    Column("revoked_at", INSTANT),
    Index("connector_keys_connector_ix", "connector_id"),
)

connector_stores = Table(
    "connector_stores",
    metadata,
    Column("connector_id", UUID, nullable=False),
    Column("store_id", SLUG, nullable=False),
    PrimaryKeyConstraint("connector_id", "store_id"),
)
