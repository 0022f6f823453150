"""The invariants that reach beyond the ledger: exactly once, limits, returns, statistics."""

import asyncio
from functools import partial

from sqlalchemy import Connection

from backend.db.engine import Database
from backend.earning.rules import BELIEVED_AFTER, BELIEVED_BEFORE
from backend.ledger import verify as ledger
from backend.ledger.verify import Told, broken, silent
from backend.till import dating, recomputing, valuing

_BACK = """
    SELECT r.original_id, sum(l.amount) AS amount, sum(l.quantity_milli) AS milli, coalesce(max(p.points), 0) AS points
    FROM sales r JOIN sale_lines l ON l.sale_id = r.id
    LEFT JOIN (SELECT r.original_id, sum(k.points) AS points FROM sales r JOIN receipts k ON k.sale_id = r.id
        WHERE r.original_id IS NOT NULL GROUP BY r.original_id) p ON p.original_id = r.original_id
    WHERE r.original_id IS NOT NULL GROUP BY r.original_id"""
"""What the returns of each sale took: yen of lines, thousandths of pieces and points, all below zero."""
_GONE = """(SELECT sum(l.amount) + b.amount = 0 AND (sum(l.amount) <> 0 OR sum(l.quantity_milli) + b.milli = 0)
    FROM sale_lines l WHERE l.sale_id = s.id)"""
