"""For large shops: what the list of members is ordered by, how many stamps a card has given, and where a card's number stands in the inbox."""

import re

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from shared.qr.number import is_card_number

revision = "0018"
down_revision = "0017"

UUID = sa.String(36).with_variant(postgresql.UUID(as_uuid=False), "postgresql")
SERIAL = sa.BigInteger().with_variant(sa.Integer, "sqlite")
TWELVE = re.compile(rb"(?<!\d)\d{12}(?!\d)")
AT_ONCE = 1000
ZERO = sa.text("0")


def upgrade() -> None:
    _sums()
    _stamps()
    _numbers()


def _sums() -> None:
    op.create_table(
        "member_sums",
        sa.Column("member_id", UUID, nullable=False),
        sa.Column("seen_at", sa.BigInteger, nullable=False),
        sa.Column("spent", sa.BigInteger, nullable=False, server_default=ZERO),
        sa.Column("held", sa.BigInteger, nullable=False, server_default=ZERO),
        sa.PrimaryKeyConstraint("member_id", name="member_sums_pk"),
        sqlite_with_rowid=False,
    )
    op.create_index("member_sums_seen_ix", "member_sums", ["seen_at", "member_id"])
    op.create_index("member_sums_spent_ix", "member_sums", ["spent", "member_id"])
    op.create_index("member_sums_held_ix", "member_sums", ["held", "member_id"])
    op.create_table(
        "member_touched",
        sa.Column("member_id", UUID, nullable=False),
        sa.Column("times", sa.BigInteger, nullable=False, server_default=ZERO),
        sa.PrimaryKeyConstraint("member_id", name="member_touched_pk"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sums_under",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("reached", UUID),
        sa.PrimaryKeyConstraint("id", name="sums_under_pk"),
    )
    # everybody has a row; the first turn of the job says what is in it
    op.execute("INSERT INTO member_sums (member_id, seen_at) SELECT id, 0 FROM members WHERE erased_at IS NULL")


def _stamps() -> None:
    for name in ("given", "filled"):
        op.add_column("stamp_cards", sa.Column(name, sa.BigInteger, nullable=False, server_default=ZERO))
    op.execute("""
        UPDATE stamp_cards SET
            given = (SELECT coalesce(sum(s.n), 0) FROM stamps s WHERE s.card_id = stamp_cards.id AND s.kind IN ('stamp', 'taken')),
            filled = (SELECT coalesce(sum(CASE s.kind WHEN 'spent' THEN 1 ELSE -1 END), 0) FROM stamps s
                WHERE s.card_id = stamp_cards.id AND s.kind IN ('spent', 'back'))""")
    op.drop_index("stamps_card_ix", "stamps")


def _numbers() -> None:
    made = op.create_table(
        "inbox_numbers",
        sa.Column("number", sa.String(12), nullable=False),
        sa.Column("inbox_id", SERIAL, nullable=False),
        sa.ForeignKeyConstraint(["inbox_id"], ["inbox.id"]),
        sa.PrimaryKeyConstraint("number", "inbox_id", name="inbox_numbers_pk"),
        sqlite_with_rowid=False,
    )
    connection, last = op.get_bind(), 0
    page = sa.text("SELECT id, body FROM inbox WHERE id > :last ORDER BY id LIMIT :most")
    while rows := connection.execute(page, {"last": last, "most": AT_ONCE}).all():
        last = rows[-1][0]
        found = {(each.decode(), row[0]) for row in rows for each in TWELVE.findall(bytes(row[1]))}
        numbers = [{"number": number, "inbox_id": item} for number, item in sorted(found) if is_card_number(number)]
        if numbers:
            op.bulk_insert(made, numbers)
