"""The root of the tree: contexts around the router."""

import flet as ft

from app_staff.routes import ROUTES
from app_staff.tools import SESSION, TILL, TOOLS, Tools
from shared.ui.hooks import router


@ft.component
def App(tools: Tools) -> ft.Control:
    return TOOLS(tools, lambda: SESSION(tools.session, lambda: TILL(tools.till, lambda: router(ROUTES))))
