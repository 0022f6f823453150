"""A new member gets an account of points, one of debt, and the vouchers that greet him."""

from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, insert, select, update

from backend.coupons.tables import coupons, vouchers
from backend.db.writer import Note, note
from backend.events.tables import outbox
from backend.kit.ids import Ids
from backend.ledger.tables import accounts, holdings
from backend.stats.repository import add, begin
from backend.stores import brand
from backend.till.draft import moment
from shared.clock import to_datetime
from shared.wire.events import AccountEvent


class Joined(NamedTuple):
    account_id: str
    vouchers: tuple[str, ...]


def join(connection: Connection, ids: Ids, *, member_id: str, store_id: str, at: int) -> Joined:
    """Called inside the transaction that makes the member, so that neither ever stands without the other."""
    account, debt = ids.new(), ids.new()
    connection.execute(
        insert(accounts),
        [
            {"id": account, "kind": "points", "store_id": None, "balance": 0, "version": 1},
            {"id": debt, "kind": "debt", "store_id": None, "balance": 0, "version": 0},
        ],
    )
    connection.execute(insert(holdings).values(member_id=member_id, account_id=account, debt_id=debt, since=at))
    given = _greet(connection, ids, member_id, at)
    event = AccountEvent(version=1, kind="join", points=0, balance=0, at=to_datetime(at))
    connection.execute(
        insert(outbox).values(
            account_id=account, version=1, store_id=store_id, kind="join", payload=msgspec.json.encode(event).decode(), recorded_at=at
        )
    )
    when = moment(at)
    add(connection, store_id, when.day, when.hour, joined=1)
    begin(connection, member_id)
    note(connection, Note(account, store_id, 1))
    return Joined(account, given)


def _greet(connection: Connection, ids: Ids, member_id: str, at: int) -> tuple[str, ...]:
    if not brand.has(connection, "coupons"):
        return ()
    today = moment(at).day
    offers = connection.scalars(select(coupons.c.id).where(coupons.c.on_join, coupons.c.ends_on >= today).order_by(coupons.c.id)).all()
    given = [(ids.new(), offer) for offer in offers]
    if given:
        connection.execute(
            insert(vouchers),
            [{"id": each, "coupon_id": offer, "member_id": member_id, "state": "issued", "issued_at": at} for each, offer in given],
        )
        connection.execute(update(coupons).where(coupons.c.id.in_(offers)).values(issued=coupons.c.issued + 1))
    return tuple(each for each, _ in given)
