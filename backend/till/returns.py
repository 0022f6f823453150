"""Returns entered at the counter: the sale behind a receipt, what its return would change, and what it has.

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
from backend.ledger.tables import accounts, postings, transactions
from backend.members.tables import cards
from backend.problems import Refused
from backend.receipts import repository as paper
from backend.receipts.lines import NONE, AllGone, Gone
from backend.receipts.repository import tills
from backend.receipts.rules import Body
from backend.receipts.tables import receipts, sale_lines, sales
from backend.stores import repository as stores
from backend.till import footprint
from backend.till.draft import Draft, account_of
from backend.till.load import read, resolve
from backend.till.operations import RecordSale
from backend.till.postgres import PostgresEngine
from backend.till.selling import decide_sale
from backend.till.sqlite import SqliteEngine
from backend.till.standing import Standing, after, lines_of
from backend.till.used_coupons import coupons_given_back, coupons_of_sale
from shared.clock import to_datetime
from shared.wire import returns as wire
from shared.wire.receipts import ReceiptLine, ReceiptTax, ReceiptTender
from shared.wire.sales import Sale, SaleAnswer

MOST = 10
"""Sales of one number that are shown."""


def by_number(connection: Connection, store: str, number: str) -> tuple[wire.ReturnRow, ...]:
    """The newest first: each terminal counts for itself, and many begin anew every day."""
    item = select(sale_lines.c.name).where(sale_lines.c.sale_id == sales.c.id).order_by(sale_lines.c.n).limit(1).scalar_subquery()
    query = (
        select(sales.c.id, sales.c.terminal, sales.c.occurred_at, sales.c.total, item.label("item"))
        .where(sales.c.store_id == store, sales.c.terminal.in_(select(tills(store).c.terminal)), sales.c.number == number)
        .where(sales.c.kind == "sale", paper.COUNTS)
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


def shown(connection: Connection, found: Standing, op: RecordSale, ids: Ids) -> wire.ReturnSale | Refused:
    """The sale with what this return would change; where nothing is left, what its returns have. A refusal where this person cannot take it."""
    if found.over:
        return _seen(connection, found, found.backs, _done(connection, found, found.backs, op.at))
    effect = _would(connection, found.row, op, ids)
    return effect if isinstance(effect, Refused) else _seen(connection, found, [op.sale], effect)


def taken(connection: Connection, found: Standing, op: RecordSale) -> wire.ReturnSale:
    """The sale with what this return has changed."""
    here = [back for back in found.backs if back.number == op.sale.number]
    return _seen(connection, found, here, _done(connection, found, here, op.at))


def _seen(connection: Connection, found: Standing, these: Sequence[Any], effect: wire.ReturnEffect | None) -> wire.ReturnSale:
    """`these` returns are rows, or one that is not written."""
    row, sale = found.row, found.sale
    tenders = [tender for each in these for tender in (each.tenders if isinstance(each, Sale) else _body(each).tenders)]
    back = -sum(each.total for each in these)
    return wire.ReturnSale(
        id=row.id,
        terminal=row.terminal,
        number=row.number,
        at=to_datetime(row.occurred_at),
        total=row.total,
        lines=tuple(_line(line, found.gone.get(line.n, NONE)) for line in paper.lines(connection, row.id)),
        taxes=tuple(ReceiptTax(rate_permille=each.rate_permille, taxable=each.taxable, tax=each.tax) for each in sale.taxes),
        tenders=tuple(ReceiptTender(kind=each.kind, name=each.name, amount=each.amount) for each in sale.tenders),
        card=row.card or "",
        state=_state(connection, found),
        returned_at=to_datetime(found.backs[-1].occurred_at) if found.backs else None,
        back=back,
        money=back + sum(tender.amount for tender in tenders if tender.kind == "points"),
        effect=effect,
    )


def _body(row: Row[Any]) -> Body:
    return msgspec.json.decode(row.body, type=Body)


def _line(line: ReceiptLine, gone: Gone) -> wire.ReturnLine:
    return wire.ReturnLine(**msgspec.structs.asdict(line), back_milli=gone.milli, back=gone.amount)


def _state(connection: Connection, found: Standing) -> Literal["open", "at_pos", "part", "returned"]:
    if found.over:
        return "returned"
    if stores.is_linked(connection, found.row.store_id, found.row.terminal):
        return "at_pos"
    return "part" if found.backs else "open"


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
        owed=max(0, _owes(draft, row.member_id)),
        repaid=max(0, -_owes(draft, row.member_id)),
        borne=_borne(draft, row.store_id),
        coupons=coupons_of_sale(connection, row.id, only=[one.id for one in draft.vouchers.values() if one.state == "issued"]),
        balance=said.balance,
    )


def _restored(draft: Draft) -> int:
    place = receipts.c.keys().index("points_used")
    return sum(int(str(each[place])) for each in draft.receipts)


def _owes(draft: Draft, member_id: str) -> int:
    """What the member's debt grows by; below zero what of it is repaid."""
    debt_id = draft.state.holders[member_id].debt_id
    changed = draft.accounts.get(debt_id)
    return 0 if changed is None else changed.balance - draft.state.accounts[debt_id].balance


def _borne(draft: Draft, store: str) -> int:
    book = account_of(store, "return_loss")
    return -sum([int(str(row[4])) for row in draft.postings if row[2] == book])


def _done(connection: Connection, of: Standing, backs: Sequence[Row[Any]], now: int) -> wire.ReturnEffect | None:
    """What these of its returns have changed; the balance is today's."""
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
        repaid=_repaid(connection, found[0].account_id, backs),
        borne=int(connection.scalars(short.where(accounts.c.kind == "return_loss")).one()),
        coupons=coupons_given_back(connection, of.row.id, _left_before(connection, of, backs)),
        balance=balance(ledger.open_lots(connection, found[0].account_id), now),
    )


def _repaid(connection: Connection, account_id: str, backs: Sequence[Row[Any]]) -> int:
    """What of these returns went to what the member owed."""
    moved = transactions.c.account_id == account_id, transactions.c.sale_id.in_([each.id for each in backs])
    return int(
        connection.scalars(select(func.coalesce(func.sum(-transactions.c.points), 0)).where(*moved, transactions.c.kind == "repay")).one()
    )


def _left_before(connection: Connection, of: Standing, backs: Sequence[Row[Any]]) -> int:
    """Yen of the lines that were kept until the first of these returns."""
    lines, gone = of.sale.lines, AllGone()
    for back in of.backs:
        if back.id == backs[0].id:
            break
        gone = after(lines, of.sale.total, gone, back.total, lines_of(connection, back.id))
    return sum(line.amount for line in lines) - sum(each.amount for each in gone.values())
