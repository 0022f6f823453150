"""Indexes for taking away what is over: mailed codes and sessions."""

from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_index("mail_codes_expires_ix", "mail_codes", ["expires_at"])
    op.create_index("sessions_expires_ix", "sessions", ["expires_at"])
