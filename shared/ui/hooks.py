"""Flet's hooks with their types spelled out: upstream's setters and router are typed with bare callables."""

from collections.abc import Callable
from typing import TypeVar, cast

import flet as ft
from flet.components.hooks.use_context import ContextProvider

T = TypeVar("T")
Setter = Callable[[T | Callable[[T], T]], None]
"""Takes the next value, or a function from the present value to the next: use that one whenever the next depends on it."""


def use_state(initial: T | Callable[[], T]) -> tuple[T, Setter[T]]:
    return cast("tuple[T, Setter[T]]", ft.use_state(initial))  # pyright: ignore[reportUnknownMemberType]  upstream's Callable has no arguments


def use_observed(model: T) -> T:
    """Renders again when the model changes. The model lives as long as the session: another one in its place is not noticed."""
    return use_state(lambda: model)[0]


def router(routes: list[ft.Route], not_found: Callable[[], ft.Control] | None = None) -> ft.Control:
    """The router that keeps the stack of views; for `page.render_views`."""
    return cast("Callable[..., ft.Control]", ft.Router)(routes, not_found=not_found, manage_views=True)  # pyright: ignore[reportUnknownMemberType]  as above


def follow_route(page: ft.Page) -> None:
    """Tells the router where the browser is. A reload keeps the session and may bring another address, of which Flet says nothing."""
    handler = cast("Callable[[ft.RouteChangeEvent], None] | None", page.on_route_change)
    if handler is not None:
        handler(ft.RouteChangeEvent(name="route_change", control=page, route=page.route))


def context(_kind: type[T]) -> ContextProvider[T]:
    """A context that carries a `_kind`; upstream wants a default, which nobody may ever see."""
    return cast("ContextProvider[T]", ft.create_context(None))


def keyed(component: Callable[..., ft.Control], key: str, *args: object) -> ft.Control:
    """A component with an identity: another key is another thing, with a state of its own. Upstream takes `key` but does not type it."""
    return component(*args, key=key)
