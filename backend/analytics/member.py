"""One member's page. Whoever opens it stands in the log first."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from backend.analytics import people
from backend.auth.tables import credentials
from backend.earning import repository as earning
from backend.ledger import repository as ledger
from backend.members import repository as members
from backend.members.personal import Personal
from backend.receipts.repository import COUNTS
from backend.receipts.tables import receipts, sales
from backend.stores import brand
from backend.stores.tables import stores as shops
from backend.tickets import repository as tickets
from backend.till import reading
from backend.till.tables import visits
from shared.clock import to_date, to_datetime
from shared.wire import directory as wire

NEWEST = 30


def page(
    connection: Connection, personal: Personal, stores: Sequence[str], member_id: str, now: int, *, personal_too: bool
) -> wire.MemberPage | None:
    """`personal_too` opens the address and the birthday."""
    row, held = people.row(connection, stores, member_id, now), ledger.held(connection, member_id)
    points = ledger.points_page(connection, member_id, now)
    if row is None or held is None or points is None:
        return None
    known = members.member(connection, member_id)
    person = personal.open(known)
    return wire.MemberPage(
        row=row,
        name=person.name,
        email=person.email if personal_too else None,
        birthday=to_date(person.birthday) if personal_too and person.birthday else None,
        rank=reading.rank(connection, member_id, earning.current(connection, now), now),
        debt=held.debt,
        expiries=points.expiries,
        devices=_count(connection, credentials.c.member_id == member_id, credentials.c.revoked_at.is_(None)),
        visits=_count(connection, visits.c.member_id == member_id, visits.c.store_id.in_(stores)),
        frozen_at=None if known.frozen_at is None else to_datetime(known.frozen_at),
        vouchers=reading.vouchers(connection, member_id, now),
        tickets=tickets.own(connection, member_id, now).books if brand.has(connection, "tickets") else (),
        points=points.rows[:NEWEST],
        receipts=_receipts(connection, stores, member_id),
    )


def _count(connection: Connection, *where: Any) -> int:  # noqa: ANN401 - conditions
    return connection.execute(select(func.count()).where(*where)).scalar_one()


def _receipts(connection: Connection, stores: Sequence[str], member_id: str) -> tuple[wire.MemberReceipt, ...]:
    query = (
        select(receipts, sales.c.kind, sales.c.total, shops.c.name)
        .join(sales, sales.c.id == receipts.c.sale_id)
        .join(shops, shops.c.id == sales.c.store_id)
        .where(receipts.c.member_id == member_id, sales.c.store_id.in_(stores), COUNTS)
        .order_by(receipts.c.occurred_at.desc(), receipts.c.sale_id.desc())
        .limit(NEWEST)
    )
    return tuple(
        wire.MemberReceipt(
            id=row.sale_id,
            kind=row.kind,
            at=to_datetime(row.occurred_at),
            store=row.name,
            total=row.total,
            points=row.points,
            points_used=row.points_used,
        )
        for row in connection.execute(query)
    )
