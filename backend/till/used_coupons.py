"""Which coupons a sale was paid with: tablets say so of the visit, tills of the receipt's number, and both end at the redemption."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Select, or_, select

from backend.coupons.tables import coupons, vouchers
from backend.till.tables import redemption_vouchers, redemptions
from shared.wire.receipts import ReceiptCoupon


def coupons_of_sale(connection: Connection, sale_id: str, only: Collection[str] | None = None) -> tuple[ReceiptCoupon, ...]:
    """By name, of all or of some vouchers. One that a return gave back was not used after all."""
    query = _on(sale_id).where(vouchers.c.redemption_id == redemptions.c.id)
    return _named(connection, query if only is None else query.where(vouchers.c.id.in_(only)))


def coupons_given_back(connection: Connection, sale_id: str, kept: int) -> tuple[ReceiptCoupon, ...]:
    """By name, those that came back when no more than `kept` yen of the sale was left, whatever has become of them since. What came back
    earlier did so because the sale had already come to less than they need.
    """
    other = or_(vouchers.c.redemption_id.is_(None), vouchers.c.redemption_id != redemptions.c.id)
    return _named(connection, _on(sale_id).where(other, coupons.c.minimum <= kept))


def _on(sale_id: str) -> Select[Any, Any]:
    return (
        select(coupons.c.name_ja, coupons.c.name_en)
        .join(vouchers, vouchers.c.coupon_id == coupons.c.id)
        .join(redemption_vouchers, redemption_vouchers.c.voucher_id == vouchers.c.id)
        .join(redemptions, redemptions.c.id == redemption_vouchers.c.redemption_id)
        .where(redemptions.c.sale_id == sale_id)
        .order_by(coupons.c.id)
    )


def _named(connection: Connection, query: Select[Any, Any]) -> tuple[ReceiptCoupon, ...]:
    return tuple(ReceiptCoupon(name_ja=row.name_ja, name_en=row.name_en) for row in connection.execute(query))
