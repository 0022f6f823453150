"""Resolve and read: what a batch needs to know, set by set.

`resolve` finds who and what each operation is about without locks; `read` then loads balances, lots and limits, on PostgreSQL in
later statements than the locks, so that nothing it sees is older than them.
"""

from functools import lru_cache
from typing import TypeGuard

import msgspec

from backend.coupons.rules import Coupon, Voucher
from backend.coupons.stamps import Stamp, StampCard
from backend.earning.choosing import chosen
from backend.earning.rules import BELIEVED_BEFORE, DEFAULT, RuleSet
from backend.goods.rules import Prize
from backend.ledger.rules import Account, Lot
from backend.ranks.rules import oldest
from backend.receipts.lines import Stored
from backend.takeover.rules import LegacyCard, Takeover
from backend.tickets.rules import Book, Move, TicketOffer
from backend.till import footprint
from backend.till import queries as q
from backend.till.asking import Asked, Keys, asked
from backend.till.draft import moment
from backend.till.engine import TillEngine
from backend.till.operations import (
    AnswerSurvey,
    Exchange,
    OpenVisit,
    Operation,
    RecordSale,
    Redeem,
    SellTickets,
    UseTickets,
    delivery_key,
)
from backend.till.returning import changed, spoken_of
from backend.till.state import (
    Adjustment,
    Approval,
    Arrived,
    CodeUse,
    Holder,
    Kept,
    Known,
    Month,
    OnCard,
    Parked,
    Redemption,
    Returned,
    Sold,
    Standing,
    State,
    Tally,
    Visit,
)


def resolve(engine: TillEngine, operations: list[Operation]) -> State:
    """Everything but accounts, lots and limits."""
    want = asked(operations)
    state = State()
    state.rule_sets = [(effective, _rules(body)) for effective, body in engine.all(q.RULE_SETS)]
    state.ready = {rules.version: chosen(rules) for _, rules in state.rule_sets or [(0, DEFAULT)]}
    state.stores.update((row[0], row[1]) for row in engine.fetch(q.STORES, want.stores))
    state.linked.update((row[0], row[1]) for row in engine.fetch(q.LINKED, want.linked))
    _load_visits(engine, state, want)
    _load_redemptions(engine, state, want)
    _load_sales(engine, state, want)
    _load_vouchers(engine, state, want)
    _load_tallies(engine, state, operations)
    state.adjustments.update((row[0], Adjustment(*row)) for row in engine.fetch(q.ADJUSTMENTS, want.adjustments))
    _load_exchanges(engine, state, want)
    _load_arrivals(engine, state, want, operations)
    _load_tickets(engine, state, want, operations)
    state.adjusted.update((row[0], row[1]) for row in engine.fetch(q.ADJUSTED, want.adjusters))
    state.seniors.update((row[0], row[1]) for row in engine.fetch(q.SENIORS, want.seniors))
    state.cards.update((row[0], row[1]) for row in engine.fetch(q.CARDS, want.cards))
    members = want.members | dict.fromkeys(state.cards.values())
    members |= dict.fromkeys(visit.member_id for visit in state.visits.values())
    members |= dict.fromkeys(kept.member_id for kept in state.kept.values())
    members |= dict.fromkeys(redemption.member_id for redemption in state.redemptions.values())
    members |= dict.fromkeys(adjustment.member_id for adjustment in state.adjustments.values())
    members |= dict.fromkeys(takeover.member_id for takeover in state.takeovers.values())
    members |= dict.fromkeys(arrived.member_id for arrived in state.arrivals.values())
    members |= dict.fromkeys(book.member_id for book in state.ticket_books.values())
    for row in engine.fetch(q.HOLDERS, members):
        state.holders[row[0]] = Holder(*row)
    if state.stamp_cards:
        _load_stamps(engine, state, operations)
    return state


