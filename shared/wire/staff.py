"""Devices, staff and stores: who works where with what."""

from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import Meta

from shared.wire.base import Answer, Id, Request, Slug, Text, Yen

Role = Literal["cashier", "shift_lead", "manager", "privacy_officer", "auditor"]
Pin = Annotated[str, Meta(pattern=r"^[0-9]{6}$")]
Secret = Annotated[str, Meta(min_length=20, max_length=200)]


class Setup(Request, frozen=True, kw_only=True):
    """The very first call: makes the brand and its first manager. Needs the token that `python -m backend` printed; works once."""

    token: Secret
    brand: Text
    manager: "NewStaff"
    store: "NewStore"


class SetUp(Answer, frozen=True, kw_only=True):
    staff: Id
    enrolment: "Enrolment"
    """Enrols the first device, on which the manager signs in."""


class NewStore(Request, frozen=True, kw_only=True):
    id: Slug
    name: Text
    issuer: Text
    registration: Annotated[str, Meta(pattern=r"^(T[0-9]{13})?$")] = ""


class Store(Answer, frozen=True, kw_only=True):
    id: str
    name: str


class NewStaff(Request, frozen=True, kw_only=True):
    name: Annotated[str, Meta(min_length=1, max_length=60)]
    pin: Pin | None = None
    """Without one the server makes a temporary one, and the person chooses his own at the first unlock."""
    role: Role
    stores: tuple[Slug, ...]


class StaffMember(Answer, frozen=True, kw_only=True):
    id: Id
    name: str
    role: Role


class TemporaryPin(Answer, frozen=True, kw_only=True):
    """Opens a tablet once, for choosing the person's own PIN."""

    pin: str
    expires_at: datetime


class StaffAdded(StaffMember, frozen=True, kw_only=True):
    temporary: TemporaryPin | None = None


class Colleague(Answer, frozen=True, kw_only=True):
    """A person as the manager of a store sees him."""

    id: Id
    name: str
    role: Role
    pin_pending: bool
    """A temporary PIN waits for the person to choose his own."""
    card_linked: bool
    """His own card is known: he cannot serve it."""


class ChangeRole(Request, frozen=True, kw_only=True):
    store: Slug
    role: Role


class LinkCard(Request, frozen=True, kw_only=True):
    """A person's own card, by its 12 digits; None for nobody's."""

    number: Annotated[str, Meta(pattern=r"^[0-9]{12}$")] | None


class DeviceRow(Answer, frozen=True, kw_only=True):
    id: Id
    name: str
    terminal: str | None
    browser: bool
    """Signed in to with a password: reads and manages, serves nobody."""
    enrolled_at: datetime
    this: bool
    """The one that asks."""


class Rename(Request, frozen=True, kw_only=True):
    name: Text


class NewEnrolment(Request, frozen=True, kw_only=True):
    store: Slug
    device_name: Text
    terminal: Slug | None = None
    """The till beside which the tablet stands; None for a manual one."""


class Enrolment(Answer, frozen=True, kw_only=True):
    token: str
    """Once, for ten minutes; shown as a QR."""
    store: str
    expires_at: datetime


class EnrolDevice(Request, frozen=True, kw_only=True):
    token: Secret


class Enrolled(Answer, frozen=True, kw_only=True):
    token: str
    """The device's bearer; on the web it never leaves the server."""
    device: Id
    store: Store
    brand: str
    terminal: str | None


class Unlock(Request, frozen=True, kw_only=True):
    staff: Id
    pin: Pin
    new_pin: Pin | None = None
    """Replaces the PIN; asked for (422 `pin-new-required`) when `pin` is a temporary one."""


class Unlocked(Answer, frozen=True, kw_only=True):
    token: str
    """Bearer for device and person together; ends with the lock."""
    staff: StaffMember
    expires_at: datetime


class Desk(Answer, frozen=True, kw_only=True):
    """Who stands where: what the lock screen needs."""

    device: Id
    device_name: str
    store: Store
    brand: str
    brand_version: int = 0
    """Another one than the tablet has means to ask for the shop's face anew."""
    terminal: str | None
    linked: bool
    """A POS posts this terminal's sales; otherwise the clerk types the amount."""
    kiosk: bool = False
    """It faces the customer: it checks members in until somebody of the staff unlocks it."""
    staff: tuple[StaffMember, ...]
    server_now: datetime


class NewConnector(Request, frozen=True, kw_only=True):
    name: Text
    stores: tuple[Slug, ...]
    terminals: tuple[Slug, ...] = ()
    """These terminals are linked: no amounts are typed there."""
    scopes: tuple["Scope", ...] = ("sales", "events", "redemptions")
    """Of its first key."""


Scope = Literal["sales", "events", "redemptions"]
SCOPES: tuple[Scope, ...] = ("sales", "events", "redemptions")


class Connector(Answer, frozen=True, kw_only=True):
    """A connector's new key. Token and secret are shown once."""

    id: Id
    token: str
    """Bearer for `POST /v1/sales` and reservations."""
    secret: str
    """`whsec_…` for signed events."""
    key: Id


class NewConnectorKey(Request, frozen=True, kw_only=True):
    scopes: tuple[Scope, ...] = SCOPES


class ConnectorKey(Answer, frozen=True, kw_only=True):
    id: Id
    scopes: tuple[Scope, ...]
    created_at: datetime
    used_at: datetime | None
    """To the minute."""
    revoked_at: datetime | None


class ConnectorRow(Answer, frozen=True, kw_only=True):
    id: Id
    name: str
    created_at: datetime
    stores: tuple[str, ...]
    """Their names: whoever does not manage all of them reads the keys and changes none."""
    keys: tuple[ConnectorKey, ...]
    """Oldest first; more than one is live while it is being changed."""


class Figure(Answer, frozen=True, kw_only=True):
    """A number of today and the same weekday a week before, up to the same time of day."""

    now: int
    before: int


class Today(Answer, frozen=True, kw_only=True):
    store: str
    business_date: date
    sales: Figure
    """yen"""
    receipts: Figure
    visits: Figure
    member_sales: Figure
    """yen, by members"""
    points_granted: Figure
    points_used: Figure
    coupons_used: Figure
    joined: Figure
    hours: tuple[Yen, ...]
    """Sales by hour of the day, 24 of them."""
    latest: tuple["LatestSale", ...]
    open_cases: int
    server_now: datetime


class LatestSale(Answer, frozen=True, kw_only=True):
    at: datetime
    total: Yen
    kind: Literal["sale", "return"]
    member: bool
    points: int
