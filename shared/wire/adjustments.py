"""調整: points given or taken by hand, with a reason, and the second person above a limit."""

from datetime import datetime
from typing import Annotated, Final, Literal

from msgspec import Meta

from shared.wire.base import Answer, Id, Request

Reason = Literal["missed", "apology", "correction"]
"""Points that a sale should have given; an apology; a mistake taken back."""
State = Literal["booked", "waiting", "denied"]
LIMITS: Final = {"shift_lead": 500, "manager": 3_000}
"""By role: points a day, given and taken together, that a person adjusts alone. In small parts it is no less."""


class Adjust(Request, frozen=True, kw_only=True):
    """For the member of an open visit. Over the limit of the person's role (per day) it waits for a second one on another device."""

    op_id: Id
    points: Annotated[int, Meta(ge=-1_000_000, le=1_000_000)]
    reason: Reason
    note: Annotated[str, Meta(max_length=200)] = ""
    """For the shop's own eyes."""


class Adjustment(Answer, frozen=True, kw_only=True):
    """Without the note: the answer stays in the sealed log for ever, and a note may name somebody."""

    id: Id
    state: State
    points: int
    reason: Reason
    asked_at: datetime
    due_at: datetime | None
    """In a shop without a second person: when it is booked by itself, unless it is taken back before."""


class AdjustmentRow(Adjustment, frozen=True, kw_only=True):
    """In the list of those who may decide."""

    member: str
    """Last four digits of the card."""
    asked_by: str
    """Name."""
    decided_by: str | None
    decided_at: datetime | None
    mine: bool
    """Asked by who reads the list: he can take it back, and not approve it."""
    here: bool
    """Asked on the device that reads the list: another one is needed."""
    note: str


class Decide(Request, frozen=True, kw_only=True):
    op_id: Id
    approve: bool
