"""What happens at the till: one frozen operation for each, and its two expected outcomes.

`source` is the authenticated principal (`connector:…`, `device:…`), never a field of a body; (source, op_id) is unique for ever.
`at` is the server's instant of receipt. A member's code arrives verified (`Identified`): the till consumes it, it never checks it.
"""

import hashlib
from typing import Literal, NamedTuple

import msgspec
from msgspec.structs import force_setattr

from backend.earning.rules import effective_at
from backend.problems import Refused
from backend.receipts.rules import NOTHING, Sums, sums
from shared.clock import to_instant
from shared.wire import adjustments, coupons, goods, sales, tickets, visits
from shared.wire.problems import Code
from shared.wire.staff import Role


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Who acts, where, with what: every effect names it (I7)."""

    store_id: str
    staff_id: str | None = None
    device_id: str | None = None
    role: Role | None = None
    own_member_id: str | None = None
    """The actor's own card: nobody serves himself."""


class Identified(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A verified M1 code (with its credential), or a card number (without)."""

    member_id: str
    how: Literal["code", "card"]
    credential_id: str | None = None
    issued_at: int = 0
    """As in the code, in milliseconds."""
    counter: int = 0
    purpose: int = 0
    """1 up to the shop's limit per visit, 2 without; 0 for a card number."""

    @property
    def code(self) -> "tuple[str, int, int] | None":
        """What can be used once."""
        return None if self.credential_id is None else (self.credential_id, self.issued_at, self.counter)


class Operation(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    source: str
    op_id: str
    at: int
    actor: Actor
    fingerprint: bytes

    @property
    def key(self) -> tuple[str, str]:
        return self.source, self.op_id


class OpenVisit(Operation, frozen=True, kw_only=True):
    """`op_id` is the visit's id, made by the tablet."""

    identified: Identified
    terminal: str | None


class RecordSale(Operation, frozen=True, kw_only=True):
    """`identified` is the sale's own code when it could be verified; whose `card` a number is, the batch reads with everything else.

    The rest follows from the sale, computed once.
    """

    sale: sales.Sale
    identified: Identified | None = None
    card: str | None = None
    occurred: int = 0
    """What the POS says."""
    effective: int = 0
    """What the rules use (I9)."""
    believed: bool = True
    """Whether they are the same."""
    sums: Sums = NOTHING

    def __post_init__(self) -> None:
        occurred = to_instant(self.sale.occurred_at)
        effective, believed = effective_at(occurred, self.at)
        force_setattr(self, "occurred", occurred)
        force_setattr(self, "effective", effective)
        force_setattr(self, "believed", believed)
        force_setattr(self, "sums", sums(self.sale))


class Deliver(Operation, frozen=True, kw_only=True):
    """What was sold online has arrived."""

    key_of_sale: tuple[str, str, str]
    """(store, terminal, number)"""


class Redeem(Operation, frozen=True, kw_only=True):
    visit_id: str
    body: visits.Redeem


class Exchange(Operation, frozen=True, kw_only=True):
    visit_id: str
    body: goods.Exchange


class Reserve(Operation, frozen=True, kw_only=True):
    """By a till or cart in two phases, for an open visit or with a member's code, which then opens one."""

    body: visits.Reserve
    visit_id: str | None = None
    identified: Identified | None = None


class Commit(Operation, frozen=True, kw_only=True):
    redemption_id: str
    body: visits.Settle


class Release(Operation, frozen=True, kw_only=True):
    redemption_id: str
    body: visits.Settle


class IssueVoucher(Operation, frozen=True, kw_only=True):
    body: coupons.IssueVoucher


class ClaimVoucher(Operation, frozen=True, kw_only=True):
    """With a word, by the member himself or for the one who stands at the till."""

    member_id: str
    word: str


class SellTickets(Operation, frozen=True, kw_only=True):
    visit_id: str
    body: tickets.SellTickets


class UseTickets(Operation, frozen=True, kw_only=True):
    visit_id: str
    body: tickets.UseTickets


class RefundTickets(Operation, frozen=True, kw_only=True):
    """Of a book of the visit's member."""

    visit_id: str
    book_id: str


class UndoTickets(Operation, frozen=True, kw_only=True):
    """A sale or a refund of a book, or a use of tickets."""

    act_id: str


class Adjust(Operation, frozen=True, kw_only=True):
    visit_id: str
    body: adjustments.Adjust


class DecideAdjustment(Operation, frozen=True, kw_only=True):
    """By the second person; or, without a staff member, by the job when its day of waiting is over."""

    adjustment_id: str
    approve: bool
    made_by: frozenset[str] = frozenset()
    """Who appointed the second person, or gave him his PIN, so lately that he may be the first one under another name."""


class ConfirmTakeover(Operation, frozen=True, kw_only=True):
    """The old card was shown: its number has been compared already."""

    takeover_id: str


class CheckIn(Operation, frozen=True, kw_only=True):
    """At the tablet by the door; `op_id` is the check-in's id. `points` is what the shop gives for coming."""

    identified: Identified
    points: int


class AnswerSurvey(Operation, frozen=True, kw_only=True):
    """`answers` fit the questions already; `points` and `coupon` are the thanks."""

    checkin_id: str
    survey_id: str
    answers: str
    """JSON, as it is kept."""
    points: int
    coupon: str | None


class CloseVisit(Operation, frozen=True, kw_only=True):
    visit_id: str


class Leave(Operation, frozen=True, kw_only=True):
    """A member's points lapse, for he leaves."""

    member_id: str


class Lapse(Operation, frozen=True, kw_only=True):
    """By the job: what a member's lots hold after their last day."""

    member_id: str
    stores: tuple[tuple[str, str], ...]
    """(lot, the store that granted it)"""


class Accepted(NamedTuple):
    """`answer` is the wire's JSON, kept and given again byte for byte."""

    answer: bytes


Outcome = Accepted | Refused

UNSTORED = frozenset(
    {
        Code.IDEMPOTENCY_CONFLICT,
        Code.STORE_UNKNOWN,
        Code.SALE_INCONSISTENT,
        Code.ORIGINAL_REQUIRED,
        Code.NUMBER_VOID,
        Code.RETURN_UNAMENDABLE,
        Code.REVISION_TOO_LOW,
        Code.SALE_HAS_RETURNS,
        Code.SALE_UNKNOWN,
        Code.VOID_UNKNOWN,
        Code.POINTS_OVER_SHARE,
        Code.POINTS_WORTH,
        Code.APPROVAL_NEEDED,
        Code.COUPON_WORD_UNKNOWN,
    }
)
"""Refusals that speak of the message or of what is not set up, not of the shop's state: the mended message may come under the same key."""


def fingerprint(body: msgspec.Struct) -> bytes:
    """SHA-256 of the canonical body: order of fields and defaults do not matter.

    A field that comes with a later version is UNSET where nothing is said: what a tablet sent before an upgrade and sends again after it
    is the same.
    """
    return hashlib.sha256(msgspec.json.encode(body)).digest()


def delivery_key(store: str, terminal: str, number: str) -> str:
    return f"deliver:{store}:{terminal}:{number}"


def sale_key(sale: sales.Sale) -> str:
    return f"sale:{sale.store}:{sale.terminal}:{sale.number}:{sale.revision}"
