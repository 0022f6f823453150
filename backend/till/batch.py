"""A batch of operations through resolve, lock, read, decide and write. `Batcher` is the processor that the database's writer runs."""

from collections.abc import Callable
from typing import Any

import msgspec
from sqlalchemy import Connection

from backend.coupons.tables import coupons, vouchers
from backend.db.engine import driver
from backend.db.writer import Later, Result
from backend.earning.tables import bonus_budgets
from backend.kit.ids import Ids, store_account
from backend.ledger.tables import accounts
from backend.problems import Refused
from backend.takeover.tables import legacy_cards, takeovers
from backend.till import footprint, queries
from backend.till.adjusting import decide_adjust, decide_decision
from backend.till.arriving import decide_check_in, decide_reply
from backend.till.asking import Keys
from backend.till.delivering import decide_deliver, kept_of
from backend.till.draft import Draft, NotLoaded, encode
from backend.till.engine import TillEngine
from backend.till.exchanging import decide_exchange
from backend.till.lapsing import decide_lapse
from backend.till.leaving import decide_leave
from backend.till.load import read, resolve
from backend.till.matching import named
from backend.till.operations import (
    UNSTORED,
    Accepted,
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
    Outcome,
    RecordSale,
    Redeem,
    RefundTickets,
    Release,
    Reserve,
    SellTickets,
    UndoTickets,
    UseTickets,
)
from backend.till.postgres import PostgresEngine
from backend.till.redeeming import decide_commit, decide_redeem, decide_release, decide_reserve
from backend.till.selling import decide_sale
from backend.till.sqlite import SqliteEngine
from backend.till.state import State
from backend.till.taking import decide_takeover
from backend.till.tickets import decide_refund, decide_sell, decide_undo, decide_use
from backend.till.visiting import decide_close, decide_open
from backend.till.vouchers import decide_claim, decide_issue
from backend.till.write import Batch
from shared.wire.problems import Code

Decide = Callable[[State, Any, Ids], tuple[Draft, bytes] | Refused]
DECIDE: dict[type[Operation], tuple[str, Decide]] = {
    OpenVisit: ("open_visit", decide_open),
    RecordSale: ("sale", decide_sale),
    Deliver: ("deliver", decide_deliver),
    Redeem: ("redeem", decide_redeem),
    Exchange: ("exchange", decide_exchange),
    SellTickets: ("sell_tickets", decide_sell),
    UseTickets: ("use_tickets", decide_use),
    UndoTickets: ("undo_tickets", decide_undo),
    RefundTickets: ("refund_tickets", decide_refund),
    Reserve: ("reserve", decide_reserve),
    Commit: ("commit", decide_commit),
    Release: ("release", decide_release),
    IssueVoucher: ("issue_voucher", decide_issue),
    ClaimVoucher: ("claim_voucher", decide_claim),
    CloseVisit: ("close_visit", decide_close),
    Adjust: ("adjust", decide_adjust),
    DecideAdjustment: ("decide", decide_decision),
    ConfirmTakeover: ("takeover", decide_takeover),
    CheckIn: ("check_in", decide_check_in),
    AnswerSurvey: ("survey", decide_reply),
    Leave: ("leave", decide_leave),
    Lapse: ("lapse", decide_lapse),
}
STORE_ACCOUNTS = ("issued", "redeemed", "expired", "adjusted", "offline_loss", "taken_over", "return_loss")
"""Made by a store's first operation; a kind that came with a later version, by the next one."""


class Kept(msgspec.Struct, frozen=True):
    """A refusal as it is stored."""

    code: str
    args: dict[str, Any]