def _load_stamps(engine: TillEngine, state: State, operations: list[Operation]) -> None:
    """What the members have on their cards, and what returned sales and open visits were stamped with."""
    acts = [op for op in operations if isinstance(op, (OpenVisit, RecordSale))]
    members = dict.fromkeys(member for op in acts for member in footprint.members(state, op))
    for member, card, day, left, given in engine.fetch(q.ON_CARDS, members):
        known = state.on_cards.get((member, card), OnCard())
        state.on_cards[member, card] = OnCard(known.left + left, {**known.days, day: given})
    for query, keys in ((q.STAMPS_OF_VISIT, state.visits), (q.STAMPS_OF_SALE, state.kept)):
        for row in engine.fetch(query, keys):
            state.place_stamp(Stamp(*row))
    if state.kept or state.parked:  # a return may withdraw what a full card became
        for row in engine.fetch(q.STAMP_VOUCHERS, [(member, card.coupon_id) for member in members for card in state.stamp_cards]):
            if row[0] not in state.vouchers:
                state.vouchers[row[0]] = Voucher(*row)


def _load_tickets(engine: TillEngine, state: State, want: Asked, operations: list[Operation]) -> None:
    """What the members of the visits hold of an offer; and the books of acts that are taken back, with what else they hold of theirs."""
    for row in engine.fetch(q.TICKET_MOVES, want.ticket_acts):
        state.ticket_moves.setdefault(row[0], []).append(Move(*row))
    named = want.ticket_books | dict.fromkeys(move.book_id for moves in state.ticket_moves.values() for move in moves)
    state.ticket_books.update((row[0], Book(*row)) for row in engine.fetch(q.TICKET_BOOKS, named))
    held = {(book.member_id, book.offer_id): None for book in state.ticket_books.values()}
    for op in operations:
        if isinstance(op, (SellTickets, UseTickets)) and op.visit_id in state.visits:
            held[state.visits[op.visit_id].member_id, op.body.offer] = None
    state.ticket_books.update((row[0], Book(*row)) for row in engine.fetch(q.TICKETS_HELD, held))
    offers = want.ticket_offers | dict.fromkeys(offer for _, offer in held)
    state.ticket_offers.update((row[0], TicketOffer(*row)) for row in engine.fetch(q.TICKET_OFFERS, offers))


def _load_visits(engine: TillEngine, state: State, want: Asked) -> None:
    for row in engine.fetch(q.CODE_USES, want.codes):
        state.code_uses[row[:3]] = CodeUse(row[:3], *row[3:])
    named = want.visits | dict.fromkeys(use.visit_id for use in state.code_uses.values() if use.visit_id is not None)
    for query, keys in ((q.VISITS, named), (q.VISITS_AT, want.visits_at), (q.VISITS_ON, want.devices)):
        for row in engine.fetch(query, keys):
            state.keep_visit(Visit(*row))


def _load_exchanges(engine: TillEngine, state: State, want: Asked) -> None:
    state.prizes.update((row[0], Prize(*row)) for row in engine.fetch(q.PRIZES, want.prizes))
    if want.spends:
        state.exchanged.update((row[0], row[1]) for row in engine.fetch(q.EXCHANGED, state.visits))
    for row in engine.fetch(q.TAKEOVERS, want.takeovers):
        state.takeovers[row[0]] = Takeover(*row[:10])
        if row[3] is not None:
            state.legacy[row[3]] = LegacyCard(row[3], *row[10:])


def _load_arrivals(engine: TillEngine, state: State, want: Asked, operations: list[Operation]) -> None:
    state.came.update(row[:3] for row in engine.fetch(q.CAME, want.days))
    state.arrivals.update((row[0], Arrived(*row)) for row in engine.fetch(q.CHECKINS, want.checkins))
    answering = [op for op in operations if isinstance(op, AnswerSurvey) and op.checkin_id in state.arrivals]
    replies = [(op.survey_id, state.arrivals[op.checkin_id].member_id) for op in answering]
    state.replied.update(row[:2] for row in engine.fetch(q.REPLIED, replies))


def _load_redemptions(engine: TillEngine, state: State, want: Asked) -> None:
    for row in engine.fetch(q.REDEMPTIONS, want.redemptions):
        state.keep_redemption(Redemption(*row))
    missing = {each.visit_id: None for each in state.redemptions.values() if each.visit_id not in {None, *state.visits}}
    for row in engine.fetch(q.VISITS, missing):
        state.keep_visit(Visit(*row))
    for row in engine.fetch(q.REDEMPTIONS_OF_VISIT, state.visits):
        state.keep_redemption(Redemption(*row))


