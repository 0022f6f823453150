"""Which coupons a sale was paid with: tablets say so of the visit, tills of the receipt's number, and both end at the redemption."""

from sqlalchemy import Connection, select

from backend.coupons.tables import coupons, vouchers
from backend.till.tables import redemption_vouchers, redemptions
from shared.wire.receipts import ReceiptCoupon


def coupons_of_sale(connection: Connection, sale_id: str) -> tuple[ReceiptCoupon, ...]:
    """By name. One that a return gave back was not used after all."""
    query = (
        select(coupons.c.name_ja, coupons.c.name_en)
        .join(vouchers, vouchers.c.coupon_id == coupons.c.id)
        .join(redemption_vouchers, redemption_vouchers.c.voucher_id == vouchers.c.id)
        .join(redemptions, redemptions.c.id == redemption_vouchers.c.redemption_id)
        .where(redemptions.c.sale_id == sale_id, vouchers.c.redemption_id == redemptions.c.id)
        .order_by(coupons.c.id)
    )
    return tuple(ReceiptCoupon(name_ja=row.name_ja, name_en=row.name_en) for row in connection.execute(query))
