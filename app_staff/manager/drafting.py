"""A draft that outlives its form: every change is kept with the session at once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from app_staff.tools import Tools, use_tools
from shared.ui.hooks import use_state

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Drafting(Generic[T]):
    now: T
    change: Callable[[Callable[[T], T]], None]
    drop: Callable[[], None]
    """It is done, or thrown away."""


def writer(tools: Tools) -> str:
    """Whose drafts they are."""
    person = tools.session.person
    return "" if person is None else person.id


def use_draft(what: str, fresh: Callable[[], T]) -> Drafting[T]:
    tools = use_tools()
    who = writer(tools)
    draft, put = use_state(lambda: tools.drafts.of(who, what, fresh))

    def change(make: Callable[[T], T]) -> None:
        tools.door.touch()
        changed = make(tools.drafts.of(who, what, fresh))
        tools.drafts.put(who, what, changed)
        put(lambda _: changed)

    return Drafting(draft, change, lambda: tools.drafts.drop(who, what))
