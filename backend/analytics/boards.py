"""The boards, from the aggregates that the till keeps."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row

from backend.analytics import repository
from backend.analytics.repository import COUNTERS
from backend.analytics.rules import By, Period, just_before, periods, weekdays, year_before
from shared.clock import DAY, day_number, end_of_day, to_date, tokyo
from shared.wire import stats as wire

SHOWN = 100
"""Goods on the board; an export has them all."""
NOTHING = wire.Sums()


class Asked(NamedTuple):
    stores: tuple[str, ...]
    since: date
    until: date
    """Inclusive, not after today."""

    @property
    def range(self) -> Period:
        return Period(self.since, self.until)


def sales(connection: Connection, asked: Asked, by: By, now: int) -> wire.SalesBoard:
    """Each period beside the one just before and that of the year before; the totals are the sums of the rows."""
    spans = [(span, just_before(span, by), year_before(span, by)) for span in periods(asked.since, asked.until, by)]
    named = repository.names(connection, asked.stores)
    book = _Book(connection, tuple(named), [each for three in spans for each in three], now)

    def rows(stores: Iterable[str]) -> tuple[wire.Span, ...]:
        every = tuple(stores)
        return tuple(
            wire.Span(
                first=span.first,
                last=span.last,
                now=book.sums(every, span),
                before=book.sums(every, before, beside=span),
                year=book.sums(every, year, beside=span),
            )
            for span, before, year in spans
        )

    of_all, of_each = rows(named), {store: rows((store,)) for store in named}
    return wire.SalesBoard(
        since=asked.since,
        until=asked.until,
        by=by,
        rows=of_all,
        total=_total(asked, of_all),
        stores=tuple(
            wire.StoreSales(
                store=store, name=name, total=_total(asked, of_each[store]), sales=tuple(row.now.sales for row in of_each[store])
            )
            for store, name in named.items()
        ),
    )


def _total(asked: Asked, rows: tuple[wire.Span, ...]) -> wire.Span:
    return wire.Span(
        first=asked.since,
        last=asked.until,
        now=_added([row.now for row in rows]),
        before=_added([row.before for row in rows]),
        year=_added([row.year for row in rows]),
    )


def _added(every: Iterable[wire.Sums]) -> wire.Sums:
    counts = dict.fromkeys(COUNTERS, 0)
    for sums in every:
        for name in COUNTERS:
            counts[name] += getattr(sums, name)
    return wire.Sums(**counts)


class _Book:
    """The days that a board needs, read at once. What stands beside today ends at the same time of day."""

    def __init__(self, connection: Connection, stores: tuple[str, ...], wanted: list[Period], now: int) -> None:
        self._connection = connection
        self._stores = stores
        self._here = tokyo(now)
        self._days: dict[tuple[str, int], wire.Sums] = {}
        for row in repository.days(connection, stores, _joined(wanted)):
            self._days[row.store_id, row.business_date] = _sums(row)
        self._parts: dict[date, dict[str, wire.Sums]] = {}

    def sums(self, stores: tuple[str, ...], period: Period, *, beside: Period | None = None) -> wire.Sums:
        """Of a period; of one that stands `beside` another which runs today, up to now on its last day."""
        runs = beside is not None and beside.last == self._here.date()
        found: list[wire.Sums] = []
        day = period.first
        while day <= period.last:
            of_day = self._part(day) if runs and day == period.last else None
            for store in stores:
                known = self._days.get((store, day_number(day))) if of_day is None else of_day.get(store)
                if known is not None:
                    found.append(known)
            day += timedelta(days=1)
        return found[0] if len(found) == 1 else _added(found)

    def _part(self, day: date) -> dict[str, wire.Sums]:
        """Of the hour that is running, the minutes' share."""
        if day not in self._parts:
            hour, minute = self._here.hour, self._here.minute
            counts: dict[str, dict[str, int]] = {}
            for row in repository.until_hour(self._connection, self._stores, day_number(day), hour):
                sums = counts.setdefault(row.store_id, dict.fromkeys(COUNTERS, 0))
                for name in COUNTERS:
                    number = getattr(row, name)
                    sums[name] += number if row.hour < hour else number * minute // 60
            self._parts[day] = {store: wire.Sums(**sums) for store, sums in counts.items()}
        return self._parts[day]


def _sums(row: Row[Any]) -> wire.Sums:
    return wire.Sums(**{name: int(getattr(row, name)) for name in COUNTERS})  # PostgreSQL adds integers up to decimals


def _joined(wanted: list[Period]) -> list[Period]:
    """The same days in as few ranges as there are gaps."""
    found: list[Period] = []
    for period in sorted(wanted):
        if found and period.first <= found[-1].last + timedelta(days=1):
            found[-1] = Period(found[-1].first, max(found[-1].last, period.last))
        else:
            found.append(period)
    return found


def hours(connection: Connection, asked: Asked) -> wire.HoursBoard:
    tables = {name: [[0] * 24 for _ in range(7)] for name in ("sales", "receipts", "visits")}
    for row in repository.hours(connection, asked.stores, asked.range):
        weekday = to_date(row.business_date).weekday()
        for name, table in tables.items():
            table[weekday][row.hour] += int(getattr(row, name))
    cells = {name: tuple(tuple(line) for line in table) for name, table in tables.items()}
    return wire.HoursBoard(since=asked.since, until=asked.until, days=weekdays(asked.since, asked.until), **cells)


def items(connection: Connection, asked: Asked) -> wire.ItemsBoard:
    rows = all_items(connection, asked)
    return wire.ItemsBoard(
        since=asked.since, until=asked.until, rows=rows[:SHOWN], kinds=len(rows), amount=sum([row.amount for row in rows])
    )


def all_items(connection: Connection, asked: Asked) -> tuple[wire.ItemRow, ...]:
    """Goods sold and brought back whole are none."""
    found = connection.execute(repository.items(asked.stores, asked.range))
    return tuple(
        wire.ItemRow(sku=row.sku, name=row.name, quantity_milli=int(row.quantity_milli), amount=int(row.amount))
        for row in found
        if row.quantity_milli or row.amount
    )


def coupons(connection: Connection, asked: Asked) -> wire.CouponsBoard:
    since, until = end_of_day(asked.since) + 1 - DAY, end_of_day(asked.until)
    rows = tuple(
        wire.CouponRow(
            id=row.id,
            name_ja=row.name_ja,
            name_en=row.name_en,
            starts_on=to_date(row.starts_on),
            ends_on=to_date(row.ends_on),
            issued=row.issued,
            used=row.used,
            used_here=row.used_here or 0,
            receipts=row.receipts or 0,
            sales=int(row.sales or 0),
        )
        for row in repository.coupon_uses(connection, asked.stores, since, until)
    )
    return wire.CouponsBoard(since=asked.since, until=asked.until, rows=rows)
