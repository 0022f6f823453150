"""What the operations of a batch name: the keys of everything that has to be read for them."""

from dataclasses import dataclass, field

from backend.kit.http import is_id
from backend.till.draft import moment
from backend.till.matching import VISIT_AFTER, VISIT_BEFORE
from backend.till.operations import (
    Adjust,
    AnswerSurvey,
    CheckIn,
    ClaimVoucher,
    CloseVisit,
    Commit,
    ConfirmTakeover,
    DecideAdjustment,
    Deliver,
    Exchange,
    IssueVoucher,
    Lapse,
    Leave,
    OpenVisit,
    Operation,
    RecordSale,
    Redeem,
    RefundTickets,
    Release,
    Reserve,
    SellTickets,
    UndoTickets,
    UseTickets,
)
from backend.till.returning import original_number, spoken_of
from backend.till.state import (
    SaleNumber,
)
from backend.till.swapping import back_number
from shared.clock import DAY, end_of_day, tokyo

Keys = dict[str, None]
"""An ordered set of ids."""


@dataclass(slots=True)
class Asked:
    """What the operations of a batch name."""

    stores: Keys = field(default_factory=Keys)
    linked: dict[tuple[str, str], None] = field(default_factory=dict[tuple[str, str], None])
    members: Keys = field(default_factory=Keys)
    cards: Keys = field(default_factory=Keys)
    visits: Keys = field(default_factory=Keys)
    visits_at: dict[tuple[str, str, int, int], None] = field(default_factory=dict[tuple[str, str, int, int], None])
    devices: Keys = field(default_factory=Keys)
    codes: dict[tuple[str, int, int], None] = field(default_factory=dict[tuple[str, int, int], None])
    redemptions: Keys = field(default_factory=Keys)
    vouchers: Keys = field(default_factory=Keys)
    coupons: Keys = field(default_factory=Keys)
    words: Keys = field(default_factory=Keys)
    amends: bool = False
    """Whether a sale comes again with a higher revision."""
    scans: bool = False
    """Whether a scan may bring coupons by itself."""
    sold: dict[SaleNumber, None] = field(default_factory=dict[SaleNumber, None])
    parked: dict[SaleNumber, None] = field(default_factory=dict[SaleNumber, None])
    prizes: Keys = field(default_factory=Keys)
    takeovers: Keys = field(default_factory=Keys)
    days: dict[tuple[str, str, int], None] = field(default_factory=dict[tuple[str, str, int], None])
    checkins: Keys = field(default_factory=Keys)
    ticket_offers: Keys = field(default_factory=Keys)
    ticket_acts: Keys = field(default_factory=Keys)
    ticket_books: Keys = field(default_factory=Keys)
    spends: bool = False
    """Whether a visit's limit is asked about."""
    adjustments: Keys = field(default_factory=Keys)
    adjusters: dict[tuple[str, int], None] = field(default_factory=dict[tuple[str, int], None])
    seniors: Keys = field(default_factory=Keys)
    originals: dict[SaleNumber, None] = field(default_factory=dict[SaleNumber, None])


def asked(operations: list[Operation]) -> Asked:
    found = Asked()
    for op in operations:
        found.stores[op.actor.store_id] = None
        if isinstance(op, RecordSale):
            _ask_sale(found, op)
        else:
            _ask_other(found, op)
    return found


def _ask_sale(found: Asked, op: RecordSale) -> None:
    sale = op.sale
    number = (sale.store, sale.terminal, sale.number)
    found.stores[sale.store] = None
    found.sold[number] = None
    if op.source.startswith("device:"):
        found.linked[sale.store, sale.terminal] = None
    for each in spoken_of(sale):
        found.sold[each] = None
        found.originals[each] = None
        found.stores[each[0]] = None
    if sale.kind == "exchange" or sale.revision:
        found.sold[sale.store, sale.terminal, back_number(sale.number)] = None
    if sale.kind == "return" or sale.void is True:
        original = original_number(sale)
        if sale.void is True and original is not None:
            found.parked[original] = None
        return
    found.amends = found.amends or sale.revision > 0
    found.parked[number] = None
    found.visits_at[sale.store, sale.terminal, op.effective - VISIT_BEFORE, op.effective + VISIT_AFTER] = None
    _ask_customer(found, op)


