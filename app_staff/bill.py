"""The sums of the desk: pure functions from what the clerk did to what is sent and shown."""

from dataclasses import replace

import msgspec

from app_staff.session import Serving
from shared.clock import business_date, to_date, to_datetime, tokyo
from shared.i18n import Language, formats, worth
from shared.wire.coupons import Voucher
from shared.wire.goods import Exchanged
from shared.wire.sales import Expiry, Line, Ref, Sale, Tax, Tender
from shared.wire.spending import Spending
from shared.wire.staff import Desk
from shared.wire.visits import Panel, Redemption

SOME = 500
MANUAL = "manual"
"""The terminal's name where a tablet stands beside no till."""


def typed_sale(desk: Desk, visit: str, amount: int, rate: int, *, by_points: int, now: int, mark: str, item: str, rest: str) -> Sale:  # noqa: PLR0913 - a sale has these parts
    """A sale of one line that the clerk typed. `amount` is yen 税込, `rate` the tax in permille, `by_points` the yen of it that were paid with points;
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
        next_expiry=_expiring(panel, redemption.points),
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
        next_expiry=_expiring(panel, answer.points),
        spendable=max(0, min(panel.spendable - answer.points, answer.balance)),
        askable=askable,
        prizes=tuple(prize for prize in panel.prizes if prize.points <= askable),
    )


def _expiring(panel: Panel, points: int) -> Expiry | None:
    """What is spent is what ends first. Which day comes after it the panel does not know."""
    due = panel.next_expiry
    return None if due is None or due.points <= points else msgspec.structs.replace(due, points=due.points - points)


def most(panel: Panel) -> int:
    """What may be chosen at all: what needs no word, or more with the member's own."""
    return max(panel.spendable, panel.askable)


def taken(serving: Serving) -> int:
    """What the chosen coupons take off the bill, as far as it is known: when they are those that the server proposed for it."""
    found = serving.proposal
    return found.yen or 0 if found is not None and set(found.vouchers) == set(serving.vouchers) else 0


def most_of(serving: Serving) -> int:
    """No more points than the bill takes, with what this visit has spent; none as long as only its amount would tell how many."""
    allowed, spending = most(serving.panel), serving.panel.spending
    if waits(serving):
        return 0
    if serving.due is None:
        return spending.floor(allowed)
    left = spending.most(max(0, serving.due - taken(serving)), spent=serving.used_yen)
    return spending.floor(min(allowed, left))


def some(spending: Spending) -> int:
    """The preset in the middle: 500, or where that is no full step the fewest that can be used."""
    return SOME if spending.fits(SOME) else spending.begins


def waits(serving: Serving) -> bool:
    """Points pay a share of the bill, and nobody has said what it comes to."""
    return serving.panel.spending.of_bill and serving.due is None


def cut(serving: Serving) -> Serving:
    """No more points chosen than the bill takes."""
    return replace(serving, points=min(serving.points, most_of(serving)))


def rest_of(due: int | None, redemption: Redemption) -> int | None:
    """What coupons have left of a bill; None when the goods alone tell."""
    if due is None or len([off for off in redemption.offs if off.yen is not None]) < len(redemption.vouchers):
        return None
    return max(0, due - sum(off.yen or 0 for off in redemption.offs))


def taken_off(redemption: Redemption, language: Language) -> list[str]:
    """What the clerk has to take off at the till, coupons first: yen where they are known, otherwise what the coupon says."""
    known = {off.voucher: off.yen for off in redemption.offs if off.yen}
    parts = [_off(voucher, known.get(voucher.id), language) for voucher in redemption.vouchers]
    return [*parts, formats.yen(redemption.points_value)] if redemption.points_value else parts


def _off(voucher: Voucher, yen: int | None, language: Language) -> str:
    if yen is not None:
        return formats.yen(yen)
    plain = f"{voucher.value}%" if voucher.kind == "percent" else formats.yen(voucher.value)
    goods = worth.goods_of(voucher.terms, language)
    return worth.worth(voucher, language) if voucher.kind not in {"percent", "amount"} else f"{goods} {plain}" if goods else plain


def applied(panel: Panel) -> tuple[str, ...]:
    """The coupons that stand chosen when the panel opens: what the server proposes, where the phone's code was shown."""
    if panel.how != "code" or panel.proposal is None:
        return ()
    shown = {voucher.id for voucher in panel.vouchers}
    return tuple(each for each in panel.proposal.vouchers if each in shown)


def toggled(panel: Panel, chosen: tuple[str, ...], tapped: str) -> tuple[str, ...]:
    """One more coupon, or one less. It puts back those that it does not go together with."""
    if tapped in chosen:
        return tuple(each for each in chosen if each != tapped)
    terms = {voucher.id: voucher.terms for voucher in panel.vouchers}
    new = terms[tapped]
    if not new.stackable:
        return (tapped,)
    beside = [each for each in chosen if terms[each].stackable and not (new.group and terms[each].group == new.group)]
    return (*beside, tapped)


def odd_part(spendable: int) -> int:
    """端数: what is over the last full hundred."""
    return spendable % 100


def share(part: int, whole: int) -> int:
    """Per cent, rounded down; 0 of nothing."""
    return part * 100 // whole if whole else 0
