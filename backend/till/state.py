"""What a batch knows: loaded set by set, read by `decide`, changed only by `apply`."""

from collections.abc import Mapping
from copy import copy
from types import MappingProxyType
from typing import Any, NamedTuple

import msgspec

from backend.coupons.rules import Coupon, Voucher
from backend.coupons.stamps import Stamp, StampCard
from backend.earning.choosing import Chosen, chosen
from backend.earning.rules import RuleSet
from backend.goods.rules import Prize
from backend.ledger.rules import Account, Lot
from backend.receipts.lines import Lines
from backend.takeover.rules import LegacyCard, Takeover
from backend.tickets.rules import Book, Move, TicketOffer

SaleNumber = tuple[str, str, str]
"""(store, terminal, number)"""
CodeKey = tuple[str, int, int]
"""(credential, issued_at, counter)"""


class Holder(msgspec.Struct, frozen=True, gc=False):
    """A member and the two accounts he holds."""

    member_id: str
    account_id: str
    debt_id: str
    frozen_at: int | None = None
    """Set: he earns, and cannot spend."""
    birth_month: int | None = None


class Standing(NamedTuple):
    """What a manager gave a member beyond the rules."""

    rank: str | None
    rank_until: int | None
    own_rate: int | None


class Month(NamedTuple):
    """What a member bought in one."""

    receipts: int
    amount: int
    goods: int


class Visit(msgspec.Struct, frozen=True, gc=False):
    id: str
    member_id: str
    account_id: str
    store_id: str
    terminal: str | None
    device_id: str | None
    how: str
    purpose: int
    opened_at: int
    closed_at: int | None
    sale_id: str | None


class CodeUse(msgspec.Struct, frozen=True, gc=False):
    key: CodeKey
    visit_id: str | None
    sale_id: str | None
    store_id: str
    used_at: int


class Redemption(msgspec.Struct, frozen=True, gc=False):
    id: str
    member_id: str
    account_id: str
    store_id: str
    visit_id: str | None
    state: str
    """reserved | committed | released"""
    points: int
    reserved_at: int | None
    expires_at: int | None
    settled_at: int | None
    sale_id: str | None
    tx_id: str | None
    restored: int = 0
    """Points that returns of some lines gave back."""
    yen: int = 0
    """What all its points were worth when they were asked for, whatever they are worth later."""

    def holds(self, now: int) -> bool:
        """A reservation frees itself by time; no job does it."""
        return self.state == "reserved" and self.expires_at is not None and self.expires_at > now


class Adjustment(msgspec.Struct, frozen=True, gc=False):
    id: str
    store_id: str
    member_id: str
    account_id: str
    visit_id: str
    points: int
    reason: str
    note: str
    asked_by: str
    asked_device: str | None
    asked_at: int
    due_at: int | None
    state: str
    """booked | waiting | denied"""
    decided_by: str | None
    decided_device: str | None
    decided_at: int | None
    tx_id: str | None


class Exchanged(msgspec.Struct, frozen=True, gc=False):
    """In the order of its table."""

    id: str
    member_id: str
    account_id: str
    store_id: str
    visit_id: str
    sku: str
    points: int
    at: int
    tx_id: str


class Arrived(msgspec.Struct, frozen=True, gc=False):
    """A check-in, in the order of its table."""

    id: str
    member_id: str
    account_id: str
    store_id: str
    device_id: str | None
    day: int
    points: int
    at: int
    tx_id: str | None


class Replied(msgspec.Struct, frozen=True, gc=False):
    """A questionnaire answered, in the order of its table."""

    id: str
    survey_id: str
    member_id: str
    store_id: str
    checkin_id: str
    answers: str
    at: int
    tx_id: str | None
    voucher_id: str | None


class Sold(msgspec.Struct, frozen=True, gc=False):
    """A sale or return as far as later ones need it."""

    id: str
    source: str
    number: SaleNumber
    revision: int
    kind: str
    original_id: str | None
    effective_at: int
    total: int
    lines: int
    """yen of all lines"""
    void: bool = False
    """It took back what had come under its own number."""
    swapped: bool = False
    """The return that was kept of an exchange."""


class Kept(msgspec.Struct, frozen=True, gc=False):
    """Whose receipt a sale is."""

    sale_id: str
    member_id: str
    account_id: str
    points: int
    why: str = ""
    """The derivation of its points."""


