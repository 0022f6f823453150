"""The member's own side: joining, the card, points, receipts."""

from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import Meta

from shared.wire.base import Answer, Email, Id, Points, Request, Slug, Yen
from shared.wire.coupons import Proposal, Voucher
from shared.wire.questions import Question
from shared.wire.sales import Expiry
from shared.wire.spending import Spending

Digits6 = Annotated[str, Meta(pattern=r"^[0-9]{6}$")]


class SendCode(Request, frozen=True, kw_only=True):
    """Asks for a six-digit code by mail. The answer is the same whether or not the address is known."""

    email: Email
    language: Literal["ja", "en"] = "ja"


class CodeSent(Answer, frozen=True, kw_only=True):
    request: Id
    expires_at: datetime


class SignIn(Request, frozen=True, kw_only=True):
    """The code from the mail. A new address needs `profile`; without it the answer is 422 `profile-required` and the code stays good."""

    request: Id
    code: Digits6
    profile: "NewMember | None" = None
    public_key: Annotated[str, Meta(min_length=43, max_length=44)] | None = None
    """base64url of a phone's Ed25519 public key; without it the server signs (web credential)."""
    device_name: Annotated[str, Meta(max_length=80)] = ""


class NewMember(Request, frozen=True, kw_only=True):
    name: Annotated[str, Meta(min_length=1, max_length=60)]
    store: Slug
    """Where the member joins, from the store's QR."""
    birthday: date | None = None
    language: Literal["ja", "en"] = "ja"
    terms_version: Annotated[str, Meta(min_length=1, max_length=32)]
    consents: tuple[Literal["mail", "analysis"], ...] = ()


class SignedIn(Answer, frozen=True, kw_only=True):
    token: str
    """Bearer for an hour; shown once."""
    refresh: str = ""
    """Good once, for the next pair; for a year."""
    member: Id
    credential: str
    """12 hex digits: the 48-bit id inside the code."""
    kind: Literal["device", "web"]
    joined: bool
    """True when this sign-in made the member."""
    others: int = 0
    """Other phones and browsers that are signed in: one of them may be lost."""


class Refresh(Request, frozen=True, kw_only=True):
    refresh: Annotated[str, Meta(min_length=20, max_length=200)]


class Refreshed(Answer, frozen=True, kw_only=True):
    """Both take the place of the former ones."""

    token: str
    refresh: str


class Profile(Answer, frozen=True, kw_only=True):
    name: str
    email: str
    birthday: date | None
    language: Literal["ja", "en"]
    joined_at: datetime
    frozen: bool
    """Earns, and cannot spend."""
    terms_version: str
    """What is agreed to today."""
    birthday_from: date | None = None
    """The day from which the birthday may be changed again; None: now."""


class ChangeProfile(Request, frozen=True, kw_only=True):
    """All of it at once."""

    name: Annotated[str, Meta(min_length=1, max_length=60)]
    birthday: date | None = None


class MyDevice(Answer, frozen=True, kw_only=True):
    id: str
    """12 hex digits: its credential."""
    name: str
    kind: Literal["device", "web"]
    since: datetime
    current: bool
    """The one that asks."""


class RenameDevice(Request, frozen=True, kw_only=True):
    name: Annotated[str, Meta(min_length=1, max_length=80)]


class Consent(Answer, frozen=True, kw_only=True):
    """What stands now for one purpose."""

    purpose: Literal["terms", "mail", "analysis"]
    version: str
    given: bool
    at: datetime


class GiveConsent(Request, frozen=True, kw_only=True):
    """Gives or withdraws: one is as easy as the other. The terms are withdrawn by leaving."""

    purpose: Literal["mail", "analysis"]
    given: bool
    version: Annotated[str, Meta(min_length=1, max_length=32)]
    """Of the text that was shown."""


class AskConfirmation(Request, frozen=True, kw_only=True):
    """Mails a code to the member's own address, good for this purpose alone."""

    purpose: Literal["unfreeze", "leave"]
    language: Literal["ja", "en"] = "ja"


class Confirmed(Request, frozen=True, kw_only=True):
    """The code from that mail."""

    request: Id
    code: Digits6


class Code(Answer, frozen=True, kw_only=True):
    """A fresh M1 code, signed by the server for a web credential."""

    code: str
    issued_at: datetime
    expires_at: datetime
    server_now: datetime


class RankView(Answer, frozen=True, kw_only=True):
    rank: str
    rate_permille: int
    spent: Yen
    """In the running window, in what `by` says."""
    next_rank: str | None
    to_next: Yen
    next_at: Yen
    """Where the next rank begins."""
    by: Literal["amount", "visits", "goods"] = "amount"
    """yen, receipts, or yen of chosen goods"""


class Waiting(Answer, frozen=True, kw_only=True):
    """Points that are granted and cannot be used yet."""

    points: Points
    on: date | None
    """The day from which they can; None: once what was bought is delivered."""


class Card(Answer, frozen=True, kw_only=True):
    """All that the first screen shows."""

    member: Id
    name: str
    number: str
    """12 digits, shown 4-4-4."""
    brand: str
    version: int
    """Of the account: where the event stream goes on."""
    balance: Points
    debt: Points
    rank: RankView
    next_expiry: Expiry | None
    vouchers: tuple[Voucher, ...]
    """Usable today."""
    server_now: datetime
    brand_version: int = 0
    """Of the shop's face: another one than the app has means to ask for it anew."""
    frozen: bool = False
    """The member has stopped the use of points."""
    waiting: tuple[Waiting, ...] = ()
    held: bool = False
    """Nothing can be spent until what is owed has been repaid."""
    proposal: Proposal | None = None
    """Which of the coupons the till will propose, and why."""
    spending: Spending = Spending()
    """What of a bill the points may pay."""


class Step(Answer, frozen=True, kw_only=True):
    """One line of a derivation that a person can read and a program can recompute."""

    rule: str
    """Rule id and version, e.g. `base@1`."""
    text_ja: str
    text_en: str
    points: int


class HistoryRow(Answer, frozen=True, kw_only=True):
    id: Id
    version: int
    kind: Literal["grant", "redeem", "exchange", "expire", "reverse", "adjust", "takeover", "gift", "transfer", "repay", "join"]
    points: int
    balance: Points
    at: datetime
    store: str | None
    """Its name."""
    receipt: Id | None
    reason: str = ""
    """Of an adjustment: `missed`, `apology` or `correction`; of a gift: `checkin` or `survey`."""
    what_ja: str = ""
    """Of an exchange: the good."""
    what_en: str = ""


class PointsPage(Answer, frozen=True, kw_only=True):
    balance: Points
    expiries: tuple[Expiry, ...]
    waiting: tuple[Waiting, ...] = ()
    rows: tuple[HistoryRow, ...]
    next: str | None
    """Pass as `before` for the next page."""


class Why(Answer, frozen=True, kw_only=True):
    """なぜ 37 pt?"""

    row: HistoryRow
    steps: tuple[Step, ...]
    lots: tuple[Expiry, ...]
    """What was granted or spent, by last day."""
    question: Question | None = None
    """What the member asked about it last."""


class Welcome(Answer, frozen=True, kw_only=True):
    """What the joining page says before anybody is known."""

    brand: str
    store: str
    store_name: str
    terms_version: str
    gift_ja: str
    """The joining coupon's name, or empty."""
    gift_en: str
