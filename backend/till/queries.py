"""Every read of a batch, as one set-based statement each, for both engines.

`{keys}` becomes a table `k(k0, k1, …)` of the keys asked for: `json_each` on SQLite, `unnest` on PostgreSQL.
"""

from typing import NamedTuple


class Query(NamedTuple):
    types: tuple[str, ...]
    """Of the key's columns: uuid | text | bigint."""
    sql: str


def _query(types: tuple[str, ...], columns: str, joined: str) -> Query:
    return Query(types, f"SELECT {columns} FROM {{keys}} JOIN {joined}")  # noqa: S608 - all parts stand below; values are bound


_VISIT = "v.id, v.member_id, v.account_id, v.store_id, v.terminal, v.device_id, v.how, v.purpose, v.opened_at, v.closed_at, v.sale_id"
_USE = "u.credential_id, u.issued_at, u.counter, u.visit_id, u.sale_id, u.store_id, u.used_at"
_REDEMPTION = "r.id, r.member_id, r.account_id, r.store_id, r.visit_id, r.state, r.points, r.reserved_at, r.expires_at, r.settled_at, r.sale_id, r.tx_id, r.restored, r.yen"
_LOT = 'l.id, l.account_id, l.tx_id, l.sale_id, l.points, l."left", l.earned_at, l.confirm_at, l.expire_at, l.lapsed, l.rolling'
_LINES = "(SELECT coalesce(sum(n.amount), 0) FROM sale_lines n WHERE n.sale_id = s.id)"

