"""Returns entered at the counter: the sale behind a receipt, what its return would change, and the return itself.

What it would change is asked of the very function that decides it, over the state as it is now, and thrown away.
"""

from collections.abc import Sequence
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, Row, func, select

from backend.db.engine import driver
from backend.kit.ids import Ids
from backend.ledger import repository as ledger
from backend.ledger.rules import balance
from backend.ledger.tables import accounts, postings
from backend.members.tables import cards
from backend.problems import Refused
from backend.receipts import repository as paper
from backend.receipts.rules import Body
from backend.receipts.tables import receipts, sale_lines, sales
from backend.stores import repository as stores
from backend.till import footprint
from backend.till.draft import Draft, account_of, moment
from backend.till.load import read, resolve
from backend.till.operations import RecordSale
from backend.till.postgres import PostgresEngine
from backend.till.selling import decide_sale
from backend.till.sqlite import SqliteEngine
from backend.till.used_coupons import coupons_given_back, coupons_of_sale
from shared.clock import business_date, to_date, to_datetime
from shared.wire import returns as wire
from shared.wire.receipts import ReceiptTax, ReceiptTender
from shared.wire.sales import Line, Sale, SaleAnswer, SaleKey

MOST = 10
"""Sales of one number that are shown."""


def by_number(connection: Connection, store: str, number: str) -> tuple[wire.ReturnRow, ...]:
    """The newest first: each terminal counts for itself, and many begin anew every day."""
    item = select(sale_lines.c.name).where(sale_lines.c.sale_id == sales.c.id).order_by(sale_lines.c.n).limit(1).scalar_subquery()
    query = (
        select(sales.c.id, sales.c.terminal, sales.c.occurred_at, sales.c.total, item.label("item"))
        .where(sales.c.store_id == store, sales.c.number == number, sales.c.kind == "sale")
        .order_by(sales.c.occurred_at.desc(), sales.c.id.desc())
        .limit(MOST)
    )
    return tuple(
        wire.ReturnRow(id=row.id, terminal=row.terminal, at=to_datetime(row.occurred_at), total=row.total, item=row.item or "")
        for row in connection.execute(query)
    )


def kept(connection: Connection, store: str, sale_id: str) -> Any | None:  # noqa: ANN401 - a row of sales with its member and its return
    """A sale of this store."""
    number = select(func.max(cards.c.number)).where(cards.c.member_id == receipts.c.member_id, cards.c.ended_at.is_(None))
    query = (
        select(sales, receipts.c.member_id, func.substr(number.scalar_subquery(), 9, 4).label("card"))
        .join(receipts, receipts.c.sale_id == sales.c.id, isouter=True)
        .where(sales.c.id == sale_id, sales.c.store_id == store, sales.c.kind == "sale")
    )
    return connection.execute(query).one_or_none()


def returned_sale(connection: Connection, row: Row[Any], number: str, now: int) -> Sale:
    """The whole of a sale, brought back at the terminal where it was sold."""
    body = msgspec.json.decode(row.body, type=Body)
    lines = connection.execute(select(sale_lines).where(sale_lines.c.sale_id == row.id).order_by(sale_lines.c.n)).all()
    return Sale(
        store=row.store_id,
        terminal=row.terminal,
        number=number,
        kind="return",
        occurred_at=to_datetime(now),
        business_date=to_date(business_date(now)),
        original=SaleKey(store=row.store_id, terminal=row.terminal, number=row.number),
        lines=tuple(_negated(line) for line in lines),
        taxes=tuple(msgspec.structs.replace(each, taxable=-each.taxable, tax=-each.tax) for each in body.taxes),
        tenders=tuple(msgspec.structs.replace(each, amount=-each.amount) for each in body.tenders),
        discounts=tuple(msgspec.structs.replace(each, amount=-each.amount) for each in body.discounts),
        total=-row.total,
    )


def _negated(line: Row[Any]) -> Line:
    return Line(
        n=line.n,
        sku=line.sku,
        name=line.name,
        category=line.category,
        tags=tuple(line.tags.split(",")) if line.tags else (),
        quantity_milli=-line.quantity_milli,
        unit_price=line.unit_price,
        discount=-line.discount,
        amount=-line.amount,
        tax_rate_permille=line.tax_rate_permille,
        price_includes_tax=bool(line.price_includes_tax),
        points_excluded=bool(line.points_excluded),
        cost=line.cost,
        returns_line=line.n,
    )


