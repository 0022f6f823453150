"""What the manager's cards have in common: an act is done, said, and how things are is asked anew."""

from collections.abc import Awaitable, Callable

import flet as ft

from app_staff.manager.roster import Roster
from app_staff.tools import Tools
from shared.client import Refused, SignedOut
from shared.i18n.team import Team as Words
from shared.ui import controls, theme
from shared.ui.guard import sentence

Done = Callable[[], object]


def said(tools: Tools, act: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """A refusal is said in its own sentence."""

    async def run() -> None:
        tools.door.touch()
        try:
            await act()
        except SignedOut:
            raise
        except Refused as refused:
            tools.guard.toast(sentence(refused.problem, tools.session.language))

    return run


def actor(tools: Tools, roster: Roster) -> Callable[[Callable[[], Awaitable[None]], str], Callable[[], Awaitable[None]]]:
    """Does it, says so and asks anew how things are."""

    def make(act: Callable[[], Awaitable[None]], done: str) -> Callable[[], Awaitable[None]]:
        async def run() -> None:
            await act()
            tools.guard.toast(done, good=True)
            await roster.load()

        return tools.guard(said(tools, run))

    return make


def title(name: str, words: Words, close: Done) -> ft.Control:
    return ft.Row(
        [theme.text(name, size=22, bold=True, expand=True), controls.icon_button(ft.Icons.CLOSE, words.close, close, key="close-card")]
    )
