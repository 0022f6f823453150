"""A list in whose place one more is made: its head, and whether the form is open. A draft opens it again."""

from collections.abc import Callable
from dataclasses import dataclass

import flet as ft

from app_staff.manager.drafting import writer
from app_staff.tools import use_tools
from shared.ui import controls, theme
from shared.ui.hooks import use_state


@dataclass(frozen=True, slots=True)
class Making:
    on: bool
    open: controls.Handler
    close: controls.Handler
    """What was written is thrown away."""
    done: Callable[[], None]


def use_making(draft: str) -> Making:
    tools = use_tools()
    on, make = use_state(lambda: tools.drafts.has(writer(tools), draft))

    def turn(*, to: bool) -> controls.Handler:
        def put() -> None:
            tools.door.touch()
            tools.drafts.drop(writer(tools), draft)
            make(lambda _: to)

        return tools.guard(put)

    return Making(on, turn(to=True), turn(to=False), lambda: make(lambda _: False))


def listed(head: tuple[str, str], *above: ft.Control, rows: list[ft.Control], empty: ft.Control, key: str) -> ft.Control:
    """`head`: its title, and a line about it. With a hairline between each row and the next."""
    ruled = [piece for place, row in enumerate(rows) for piece in ([controls.rule()] if place else []) + [row]]
    title, lead = head
    pieces = [theme.text(title, size=22, bold=True), theme.quiet(lead, size=14), *above, *(ruled or [empty])]
    return controls.card(ft.Column(pieces, spacing=12, horizontal_alignment=ft.CrossAxisAlignment.STRETCH), padding=20, key=key)
