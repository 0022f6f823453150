"""What a shop sells ahead, the books that members bought, and every ticket that came or went."""

from sqlalchemy import Boolean, CheckConstraint, Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, String, Table, false

from backend.db.columns import AMOUNT, DAY, INSTANT, JSON, SLUG, UUID, id_column, metadata

ticket_offers = Table(
    "ticket_offers",
    metadata,
    Column("id", SLUG, primary_key=True),
    Column("name_ja", String(200), nullable=False),
    Column("name_en", String(200), nullable=False),
    Column("goods_ja", String(200), nullable=False),  # what one ticket stands for
    Column("goods_en", String(200), nullable=False),
    Column("tickets", Integer, nullable=False),  # of a book
    Column("price", AMOUNT, nullable=False),  # of a book
    Column("months", Integer),  # one of the two: how long a book lasts
    Column("days", Integer),
    Column("stores", JSON, nullable=False),  # a list of ids; empty: everywhere
    Column("stopped", Boolean, nullable=False, server_default=false()),  # not sold any more
    Column("created_at", INSTANT, nullable=False),
)

ticket_books = Table(
    "ticket_books",
    metadata,
    id_column(),
    Column("offer_id", SLUG, ForeignKey("ticket_offers.id"), nullable=False),
    Column("member_id", UUID, nullable=False),
    Column("store_id", SLUG, nullable=False),  # where it was sold
    Column("tickets", Integer, nullable=False),
    Column("unused", Integer, nullable=False),  # the sum of its moves
    Column("price", AMOUNT, nullable=False),  # what was paid for it
    Column("receipt", String(64), nullable=False),  # on which it was paid
    Column("sold_at", INSTANT, nullable=False),
    Column("ends_on", DAY, nullable=False),  # inclusive
    Column("ended_at", INSTANT),  # its sale was taken back, or the member has left
    CheckConstraint("unused BETWEEN 0 AND tickets", name="ticket_books_unused_ck"),
    Index("ticket_books_member_ix", "member_id", "offer_id"),
    Index("ticket_books_offer_ix", "offer_id", "ends_on"),
)

ticket_moves = Table(
    "ticket_moves",
    metadata,
    Column("act_id", UUID, nullable=False),  # the sale (its book's id) or the use; what takes it back has the same
    Column("book_id", UUID, ForeignKey("ticket_books.id"), nullable=False),
    Column("member_id", UUID, nullable=False),
    Column("kind", String(8), nullable=False),  # sold | used | refunded | unsold | back | kept
    Column("n", Integer, nullable=False),  # signed
    Column("day", DAY, nullable=False),
    Column("store_id", SLUG, nullable=False),
    Column("at", INSTANT, nullable=False),
    PrimaryKeyConstraint("act_id", "book_id", "kind"),  # nothing is taken back twice
    Index("ticket_moves_book_ix", "book_id"),
    Index("ticket_moves_member_ix", "member_id", "at"),
)
