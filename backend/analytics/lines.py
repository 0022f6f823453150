"""The boards as rows of plain cells, in the order of `headings`."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Connection

from backend.analytics import boards
from backend.analytics.boards import Asked
from backend.analytics.headings import RANKS, Board
from backend.analytics.rules import By
from backend.kit.table import Cell
from shared.clock import JST
from shared.wire.directory import MemberRow
from shared.wire.stats import Span, change

Row = Sequence[Cell]


def of(connection: Connection, what: Asked, board: Board, by: By, language: str, now: int) -> list[Row]:
    """All rows of a board; members are too many for that."""
    make: dict[Board, Callable[[], list[Row]]] = {
        "sales": lambda: _sales(connection, what, by, now),
        "stores": lambda: _stores(connection, what, by, language, now),
        "items": lambda: _items(connection, what),
        "hours": lambda: _hours(connection, what),
        "coupons": lambda: _coupons(connection, what, language),
    }
    return make[board]()


def _sales(connection: Connection, what: Asked, by: By, now: int) -> list[Row]:
    return [(row.first, row.last, *_sums(row)) for row in boards.sales(connection, what, by, now).rows]


def _stores(connection: Connection, what: Asked, by: By, language: str, now: int) -> list[Row]:
    """Side by side, the largest first, and all together below."""
    found = boards.sales(connection, what, by, now)
    stores = sorted(found.stores, key=lambda store: -store.total.now.sales)
    every = "All" if language == "en" else "合計"
    return [*((store.store, store.name, *_sums(store.total)) for store in stores), ("", every, *_sums(found.total))]


def _sums(span: Span) -> Row:
    now = span.now
    return (
        now.sales, *_beside(now.sales, span.before.sales), *_beside(now.sales, span.year.sales), now.receipts, now.visits, now.member_sales, now.member_receipts,
        now.points_granted, now.points_used, now.coupons_used, now.joined,
    )  # fmt: skip


def _beside(now: int, other: int) -> Row:
    """What it was, and by how many percent it is more now; empty where it was nothing."""
    return other, change(now, other)


def _items(connection: Connection, what: Asked) -> list[Row]:
    return [(row.sku, row.name, _quantity(row.quantity_milli), row.amount) for row in boards.all_items(connection, what)]


def _quantity(milli: int) -> Cell:
    """Goods by weight keep their thousandths, as text: there are no floats near quantities."""
    whole, rest = divmod(abs(milli), 1000)
    sign = -1 if milli < 0 else 1
    return sign * whole if not rest else f"{'-' if sign < 0 else ''}{whole}.{rest:03}"


def _hours(connection: Connection, what: Asked) -> list[Row]:
    found = boards.hours(connection, what)
    return [
        (day + 1, hour, found.days[day], found.sales[day][hour], found.receipts[day][hour], found.visits[day][hour])
        for day in range(7)
        for hour in range(24)
    ]


def _coupons(connection: Connection, what: Asked, language: str) -> list[Row]:
    return [
        (row.id, (row.name_en or row.name_ja) if language == "en" else row.name_ja, row.starts_on, row.ends_on, row.issued, row.used,
         row.used_here, row.receipts, row.sales)
        for row in boards.coupons(connection, what).rows
    ]  # fmt: skip


def of_member(row: MemberRow, language: str, left: Mapping[str, int] | None) -> Row:
    """`left`: unused tickets by member, where the shop sells ticket books."""
    rank = RANKS[language].get(row.rank, row.rank)
    tickets = () if left is None else (left.get(row.id, 0),)
    return row.card, rank, row.spent, row.balance, _day(row.last_visit_at), _day(row.joined_at), row.store, int(row.frozen), *tickets


def _day(at: datetime | None) -> date | None:
    """In the shop's calendar."""
    return None if at is None else at.astimezone(JST).date()