class Returned(NamedTuple):
    """A return that was applied."""

    id: str
    yen: int
    """Above zero, like `points`: what it took back. Below zero where it undid another."""
    points: int
    tx_id: str | None = None
    borne: int = 0
    """Points that were not there any more and that the shop bore."""
    unlapsed: int = 0
    """Points that had expired unused."""


class Parked(msgspec.Struct, frozen=True, gc=False):
    """A return that waits for its sale."""

    sale_id: str
    original: SaleNumber
    total: int
    effective_at: int


class Tally(NamedTuple):
    """Of one member's vouchers of one coupon."""

    used: int = 0
    """Reserved ones among them."""
    unused: int = 0


class OnCard(NamedTuple):
    """One member's stamps on one card."""

    left: int = 0
    """Below 0 stamps are owed."""
    days: Mapping[int, int] = MappingProxyType({})
    """Stamps by the day they were given, less those taken back."""

    def with_row(self, row: Stamp) -> "OnCard":
        counts = row.kind in {"stamp", "taken"}
        days = {**self.days, row.day: self.days.get(row.day, 0) + row.n} if counts else self.days
        return OnCard(self.left + row.n, days)


class Known(msgspec.Struct, frozen=True, gc=False):
    fingerprint: bytes
    accepted: bool
    answer: str


class Approval(NamedTuple):
    """The member's word on one redemption."""

    state: str
    """waiting | given | denied"""
    expires_at: int


