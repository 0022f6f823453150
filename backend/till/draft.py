"""What one operation would change: an overlay on the state while it is decided, the delta once it is accepted."""

from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from backend.coupons.rules import Voucher
from backend.coupons.stamps import Stamp
from backend.kit.ids import Ids, store_account
from backend.ledger.rules import Account, Lot, balance
from backend.receipts.lines import Lines
from backend.takeover.rules import LegacyCard, Takeover
from backend.tickets.rules import Book, Move
from backend.till.operations import Operation
from backend.till.state import (
    Adjustment,
    Arrived,
    CodeKey,
    CodeUse,
    Exchanged,
    Holder,
    Kept,
    Month,
    Parked,
    Redemption,
    Replied,
    Returned,
    Sold,
    State,
    Visit,
)
from shared.clock import MINUTE, to_datetime, tokyo
from shared.wire.events import AccountEvent

Row = tuple[object, ...]
HOURS = (
    "sales",
    "receipts",
    "visits",
    "member_sales",
    "member_receipts",
    "points_granted",
    "points_used",
    "coupons_used",
    "joined",
)
"""The counters of `store_hour`, in the order of its columns."""
encode = msgspec.json.Encoder().encode
account_of = lru_cache(4096)(store_account)


class Moment(NamedTuple):
    """An instant in the shop's calendar."""

    day: int
    hour: int
    month: int


@lru_cache(4096)
def _moment(minute: int) -> Moment:
    here = tokyo(minute * MINUTE)
    return Moment(here.year * 10_000 + here.month * 100 + here.day, here.hour, here.year * 100 + here.month)


