"""The log of acts, the seals over it, and the cases that wait for a person."""

from datetime import datetime
from typing import Annotated, Any, Literal

from msgspec import Meta

from shared.wire.base import Answer, Id, Request

Decision = Literal["fine", "mistake", "misuse"]
Reason = Annotated[str, Meta(min_length=1, max_length=200)]


class Witness(Request, frozen=True, kw_only=True):
    """The newest head that this device has kept; none yet at the first call."""

    number: Annotated[int, Meta(ge=0, le=2_147_483_647)] = 0
    head: Annotated[str, Meta(pattern=r"^([0-9a-f]{64})?$")] = ""


class AuditHead(Answer, frozen=True, kw_only=True):
    """The newest seal, to be kept and shown again at the next call."""

    number: int
    """0 before the first seal."""
    head: str
    """SHA-256 of what is sealed, with everything before it; empty before the first seal."""
    signature: str
    """Ed25519 by the server's audit key over the head, as hex."""
    sealed_at: datetime | None


class Entry(Answer, frozen=True, kw_only=True):
    """Who did what to whom. No personal data: a member is the last four digits of his card."""

    at: datetime
    action: str
    """Dotted: `till.redeem`, `auth.unlock`."""
    staff: str
    """Name; empty when no person stood behind it."""
    device: str
    source: str
    """What was authenticated: `device:…`, `connector:…`, `member:…`, `job:…`, `public`."""
    member: str
    """Last four digits; empty when it concerned none."""
    target: str
    accepted: bool
    reason: str
    sealed: bool


class EntriesPage(Answer, frozen=True, kw_only=True):
    rows: tuple[Entry, ...]
    next: str | None
    """Pass as `before`."""


class Case(Answer, frozen=True, kw_only=True):
    id: Id
    kind: str
    store: str
    opened_at: datetime
    staff: str
    """Whose act it is about; empty when nobody's."""
    member: str
    """Last four digits of the card."""
    subject: str
    data: dict[str, Any]
    """What is known: numbers and ids."""
    closable: bool
    """Whether the bearer may close it: not when it is about his own act."""
    closed_at: datetime | None = None
    closed_by: str = ""
    decision: Decision | None = None
    reason: str = ""


class CasesPage(Answer, frozen=True, kw_only=True):
    rows: tuple[Case, ...]
    next: str | None
    """Pass as `before`."""


class CloseCase(Request, frozen=True, kw_only=True):
    decision: Decision
    reason: Reason
