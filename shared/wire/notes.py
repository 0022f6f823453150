"""What the shop keeps of a member: answers to its own questions (sizes, likes), and notes."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta

from shared.wire.base import Answer, Id, Request

Label = Annotated[str, Meta(min_length=1, max_length=40)]
MOST_NOTES = 50
"""Of one member."""
MOST_FIELDS = 12


class ShopField(Answer, frozen=True, kw_only=True):
    """What the shop wants to know of its members, e.g. 靴のサイズ."""

    id: Id
    label_ja: str
    label_en: str


class SaveField(Request, frozen=True, kw_only=True):
    """A new one under a fresh id, or another label for one that is there."""

    id: Id
    label_ja: Label
    label_en: Label


class Detail(Answer, frozen=True, kw_only=True):
    """What was noted for one field; empty: not yet."""

    field: Id
    label_ja: str
    label_en: str
    value: str


class NoteDetail(Request, frozen=True, kw_only=True):
    value: Annotated[str, Meta(max_length=80)]
    """Empty takes it away."""


class Note(Answer, frozen=True, kw_only=True):
    id: Id
    text: str
    at: datetime
    staff: str
    """Who wrote it; empty once he has left the shop."""
    store: str
    """Its name."""


class WriteNote(Request, frozen=True, kw_only=True):
    id: Id
    text: Annotated[str, Meta(min_length=1, max_length=300)]
