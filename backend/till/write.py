"""Applies accepted deltas to the state, and writes a whole batch with one statement per table."""

from collections.abc import Iterable
from typing import Any

from msgspec.structs import astuple, replace

from backend.cases.tables import cases
from backend.coupons.tables import coupons, stamp_cards, stamps, vouchers
from backend.db.writer import Note
from backend.earning.tables import bonus_budgets, bonus_days
from backend.events.tables import outbox
from backend.ledger.tables import accounts, lots, postings, transactions
from backend.receipts.tables import parked_returns, receipts, sale_lines, sales
from backend.stats.tables import member_month, member_touched, store_hour
from backend.takeover.rules import Takeover
from backend.takeover.tables import legacy_cards, takeovers
from backend.tickets.tables import ticket_books, ticket_moves
from backend.till.draft import HOURS, Draft, Row
from backend.till.engine import TillEngine, Update, Upsert
from backend.till.state import Adjustment, Known, Month, State
from backend.till.tables import (
    adjustments,
    checkins,
    code_uses,
    exchanges,
    operations,
    redemption_vouchers,
    redemptions,
    survey_replies,
    visits,
)

ACCOUNTS = Update(accounts, ("balance", "version"))
LOTS = Update(lots, ("left", "lapsed", "confirm_at", "expire_at"))
VISITS = Update(visits, ("terminal", "closed_at", "sale_id"))
VOUCHERS = Update(vouchers, ("state", "redemption_id", "used_at"))
REDEMPTIONS = Update(redemptions, ("state", "expires_at", "settled_at", "sale_id", "tx_id", "restored"))
ADJUSTMENTS = Update(adjustments, ("state", "decided_by", "decided_device", "decided_at", "tx_id"))
TAKEOVERS = Update(takeovers, ("state", "decided_by", "decided_device", "decided_at", "store_id", "points", "tx_id"))
LEGACY = Update(legacy_cards, ("taken_at", "name_hint"))
STAMPS = Update(stamps, ("sale_id",))
BOOKS = Update(ticket_books, ("unused", "ended_at"))
COUPONS = Update(coupons, ("issued", "used"), add=True)
CARDS = Update(stamp_cards, ("given", "filled"), add=True)
FULL = {"spent": 1, "back": -1}
UNPARKED = Update(parked_returns, ("applied_at",), key="sale_id")
LINKED = Update(sales, ("original_id",))
FILLED = Update(sales, ("total", "points_paid", "body"))
MONTHS = Upsert(member_month)
BONUSES = Upsert(bonus_days)
BUDGETS = Upsert(bonus_budgets)
HOURS_OF_STORE = Upsert(store_hour)
TOUCHED = Upsert(member_touched)
NO_MONTH = Month(0, 0, 0)
COUNTER = {name: n for n, name in enumerate(HOURS)}