def _ask_customer(found: Asked, op: RecordSale) -> None:
    sale = op.sale
    if op.identified is not None:
        found.members[op.identified.member_id] = None
        if op.identified.code is not None:
            found.codes[op.identified.code] = None
    elif op.card is not None:
        found.cards[op.card] = None
    elif sale.member is not None and sale.member.kind == "visit" and is_id(sale.member.value):
        found.visits[sale.member.value] = None


def _ask_other(found: Asked, op: Operation) -> None:
    match op:
        case OpenVisit() | Reserve():
            _ask_scan(found, op)
        case Redeem() | Exchange():
            _ask_spending(found, op)
        case Commit() | Release():
            found.redemptions[op.redemption_id] = None
            if op.body.terminal is not None and op.body.number is not None:
                found.sold[op.actor.store_id, op.body.terminal, op.body.number] = None
        case Lapse():
            found.members[op.member_id] = None
            found.stores.update(dict.fromkeys(store for _, store in op.stores))
        case Leave() | IssueVoucher() | ClaimVoucher():
            _ask_member(found, op)
        case Adjust():
            _ask_adjusting(found, op)
        case (
            CloseVisit()
            | DecideAdjustment()
            | ConfirmTakeover()
            | Deliver()
            | SellTickets()
            | UseTickets()
            | RefundTickets()
            | UndoTickets()
        ):
            _ask_named(found, op)
        case CheckIn() | AnswerSurvey():
            _ask_arriving(found, op)
        case _:
            raise TypeError(f"{type(op).__name__} is no operation of the till")


def _ask_named(
    found: Asked, op: CloseVisit | DecideAdjustment | ConfirmTakeover | Deliver | SellTickets | UseTickets | RefundTickets | UndoTickets
) -> None:
    match op:
        case SellTickets() | UseTickets():
            found.visits[op.visit_id] = None
            found.ticket_offers[op.body.offer] = None
        case RefundTickets():
            found.visits[op.visit_id] = None
            found.ticket_books[op.book_id] = None
        case UndoTickets():
            found.ticket_acts[op.act_id] = None
        case Deliver():
            found.stores[op.key_of_sale[0]] = None
            found.sold[op.key_of_sale] = None
            found.originals[op.key_of_sale] = None
        case CloseVisit():
            found.visits[op.visit_id] = None
        case DecideAdjustment():
            found.adjustments[op.adjustment_id] = None
        case ConfirmTakeover():
            found.takeovers[op.takeover_id] = None


def _ask_spending(found: Asked, op: Redeem | Exchange) -> None:
    found.visits[op.visit_id] = None
    found.spends = True
    if isinstance(op, Redeem):
        found.vouchers.update(dict.fromkeys(op.body.vouchers))
    else:
        found.prizes[op.body.sku] = None


def _ask_arriving(found: Asked, op: CheckIn | AnswerSurvey) -> None:
    if isinstance(op, AnswerSurvey):
        found.checkins[op.checkin_id] = None
        if op.coupon is not None:
            found.coupons[op.coupon] = None
        return
    who = op.identified
    found.members[who.member_id] = None
    found.days[who.member_id, op.actor.store_id, moment(op.at).day] = None
    if who.code is not None:
        found.codes[who.code] = None


def _ask_adjusting(found: Asked, op: Adjust) -> None:
    found.visits[op.visit_id] = None
    found.seniors[op.actor.store_id] = None
    if op.actor.staff_id is not None:
        found.adjusters[op.actor.staff_id, end_of_day(tokyo(op.at).date()) - DAY + 1] = None


def _ask_member(found: Asked, op: Leave | IssueVoucher | ClaimVoucher) -> None:
    if isinstance(op, ClaimVoucher):
        found.words[op.word] = None
    if isinstance(op, (Leave, ClaimVoucher)):
        found.members[op.member_id] = None
    else:
        found.members[op.body.member] = None
        found.coupons[op.body.coupon] = None


def _ask_scan(found: Asked, op: OpenVisit | Reserve) -> None:
    if op.identified is not None:
        found.members[op.identified.member_id] = None
        if op.identified.code is not None:
            found.codes[op.identified.code] = None
    if isinstance(op, OpenVisit):
        found.scans = True
        found.visits[op.op_id] = None
        if op.actor.device_id is not None:
            found.devices[op.actor.device_id] = None
        return
    found.stores[op.body.store] = None
    found.vouchers.update(dict.fromkeys(op.body.vouchers))
    found.spends = True
    if op.visit_id is not None:
        found.visits[op.visit_id] = None