KNOWN = _query(
    ("text", "text"), "o.source, o.op_id, o.fingerprint, o.accepted, o.answer", "operations o ON o.source = k.k0 AND o.op_id = k.k1"
)
APPROVALS = _query(
    ("text", "text"),
    "a.source, a.op_id, a.fingerprint, a.state, a.expires_at",
    "approvals a ON a.source = k.k0 AND a.op_id = k.k1 ORDER BY a.asked_at",
)
STORES = _query(("text",), "s.id, s.name", "stores s ON s.id = k.k0")
LINKED = _query(("text", "text"), "t.store_id, t.id", "terminals t ON t.store_id = k.k0 AND t.id = k.k1")
CARDS = _query(("text",), "c.number, c.member_id", "cards c ON c.number = k.k0 AND c.ended_at IS NULL")
HOLDERS = _query(
    ("uuid",),
    "h.member_id, h.account_id, h.debt_id, m.frozen_at, m.birth_month",
    "holdings h ON h.member_id = k.k0 AND h.until IS NULL JOIN members m ON m.id = h.member_id ORDER BY h.since DESC",
)
VISITS = _query(("uuid",), _VISIT, "visits v ON v.id = k.k0")
VISITS_AT = _query(
    ("text", "text", "bigint", "bigint"),
    _VISIT,
    "visits v ON v.store_id = k.k0 AND v.terminal = k.k1 AND v.opened_at BETWEEN k.k2 AND k.k3 AND v.sale_id IS NULL",
)
VISITS_OF_SALE = _query(("uuid", "uuid"), _VISIT, "visits v ON v.member_id = k.k0 AND v.sale_id = k.k1")
VISITS_ON = _query(("uuid",), _VISIT, "visits v ON v.device_id = k.k0 AND v.closed_at IS NULL")
CODE_USES = _query(("text", "bigint", "bigint"), _USE, "code_uses u ON u.credential_id = k.k0 AND u.issued_at = k.k1 AND u.counter = k.k2")
SOLD = _query(
    ("text", "text", "text"),
    f"s.id, s.source, s.store_id, s.terminal, s.number, s.revision, s.kind, s.original_id, s.effective_at, s.total, {_LINES}, "
    "s.notes <> replace(s.notes, 'void', ''), s.notes <> replace(s.notes, 'exchange', '')",
    "sales s ON s.store_id = k.k0 AND s.terminal = k.k1 AND s.number = k.k2",
)
RETURNED = _query(
    ("uuid",),
    "s.original_id, s.id, -s.total, -coalesce(r.points, 0), r.tx_id, "
    "(SELECT CAST(coalesce(-sum(p.amount), 0) AS bigint) FROM postings p JOIN accounts a ON a.id = p.account_id "
    "WHERE p.tx_id = r.tx_id AND a.kind = 'return_loss'), "
    "(SELECT CAST(coalesce(-sum(p.amount), 0) AS bigint) FROM postings p JOIN accounts a ON a.id = p.account_id "
    "WHERE p.tx_id = r.tx_id AND a.kind = 'expired')",
    "sales s ON s.original_id = k.k0 LEFT JOIN receipts r ON r.sale_id = s.id ORDER BY s.recorded_at, s.id",
)
PARTS = _query(
    ("uuid",),
    "l.sale_id, l.n, l.sku, l.unit_price, l.quantity_milli, l.amount, l.category, l.points_excluded, l.returns_line",
    "sale_lines l ON l.sale_id = k.k0 ORDER BY l.sale_id, l.n",
)
KEPT = _query(
    ("uuid",),
    "r.sale_id, r.member_id, r.account_id, r.points, coalesce(t.why, '')",
    "receipts r ON r.sale_id = k.k0 LEFT JOIN transactions t ON t.id = r.tx_id",
)
PARKED = _query(
    ("text", "text", "text"),
    "p.sale_id, p.store_id, p.terminal, p.number, s.total, s.effective_at",
    "parked_returns p ON p.store_id = k.k0 AND p.terminal = k.k1 AND p.number = k.k2 AND p.applied_at IS NULL JOIN sales s ON s.id = p.sale_id",
)
REDEMPTIONS = _query(("uuid",), _REDEMPTION, "redemptions r ON r.id = k.k0")
REDEMPTIONS_OF_VISIT = _query(("uuid",), _REDEMPTION, "redemptions r ON r.visit_id = k.k0")
REDEMPTIONS_OF_SALE = _query(("uuid",), _REDEMPTION, "redemptions r ON r.sale_id = k.k0")
RESERVED = _query(("uuid",), _REDEMPTION, "redemptions r ON r.account_id = k.k0 AND r.state = 'reserved'")
REDEEMED_VOUCHERS = _query(("uuid",), "x.redemption_id, x.voucher_id", "redemption_vouchers x ON x.redemption_id = k.k0")
VOUCHERS = _query(
    ("uuid",), "v.id, v.coupon_id, v.member_id, v.state, v.issued_at, v.redemption_id, v.used_at", "vouchers v ON v.id = k.k0"
)
COUPONS = _query(
    ("text",),
    "c.id, c.kind, c.value, c.minimum, c.name_ja, c.name_en, c.starts_on, c.ends_on, c.total_limit, c.issued, c.used, "
    "c.per_member, c.way, c.body",
    "coupons c ON c.id = k.k0",
)
WORDS = _query(("text",), "c.word, c.id", "coupons c ON c.word = k.k0")
TALLIES = _query(
    ("uuid", "text", "bigint"),
    "v.member_id, v.coupon_id, v.state, count(*)",
    "vouchers v ON v.member_id = k.k0 AND v.coupon_id = k.k1 LEFT JOIN redemptions r ON r.id = v.redemption_id "
    "WHERE v.state <> 'reserved' OR r.expires_at > k.k2 GROUP BY v.member_id, v.coupon_id, v.state",
)
VISITED = _query(("uuid",), "v.member_id, count(*)", "visits v ON v.member_id = k.k0 GROUP BY v.member_id")
ACCOUNTS = _query(("uuid",), "a.id, a.kind, a.balance, a.version", "accounts a ON a.id = k.k0")
LOTS = _query(("uuid",), _LOT, 'lots l ON l.account_id = k.k0 AND l."left" > 0')
LOTS_OF_SALE = _query(("uuid",), _LOT, "lots l ON l.sale_id = k.k0")
LOTS_BY_ID = _query(("uuid",), _LOT, "lots l ON l.id = k.k0")
TAKES = _query(("uuid",), "p.tx_id, p.lot_id, -p.amount", "postings p ON p.tx_id = k.k0 AND p.lot_id IS NOT NULL ORDER BY p.n")
ADJUSTMENTS = _query(
    ("uuid",),
    "a.id, a.store_id, a.member_id, a.account_id, a.visit_id, a.points, a.reason, a.note, a.asked_by, a.asked_device, a.asked_at, "
    "a.due_at, a.state, a.decided_by, a.decided_device, a.decided_at, a.tx_id",
    "adjustments a ON a.id = k.k0",
)
ADJUSTED = _query(
    ("uuid", "bigint"),
    "a.asked_by, CAST(sum(abs(a.points)) AS bigint)",
    "adjustments a ON a.asked_by = k.k0 AND a.asked_at >= k.k1 AND a.state = 'booked' AND a.decided_at IS NULL GROUP BY a.asked_by",
)
SENIORS = _query(
    ("text",),
    "r.store_id, count(*)",
    "roles r ON r.store_id = k.k0 AND r.role IN ('shift_lead', 'manager') "
    "JOIN pins p ON p.staff_id = r.staff_id AND p.active GROUP BY r.store_id",
)
STANDINGS = _query(("uuid",), "s.member_id, s.rank, s.rank_until, s.own_rate", "standings s ON s.member_id = k.k0")
BOUGHT = _query(("uuid",), "m.id", "members m ON m.id = k.k0 AND EXISTS (SELECT 1 FROM receipts r WHERE r.member_id = m.id)")
FIRST_BOUGHT = _query(("uuid",), "r.member_id, min(CAST(r.sale_id AS text))", "receipts r ON r.member_id = k.k0 GROUP BY r.member_id")
ANSWERED = _query(("uuid",), "r.member_id, r.survey_id, r.at", "survey_replies r ON r.member_id = k.k0")
GIVEN = _query(
    ("uuid", "text"), "b.member_id, b.bonus_id, b.business_date, b.points", "bonus_days b ON b.member_id = k.k0 AND b.bonus_id = k.k1"
)
BUDGETS = _query(("text",), "b.bonus_id, b.points", "bonus_budgets b ON b.bonus_id = k.k0")
MONTHS = _query(
    ("uuid", "bigint"), "m.member_id, m.month, m.receipts, m.amount, m.goods", "member_month m ON m.member_id = k.k0 AND m.month >= k.k1"
)
EXCHANGED = _query(("uuid",), "e.visit_id, CAST(sum(e.points) AS bigint)", "exchanges e ON e.visit_id = k.k0 GROUP BY e.visit_id")
PRIZES = _query(("text",), "g.sku, g.name_ja, g.name_en, g.points, g.active", "goods g ON g.sku = k.k0")
TAKEOVERS = _query(
    ("uuid",),
    "t.id, t.member_id, t.state, c.id, t.decided_by, t.decided_device, t.decided_at, t.store_id, t.points, t.tx_id, "
    "c.points, c.expires_on, c.taken_at",
    "takeovers t ON t.id = k.k0 LEFT JOIN legacy_cards c ON c.mark = t.mark",
)
CAME = _query(
    ("uuid", "text", "bigint"),
    "c.member_id, c.store_id, c.day",
    "checkins c ON c.member_id = k.k0 AND c.store_id = k.k1 AND c.day = k.k2",
)
CHECKINS = _query(
    ("uuid",),
    "c.id, c.member_id, c.account_id, c.store_id, c.device_id, c.day, c.points, c.at, c.tx_id",
    "checkins c ON c.id = k.k0",
)
REPLIED = _query(("uuid", "uuid"), "r.survey_id, r.member_id", "survey_replies r ON r.survey_id = k.k0 AND r.member_id = k.k1")
_STAMP = "s.id, s.card_id, s.member_id, s.kind, s.n, s.day, s.visit_id, s.sale_id, s.voucher_id, s.at"
_GIVEN = "s.kind IN ('stamp', 'taken')"
ON_CARDS = _query(
    ("uuid",),
    f"s.member_id, s.card_id, s.day, CAST(sum(s.n) AS bigint), CAST(sum(CASE WHEN {_GIVEN} THEN s.n ELSE 0 END) AS bigint)",
    "stamps s ON s.member_id = k.k0 GROUP BY s.member_id, s.card_id, s.day",
)
STAMPS_OF_VISIT = _query(("uuid",), _STAMP, f"stamps s ON s.visit_id = k.k0 AND {_GIVEN}")
STAMPS_OF_SALE = _query(("uuid",), _STAMP, f"stamps s ON s.sale_id = k.k0 AND {_GIVEN}")
STAMP_VOUCHERS = _query(
    ("uuid", "text"),
    "v.id, v.coupon_id, v.member_id, v.state, v.issued_at, v.redemption_id, v.used_at",
    "vouchers v ON v.member_id = k.k0 AND v.coupon_id = k.k1 AND v.state = 'issued'",
)
TICKET_OFFERS = _query(
    ("text",),
    "o.id, o.name_ja, o.name_en, o.goods_ja, o.goods_en, o.tickets, o.price, o.months, o.days, o.stores, o.stopped",
    "ticket_offers o ON o.id = k.k0",
)
_BOOK = "b.id, b.offer_id, b.member_id, b.store_id, b.tickets, b.unused, b.price, b.receipt, b.sold_at, b.ends_on, b.ended_at"
TICKET_BOOKS = _query(("uuid",), _BOOK, "ticket_books b ON b.id = k.k0")
TICKETS_HELD = _query(("uuid", "text"), _BOOK, "ticket_books b ON b.member_id = k.k0 AND b.offer_id = k.k1 AND b.unused > 0")
TICKET_MOVES = _query(
    ("uuid",),
    "m.act_id, m.book_id, m.member_id, m.kind, m.n, m.day, m.store_id, m.at",
    "ticket_moves m ON m.act_id = k.k0 ORDER BY m.at, m.book_id",
)
STAMP_CARDS = """
    SELECT id, name_ja, name_en, size, basis, yen, once_a_day, starts_on, ends_on, coupon_id,
        stopped OR EXISTS (SELECT 1 FROM brand WHERE replace(replace(modules_off, '"coupons"', ''), '"stamps"', '') <> modules_off)
    FROM stamp_cards
    ORDER BY id"""
AUTOMATIC = """
    SELECT id FROM coupons WHERE way = 'auto'
    AND NOT EXISTS (SELECT 1 FROM brand WHERE replace(modules_off, '"coupons"', '') <> modules_off) ORDER BY id"""
RULE_SETS = "SELECT effective_at, body FROM rule_sets ORDER BY effective_at, version"
