"""What one open app knows. The models hold values; what talks to the server is in `actions` and `live`."""

from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar, cast

import flet as ft

from app_member.search import Wanted
from shared.i18n import Language
from shared.ui.card_face import Look
from shared.ui.observed import observed
from shared.wire.brand import UNKNOWN, Module
from shared.wire.coupons import Voucher
from shared.wire.events import AccountEvent
from shared.wire.goods import Prize
from shared.wire.members import Card, Consent, MyDevice, PointsPage, Profile
from shared.wire.notices import Mutes, NoticesPage, OwnField
from shared.wire.receipts import ReceiptsPage
from shared.wire.stamps import MyStamps
from shared.wire.takeover import MyTakeover
from shared.wire.tickets import Tickets
from shared.wire.visits import Approval

T = TypeVar("T")


@observed
@dataclass(eq=False)
class Shelf(Generic[T]):
    """Something fetched: the last good value, when it came, and why renewing it failed.

    With a value and an error the value is shown with its age; with an error alone the error is; with neither it is still coming.
    """

    value: T | None = None
    at: int = 0
    """The instant of the value."""
    error: Exception | None = None

    def put(self, value: T, at: int) -> None:
        self.value = value
        self.at = at
        self.error = None

    def clear(self) -> None:
        self.value = None
        self.error = None
        self.at = 0


@observed
@dataclass(eq=False)
class Shown:
    """The code on the screen. `png` is None until the first has come, and again when the last one has died without a successor."""

    png: bytes | None = None
    width: float = 270
    """Logical pixels."""
    renews_at: float = 0
    """On the monotonic clock, like the next two."""
    dies_at: float = 0
    failed: bool = False
    """The next code could not be had."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something happened while the card was open; shown until the next or until it is tapped away."""

    event: AccountEvent


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a till asks the member now."""

    approval: Approval
    since: float
    """On the monotonic clock: the phone's own clock may be wrong."""

    @property
    def ends(self) -> float:
        """On the monotonic clock."""
        return self.since + (self.approval.expires_at - self.approval.server_now).total_seconds()


@observed
@dataclass(eq=False)
class Session:
    """Who is signed in on this screen, and in which language."""

    language: Language = "ja"
    signed: Literal["unknown", "out", "in"] = "unknown"
    arrival: Arrival | None = None
    prompt: Prompt | None = None
    others: int = 0
    """Other devices that were signed in when this one was."""
    menu_open: bool = False
    text_size: int = 100
    """Per cent."""
    look: Look = field(default_factory=lambda: Look(UNKNOWN))
    """The shop's own face, and what of the product it uses: `session.has("coupons")`."""
    unread: int = 0
    """Notices that the member has not read."""
    width: float = 390
    """Of the window, in logical pixels."""

    def has(self, module: Module) -> bool:
        """What is off is nowhere: no tab, no button, no text."""
        return self.look.brand.has(module)


@dataclass(frozen=True, slots=True)
class State:
    """All models of a session, each observed by whoever shows it."""

    session: Session = field(default_factory=Session)
    card: Shelf[Card] = field(default_factory=Shelf[Card])
    points: Shelf[PointsPage] = field(default_factory=Shelf[PointsPage])
    receipts: Shelf[ReceiptsPage] = field(default_factory=Shelf[ReceiptsPage])
    wanted: Wanted = field(default_factory=Wanted)
    """Among the receipts."""
    account: "Shelf[tuple[Profile, tuple[MyDevice, ...], tuple[Consent, ...]]]" = field(
        default_factory=Shelf[tuple[Profile, tuple[MyDevice, ...], tuple[Consent, ...]]]
    )
    vouchers: Shelf[tuple[Voucher, ...]] = field(default_factory=Shelf[tuple[Voucher, ...]])
    stamps: Shelf[tuple[MyStamps, ...]] = field(default_factory=Shelf[tuple[MyStamps, ...]])
    tickets: Shelf[Tickets] = field(default_factory=Shelf[Tickets])
    prizes: Shelf[tuple[Prize, ...]] = field(default_factory=Shelf[tuple[Prize, ...]])
    takeovers: Shelf[tuple[MyTakeover, ...]] = field(default_factory=Shelf[tuple[MyTakeover, ...]])
    notices: Shelf[NoticesPage] = field(default_factory=Shelf[NoticesPage])
    mutes: Shelf[Mutes] = field(default_factory=Shelf[Mutes])
    fields: Shelf[tuple[OwnField, ...]] = field(default_factory=Shelf[tuple[OwnField, ...]])
    shown: Shown = field(default_factory=Shown)

    @property
    def _shelves(self) -> tuple[Shelf[Any], ...]:
        return (
            self.card,
            self.points,
            self.receipts,
            self.vouchers,
            self.stamps,
            self.tickets,
            self.prizes,
            self.takeovers,
            self.account,
            self.notices,
            self.mutes,
            self.fields,
        )

    def touch(self) -> None:
        """Has everything drawn anew."""
        for model in (self.session, self.shown, *self._shelves):
            cast("ft.Observable", model).notify()

    def forget(self) -> None:
        """After signing out nothing of the member stays on the screen or in memory."""
        for shelf in self._shelves:
            shelf.clear()
        self.wanted.clear()
        self.session.unread = 0
        self.shown.png = None
        self.session.arrival = None
        self.session.prompt = None
        self.session.others = 0
        self.session.menu_open = False
