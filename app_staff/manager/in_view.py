"""Where a page of the settings scrolls: beside the list by itself, and what a form makes stays in view beside the form."""

import contextlib

import flet as ft

from app_staff.session import Session
from app_staff.tools import use_session, use_tools
from shared.ui import controls
from shared.ui.hooks import use_state

WIDE = 1000
"""Window width from which the list of settings stands beside the page."""
BESIDE = 1180
"""Window width from which what a form makes stands beside it."""
GAP = 16


def scrolled(session: Session, page: ft.Control) -> ft.Control:
    """Alone, the whole place scrolls around it. At any width the same places in the tree: a turned tablet keeps what is open."""
    wide = session.width >= WIDE
    scroll = ft.ScrollMode.AUTO if wide else None
    return ft.Column([page], scroll=scroll, expand=wide, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def beside(session: Session, form: ft.Control, seen: ft.Control, *, width: float = 344, first: bool = False) -> ft.Control:
    """`seen` is what the form makes; with `first` it stands above the form where there is no room beside it."""
    if session.width < BESIDE:
        return scrolled(session, ft.Column([seen, form] if first else [form, seen], spacing=GAP))
    pair = [ft.Container(_column(form), expand=True), ft.Container(_column(seen), width=width)]
    return ft.Row([*pair], spacing=GAP, expand=True, vertical_alignment=ft.CrossAxisAlignment.STRETCH)


@ft.component
def WayBack(words: str, go: controls.Handler, name: str) -> ft.Control:
    """Out of what a page has opened, by the button `name`. While it is there the page's own way back is not: one is enough.

    What a key has opened gets the focus here, at its beginning: the button that was pressed is gone, and Flutter would go on far from it.
    """
    tools, session = use_tools(), use_session()
    button, _ = use_state(ft.Ref[ft.TextButton])

    def here() -> None:
        session.way_back = name

    def gone() -> None:
        if session.way_back == name:
            session.way_back = ""

    async def hand_focus() -> None:
        if tools.keys.just_pressed and button.current:
            with contextlib.suppress(RuntimeError, TimeoutError):  # gone before it was drawn
                await button.current.focus()

    ft.use_effect(here, dependencies=[], cleanup=gone)
    ft.use_effect(tools.guard(hand_focus), dependencies=[])
    back = ft.TextButton(content=words, icon=ft.Icons.ARROW_BACK, key=name, on_click=go, ref=button)
    return ft.Row([back], wrap=True)


def below(session: Session, back: ft.Control, page: ft.Control) -> ft.Control:
    """Under the way back, which stays."""
    wide = session.width >= WIDE
    pieces = [back, ft.Container(page, expand=wide)]
    return ft.Column([*pieces], spacing=8, expand=wide, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _column(inside: ft.Control) -> ft.Column:
    return ft.Column([inside], scroll=ft.ScrollMode.AUTO, expand=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
