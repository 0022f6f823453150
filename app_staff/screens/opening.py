"""Before anything is known: the shape of what comes, or that the server cannot be heard."""

import flet as ft

from app_staff.parts.frame import Doorway
from app_staff.tools import use_session, use_tools
from shared.client import Unreachable
from shared.ui import states, theme


@ft.component
def Opening() -> ft.Control:
    tools, session = use_tools(), use_session()
    if session.phase == "unreachable":
        return Doorway([states.failed(Unreachable(), session.language, tools.guard(tools.door.open))])
    tiles: list[ft.Control] = [states.bone(32, width=240)]
    tiles.append(ft.Row([states.bone(168, width=188, radius=theme.CARD_RADIUS) for _ in range(3)], spacing=16, wrap=True))
    return Doorway([states.skeleton(tiles, session.language, spacing=20)], wide=True)