def _load_sales(engine: TillEngine, state: State, want: Asked) -> None:
    for row in engine.fetch(q.SOLD, want.sold):
        sold = Sold(row[0], row[1], row[2:5], *row[5:])
        state.sold.setdefault(sold.number, []).append(sold)
    for row in engine.fetch(q.PARKED, want.parked):
        parked = Parked(row[0], row[1:4], *row[4:])
        state.parked.setdefault(parked.original, []).append(parked)
    originals = [sold.id for number in want.originals for sold in state.sold.get(number, ()) if sold.kind == "sale"]
    for row in engine.fetch(q.RETURNED, originals):
        state.returns.setdefault(row[0], []).append(Returned(*row[1:]))
    apart = [*originals, *[each.id for found in state.returns.values() for each in found]]
    apart += [parked.sale_id for found in state.parked.values() for parked in found]
    for sale_id, *line in engine.fetch(q.PARTS, apart):
        state.parts[sale_id] = [*state.parts.get(sale_id, ()), Stored(*line)]
    state.kept.update((row[0], Kept(*row)) for row in engine.fetch(q.KEPT, originals))
    for row in engine.fetch(q.REDEMPTIONS_OF_SALE, originals):
        state.keep_redemption(Redemption(*row))
    if want.amends:
        for row in engine.fetch(q.VISITS_OF_SALE, [(each.member_id, each.sale_id) for each in state.kept.values()]):
            state.keep_visit(Visit(*row))


def _load_vouchers(engine: TillEngine, state: State, want: Asked) -> None:
    for redemption_id, voucher_id in engine.fetch(q.REDEEMED_VOUCHERS, state.redemptions):
        state.redeemed_vouchers[redemption_id] = (*state.redeemed_vouchers.get(redemption_id, ()), voucher_id)
        want.vouchers[voucher_id] = None
    for row in engine.fetch(q.VOUCHERS, want.vouchers):
        state.vouchers[row[0]] = Voucher(*row)
    holders = {each.redemption_id: None for each in state.vouchers.values() if each.redemption_id not in {None, *state.redemptions}}
    for row in engine.fetch(q.REDEMPTIONS, holders):
        state.keep_redemption(Redemption(*row))
    state.words.update((row[0], row[1]) for row in engine.fetch(q.WORDS, want.words))
    if want.scans or want.sold:
        state.stamp_cards = [StampCard(*row) for row in engine.all(q.STAMP_CARDS)]
    if want.scans:
        state.automatic = [row[0] for row in engine.all(q.AUTOMATIC)]
    offers = want.coupons | dict.fromkeys(voucher.coupon_id for voucher in state.vouchers.values())
    offers |= dict.fromkeys([*state.words.values(), *state.automatic, *(card.coupon_id for card in state.stamp_cards)])
    state.coupons.update((row[0], Coupon(*row)) for row in engine.fetch(q.COUPONS, offers))


def _load_tallies(engine: TillEngine, state: State, operations: list[Operation]) -> None:
    """How many of a coupon its member has used, where an operation may use or bring one."""
    pairs = [pair for op in operations for pair in footprint.tallies(state, op)]
    for member, coupon, held, count in engine.fetch(q.TALLIES, dict.fromkeys((*pair, operations[0].at) for pair in pairs)):
        known = state.tallies.get((member, coupon), Tally())
        used = held in {"used", "reserved"}
        state.tallies[member, coupon] = Tally(known.used + used * count, known.unused + (held == "issued") * count)
    asking = {member: None for member, coupon in pairs if state.coupons[coupon].terms.first_visit}
    state.visited.update((row[0], row[1]) for row in engine.fetch(q.VISITED, asking))


