"""What managers are writing: turning the tablet, locking it, or a page that could not be loaded builds screens anew, and must not lose it."""

from collections.abc import Callable
from typing import TypeVar, cast

T = TypeVar("T")


class Drafts:
    """One draft of each kind for each person, as long as the session lives."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], object] = {}

    def has(self, who: str, what: str) -> bool:
        return (who, what) in self._kept

    def of(self, who: str, what: str, fresh: Callable[[], T]) -> T:
        """`fresh` when there is none."""
        if not self.has(who, what):
            self._kept[who, what] = fresh()
        return cast("T", self._kept[who, what])

    def put(self, who: str, what: str, draft: object) -> None:
        self._kept[who, what] = draft

    def drop(self, who: str, what: str) -> None:
        self._kept.pop((who, what), None)
