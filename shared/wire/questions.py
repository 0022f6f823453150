"""A member's question about one row of the history: the store sees it as a case, and closes it with the answer."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta

from shared.wire.base import Answer, Request


class AskQuestion(Request, frozen=True, kw_only=True):
    text: Annotated[str, Meta(min_length=1, max_length=200)]


class Question(Answer, frozen=True, kw_only=True):
    asked_at: datetime
    text: str
    answered_at: datetime | None = None
    answer: str = ""
    """What the store wrote when it closed the case."""
