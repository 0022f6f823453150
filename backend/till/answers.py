"""Figures as the wire says them, shared by the decisions and the reads."""

from collections.abc import Iterable
from typing import NamedTuple

from backend.coupons.rules import Coupon, Day, Voucher, refusal
from backend.ledger.rules import Due, Lot, next_due
from shared.clock import to_date, to_datetime
from shared.wire import coupons
from shared.wire.sales import Expiry


def expiry(due: Due | None) -> Expiry | None:
    return None if due is None else Expiry(points=due.points, on=to_date(due.on))


def next_expiry(lots: Iterable[Lot], now: int) -> Expiry | None:
    return expiry(next_due(lots, now))


def voucher(held: Voucher, offer: Coupon, state: str, day: Day, used_by_member: int = 0) -> coupons.Voucher:
    """`state` is the voucher's own, with a lapsed reservation counted as issued; its last day makes an unused one expired."""
    shown = "expired" if state == "issued" and day.number > offer.ends_on else state
    return coupons.Voucher(
        id=held.id,
        coupon=offer.id,
        kind=offer.kind,  # pyright: ignore[reportArgumentType]  the table's kinds are the wire's
        value=offer.value,
        name_ja=offer.name_ja,
        name_en=offer.name_en,
        minimum=offer.minimum,
        starts_on=to_date(offer.starts_on),
        ends_on=to_date(offer.ends_on),
        state=shown,  # pyright: ignore[reportArgumentType]  the table's states are the wire's
        usable=refusal(offer, state, day, None, used_by_member) is None,
        used_at=None if held.used_at is None else to_datetime(held.used_at),
        terms=offer.terms,
    )


class Used(NamedTuple):
    """With points, on a sale."""

    points: int
    yen: int


NOTHING_USED = Used(0, 0)


def printed(points: int, used: Used, balance: int | None, due: Expiry | None) -> tuple[str, ...]:
    """What the POS prints under the receipt; nothing for a sale without a member."""
    if balance is None:
        return ()
    worth = "" if used.yen == used.points else f" ({used.yen:,} 円分)"
    lines = [f"ご利用ポイント {used.points:,} pt{worth}"] if used.points else []
    lines += [f"今回ポイント {points:,} pt", f"ポイント残高 {balance:,} pt"]
    if due is not None:
        on = due.on  # strftime costs more than all the rest of this function
        lines.append(f"有効期限 {on.year}/{on.month:02}/{on.day:02} {due.points:,} pt")
    return tuple(lines)
