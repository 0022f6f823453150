"""The sums of the desk: pure functions from what the clerk did to what is sent and shown."""

from typing import Literal

import msgspec

from shared.clock import business_date, to_date, to_datetime, tokyo
from shared.i18n import formats
from shared.wire.goods import Exchanged
from shared.wire.sales import Line, Ref, Sale, Tax, Tender
from shared.wire.staff import Desk
from shared.wire.visits import Panel, Redemption

MANUAL = "manual"
"""The terminal's name where a tablet stands beside no till."""


def typed_sale(desk: Desk, visit: str, amount: int, rate: int, *, by_points: int, now: int, mark: str, item: str, rest: str) -> Sale:  # noqa: PLR0913 - a sale has these parts
    """A sale of one line that the clerk typed. `amount` is yen 税込, `rate` the tax in permille, `by_points` what of it was paid with points;
    `mark` makes the number unique at this terminal.
    """
    spent = min(by_points, amount)
    tenders = (Tender(kind="points", amount=spent), Tender(kind="other", amount=amount - spent, name=rest))
    return Sale(
        store=desk.store.id,
        terminal=desk.terminal or MANUAL,
        number=f"{tokyo(now):%Y%m%d}-{mark}",
        kind="sale",
        occurred_at=to_datetime(now),
        business_date=to_date(business_date(now)),
        lines=(Line(n=1, sku="", name=item, quantity_milli=1000, unit_price=amount, amount=amount, tax_rate_permille=rate),),
        taxes=(Tax(rate_permille=rate, taxable=amount, tax=amount * rate // (1000 + rate)),),
        tenders=tuple(tender for tender in tenders if tender.amount),
        total=amount,
        member=Ref(kind="visit", value=visit),
    )


def after(panel: Panel, redemption: Redemption) -> Panel:
    """The panel once the redemption has been booked, for a clerk who goes on with the same member."""
    used = {voucher.id for voucher in redemption.vouchers}
    return msgspec.structs.replace(
        panel,
        balance=redemption.balance,
        spendable=max(0, min(panel.spendable - redemption.points, redemption.balance)),
        askable=max(0, min(panel.askable - redemption.points, redemption.balance)),
        vouchers=tuple(voucher for voucher in panel.vouchers if voucher.id not in used),
    )


def exchanged(panel: Panel, answer: Exchanged) -> Panel:
    """The panel once points have gone for a good."""
    askable = max(0, min(panel.askable - answer.points, answer.balance))
    return msgspec.structs.replace(
        panel,
        balance=answer.balance,
        spendable=max(0, min(panel.spendable - answer.points, answer.balance)),
        askable=askable,
        prizes=tuple(prize for prize in panel.prizes if prize.points <= askable),
    )


def most(panel: Panel) -> int:
    """What may be chosen at all: what needs no word, or more with the member's own."""
    return max(panel.spendable, panel.askable)


def off(kind: Literal["percent", "amount"], value: int) -> str:
    """What a coupon takes off: 10%, ¥100."""
    return f"{value}%" if kind == "percent" else formats.yen(value)


def taken_off(redemption: Redemption) -> list[str]:
    """What the clerk has to take off at the till, coupons first."""
    parts = [off(voucher.kind, voucher.value) for voucher in redemption.vouchers]
    return [*parts, formats.yen(redemption.points_value)] if redemption.points_value else parts


def applied(panel: Panel) -> str | None:
    """The coupon that stands chosen when the panel opens: the best one that asks for no minimum, where the phone's code was shown."""
    if panel.how != "code":
        return None
    picked = next((voucher.id for voucher in panel.vouchers if voucher.chosen), None)
    return picked or next((voucher.id for voucher in panel.vouchers if voucher.minimum == 0), None)


def odd_part(spendable: int) -> int:
    """端数: what is over the last full hundred."""
    return spendable % 100


def share(part: int, whole: int) -> int:
    """Per cent, rounded down; 0 of nothing."""
    return part * 100 // whole if whole else 0
