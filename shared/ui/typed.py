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
    mounted = ft.use_ref(_Mounted).current or _Mounted()
    return mounted.draw(make, value, on_change)


class _Mounted:
    """A field as it was drawn last, and what has been told of it."""

    def __init__(self) -> None:
        self._field: ft.TextField | None = None
        self._told = self._drawn = ""

    def draw(self, make: Make, value: str, on_change: Changed) -> ft.TextField:
        text = self._drawn if self._field is None else self._field.value or ""
        if text in {self._told, self._drawn}:  # nothing newer; on a sheet Flet may not have kept the first letter itself, only told it
            text = self._told = value
        self._drawn = text
        self._field = make(text, _after(self._tell, on_change))
        return self._field

    def _tell(self, event: ft.Event[ft.TextField]) -> None:
        self._told = events.typed(event)


class SheetFields:
    """The fields of a sheet, by their keys. Flet draws no components in one, so whoever opens it keeps them."""

    def __init__(self) -> None:
        self._fields: dict[str, _Mounted] = {}

    def draw(self, key: str, make: Make, value: str, on_change: Changed) -> ft.TextField:
        return self._fields.setdefault(key, _Mounted()).draw(make, value, on_change)


def use_sheet(*, shown: bool) -> SheetFields:
    """A hook, for `controls.field(..., sheet=...)`. A sheet that is opened again begins anew."""
    kept = ft.use_ref(SheetFields)
    if kept.current is None or not shown:
        kept.current = SheetFields()
    return kept.current


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