def moment(instant: int) -> Moment:
    return _moment(instant // MINUTE)


class Posting(NamedTuple):
    account_id: str
    lot_id: str | None
    amount: int


class Short(NamedTuple):
    """Points that were not there any more, owed until the act is at its end."""

    holder: Holder
    store: str
    points: int
    effective: int


class NotLoaded(LookupError):  # noqa: N818 - a signal to come again, not an error
    """The operation needs an account that was not locked and read for it: it has to come again, in the next batch."""


class Draft:
    """Reads fall through to the state; writes stay here until `apply`. The lists hold rows in the order of their table's columns."""

    __slots__ = (
        "accounts", "adjustments", "arrivals", "bonuses", "cases", "code_uses", "coupons", "deferred", "exchanges", "filled", "hours", "ids", "kept", "legacy", "lines", "links", "lots", "months", "op", "outbox", "parked", "parts",
        "postings", "receipts", "redeemed_vouchers", "redemptions", "replies", "sales", "sold", "stamp_links", "stamps", "state", "takeovers", "takes", "ticket_books", "ticket_moves", "transactions", "unparked",
        "visits", "vouchers", "when",
    )  # fmt: skip

    def __init__(self, state: State, op: Operation, ids: Ids, effective: int | None = None) -> None:
        self.state = state
        self.op = op
        self.ids = ids
        self.when = moment(op.at if effective is None else effective)
        self.accounts: dict[str, Account] = {}
        self.adjustments: dict[str, Adjustment] = {}
        self.lots: dict[str, Lot] = {}
        self.visits: dict[str, Visit] = {}
        self.vouchers: dict[str, Voucher] = {}
        self.redemptions: dict[str, Redemption] = {}
        self.code_uses: dict[CodeKey, CodeUse] = {}
        self.stamps: list[Stamp] = []
        self.stamp_links: list[tuple[str, str | None]] = []  # (stamp of a visit, the sale that joined it)
        self.coupons: list[tuple[str, int, int]] = []  # (coupon, issued, used) to add
        self.exchanges: list[Exchanged] = []
        self.arrivals: list[Arrived] = []
        self.replies: dict[str, Replied] = {}
        self.takeovers: dict[str, Takeover] = {}
        self.legacy: dict[str, LegacyCard] = {}
        self.takes: dict[str, list[tuple[str, int]]] = {}
        self.ticket_books: dict[str, Book] = {}
        self.ticket_moves: list[Move] = []
        self.redeemed_vouchers: list[tuple[str, str]] = []
        self.sold: list[Sold] = []
        self.kept: list[Kept] = []
        self.parked: list[tuple[Parked, str]] = []  # with the source of the original
        self.unparked: list[tuple[str, str | None]] = []  # (return, its original; none when it was voided before that came)
        self.filled: list[Row] = []  # (total, paid by points, body, sale): of a void that came before its sale
        self.links: list[tuple[str, Returned]] = []  # (sale, a return that was applied to it)
        self.parts: dict[str, Lines] = {}
        self.transactions: list[Row] = []
        self.postings: list[Row] = []
        self.sales: list[Row] = []
        self.lines: list[Row] = []
        self.receipts: list[Row] = []
        self.outbox: list[Row] = []
        self.cases: list[Row] = []
        self.hours: list[tuple[str, Moment, dict[str, int]]] = []  # (store, hour, what to add to its counters)
        self.months: list[tuple[str, int, Month]] = []  # (member, month, what to add)
        self.bonuses: list[tuple[str, str, int, int, bool]] = []  # (member, bonus, day, points, whether of a budget)
        self.deferred: list[Short] | None = None  # in an act of two halves: what the first left open

    def join(self, later: "Draft") -> None:
        """The second half of the operation, which was decided upon this one."""
        for name in self.__slots__:
            mine: Any = getattr(self, name)
            more: Any = getattr(later, name)
            if isinstance(mine, dict):
                setattr(self, name, mine | more)
            elif isinstance(mine, list):
                setattr(self, name, mine + (more or []))

    def account(self, account_id: str) -> Account:
        found = self.accounts.get(account_id) or self.state.accounts.get(account_id)
        if found is None:
            raise NotLoaded(account_id)
        return found

    def lots_of(self, account_id: str) -> list[Lot]:
        """Of an operation's member: nobody else's lots are ever in a draft."""
        stored = self.state.lots.get(account_id, {})
        return [*({**stored, **self.lots} if self.lots else stored).values()]

    def lot(self, account_id: str, lot_id: str) -> Lot:
        return self.lots.get(lot_id) or self.state.lots[account_id][lot_id]

    def move(self, account_id: str, *, by: int) -> None:
        """Changes an account's cached balance."""
        old = self.account(account_id)
        self.accounts[account_id] = Account(old.id, old.kind, old.balance + by, old.version)

    def step(self, account_id: str) -> int:
        """The account's next version."""
        old = self.account(account_id)
        self.accounts[account_id] = Account(old.id, old.kind, old.balance, old.version + 1)
        return old.version + 1

    def balance(self, account_id: str) -> int:
        """What the member is shown: live lots, now."""
        return balance(self.lots_of(account_id), self.op.at)

    def book(  # noqa: PLR0913 - a transaction names all that it is about
        self,
        kind: str,
        holder: Holder,
        postings: list[Posting],
        *,
        store: str,
        effective_at: int,
        hint: str | None,
        sale_id: str | None = None,
        visit_id: str | None = None,
        reason: str = "",
        why: str = "{}",
        tx_id: str | None = None,
    ) -> str:
        """Writes a transaction whose postings sum to 0, the caches behind it, and its event; answers its id."""
        op = self.op
        tx_id = tx_id or self.ids.new()
        points = debt = total = 0
        for n, (account_id, lot_id, amount) in enumerate(postings):
            total += amount
            if account_id == holder.account_id:
                points += amount
            elif account_id == holder.debt_id:
                debt -= amount
            self.postings.append((tx_id, n, account_id, lot_id, amount))
        if total:
            raise AssertionError(f"{kind} does not sum to 0: {postings}")
        if debt:
            self.move(holder.debt_id, by=debt)
        old = self.account(holder.account_id)
        version = old.version + 1
        self.accounts[holder.account_id] = Account(old.id, old.kind, old.balance + points, version)
        shown = self.balance(holder.account_id)
        actor = op.actor
        self.transactions.append(
            (tx_id, holder.account_id, version, kind, op.source, op.op_id, store, actor.staff_id, actor.device_id, sale_id, visit_id,
             points, shown, effective_at, moment(effective_at).day, op.at, reason, why)
        )  # fmt: skip
        self._event(holder.account_id, version, kind, points, shown, store, hint, sale_id)
        return tx_id

    def event(self, holder: Holder, kind: str, *, store: str, hint: str | None, sale_id: str | None = None) -> None:
        """Something the member sees that moved no points."""
        version = self.step(holder.account_id)
        self._event(holder.account_id, version, kind, 0, self.balance(holder.account_id), store, hint, sale_id)

    def hint(self, kind: str, store: str) -> None:
        """Something only the store sees."""
        self.outbox.append((None, None, store, kind, "", self.op.at))

    def _event(
        self, account_id: str, version: int, kind: str, points: int, shown: int, store: str, hint: str | None, sale: str | None
    ) -> None:
        at = self.op.at
        event = AccountEvent(
            version=version,
            kind=kind,  # pyright: ignore[reportArgumentType]  the callers pass literals of AccountEvent.kind
            points=points,
            balance=shown,
            at=to_datetime(at),
            receipt=sale,
        )
        self.outbox.append((account_id, version, store if hint else None, hint or kind, encode(event).decode(), at))

    def case(self, kind: str, store: str, member_id: str | None, subject: str, data: dict[str, object]) -> None:
        """Something only a person can decide."""
        row = (self.ids.new(), kind, store, member_id, self.op.actor.staff_id, subject, encode(data).decode(), self.op.at)
        self.cases.append((*row, None, None, None, None))
        self.hint("case", store)

    def count(self, store: str, when: Moment, **counters: int) -> None:
        """Adds to the store's hour."""
        self.hours.append((store, when, counters))
