"""Ticket books: what a shop sells ahead, the books sold, every ticket that came or went. Off until a shop switches them on."""

import msgspec
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0017"
down_revision = "0016"

UUID = sa.String(36).with_variant(postgresql.UUID(as_uuid=False), "postgresql")


def upgrade() -> None:
    op.create_table(
        "ticket_offers",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name_ja", sa.String(200), nullable=False),
        sa.Column("name_en", sa.String(200), nullable=False),
        sa.Column("goods_ja", sa.String(200), nullable=False),
        sa.Column("goods_en", sa.String(200), nullable=False),
        sa.Column("tickets", sa.Integer, nullable=False),
        sa.Column("price", sa.BigInteger, nullable=False),
        sa.Column("months", sa.Integer),
        sa.Column("days", sa.Integer),
        sa.Column("stores", sa.Text, nullable=False),
        sa.Column("stopped", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="ticket_offers_pk"),
    )
    op.create_table(
        "ticket_books",
        sa.Column("id", UUID, nullable=False),
        sa.Column("offer_id", sa.String(32), nullable=False),
        sa.Column("member_id", UUID, nullable=False),
        sa.Column("store_id", sa.String(32), nullable=False),
        sa.Column("tickets", sa.Integer, nullable=False),
        sa.Column("unused", sa.Integer, nullable=False),
        sa.Column("price", sa.BigInteger, nullable=False),
        sa.Column("receipt", sa.String(64), nullable=False),
        sa.Column("sold_at", sa.BigInteger, nullable=False),
        sa.Column("ends_on", sa.Integer, nullable=False),
        sa.Column("ended_at", sa.BigInteger),
        sa.CheckConstraint("unused BETWEEN 0 AND tickets", name="ticket_books_unused_ck"),
        sa.ForeignKeyConstraint(["offer_id"], ["ticket_offers.id"]),
        sa.PrimaryKeyConstraint("id", name="ticket_books_pk"),
    )
    op.create_table(
        "ticket_moves",
        sa.Column("act_id", UUID, nullable=False),
        sa.Column("book_id", UUID, nullable=False),
        sa.Column("member_id", UUID, nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("day", sa.Integer, nullable=False),
        sa.Column("store_id", sa.String(32), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["book_id"], ["ticket_books.id"]),
        sa.PrimaryKeyConstraint("act_id", "book_id", "kind", name="ticket_moves_pk"),
    )
    op.create_index("ticket_books_member_ix", "ticket_books", ["member_id", "offer_id"])
    op.create_index("ticket_books_offer_ix", "ticket_books", ["offer_id", "ends_on"])
    op.create_index("ticket_moves_book_ix", "ticket_moves", ["book_id"])
    op.create_index("ticket_moves_member_ix", "ticket_moves", ["member_id", "at"])
    _off()


def _off() -> None:
    """A shop that was there before has not asked for them."""
    connection = op.get_bind()
    brand = sa.table("brand", sa.column("modules_off", sa.String))
    for off in connection.scalars(sa.select(brand.c.modules_off)).all():
        more = msgspec.json.encode([*msgspec.json.decode(off), "tickets"]).decode()
        connection.execute(brand.update().values(modules_off=more))