class Batch:
    """What the accepted operations of one commit add up to: inserts as rows, changes as the last value, counters as one sum per key."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.notes: list[Note] = []
        self._fresh: set[object] = set()  # ids made in this batch: inserted, however often they changed since
        self._dirty: dict[str, dict[Any, None]] = {
            name: {} for name in ("accounts", "adjustments", "lots", "visits", "vouchers", "redemptions", "codes", "books")
        }
        self._drafts: list[Draft] = []
        self._rows: dict[str, list[Row]] = {name: [] for name in ("operations", "parked", "unparked", "linked")}
        self._coupons: dict[str, list[int]] = {}
        self._cards: dict[str, list[int]] = {}
        self._months: dict[tuple[str, int], Month] = {}
        self._bonuses: dict[tuple[str, str, int], int] = {}
        self._budgets: dict[str, int] = {}
        self._hours: dict[tuple[str, int, int], list[int]] = {}
        self._touched: set[str] = set()

    def operation(self, row: Row) -> None:
        self._rows["operations"].append(row)

    def known(self, key: tuple[str, str], fingerprint: bytes, *, accepted: bool, answer: str) -> None:
        """The same operation may stand twice in one batch."""
        self.state.known[key] = Known(fingerprint, accepted, answer)

    def apply(self, draft: Draft) -> None:
        """Total: whatever `decide` accepted is taken over as it is."""
        state = self.state
        self._drafts.append(draft)
        self._keep_entities(draft)
        for row in draft.outbox:
            self.notes.append(Note(row[0], row[2], row[1]))  # pyright: ignore[reportArgumentType]  the outbox's own columns
        state.parts.update(draft.parts)
        for sold in draft.sold:
            state.sold.setdefault(sold.number, []).append(sold)
        for kept in draft.kept:
            state.kept[kept.sale_id] = kept
            state.bought.setdefault(kept.member_id, kept.sale_id)
            self._touched.add(kept.member_id)
        self._keep_counters(draft)
        for row in draft.stamps:
            state.keep_stamp(row)
            sums = self._cards.setdefault(row.card_id, [0, 0])
            sums[0] += row.n if row.kind in {"stamp", "taken"} else 0
            sums[1] += FULL.get(row.kind, 0)
        self._link_stamps(draft)
        if draft.parked or draft.unparked or draft.links or draft.redeemed_vouchers or draft.takes:
            self._keep_links(draft)

    def _link_stamps(self, draft: Draft) -> None:
        state = self.state
        for stamp_id, sale_id in draft.stamp_links:
            row = next(rows[stamp_id] for rows in state.stamps_of.values() if stamp_id in rows)
            state.stamps_of.get(row.sale_id or "", {}).pop(stamp_id, None)
            state.place_stamp(replace(row, sale_id=sale_id))

    def _keep_entities(self, draft: Draft) -> None:
        state, dirty, fresh = self.state, self._dirty, self._fresh
        state.accounts.update(draft.accounts)
        dirty["accounts"].update(dict.fromkeys(draft.accounts))
        for lot in draft.lots.values():
            of_account = state.lots.setdefault(lot.account_id, {})
            if lot.id not in of_account:
                fresh.add(lot.id)
            of_account[lot.id] = lot
            dirty["lots"][lot.account_id, lot.id] = None
        for visit in draft.visits.values():
            if visit.id not in state.visits:
                fresh.add(visit.id)
                self._touched.add(visit.member_id)
            state.keep_visit(visit)
            dirty["visits"][visit.id] = None
        for use in draft.code_uses.values():
            state.code_uses[use.key] = use
            dirty["codes"][use.key] = None
        if draft.vouchers or draft.redemptions:
            self._keep_redemptions(draft)
        for adjustment in draft.adjustments.values():
            self._keep_adjustment(adjustment)
        for swap in draft.exchanges:
            state.exchanged[swap.visit_id] = state.exchanged.get(swap.visit_id, 0) + swap.points
        for arrived in draft.arrivals:
            state.arrivals[arrived.id] = arrived
            state.came.add((arrived.member_id, arrived.store_id, arrived.day))
        self._keep_replies(draft)
        self._keep_tickets(draft)
        state.takeovers.update(draft.takeovers)
        state.legacy.update(draft.legacy)

    def _keep_replies(self, draft: Draft) -> None:
        for reply in draft.replies.values():
            self.state.answered.setdefault(reply.member_id, {})[reply.survey_id] = reply.at
            self.state.replied.add((reply.survey_id, reply.member_id))

    def _keep_tickets(self, draft: Draft) -> None:
        state, dirty = self.state, self._dirty["books"]
        for book in draft.ticket_books.values():
            if book.id not in state.ticket_books:
                self._fresh.add(book.id)
            state.ticket_books[book.id] = book
            dirty[book.id] = None
        for move in draft.ticket_moves:
            state.ticket_moves.setdefault(move.act_id, []).append(move)

    def _keep_redemptions(self, draft: Draft) -> None:
        state, dirty, fresh = self.state, self._dirty, self._fresh
        for voucher in draft.vouchers.values():
            if voucher.id not in state.vouchers:
                fresh.add(voucher.id)
            state.keep_voucher(voucher, draft.op.at)
            dirty["vouchers"][voucher.id] = None
        for redemption in draft.redemptions.values():
            if redemption.id not in state.redemptions:
                fresh.add(redemption.id)
            state.keep_redemption(redemption)
            dirty["redemptions"][redemption.id] = None

    def _keep_adjustment(self, adjustment: Adjustment) -> None:
        state = self.state
        if adjustment.id not in state.adjustments:
            self._fresh.add(adjustment.id)
            if adjustment.state == "booked":
                state.adjusted[adjustment.asked_by] = state.adjusted.get(adjustment.asked_by, 0) + abs(adjustment.points)
        state.adjustments[adjustment.id] = adjustment
        self._dirty["adjustments"][adjustment.id] = None

    def _keep_counters(self, draft: Draft) -> None:
        state = self.state
        for coupon_id, issued, used in draft.coupons:
            known = state.coupons[coupon_id]
            state.coupons[coupon_id] = replace(known, issued=known.issued + issued, used=known.used + used)
            sums = self._coupons.setdefault(coupon_id, [0, 0])
            sums[0] += issued
            sums[1] += used
        for member, month, more in draft.months:
            of_member = state.months.setdefault(member, {})
            of_member[month] = _sum(of_member.get(month, NO_MONTH), more)
            self._months[member, month] = _sum(self._months.get((member, month), NO_MONTH), more)
            self._touched.add(member)
        if draft.bonuses:
            self._keep_bonuses(draft)
        for store, when, counters in draft.hours:
            key = (store, when.day, when.hour)
            sums = self._hours.get(key)
            if sums is None:
                sums = self._hours[key] = [0] * len(HOURS)
            for counter, number in counters.items():
                sums[COUNTER[counter]] += number

    def _keep_bonuses(self, draft: Draft) -> None:
        state = self.state
        for member, bonus, day, points, of_budget in draft.bonuses:
            days = state.given.setdefault((member, bonus), {})
            days[day] = days.get(day, 0) + points
            self._bonuses[member, bonus, day] = self._bonuses.get((member, bonus, day), 0) + points
            if of_budget:
                state.budgets[bonus] = state.budgets.get(bonus, 0) + points
                self._budgets[bonus] = self._budgets.get(bonus, 0) + points

    def _keep_links(self, draft: Draft) -> None:
        state, rows = self.state, self._rows
        for redemption_id, voucher_id in draft.redeemed_vouchers:
            state.redeemed_vouchers[redemption_id] = (*state.redeemed_vouchers.get(redemption_id, ()), voucher_id)
        state.takes.update(draft.takes)
        for parked, source in draft.parked:
            state.parked.setdefault(parked.original, []).append(parked)
            rows["parked"].append((parked.sale_id, source, *parked.original, None))
        for return_id, original_id in draft.unparked:
            rows["unparked"].append((draft.op.at, return_id))
            if original_id is not None:
                rows["linked"].append((original_id, return_id))
            for waiting in state.parked.values():
                waiting[:] = [each for each in waiting if each.sale_id != return_id]
        for original_id, returned in draft.links:
            state.returns.setdefault(original_id, []).append(returned)

    def write(self, engine: TillEngine) -> None:
        """Parents before children: foreign keys are on."""
        rows, drafts = self._rows, self._drafts
        engine.insert(operations, rows["operations"])
        engine.insert(sales, [row for draft in drafts for row in draft.sales])
        engine.update(FILLED, [row for draft in drafts for row in draft.filled])
        engine.insert(sale_lines, [row for draft in drafts for row in draft.lines])
        engine.insert(transactions, [row for draft in drafts for row in draft.transactions])
        engine.insert(postings, [row for draft in drafts for row in draft.postings])
        self._write_entities(engine)
        engine.insert(receipts, [row for draft in drafts for row in draft.receipts])
        engine.insert(exchanges, [astuple(each) for draft in drafts for each in draft.exchanges])
        engine.insert(checkins, [astuple(each) for draft in drafts for each in draft.arrivals])
        engine.insert(survey_replies, [astuple(each) for draft in drafts for each in draft.replies.values()])
        engine.update(TAKEOVERS, [_taken(each) for draft in drafts for each in draft.takeovers.values()])
        engine.update(LEGACY, [(each.taken_at, None, each.id) for draft in drafts for each in draft.legacy.values()])
        engine.insert(stamps, [astuple(each) for draft in drafts for each in draft.stamps])
        links = dict(link for draft in drafts for link in draft.stamp_links)
        engine.update(STAMPS, [(sale, stamp) for stamp, sale in links.items()])
        engine.insert(ticket_moves, [astuple(each) for draft in drafts for each in draft.ticket_moves])
        engine.insert(redemption_vouchers, [row for draft in drafts for row in draft.redeemed_vouchers])
        engine.insert(parked_returns, rows["parked"])
        engine.update(UNPARKED, rows["unparked"])
        engine.update(LINKED, rows["linked"])
        engine.insert(cases, [row for draft in drafts for row in draft.cases])
        engine.insert(outbox, [row for draft in drafts for row in draft.outbox])
        engine.update(COUPONS, [(*sums, key) for key, sums in sorted(self._coupons.items())])
        engine.update(CARDS, [(*sums, key) for key, sums in sorted(self._cards.items())])
        engine.upsert(MONTHS, [(*key, *sums) for key, sums in sorted(self._months.items())])
        engine.upsert(BONUSES, [(*key, points) for key, points in sorted(self._bonuses.items())])
        engine.upsert(BUDGETS, sorted(self._budgets.items()))
        engine.upsert(HOURS_OF_STORE, [(*key, *sums) for key, sums in sorted(self._hours.items())])
        engine.upsert(TOUCHED, [(member, 1) for member in sorted(self._touched)])

    def _write_entities(self, engine: TillEngine) -> None:
        state, dirty = self.state, self._dirty
        engine.update(
            ACCOUNTS, [(each.balance, each.version, each.id) for each in (state.accounts[key] for key in sorted(dirty["accounts"]))]
        )
        fresh, changed = self._split((state.lots[account][lot] for account, lot in dirty["lots"]))
        engine.insert(lots, [astuple(each) for each in fresh])
        engine.update(LOTS, [(each.left, each.lapsed, each.confirm_at, each.expire_at, each.id) for each in changed])
        fresh, changed = self._split(state.visits[key] for key in dirty["visits"])
        engine.insert(visits, [astuple(each) for each in fresh])
        engine.update(VISITS, [(each.terminal, each.closed_at, each.sale_id, each.id) for each in changed])
        engine.insert(code_uses, [(*use.key, *astuple(use)[1:]) for use in (state.code_uses[key] for key in dirty["codes"])])
        fresh, changed = self._split(state.redemptions[key] for key in dirty["redemptions"])
        engine.insert(redemptions, [astuple(each) for each in fresh])
        engine.update(
            REDEMPTIONS,
            [(each.state, each.expires_at, each.settled_at, each.sale_id, each.tx_id, each.restored, each.id) for each in changed],
        )
        fresh, changed = self._split(state.adjustments[key] for key in dirty["adjustments"])
        engine.insert(adjustments, [astuple(each) for each in fresh])
        engine.update(
            ADJUSTMENTS,
            [(each.state, each.decided_by, each.decided_device, each.decided_at, each.tx_id, each.id) for each in changed],
        )
        fresh, changed = self._split(state.ticket_books[key] for key in dirty["books"])
        engine.insert(ticket_books, [astuple(each) for each in fresh])
        engine.update(BOOKS, [(each.unused, each.ended_at, each.id) for each in changed])
        fresh, changed = self._split(state.vouchers[key] for key in dirty["vouchers"])
        engine.insert(vouchers, [astuple(each) for each in fresh])
        engine.update(VOUCHERS, [(each.state, each.redemption_id, each.used_at, each.id) for each in changed])

    def _split(self, entities: Iterable[Any]) -> tuple[list[Any], list[Any]]:
        fresh: list[Any] = []
        changed: list[Any] = []
        for entity in entities:
            (fresh if entity.id in self._fresh else changed).append(entity)
        return fresh, changed


def _sum(one: Month, other: Month) -> Month:
    return Month(one.receipts + other.receipts, one.amount + other.amount, one.goods + other.goods)


def _taken(each: Takeover) -> Row:
    return each.state, each.decided_by, each.decided_device, each.decided_at, each.store_id, each.points, each.tx_id, each.id
