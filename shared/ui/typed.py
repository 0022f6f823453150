"""A text field that never takes back what has been typed since.

What is typed comes as two messages, the text and then the event. A screen that is drawn for one letter while the next has come, but not its
event, would write the earlier text over the later one: on a slow line letters vanish under the fingers.
"""

import inspect
from collections.abc import Callable

import flet as ft

from shared.ui import events

Changed = Callable[[ft.Event[ft.TextField]], object]
Make = Callable[[str, Changed], ft.TextField]


@ft.component
def Typed(make: Make, value: str, on_change: Changed) -> ft.Control:
    """`make(text, on_change)` makes the field each time it is drawn: what has been drawn once is frozen."""
    return use_typed(make, value, on_change)


def use_typed(make: Make, value: str, on_change: Changed) -> ft.TextField:
    """The field with `value`, or with what has come since the last change that was told."""
    mounted = ft.use_ref(_none)
    told = ft.use_ref(value)
    text = None if mounted.current is None else mounted.current.value or ""

    def tell(event: ft.Event[ft.TextField]) -> None:
        told.current = events.typed(event)

    if text is None or text == told.current:
        text = told.current = value
    field = mounted.current = make(text, _after(tell, on_change))
    return field


def _none() -> ft.TextField | None:
    return None


def _after(first: Callable[[ft.Event[ft.TextField]], None], on_change: Changed) -> Changed:
    """Both, one after the other; a coroutine function stays one, for Flet asks."""
    if inspect.iscoroutinefunction(on_change):

        async def wait(event: ft.Event[ft.TextField]) -> None:
            first(event)
            await on_change(event)

        return wait

    def run(event: ft.Event[ft.TextField]) -> None:
        first(event)
        on_change(event)

    return run
