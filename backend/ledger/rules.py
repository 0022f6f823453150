"""Lots and how they are spent. Arithmetic only: points are integers, instants milliseconds."""

from collections.abc import Iterable
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

import msgspec

from shared.clock import business_date


class Account(msgspec.Struct, frozen=True, gc=False):
    """`balance` is a cache: the sum of the postings of a points account; of a debt account what is owed, minus its postings."""

    id: str
    kind: str
    balance: int
    version: int


class Lot(msgspec.Struct, frozen=True, gc=False):
    """A grant. Only `left` and `lapsed` ever change, and the last day of a rolling one with each purchase."""

    id: str
    account_id: str
    tx_id: str
    sale_id: str | None
    points: int
    left: int
    earned_at: int
    confirm_at: int
    expire_at: int
    """The last millisecond on which it counts."""
    lapsed: int = 0
    """What was booked as expired, and not for a return since."""
    rolling: bool = False

    def keeping(self, left: int) -> "Lot":
        return Lot(
            self.id, self.account_id, self.tx_id, self.sale_id, self.points, left, self.earned_at, self.confirm_at, self.expire_at,
            self.lapsed, self.rolling,
        )  # fmt: skip


class Take(NamedTuple):
    """Points taken from a lot, and the lot as it is afterwards."""

    points: int
    lot: Lot


class Due(msgspec.Struct, frozen=True, gc=False):
    """Points that can be used until the end of a day, e.g. 20271130, or from it on."""

    points: int
    on: int


WAITING = 253_402_268_399_999
"""`confirm_at` of points that wait for an event: the end of the year 9999 in Tokyo."""
ORDER = attrgetter("expire_at", "earned_at", "id")
"""What expires first is spent first, then the older, then the id: every engine and every replay agrees."""


last_day = lru_cache(4096)(business_date)
"""Of a lot's last millisecond; lots end together, so few are ever asked for."""


def live(lots: Iterable[Lot], now: int) -> list[Lot]:
    """Confirmed, not expired, not empty; in the order of spending."""
    return sorted((lot for lot in lots if lot.left > 0 and lot.confirm_at <= now <= lot.expire_at), key=ORDER)


def balance(lots: Iterable[Lot], now: int) -> int:
    """What people are shown: what the live lots hold."""
    return sum([lot.left for lot in lots if lot.confirm_at <= now <= lot.expire_at])


def spend(lots: Iterable[Lot], points: int, now: int) -> list[Take]:
    """Takes up to `points` from the live lots; the caller compares the sum when less would be wrong."""
    return _from(live(lots, now), points)


def take(lots: Iterable[Lot], points: int, now: int) -> list[Take]:
    """Takes up to `points` from all that its member still has: from the live lots as they are spent, then from those that only wait."""
    found = sorted((lot for lot in lots if lot.left > 0 and now <= lot.expire_at), key=lambda lot: (lot.confirm_at > now, ORDER(lot)))
    return _from(found, points)


def _from(lots: Iterable[Lot], points: int) -> list[Take]:
    taken: list[Take] = []
    for lot in lots:
        if points <= 0:
            break
        part = min(points, lot.left)
        taken.append(Take(part, lot.keeping(lot.left - part)))
        points -= part
    return taken


def next_due(lots: Iterable[Lot], now: int) -> Due | None:
    """What is lost first, all lots of that day together."""
    found = [lot for lot in lots if lot.left > 0 and lot.confirm_at <= now <= lot.expire_at]
    if not found:
        return None
    on = last_day(min([lot.expire_at for lot in found]))
    return Due(sum([lot.left for lot in found if last_day(lot.expire_at) == on]), on)


def waiting(lots: Iterable[Lot], now: int) -> list[Due]:
    """What is granted and counts only from a day on: by that day."""
    days: dict[int, int] = {}
    for lot in lots:
        if lot.left > 0 and now < lot.confirm_at and (lot.confirm_at <= lot.expire_at or lot.confirm_at == WAITING):
            on = last_day(lot.confirm_at)
            days[on] = days.get(on, 0) + lot.left
    return [Due(points, on) for on, points in sorted(days.items())]


def dues(lots: Iterable[Lot], now: int) -> list[Due]:
    """Every upcoming expiry by its last day."""
    days: dict[int, int] = {}
    for lot in live(lots, now):
        on = last_day(lot.expire_at)
        days[on] = days.get(on, 0) + lot.left
    return [Due(points, on) for on, points in sorted(days.items())]
