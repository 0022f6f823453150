"""What the clerk sees after a scan, in one read."""

from typing import Literal

from sqlalchemy import Connection, func, select

from backend.coupons import stamp_cards
from backend.coupons.discounts import Bill
from backend.earning import repository as earning
from backend.goods import repository as goods
from backend.ledger import repository as ledger
from backend.ledger.rules import balance
from backend.members.personal import Personal
from backend.members.tables import members as people
from backend.receipts import repository as receipts
from backend.stores import brand
from backend.takeover import repository as takeovers
from backend.tickets import repository as tickets
from backend.till import answers, knowing
from backend.till.reading import REDEMPTION, proposal, rank, usable
from backend.till.redeeming import spent_in_visit
from backend.till.state import Redemption
from backend.till.tables import exchanges, redemptions, visits
from shared.clock import business_date, to_datetime, tokyo
from shared.wire import goods as goods_wire
from shared.wire import visits as visit_wire

PRIZES = 6
"""So many fit beside the number pad."""


def panel(connection: Connection, personal: Personal, visit_id: str, now: int) -> visit_wire.Panel | None:
    """Everything the clerk needs after a scan."""
    visit = connection.execute(select(visits).where(visits.c.id == visit_id)).one_or_none()
    if visit is None:
        return None
    row = connection.execute(select(people).where(people.c.id == visit.member_id)).one()
    member, frozen = personal.open(row), row.frozen_at is not None
    box = None if row.data_key is None else personal.box(row)
    face = brand.present(connection)
    rules = earning.current(connection, now)
    here = rank(connection, visit.member_id, rules, now)
    lots = ledger.open_lots(connection, visit.account_id)
    shown = balance(lots, now)
    spendable, limited, askable = _spendable(connection, visit.account_id, visit_id, visit.purpose, shown, rules.visit_limit, now)
    account = ledger.held(connection, visit.member_id)
    if rules.shortfall == "hold" and account is not None and account.debt:
        spendable, limited, askable = 0, "owed", 0
    now_usable = usable(connection, visit.member_id, now)
    return visit_wire.Panel(
        visit=visit.id,
        member=visit.member_id,
        name=member.name,
        rank=here.rank,
        rate_permille=here.rate_permille,
        balance=shown,
        spendable=0 if frozen or visit.how == "card" else spendable,
        spend_limited_by="frozen" if frozen else "card" if visit.how == "card" and limited != "owed" else limited,
        vouchers=tuple(each.voucher for each in now_usable),
        next_expiry=answers.next_expiry(lots, now),
        last_purchase=_last_purchase(connection, visit.member_id),
        birthday_month=member.birthday is not None and member.birthday // 100 % 100 == tokyo(now).month,
        visits=connection.execute(select(func.count()).where(visits.c.member_id == visit.member_id)).scalar_one(),
        how=visit.how,
        opened_at=to_datetime(visit.opened_at),
        askable=0 if frozen else askable,
        prizes=_prizes(connection, 0 if frozen else askable) if face.has("exchange") else (),
        details=() if box is None else knowing.details(connection, box, visit.member_id),
        notes=() if box is None else knowing.shown_notes(connection, box, visit.member_id),
        takeovers=takeovers.count_waiting(connection, visit.member_id) if face.has("takeover") else 0,
        stamps=stamp_cards.of_member(connection, visit.member_id, business_date(now)),
        tickets=tickets.at_till(connection, visit.member_id, visit.store_id, now) if face.has("tickets") else None,
        proposal=proposal(now_usable, Bill(None)) if now_usable else None,
        spending=rules.spending,
    )


def _spendable(
    connection: Connection, account_id: str, visit_id: str, purpose: int, shown: int, limit: int, now: int
) -> tuple[int, Literal["balance", "limit", "owed"], int]:
    """(what needs no word of the member, why it is not more, what he may allow)."""
    mine = select(*REDEMPTION).where((redemptions.c.account_id == account_id) & (redemptions.c.state == "reserved"))
    held = sum([each.points for each in (Redemption(*row) for row in connection.execute(mine)) if each.holds(now)])
    of_visit = select(*REDEMPTION).where(redemptions.c.visit_id == visit_id)
    spent = spent_in_visit([Redemption(*row) for row in connection.execute(of_visit)], now)
    swapped = select(func.coalesce(func.sum(exchanges.c.points), 0)).where(exchanges.c.visit_id == visit_id)
    spent += connection.execute(swapped).scalar_one()
    available = max(0, shown - held)
    left = max(0, limit - spent)
    return (left, "limit", available) if purpose != 2 and left < available else (available, "balance", available)


def _last_purchase(connection: Connection, member_id: str) -> visit_wire.LastPurchase | None:
    found = receipts.last_purchase(connection, member_id)
    if found is None:
        return None
    sale_id, at, store, total = found
    items = receipts.items(connection, sale_id, 3)
    return visit_wire.LastPurchase(
        at=to_datetime(at),
        store=store,
        total=total,
        items=tuple(name for name, _ in items),
        picture=next((picture for _, picture in items if picture is not None), None),
    )


def _prizes(connection: Connection, points: int) -> tuple[goods_wire.Prize, ...]:
    return goods.prizes(connection, points, PRIZES) if points else ()