def shown(connection: Connection, row: Row[Any], op: RecordSale, ids: Ids) -> wire.ReturnSale | Refused:
    """The sale with what its return would change, or has changed; a refusal where this person cannot take it back."""
    backs = connection.execute(select(sales).where(sales.c.original_id == row.id).order_by(sales.c.recorded_at, sales.c.id)).all()
    effect = _done(connection, row, backs, op.at) if backs else _would(connection, row, op, ids)
    if isinstance(effect, Refused):
        return effect
    body = msgspec.json.decode(row.body, type=Body)
    return wire.ReturnSale(
        id=row.id,
        terminal=row.terminal,
        number=row.number,
        at=to_datetime(row.occurred_at),
        total=row.total,
        lines=paper.lines(connection, row.id),
        taxes=tuple(ReceiptTax(rate_permille=each.rate_permille, taxable=each.taxable, tax=each.tax) for each in body.taxes),
        tenders=tuple(ReceiptTender(kind=each.kind, name=each.name, amount=each.amount) for each in body.tenders),
        card=row.card or "",
        state=_state(connection, row, backs),
        returned_at=to_datetime(backs[-1].occurred_at) if backs else None,
        effect=effect,
    )


def _state(connection: Connection, row: Row[Any], backs: Sequence[Row[Any]]) -> Literal["open", "at_pos", "part", "returned"]:
    if backs:
        return "returned" if sum(each.total for each in backs) == -row.total else "part"
    return "at_pos" if stores.is_linked(connection, row.store_id, row.terminal) else "open"


def _would(connection: Connection, row: Row[Any], op: RecordSale, ids: Ids) -> wire.ReturnEffect | Refused | None:
    """As the till would decide it now; nothing is written. At a linked terminal the till would refuse the tablet: it decides as for a POS."""
    raw = driver(connection)
    engine = PostgresEngine(raw) if connection.dialect.name == "postgresql" else SqliteEngine(raw)
    state = resolve(engine, [op])
    read(engine, state, [op], dict.fromkeys(footprint.accounts(state, op)))
    state.linked.clear()
    decided = decide_sale(state, op, ids)
    if isinstance(decided, Refused):
        return decided
    draft, answer = decided
    said = msgspec.json.decode(answer, type=SaleAnswer)
    if row.member_id is None or said.balance is None:
        return None
    return wire.ReturnEffect(
        taken=-said.points,
        restored=_restored(draft),
        owed=_owed(draft, row.member_id),
        borne=_borne(draft, row.store_id),
        coupons=coupons_of_sale(connection, row.id, only=[one.id for one in draft.vouchers.values() if one.state == "issued"]),
        balance=said.balance,
    )


def _restored(draft: Draft) -> int:
    place = receipts.c.keys().index("points_used")
    return sum(int(str(each[place])) for each in draft.receipts)


def _owed(draft: Draft, member_id: str) -> int:
    """What the member's debt grows by."""
    debt_id = draft.state.holders[member_id].debt_id
    changed = draft.accounts.get(debt_id)
    return 0 if changed is None else changed.balance - draft.state.accounts[debt_id].balance


def _borne(draft: Draft, store: str) -> int:
    book = account_of(store, "return_loss")
    return -sum([int(str(row[4])) for row in draft.postings if row[2] == book])


def _done(connection: Connection, row: Row[Any], backs: Sequence[Row[Any]], now: int) -> wire.ReturnEffect | None:
    """What its returns have changed; the balance is today's."""
    found = connection.execute(select(receipts).where(receipts.c.sale_id.in_([each.id for each in backs]))).all()
    if not found:
        return None
    moved = [each.tx_id for each in found if each.tx_id is not None]
    short = select(func.coalesce(func.sum(-postings.c.amount), 0)).join(accounts, accounts.c.id == postings.c.account_id)
    short = short.where(postings.c.tx_id.in_(moved))
    return wire.ReturnEffect(
        taken=-sum(each.points for each in found),
        restored=sum(each.points_used for each in found),
        owed=int(connection.scalars(short.where(accounts.c.kind == "debt")).one()),
        borne=int(connection.scalars(short.where(accounts.c.kind == "return_loss")).one()),
        coupons=coupons_given_back(connection, row.id, moment(backs[-1].recorded_at).day),
        balance=balance(ledger.open_lots(connection, found[0].account_id), now),
    )
