"""Reads of accounts, lots and history. "Balance" is always what people are shown: live lots, now."""

from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, Row, Select, select

from backend.goods.rules import Swap
from backend.ledger import rules
from backend.ledger.rules import Due, Lot, balance, dues
from backend.ledger.tables import accounts, holdings, lots, postings, transactions
from backend.stores.tables import stores
from shared.clock import business_date, to_date, to_datetime
from shared.wire.members import HistoryRow, PointsPage, Waiting
from shared.wire.sales import Expiry

PAGE = 30


class Held(NamedTuple):
    account_id: str
    debt_id: str
    version: int
    debt: int
    """What the member owes, in points."""


class Moved(NamedTuple):
    """What a transaction did to one lot, signed."""

    points: int
    earned_at: int
    last_day: int


class Explained(NamedTuple):
    """A row of the history with what is behind it."""

    row: HistoryRow
    reason: str
    why: str
    """JSON; for a grant `earning.rules.Derivation`."""
    lots: tuple[Expiry, ...]
    moved: tuple[Moved, ...]
    """In the order of the lots' last days."""


def held(connection: Connection, member_id: str) -> Held | None:
    """The accounts of a member, or None for a stranger."""
    points, debt = accounts.alias("points"), accounts.alias("debt")
    query = (
        select(holdings.c.account_id, holdings.c.debt_id, points.c.version, debt.c.balance)
        .join(points, points.c.id == holdings.c.account_id)
        .join(debt, debt.c.id == holdings.c.debt_id)
        .where(holdings.c.member_id == member_id, holdings.c.until.is_(None))
        .order_by(holdings.c.since)
    )
    found = connection.execute(query).first()
    return None if found is None else Held(*found)


def account_of(connection: Connection, member_id: str) -> str | None:
    """The account whose versions number the member's event stream."""
    query = select(holdings.c.account_id).where(holdings.c.member_id == member_id, holdings.c.until.is_(None))
    return connection.scalars(query.order_by(holdings.c.since)).first()


def open_lots(connection: Connection, account_id: str) -> list[Lot]:
    """Lots that hold anything, expired ones too."""
    return [Lot(*row) for row in connection.execute(_lots().where(lots.c.account_id == account_id, lots.c.left > 0))]


def _lots() -> Select[tuple[str, str, str, str | None, int, int, int, int, int, int, bool]]:
    columns = ("id", "account_id", "tx_id", "sale_id", "points", "left", "earned_at", "confirm_at", "expire_at", "lapsed", "rolling")
    return select(*[lots.c[name] for name in columns])


def points_page(connection: Connection, member_id: str, now: int, before: int | None = None) -> PointsPage | None:
    """History, newest first; `before` is the version to go on from."""
    account = account_of(connection, member_id)
    if account is None:
        return None
    query = _history().where(transactions.c.account_id == account)
    if before is not None:
        query = query.where(transactions.c.version < before)
    rows = [_row(each) for each in connection.execute(query.order_by(transactions.c.version.desc()).limit(PAGE + 1))]
    found = open_lots(connection, account)
    return PointsPage(
        balance=balance(found, now),
        expiries=expiries(dues(found, now)),
        waiting=waiting(found, now),
        rows=tuple(rows[:PAGE]),
        next=str(rows[PAGE - 1].version) if len(rows) > PAGE else None,
    )


def explained(connection: Connection, member_id: str, row_id: str) -> Explained | None:
    """One row of the member's own history, and what it granted or spent, by last day."""
    account = account_of(connection, member_id)
    query = _history().where(transactions.c.id == row_id, transactions.c.account_id == account)
    found = connection.execute(query).one_or_none()
    if found is None:
        return None
    query = select(postings.c.amount, lots.c.earned_at, lots.c.expire_at).join(lots, lots.c.id == postings.c.lot_id)
    of_lots = connection.execute(query.where(postings.c.tx_id == row_id).order_by(lots.c.expire_at, lots.c.earned_at, lots.c.id))
    moved = tuple(Moved(amount, earned_at, business_date(expire_at)) for amount, earned_at, expire_at in of_lots)
    days: dict[int, int] = {}
    for lot in moved:
        days[lot.last_day] = days.get(lot.last_day, 0) + abs(lot.points)
    by_day = expiries([Due(points, on) for on, points in sorted(days.items())])
    return Explained(_row(found), found.reason, found.why, by_day, moved)


def store_of(connection: Connection, row_id: str) -> str | None:
    """Where a transaction happened; none where no store was involved."""
    return connection.scalars(select(transactions.c.store_id).where(transactions.c.id == row_id)).one_or_none()


def expiries(found: list[Due]) -> tuple[Expiry, ...]:
    return tuple(Expiry(points=due.points, on=to_date(due.on)) for due in found)


def waiting(found: list[Lot], now: int) -> tuple[Waiting, ...]:
    never = rules.last_day(rules.WAITING)
    return tuple(Waiting(points=due.points, on=None if due.on == never else to_date(due.on)) for due in rules.waiting(found, now))


def _history() -> Select[tuple[object, ...]]:
    names = ("id", "version", "kind", "points", "balance", "recorded_at", "sale_id", "reason", "why")
    columns = [transactions.c[name] for name in names]
    return select(*columns, stores.c.name.label("store")).join(stores, stores.c.id == transactions.c.store_id, isouter=True)


def _row(found: Row[tuple[object, ...]]) -> HistoryRow:
    swap = msgspec.json.decode(found.why, type=Swap) if found.kind == "exchange" else None
    return HistoryRow(
        id=found.id,
        version=found.version,
        kind=found.kind,
        points=found.points,
        balance=found.balance,
        at=to_datetime(found.recorded_at),
        store=found.store,
        receipt=found.sale_id,
        reason=found.reason if found.kind in {"adjust", "gift"} else "",
        what_ja="" if swap is None else swap.name_ja,
        what_en="" if swap is None else swap.name_en,
    )
