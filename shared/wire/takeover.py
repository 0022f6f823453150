"""Taking over an old plastic or paper card."""

from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import Meta

from shared.wire.base import Answer, Id, Request

Reason = Literal["not_shown", "other_card", "not_listed"]


class TakeOver(Request, frozen=True, kw_only=True):
    """The member's word that a card is his. The id is made by the app, so that it may be sent again."""

    id: Id
    number: Annotated[str, Meta(min_length=1, max_length=64, description="as printed; blanks and hyphens do not matter")]
    way: Literal["typed", "read"] = "typed"
    """By hand, or with the camera."""


class MyTakeover(Answer, frozen=True, kw_only=True):
    """A card of the member's own. While it waits, the answer is the same whether or not the shop knows the number."""

    id: Id
    number: str
    """As it was given: his own."""
    state: Literal["waiting", "confirmed", "refused"]
    asked_at: datetime
    points: int | None = None
    """Granted; while it waits provisional, and only where the name in the shop's file is the member's own."""
    reason: Reason | None = None
    """Of a refusal."""


class TakeoverRow(Answer, frozen=True, kw_only=True):
    """What the counter sees of one that waits: the end of the number is asked of whoever holds the card."""

    id: Id
    name: str
    """The member's."""
    number: str
    """With its last four places hidden."""
    asked_at: datetime
    points: int | None
    """None: the shop's file has no such card, or it was taken over already."""
    expires_on: date | None
    taken: bool
    """Somebody has taken this card over already."""
    same_name: bool | None
    """Whether the name in the shop's file is the member's; None where it has none."""


class ConfirmTakeover(Request, frozen=True, kw_only=True):
    op_id: Id
    ending: Annotated[str, Meta(min_length=1, max_length=8)]
    """The last four places, read from the card in hand."""


class TakenOver(Answer, frozen=True, kw_only=True):
    id: Id
    points: int
    balance: int


class RefuseTakeover(Request, frozen=True, kw_only=True):
    reason: Reason


class Imported(Answer, frozen=True, kw_only=True):
    """What became of a file: all of it, or nothing and what is wrong with it."""

    added: int
    changed: int
    skipped: int
    """Taken over already: they stay as they are."""
    wrong: tuple["WrongLine", ...] = ()
    """The first twenty; when there are any, nothing was imported."""


class WrongLine(Answer, frozen=True, kw_only=True):
    line: int
    what: Literal["columns", "number", "points", "expires", "twice"]


class LegacyState(Answer, frozen=True, kw_only=True):
    """How far the change from old cards is."""

    cards: int
    points: int
    """On cards that nobody has taken over yet."""
    taken: int
    taken_points: int
    waiting: int