"""Whether nothing is left of sale `s` after the returns `b`: no yen of it, or no piece where none of it cost anything."""
CHECKS = {
    "I2 an accepted sale without its row": """
        SELECT op_id FROM (SELECT source, op_id FROM operations WHERE kind = 'sale' AND accepted
            EXCEPT SELECT source, 'sale:' || store_id || ':' || terminal || ':' || number || ':' || revision FROM sales) missing
        WHERE NOT EXISTS (SELECT 1 FROM operations o WHERE o.source = missing.source AND o.op_id = missing.op_id
            AND o.answer LIKE '%"superseded"%')""",
    "I2 a sale without its operation": """
        SELECT s.id FROM sales s WHERE NOT EXISTS (SELECT 1 FROM operations o WHERE o.source = s.source AND o.accepted
            AND o.op_id = 'sale:' || s.store_id || ':' || s.terminal || ':' || s.number || ':' || s.revision)
        AND NOT EXISTS (SELECT 1 FROM operations o WHERE o.source = s.source AND o.accepted
            AND (s.notes LIKE '%exchange%' OR s.notes LIKE '%amended%')
            AND o.op_id = 'sale:' || s.store_id || ':' || s.terminal || ':'
                || substr(s.number, 1, CASE WHEN length(s.number) > 2 THEN length(s.number) - 2 ELSE 0 END) || ':' || s.revision)""",
    "I2 a transaction without its operation": """
        SELECT t.id FROM transactions t
        WHERE NOT EXISTS (SELECT 1 FROM operations o WHERE o.source = t.source AND o.op_id = t.op_id AND o.accepted)""",
    "I2 an act names a transaction that is not there": """
        SELECT a.tx_id FROM (SELECT tx_id FROM redemptions UNION ALL SELECT tx_id FROM receipts UNION ALL SELECT tx_id FROM adjustments
            UNION ALL SELECT tx_id FROM exchanges UNION ALL SELECT tx_id FROM checkins UNION ALL SELECT tx_id FROM takeovers) a
        WHERE a.tx_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM transactions t WHERE t.id = a.tx_id)""",
    "I2 a committed redemption of points without its transaction": """
        SELECT id FROM redemptions WHERE state = 'committed' AND points > 0 AND tx_id IS NULL""",
    "I2 a sale granted twice": "SELECT sale_id FROM transactions WHERE kind = 'grant' GROUP BY sale_id HAVING count(*) > 1",
    "I3 a coupon's counter is not its used vouchers": """
        SELECT c.id FROM coupons c LEFT JOIN (SELECT coupon_id, count(*) AS used FROM vouchers WHERE state = 'used' GROUP BY coupon_id) v
        ON v.coupon_id = c.id WHERE c.used <> coalesce(v.used, 0)""",
    "I3 a coupon used beyond its limit without a case": """
        SELECT id FROM coupons WHERE used > total_limit
        + (SELECT count(*) FROM cases WHERE kind = 'coupon_limit' AND data LIKE '%"' || coupons.id || '"%')""",
    "I3 a coupon used beyond a member's limit without a case": """
        SELECT u.member_id FROM (SELECT v.member_id, v.coupon_id, count(*) AS used, max(c.per_member) AS most
            FROM vouchers v JOIN coupons c ON c.id = v.coupon_id WHERE v.state = 'used' AND c.per_member IS NOT NULL
            GROUP BY v.member_id, v.coupon_id) u
        WHERE u.used > u.most + (SELECT count(*) FROM cases k WHERE k.kind = 'coupon_limit' AND k.member_id = u.member_id
            AND k.data LIKE '%"' || u.coupon_id || '"%')""",
    "I2 a sale or a visit stamped twice": """
        SELECT max(id) FROM (SELECT CAST(id AS text) AS id, card_id, coalesce(sale_id, visit_id) AS act FROM stamps WHERE kind = 'stamp') s
        GROUP BY card_id, act HAVING count(*) > 1""",
    "I3 a voucher of a stamp card without its stamps": """
        SELECT v.id FROM vouchers v JOIN coupons c ON c.id = v.coupon_id WHERE c.way = 'stamps'
        AND (SELECT count(*) FROM stamps s WHERE s.voucher_id = v.id AND s.kind = 'spent') <> 1""",
    "I3 a full card without its voucher": """
        SELECT s.member_id FROM stamps s JOIN stamp_cards c ON c.id = s.card_id GROUP BY s.member_id, s.card_id
        HAVING sum(s.n) >= max(c.size)""",
    "I3 what is left of a ticket book is not what its tickets say": """
        SELECT b.id FROM ticket_books b LEFT JOIN (SELECT book_id, sum(n) AS n FROM ticket_moves GROUP BY book_id) m ON m.book_id = b.id
        WHERE b.unused <> coalesce(m.n, 0)""",
    "I3 a ticket book that was not sold once": """
        SELECT b.id FROM ticket_books b
        WHERE (SELECT count(*) FROM ticket_moves m WHERE m.book_id = b.id AND m.kind = 'sold' AND m.n = b.tickets) <> 1""",
    "I3 tickets given back that were not used": """
        SELECT m.act_id FROM ticket_moves m WHERE m.kind IN ('back', 'unsold') AND NOT EXISTS (SELECT 1 FROM ticket_moves d
            WHERE d.act_id = m.act_id AND d.book_id = m.book_id AND d.n = -m.n AND d.kind = CASE m.kind WHEN 'back' THEN 'used' ELSE 'sold' END)""",
    "I9 a ticket was used after its last day": """
        SELECT m.act_id FROM ticket_moves m JOIN ticket_books b ON b.id = m.book_id WHERE m.kind = 'used' AND m.day > b.ends_on""",
    "a stamp card's counters are not its stamps": """
        SELECT c.id FROM stamp_cards c LEFT JOIN (SELECT card_id, sum(CASE WHEN kind IN ('stamp', 'taken') THEN n ELSE 0 END) AS given,
            sum(CASE kind WHEN 'spent' THEN 1 WHEN 'back' THEN -1 ELSE 0 END) AS filled FROM stamps GROUP BY card_id) s ON s.card_id = c.id
        WHERE c.given <> coalesce(s.given, 0) OR c.filled <> coalesce(s.filled, 0)""",
    "I8 more returned than sold": """
        SELECT s.id FROM sales s JOIN (SELECT original_id, sum(total) AS total FROM sales WHERE original_id IS NOT NULL
            GROUP BY original_id) r ON r.original_id = s.id WHERE s.total + r.total < 0""",
    "I8 more of the lines returned than sold": f"""
        SELECT s.id FROM sales s JOIN ({_BACK}) b ON b.original_id = s.id
        WHERE b.amount + (SELECT sum(amount) FROM sale_lines l WHERE l.sale_id = s.id) < 0""",  # noqa: S608 - our own text
    "I8 more pieces returned than sold of what cost nothing": f"""
        SELECT s.id FROM sales s JOIN ({_BACK}) b ON b.original_id = s.id WHERE s.total = 0
        AND (SELECT sum(amount) = 0 AND sum(quantity_milli) + b.milli < 0 FROM sale_lines l WHERE l.sale_id = s.id)""",  # noqa: S608 - as above
    "I8 a return of no sale": """
        SELECT r.id FROM sales r JOIN sales s ON s.id = r.original_id WHERE s.kind <> 'sale' OR r.kind <> 'return'""",
    "I8 a sale that is gone keeps points, or lost more than it gave": f"""
        SELECT s.id FROM sales s JOIN ({_BACK}) b ON b.original_id = s.id JOIN receipts k ON k.sale_id = s.id
        WHERE k.points + b.points < 0 OR k.points + b.points > k.points
            OR (k.points + b.points > 0 AND {_GONE})""",  # noqa: S608 - as above
    "I9 a lot was spent after its last day": """
        SELECT p.lot_id FROM transactions t JOIN postings p ON p.tx_id = t.id JOIN lots l ON l.id = p.lot_id
        WHERE t.kind IN ('redeem', 'exchange', 'adjust', 'repay') AND p.amount < 0
            AND l.expire_at < CASE t.kind WHEN 'repay' THEN t.effective_at ELSE t.recorded_at END""",
    "I9 a sale's time is not believed as it has to be, or that is not said": f"""
        SELECT s.id FROM sales s WHERE (s.notes LIKE '%clock%') <> (s.effective_at <> s.occurred_at) AND s.notes NOT LIKE '%amended%'
            OR s.effective_at <> CASE WHEN s.occurred_at BETWEEN s.recorded_at - {BELIEVED_BEFORE} AND s.recorded_at + {BELIEVED_AFTER}
                THEN s.occurred_at ELSE s.recorded_at END
            AND NOT (s.notes LIKE '%amended%' AND EXISTS (SELECT 1 FROM sales f WHERE f.store_id = s.store_id AND f.terminal = s.terminal
                AND f.source = s.source AND f.effective_at = s.effective_at AND f.revision < s.revision
                AND (f.number = s.number OR f.id = s.original_id)))""",  # noqa: S608 - numbers
    "a redemption's points are not its transaction's": """
        SELECT r.id FROM redemptions r WHERE r.tx_id IS NOT NULL AND r.points <>
        (SELECT sum(p.amount) FROM postings p JOIN accounts a ON a.id = p.account_id WHERE p.tx_id = r.tx_id AND a.kind = 'redeemed')""",
    "a member's month is not the sum of his receipts": f"""
        SELECT m.member_id FROM (SELECT member_id, sum(amount) AS amount, sum(receipts) AS receipts FROM member_month GROUP BY member_id) m
        LEFT JOIN (SELECT r.member_id, sum(s.total) AS amount, sum(CASE WHEN s.kind = 'return' OR (b.amount IS NOT NULL
                AND {_GONE}) THEN 0 ELSE 1 END) AS receipts
            FROM receipts r JOIN sales s ON s.id = r.sale_id LEFT JOIN ({_BACK}) b ON b.original_id = s.id
            GROUP BY r.member_id) r ON r.member_id = m.member_id
        WHERE m.amount <> coalesce(r.amount, 0) OR m.receipts <> coalesce(r.receipts, 0)""",  # noqa: S608 - as above
    "a store's hours are not the sum of its sales": """
        SELECT h.store_id FROM (SELECT store_id, sum(sales) AS amount, sum(visits) AS visits FROM store_hour GROUP BY store_id) h
        LEFT JOIN (SELECT coalesce(o.store_id, s.store_id) AS store_id, sum(s.total) AS amount FROM sales s
            LEFT JOIN sales o ON o.id = s.original_id  -- a return takes from the store that sold, wherever it was brought back
            LEFT JOIN parked_returns p ON p.sale_id = s.id
            WHERE p.sale_id IS NULL OR p.applied_at IS NOT NULL GROUP BY coalesce(o.store_id, s.store_id)) s ON s.store_id = h.store_id
        LEFT JOIN (SELECT store_id, count(*) AS visits FROM visits GROUP BY store_id) v ON v.store_id = h.store_id
        WHERE h.amount <> coalesce(s.amount, 0) OR h.visits <> coalesce(v.visits, 0)""",
}


async def verify_all(database: Database, told: Told = silent, sample: int | None = None) -> list[str]:
    """As `verify`, what the engine adds up beside what is computed again here: each is right or wrong by itself."""
    asked = partial(_checked, told=told), partial(recomputing.verify, told=told, sample=sample)
    return [said for found in await asyncio.gather(*[database.read(each) for each in asked]) for said in found]


def verify(connection: Connection, told: Told = silent, sample: int | None = None) -> list[str]:
    """What is wrong with the books, or an empty list. `sample` derivations are computed again, or all of them."""
    return _checked(connection, told) + recomputing.verify(connection, told, sample)


def _checked(connection: Connection, told: Told) -> list[str]:
    return broken(connection, ledger.CHECKS | CHECKS, told) + dating.verify(connection) + valuing.verify(connection)
