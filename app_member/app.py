"""The root of what is drawn: the session's verbs and its guard for all below, and the router."""

import flet as ft

from app_member.actions import Actions
from app_member.home import home
from app_member.routes import ROUTES
from shared.ui.guard import fence
from shared.ui.hooks import router


@ft.component
def App(actions: Actions) -> ft.Control:
    return fence(actions.guard, lambda: home(actions, lambda: router(ROUTES)))