def read(engine: TillEngine, state: State, operations: list[Operation], accounts: Keys) -> None:
    """Balances, lots, limits and the keys already known."""
    keys = dict.fromkeys(key for op in operations for key in (op.key, *_delivery(op)))
    for source, op_id, print_, accepted, answer in engine.fetch(q.KNOWN, keys):
        state.known[source, op_id] = Known(bytes(print_), bool(accepted), answer)
    for source, op_id, print_, answer, expires in engine.fetch(
        q.APPROVALS, [op.key for op in operations if isinstance(op, (Redeem, Exchange))]
    ):
        state.approvals[source, op_id, bytes(print_)] = Approval(answer, expires)
    for row in engine.fetch(q.ACCOUNTS, accounts):
        state.accounts[row[0]] = Account(*row)
    points = {holder.account_id: holder.member_id for holder in state.holders.values() if holder.account_id in accounts}
    for row in engine.fetch(q.LOTS, points):
        state.keep_lot(Lot(*row))
    for row in engine.fetch(q.RESERVED, points):
        state.keep_redemption(Redemption(*row))
    _read_months(engine, state, operations, list(points.values()))
    _read_past(engine, state, list(points.values()))
    if state.bought and any(_amends(op) for op in operations):
        state.bought.update((row[0], row[1]) for row in engine.fetch(q.FIRST_BOUGHT, points.values()))
    spent = {each.tx_id: None for each in state.redemptions.values() if each.tx_id is not None}
    spent |= {each.tx_id: None for found in state.returns.values() for each in found if each.tx_id is not None}
    _read_takes(engine, state, spent)


def _amends(op: Operation) -> TypeGuard[RecordSale]:
    return isinstance(op, RecordSale) and op.sale.kind == "sale" and op.sale.revision > 0


def _delivery(op: Operation) -> list[tuple[str, str]]:
    """By which it would be known that what an amended sale sold has arrived."""
    return [(op.source, delivery_key(*spoken_of(op.sale)[-1]))] if _amends(op) else []


def _read_months(engine: TillEngine, state: State, operations: list[Operation], members: list[str]) -> None:
    former = [sold.effective_at for op in operations if _amends(op) for sold in changed(state, op)]
    month = moment(min([op.at - BELIEVED_BEFORE for op in operations] + former)).month
    first = min(oldest(rules, month) for rules in [rules for _, rules in state.rule_sets] or [DEFAULT])
    for row in engine.fetch(q.MONTHS, [(member, first) for member in members]):
        state.months.setdefault(row[0], {})[row[1]] = Month(*row[2:])


def _read_past(engine: TillEngine, state: State, members: list[str]) -> None:
    """What rules ask of members beyond their months: nothing that no rule asks is read."""
    state.standings.update((row[0], Standing(*row[1:])) for row in engine.fetch(q.STANDINGS, members))
    sets = [state.chosen(rules) for _, rules in state.rule_sets]
    if any(each.asks_first for each in sets):
        state.bought.update((row[0], "") for row in engine.fetch(q.BOUGHT, members))
    if any(each.asks_answered for each in sets):
        for member, survey, at in engine.fetch(q.ANSWERED, members):
            state.answered.setdefault(member, {})[survey] = at
    counted = {name: None for each in sets for name in each.counted}
    for member, bonus, day, points in engine.fetch(q.GIVEN, [(member, name) for member in members for name in counted]):
        state.given.setdefault((member, bonus), {})[day] = points
    state.budgets.update((row[0], row[1]) for row in engine.fetch(q.BUDGETS, {name: None for each in sets for name in each.budgets}))


def _read_takes(engine: TillEngine, state: State, spent: Keys) -> None:
    """For returns: which lots a redemption used, and those lots even when nothing is left in them, with the sale's own."""
    lots: Keys = {}
    for tx_id, lot_id, points in engine.fetch(q.TAKES, spent):
        state.takes.setdefault(tx_id, []).append((lot_id, points))
        lots[lot_id] = None
    for query, keys in ((q.LOTS_BY_ID, lots), (q.LOTS_OF_SALE, state.kept)):
        for row in engine.fetch(query, keys):
            state.keep_lot(Lot(*row))


@lru_cache(64)
def _rules(body: str) -> RuleSet:
    return msgspec.json.decode(body, type=RuleSet)