class State:
    """One batch's world. Everything absent was looked for and is not there."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], Known] = {}
        self.approvals: dict[tuple[str, str, bytes], Approval] = {}  # by operation with its fingerprint, the newest
        self.stores: dict[str, str] = {}  # id -> name
        self.linked: set[tuple[str, str]] = set()
        self.rule_sets: list[tuple[int, RuleSet]] = []
        self.ready: dict[int, Chosen] = {}  # the same, made ready for sales, by version
        self.holders: dict[str, Holder] = {}
        self.adjustments: dict[str, Adjustment] = {}
        self.adjusted: dict[str, int] = {}  # points by hand today, by person
        self.prizes: dict[str, Prize] = {}  # by SKU
        self.exchanged: dict[str, int] = {}  # points that went for goods, by visit
        self.arrivals: dict[str, Arrived] = {}
        self.came: set[tuple[str, str, int]] = set()  # (member, store, day)
        self.replied: set[tuple[str, str]] = set()  # (survey, member)
        self.takeovers: dict[str, Takeover] = {}
        self.legacy: dict[str, LegacyCard] = {}
        self.seniors: dict[str, int] = {}  # shift leads and managers, by store
        self.accounts: dict[str, Account] = {}
        self.lots: dict[str, dict[str, Lot]] = {}  # by account
        self.months: dict[str, dict[int, Month]] = {}  # by month, by member
        self.standings: dict[str, Standing] = {}
        self.answered: dict[str, dict[str, int]] = {}  # when members answered which questionnaires, where a rule asks
        self.bought: dict[str, str] = {}  # members with a receipt, where a rule asks; the first one's sale, where a sale is amended
        self.given: dict[tuple[str, str], dict[int, int]] = {}  # points by day, by member and counted bonus
        self.budgets: dict[str, int] = {}  # points that bonuses with a budget have given
        self.visits: dict[str, Visit] = {}
        self.visits_at: dict[tuple[str, str] | str, dict[str, None]] = {}  # ids by (store, terminal) and by device
        self.cards: dict[str, str] = {}  # member by card number
        self.code_uses: dict[CodeKey, CodeUse] = {}
        self.coupons: dict[str, Coupon] = {}
        self.vouchers: dict[str, Voucher] = {}
        self.words: dict[str, str] = {}  # coupon by the word that brings it
        self.stamp_cards: list[StampCard] = []
        self.on_cards: dict[tuple[str, str], OnCard] = {}  # by member and card
        self.stamps_of: dict[str, dict[str, Stamp]] = {}  # given and taken, by visit and by sale
        self.ticket_offers: dict[str, TicketOffer] = {}
        self.ticket_books: dict[str, Book] = {}
        self.ticket_moves: dict[str, list[Move]] = {}  # by act
        self.automatic: list[str] = []  # coupons that every scan brings
        self.tallies: dict[tuple[str, str], Tally] = {}  # by member and coupon
        self.visited: dict[str, int] = {}  # visits by member, where a coupon asks for them
        self.redemptions: dict[str, Redemption] = {}
        self.redeemed: dict[str, dict[str, None]] = {}  # ids of redemptions by visit, account and sale
        self.redeemed_vouchers: dict[str, tuple[str, ...]] = {}  # by redemption
        self.takes: dict[str, list[tuple[str, int]]] = {}  # (lot, points) by the transaction of a redemption
        self.sold: dict[SaleNumber, list[Sold]] = {}
        self.parts: dict[str, Lines] = {}  # the lines of sales that returns speak of, and of returns
        self.returns: dict[str, list[Returned]] = {}  # applied, by their sale, in their order
        self.kept: dict[str, Kept] = {}
        self.parked: dict[SaleNumber, list[Parked]] = {}

    def fork(self) -> "State":
        """Another one, to which the first half of an operation is applied while the second is decided."""
        other = State()
        for name, value in vars(self).items():
            setattr(other, name, _apart(value))
        return other

    def sale_of(self, number: SaleNumber, source: str) -> Sold | None:
        """What counts under a number: the sender's own first, and of its revisions the highest."""
        sold = [each for each in self.sold.get(number, ()) if each.kind == "sale"]
        return max(sold, key=lambda each: (each.source == source, each.revision), default=None)

    def chosen(self, rules: RuleSet) -> Chosen:
        """A version made ready."""
        return self.ready.get(rules.version) or chosen(rules)

    def keep_visit(self, visit: Visit) -> None:
        self.visits[visit.id] = visit
        if visit.terminal is not None:
            self.visits_at.setdefault((visit.store_id, visit.terminal), {})[visit.id] = None
        if visit.device_id is not None:
            self.visits_at.setdefault(visit.device_id, {})[visit.id] = None

    def keep_redemption(self, redemption: Redemption) -> None:
        self.redemptions[redemption.id] = redemption
        for key in (redemption.visit_id, redemption.account_id, redemption.sale_id):
            if key is not None:
                self.redeemed.setdefault(key, {})[redemption.id] = None

    def keep_lot(self, lot: Lot) -> None:
        self.lots.setdefault(lot.account_id, {})[lot.id] = lot

    def redemptions_of(self, key: str) -> list[Redemption]:
        """Of a visit, an account or a sale."""
        return [self.redemptions[each] for each in self.redeemed.get(key, ())]

    def keep_voucher(self, voucher: Voucher, now: int) -> None:
        """With the tally of its member."""
        before, key = self.vouchers.get(voucher.id), (voucher.member_id, voucher.coupon_id)
        used, unused = self.tallies.get(key, Tally())
        for each, by in ((before, -1), (voucher, 1)):
            state = None if each is None else each.state if each is voucher else self.voucher_state(each, now)
            used += by * (state in {"used", "reserved"})
            unused += by * (state == "issued")
        self.tallies[key] = Tally(used, unused)
        self.vouchers[voucher.id] = voucher

    def keep_stamp(self, row: Stamp) -> None:
        key = (row.member_id, row.card_id)
        self.on_cards[key] = self.on_cards.get(key, OnCard()).with_row(row)
        self.place_stamp(row)

    def place_stamp(self, row: Stamp) -> None:
        """Where its visit and its sale find it."""
        if row.kind in {"stamp", "taken"}:
            for key in (row.visit_id, row.sale_id):
                if key is not None:
                    self.stamps_of.setdefault(key, {})[row.id] = row

    def voucher_state(self, voucher: Voucher, now: int) -> str:
        """`reserved` only as long as the reservation lives."""
        if voucher.state != "reserved":
            return voucher.state
        holder = self.redemptions.get(voucher.redemption_id or "")
        return "reserved" if holder is not None and holder.holds(now) else "issued"


_NESTED = {dict, list, set}


def _apart(value: Any) -> Any:  # noqa: ANN401 - whatever a state holds
    """A copy down to the rows, which nobody changes."""
    if not hasattr(value, "values"):
        return copy(value)
    return {key: copy(each) if type(each) in _NESTED else each for key, each in value.items()}
