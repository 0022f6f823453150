"""What is being typed beside what a step holds. Turning the tablet builds its panel anew, and must not lose it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar, cast

from shared.ui.hooks import Setter, use_state

T = TypeVar("T")


@dataclass(slots=True, eq=False)
class Slate:
    """One thing of each name. It is part of its step, and goes with it: the next customer's panel begins with an empty one."""

    _kept: dict[str, object] = field(default_factory=dict[str, object])

    def of(self, what: str, fresh: T | Callable[[], T]) -> T:
        """`fresh` when there is none."""
        if what not in self._kept:
            self._kept[what] = fresh() if callable(fresh) else fresh
        return cast("T", self._kept[what])

    def put(self, what: str, value: object) -> None:
        self._kept[what] = value

    def wipe(self, what: str) -> None:
        """It is done, or thrown away."""
        self._kept.pop(what, None)


def use_slate(slate: Slate, what: str, fresh: T | Callable[[], T]) -> tuple[T, Setter[T]]:
    """As `use_state`, but kept on the slate."""
    _, turn = use_state(0)

    def put(value: T | Callable[[T], T]) -> None:
        now = slate.of(what, fresh)
        slate.put(what, cast("Callable[[T], T]", value)(now) if callable(value) else value)
        turn(lambda count: count + 1)

    return slate.of(what, fresh), put
