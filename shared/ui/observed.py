"""`ft.observable` with its type: the decorated class stays what it was."""

from typing import TypeVar, cast

import flet as ft

T = TypeVar("T")


def observed(cls: type[T]) -> type[T]:
    """Components that get an instance as an argument or from a context are drawn anew when a field changes."""
    return cast("type[T]", ft.observable(cls))  # pyright: ignore[reportUnknownMemberType]  untyped upstream
