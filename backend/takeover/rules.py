"""What a number on an old card can look like, and what a card is worth when the shop confirms it."""

import unicodedata

import msgspec

from shared.clock import to_date
from shared.wire.problems import Code

Refusal = tuple[Code, dict[str, object]]
SHORTEST, LONGEST = 4, 32


class LegacyCard(msgspec.Struct, frozen=True, gc=False):
    id: str
    points: int
    expires_on: int | None
    taken_at: int | None


class Takeover(msgspec.Struct, frozen=True, gc=False):
    id: str
    member_id: str
    state: str
    """waiting | confirmed | refused"""
    card_id: str | None
    """None when the shop's file has no such card."""
    decided_by: str | None
    decided_device: str | None
    decided_at: int | None
    store_id: str | None
    points: int | None
    tx_id: str | None


def folded(text: str) -> str:
    """A number as it is compared: full-width forms made narrow, letters large, blanks and hyphens dropped. Empty when it is none."""
    plain = "".join(each for each in unicodedata.normalize("NFKC", text).upper() if each not in " -‐‑–—−ー・\t")
    return plain if SHORTEST <= len(plain) <= LONGEST and plain.isascii() and plain.isalnum() else ""


def shape(number: str) -> str:
    """`ean13` for thirteen digits whose last one fits, `digits13` for those whose does not, empty for everything else."""
    if not number.isdigit() or len(number) != 13:
        return ""
    weighted = sum([int(digit) * (3 if n % 2 else 1) for n, digit in enumerate(number)])
    return "digits13" if weighted % 10 else "ean13"


def is_misread(number: str, shapes: set[str]) -> bool:
    """Whether a check digit tells that it is wrong. Only where every card of thirteen digits in the shop's file carries one."""
    return shape(number) == "digits13" and "ean13" in shapes and "digits13" not in shapes


def refusal(takeover: Takeover, card: LegacyCard | None, today: int) -> Refusal | None:
    """Why the shop cannot confirm it, or None. A card is taken over once, ever."""
    if takeover.state != "waiting":
        return Code.TAKEOVER_OVER, {}
    if card is None:
        return Code.TAKEOVER_NOT_LISTED, {}
    if card.taken_at is not None:
        return Code.TAKEOVER_TAKEN, {}
    if card.expires_on is not None and card.expires_on < today:
        return Code.TAKEOVER_EXPIRED, {"on": to_date(card.expires_on).isoformat()}
    return None


def same_name(one: str, other: str) -> bool:
    """Blanks, width and case aside: 山田 太郎 is 山田太郎."""
    return bool(_plain(one)) and _plain(one) == _plain(other)


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def halves(number: str) -> tuple[str, str]:
    """(what may be shown, the last four places, which only who holds the card can read)."""
    return number[:-4], number[-4:]
