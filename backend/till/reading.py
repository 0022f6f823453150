"""What people are shown, composed from one snapshot: card, vouchers, the explanation of points."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, func, select

from backend.cases.questions import asked
from backend.coupons import repository as coupons
from backend.coupons.best import Held, best_set, worth
from backend.coupons.discounts import Bill
from backend.coupons.rules import Coupon, Day, Voucher
from backend.earning import repository as earning
from backend.earning.deriving import Derivation
from backend.earning.rules import RuleSet
from backend.earning.steps import steps
from backend.goods.rules import Swap
from backend.ledger import repository as ledger
from backend.ledger.rules import balance
from backend.members import repository as members
from backend.members.personal import Personal
from backend.ranks.rules import COLUMN, month_of, oldest
from backend.ranks.view import view
from backend.stats import repository as stats
from backend.stores import brand
from backend.till import answers, exchanging
from backend.till.explaining import steps_of, waiting
from backend.till.state import Redemption
from backend.till.tables import redemptions, visits
from shared.clock import DAY, business_date, to_datetime
from shared.holidays import is_holiday
from shared.wire import coupons as coupon_wire
from shared.wire import members as member_wire

USED_SHOWN = 90 * DAY
REDEMPTION = [redemptions.c[name] for name in Redemption.__struct_fields__]


def card(connection: Connection, personal: Personal, member_id: str, now: int) -> member_wire.Card | None:
    """All that the member's first screen shows."""
    person, held = members.card(connection, member_id), ledger.held(connection, member_id)
    if person is None or held is None:
        return None
    lots, face = ledger.open_lots(connection, held.account_id), brand.present(connection)
    rules, now_usable = earning.current(connection, now), usable(connection, member_id, now)
    return member_wire.Card(
        member=member_id,
        name=personal.open(person).name,
        number=person.number,
        brand=face.name,
        brand_version=face.version,
        version=held.version,
        balance=balance(lots, now),
        debt=held.debt,
        rank=rank(connection, member_id, rules, now),
        next_expiry=answers.next_expiry(lots, now),
        vouchers=tuple(each.voucher for each in now_usable),
        server_now=to_datetime(now),
        frozen=person.frozen_at is not None,
        waiting=ledger.waiting(lots, now),
        held=rules.shortfall == "hold" and held.debt > 0,
        proposal=proposal(now_usable, Bill(None)) if now_usable else None,
        spending=rules.spending,
    )


def rank(connection: Connection, member_id: str, rules: RuleSet, now: int) -> member_wire.RankView:
    month = month_of(now)
    amounts = stats.months(connection, member_id, oldest(rules, month), COLUMN[rules.rank_by])
    return view(rules, rules.ranks, amounts, month, earning.given_rank(connection, member_id, business_date(now)))


class Shown(NamedTuple):
    voucher: coupon_wire.Voucher
    offer: Coupon


def held(connection: Connection, member_id: str, now: int) -> list[Shown]:
    """Usable ones first, of these the one that the member picked, then best first; then those to come; used and expired ones of the last 90 days last."""
    picked, used = coupons.chosen(connection, member_id, now), coupons.used_by(connection, member_id)
    mine = coupons.held(connection, member_id, now - USED_SHOWN)
    today = day(connection, member_id, now) if mine else Day(business_date(now))
    found = [Shown(_wire(connection, each, offer, today, now, used.get(offer.id, 0)), offer) for each, offer in mine]
    since = business_date(now - USED_SHOWN)
    found = [
        each._replace(voucher=msgspec.structs.replace(each.voucher, chosen=each.voucher.usable and each.voucher.id == picked))
        for each in found
        if each.voucher.state != "expired" or each.offer.ends_on >= since
    ]
    order = {"issued": 0, "reserved": 1, "used": 2, "expired": 3}
    found.sort(key=lambda each: (not each[0].usable, order[each[0].state], not each[0].chosen, worth(each[1]), each[0].id))
    return found


def vouchers(connection: Connection, member_id: str, now: int) -> tuple[coupon_wire.Voucher, ...]:
    return tuple(each.voucher for each in held(connection, member_id, now))


def usable(connection: Connection, member_id: str, now: int) -> list[Shown]:
    """Today. None where the shop has switched coupons off."""
    if not brand.has(connection, "coupons"):
        return []
    return [each for each in held(connection, member_id, now) if each.voucher.usable]


def proposal(found: Sequence[Shown], bill: Bill) -> coupon_wire.Proposal:
    """Of vouchers that can be used now, as far as their minimum allows it."""
    held = [Held(each.voucher.id, each.offer) for each in found if bill.amount is None or bill.amount >= each.offer.minimum]
    best = best_set(held, bill, next((each.voucher.id for each in found if each.voucher.chosen), None))
    return coupon_wire.Proposal(vouchers=best.vouchers, yen=best.yen, reason=best.reason, instead=best.instead)


def day(connection: Connection, member_id: str, now: int) -> Day:
    """What coupons ask about today and the member."""
    number = business_date(now)
    came = connection.execute(select(func.count()).where(visits.c.member_id == member_id)).scalar_one()
    return Day(number, is_holiday(number), members.member(connection, member_id).birth_month, came)


def _wire(connection: Connection, voucher: Voucher, offer: Coupon, today: Day, now: int, used: int) -> coupon_wire.Voucher:
    state, sale_id = voucher.state, None
    if voucher.redemption_id is not None:
        holder = Redemption(*connection.execute(select(*REDEMPTION).where(redemptions.c.id == voucher.redemption_id)).one())
        sale_id = holder.sale_id
        if state == "reserved" and not holder.holds(now):
            state = "issued"
    shown = answers.voucher(voucher, offer, state, today, used)
    return shown if sale_id is None else msgspec.structs.replace(shown, receipt=sale_id)


def why(connection: Connection, member_id: str, row_id: str, now: int) -> member_wire.Why | None:
    """なぜ 37 pt? One row of the member's own history."""
    found = ledger.explained(connection, member_id, row_id)
    if found is None:
        return None
    return member_wire.Why(
        row=found.row, steps=_derived(connection, found, now), lots=found.lots, question=asked(connection, member_id, row_id)
    )


def _derived(connection: Connection, found: ledger.Explained, now: int) -> tuple[member_wire.Step, ...]:
    if found.row.kind == "grant":
        return (*steps(msgspec.json.decode(found.why, type=Derivation)), *waiting(connection, found, now))
    return exchanging.steps(msgspec.json.decode(found.why, type=Swap)) if found.row.kind == "exchange" else steps_of(connection, found)
