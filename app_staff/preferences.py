"""What this tablet's people have chosen for it. The device remembers; nobody else hears of it."""

from contextlib import suppress

import msgspec

DRAWER = "preferences"
"""Where the vault keeps them."""
VOLUMES = (25, 50, 75, 100)
"""Per cent."""
PATIENCES = (15, 30, 60, 120, 300)
"""Seconds without use until the PIN is asked for; never longer than the shop allows."""


class Preferences(msgspec.Struct, frozen=True, kw_only=True):
    camera: str = ""
    """Its name; empty for the one at the back, or the first."""
    torch: bool = False
    sound: bool = True
    volume: int = 75
    lock_after: int = 0
    """Seconds; 0 for as long as the shop allows."""


def kept(text: str | None) -> Preferences:
    """What the vault remembers; the usual for anything that is none."""
    with suppress(msgspec.MsgspecError):
        found = msgspec.json.decode(text or "{}", type=Preferences)
        if found.volume in VOLUMES and found.lock_after >= 0:
            return found
    return Preferences()


def written(preferences: Preferences) -> str:
    return msgspec.json.encode(preferences).decode()


def patiences(most: float) -> tuple[int, ...]:
    """What may be chosen where the shop allows `most` seconds."""
    return (*(seconds for seconds in PATIENCES if seconds < most), int(most))


def patience(preferences: Preferences, most: float) -> float:
    """Seconds until the lock."""
    return min(preferences.lock_after or most, most)