class Batcher:
    def __init__(self, ids: Ids, decide: dict[type[Operation], tuple[str, Decide]] = DECIDE) -> None:
        self._ids = ids
        self._decide = decide

    def __call__(self, connection: Connection, operations: list[Operation]) -> Result:
        raw = driver(connection)
        engine: TillEngine = PostgresEngine(raw) if connection.dialect.name == "postgresql" else SqliteEngine(raw)
        return self.run(engine, operations)

    def run(self, engine: TillEngine, operations: list[Operation]) -> Result:
        state = resolve(engine, operations)
        locked = self._lock(engine, state, operations)
        if engine.locks:
            state = resolve(engine, operations)  # younger than the locks
        read(engine, state, operations, locked)
        batch = Batch(state)
        outcomes = [self._one(batch, state, op) for op in operations]
        batch.write(engine)
        return Result(outcomes, batch.notes)

    def _lock(self, engine: TillEngine, state: State, operations: list[Operation]) -> Keys:
        """Store books, accounts, vouchers, coupons, budgets, claims, old cards: always in this order. Answers the accounts.

        A sale holds its store's book shared and a return, a void or an amended sale holds it alone, so that a return and its sale never miss each other.
        """
        books = {store_account(store, "issued"): store for store in state.stores}
        newest = {store_account(store, STORE_ACCOUNTS[-1]): store for store in state.stores}
        missing = newest.keys() - {row[0] for row in engine.fetch(queries.ACCOUNTS, newest)}
        if missing:
            stores = sorted(newest[book] for book in missing)
            rows = [(store_account(store, kind), kind, store, None, 0) for store in stores for kind in STORE_ACCOUNTS]
            engine.insert(accounts, rows, lenient=True)
        found: Keys = {each: None for op in operations for each in footprint.accounts(state, op)}
        if engine.locks:
            returns = any(
                isinstance(op, RecordSale) and (op.sale.kind != "sale" or op.sale.void is True or op.sale.revision) for op in operations
            )
            engine.lock(accounts, books, shared=not returns)
            engine.lock(accounts, found)
            engine.lock(vouchers, {each: None for op in operations for each in footprint.vouchers(state, op)})
            engine.lock(coupons, {each: None for op in operations for each in footprint.coupons(state, op)})
            self._lock_budgets(engine, state, operations)
            engine.lock(takeovers, {each: None for op in operations for each in footprint.takeovers(state, op)})
            engine.lock(legacy_cards, {each: None for op in operations for each in footprint.legacy_cards(state, op)})
        return found

    def _lock_budgets(self, engine: TillEngine, state: State, operations: list[Operation]) -> None:
        """Of campaigns, when anything is sold."""
        sold = any(isinstance(op, RecordSale) for op in operations)
        names = {name for _, rules in state.rule_sets for name in state.chosen(rules).budgets} if sold else set[str]()
        if names:
            missing = names - {row[0] for row in engine.fetch(queries.BUDGETS, names)}
            engine.insert(bonus_budgets, [(name, 0) for name in sorted(missing)], lenient=True)
            engine.lock(bonus_budgets, names)

    def _one(self, batch: Batch, state: State, op: Operation) -> object:
        """The outcome of one operation; its own exception when it fails, which changes nothing for its neighbours."""
        try:
            known = state.known.get(op.key)
            if known is not None:
                return _again(known.answer, accepted=known.accepted) if known.fingerprint == op.fingerprint else _CONFLICT
            kind, decide = self._decide[type(op)]
            decided = decide(state, op, self._ids)
        except NotLoaded:
            return Later.AGAIN
        except Exception as fault:  # noqa: BLE001 - handed to whoever posted it
            return fault
        if isinstance(decided, Refused):
            if decided.code not in UNSTORED:
                self._keep(batch, op, kind, whom(op, state), accepted=False, answer=encode(Kept(decided.code.name, decided.args)))
            return decided
        draft, answer = decided
        batch.apply(draft)
        self._keep(batch, op, kind, whom(op, state, draft), accepted=True, answer=answer)
        return Accepted(answer)

    def _keep(self, batch: Batch, op: Operation, kind: str, member: str | None, *, accepted: bool, answer: bytes) -> None:
        text, actor = answer.decode(), op.actor
        batch.known(op.key, op.fingerprint, accepted=accepted, answer=text)
        batch.operation(
            (
                op.source,
                op.op_id,
                kind,
                op.fingerprint,
                accepted,
                text,
                actor.store_id,
                actor.staff_id,
                actor.device_id,
                member,
                op.at,
                None,
            )
        )


_CONFLICT = Refused(Code.IDEMPOTENCY_CONFLICT, {})


def whom(op: Operation, state: State, draft: Draft | None = None) -> str | None:
    """The member that an operation concerns, for the log."""
    who = named(state, op) if isinstance(op, RecordSale) else op.identified if isinstance(op, (OpenVisit, Reserve, CheckIn)) else None
    if who is not None:
        return who.member_id
    if isinstance(op, (Redeem, Exchange, SellTickets, UseTickets, CloseVisit)) and op.visit_id in state.visits:
        return state.visits[op.visit_id].member_id
    if isinstance(op, (Leave, Lapse, ClaimVoucher)):
        return op.member_id
    if draft is None:
        return None
    if draft.receipts:
        return str(draft.receipts[0][1])
    delivered = kept_of(state, op) if isinstance(op, Deliver) else None
    things = (
        {"": delivered}
        if delivered is not None
        else draft.redemptions
        or draft.vouchers
        or draft.visits
        or draft.adjustments
        or draft.takeovers
        or draft.replies
        or draft.ticket_books
    )
    return next((each.member_id for each in things.values()), None)


def _again(answer: str, *, accepted: bool) -> Outcome:
    """The stored answer, byte for byte."""
    if accepted:
        return Accepted(answer.encode())
    kept = msgspec.json.decode(answer, type=Kept)
    return Refused(Code[kept.code], kept.args)
