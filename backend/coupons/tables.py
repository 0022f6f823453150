from sqlalchemy import Boolean, CheckConstraint, Column, ForeignKey, Index, Integer, String, Table, false, text

from backend.db.columns import AMOUNT, DAY, INSTANT, JSON, SLUG, UUID, id_column, metadata

coupons = Table(
    "coupons",
    metadata,
    Column("id", SLUG, primary_key=True),
    Column("kind", String(8), nullable=False),  # percent | amount | free | price | cheapest | bundle
    Column("value", AMOUNT, nullable=False),
    Column("minimum", AMOUNT, nullable=False),
    Column("name_ja", String(200), nullable=False),
    Column("name_en", String(200), nullable=False),
    Column("starts_on", DAY, nullable=False),
    Column("ends_on", DAY, nullable=False),  # inclusive
    Column("on_join", Boolean, nullable=False),
    Column("total_limit", AMOUNT),
    Column("issued", AMOUNT, nullable=False, server_default=text("0")),  # counters, locked last and updated once per batch
    Column("used", AMOUNT, nullable=False, server_default=text("0")),
    Column("created_at", INSTANT, nullable=False),
    Column("per_member", AMOUNT),  # how many one member may use
    Column("way", String(8), nullable=False, server_default=text("'chosen'")),  # chosen | auto | word
    Column("word", String(24)),
    Column("body", JSON, nullable=False, server_default=text("'{}'")),  # its terms
    CheckConstraint("used >= 0", name="coupons_used_ck"),
    Index("coupons_word_ix", "word", unique=True),
)

vouchers = Table(
    "vouchers",
    metadata,
    id_column(),
    Column("coupon_id", SLUG, ForeignKey("coupons.id"), nullable=False),
    Column("member_id", UUID, nullable=False),
    Column("state", String(12), nullable=False),  # issued | reserved | used | expired
    Column("issued_at", INSTANT, nullable=False),
    Column("redemption_id", UUID),  # which holds or used it
    Column("used_at", INSTANT),
    Index("vouchers_member_ix", "member_id"),
    Index("vouchers_issued_ix", "issued_at"),
    Index("vouchers_coupon_ix", "coupon_id", "id"),
    Index("vouchers_used_ix", "used_at", sqlite_where=text("used_at IS NOT NULL"), postgresql_where=text("used_at IS NOT NULL")),
)

coupon_choices = Table(
    "coupon_choices",
    metadata,
    Column("member_id", UUID, primary_key=True),  # one at a time
    Column("voucher_id", UUID, ForeignKey("vouchers.id"), nullable=False),
    Column("chosen_at", INSTANT, nullable=False),
)

stamp_cards = Table(
    "stamp_cards",
    metadata,
    Column("id", SLUG, primary_key=True),
    Column("name_ja", String(200), nullable=False),
    Column("name_en", String(200), nullable=False),
    Column("size", Integer, nullable=False),
    Column("basis", String(8), nullable=False),  # visit | yen
    Column("yen", AMOUNT),  # of a sale for one stamp
    Column("once_a_day", Boolean, nullable=False),
    Column("starts_on", DAY, nullable=False),
    Column("ends_on", DAY, nullable=False),  # inclusive
    Column("coupon_id", SLUG, ForeignKey("coupons.id"), nullable=False),  # what a full card becomes
    Column("created_at", INSTANT, nullable=False),
    Column("stopped", Boolean, nullable=False, server_default=false()),  # nothing is stamped meanwhile
    Column("given", AMOUNT, nullable=False, server_default=text("0")),  # stamps, less those taken back; as a coupon's counters
    Column("filled", AMOUNT, nullable=False, server_default=text("0")),  # cards that became a voucher
)

stamps = Table(
    "stamps",
    metadata,
    id_column(),
    Column("card_id", SLUG, ForeignKey("stamp_cards.id"), nullable=False),
    Column("member_id", UUID, nullable=False),
    Column("kind", String(8), nullable=False),  # stamp | taken | spent | back
    Column("n", AMOUNT, nullable=False),  # signed: what is left on a card is the sum
    Column("day", DAY, nullable=False),
    Column("visit_id", UUID),
    Column("sale_id", UUID),
    Column("voucher_id", UUID),  # that a full card became
    Column("at", INSTANT, nullable=False),
    Index("stamps_member_ix", "member_id", "card_id"),
    Index("stamps_visit_ix", "visit_id"),
    Index("stamps_sale_ix", "sale_id"),
)
