"""What a browser's page has shown before its session began."""

from dataclasses import dataclass

from app_member.codes import Fresh
from shared.i18n import Language
from shared.wire.members import Card


@dataclass(frozen=True, slots=True)
class Ahead:
    language: Language
    text_size: int
    card: Card
    code: Fresh
    asked_at: float
    """On the monotonic clock."""
