"""Whoever is not signed in finds the door at every address."""

import flet as ft

from app_member.home import use_session
from app_member.parts.frame import plain_view
from app_member.screens.join import JoinScreen
from shared.ui import states


@ft.component
def Members() -> ft.Control:
    """Only for members. While the vault is being read, the card shows its own shape, and every other screen that of a list."""
    _, session, _ = use_session()
    outlet = ft.use_route_outlet()
    at_card = ft.use_route_location() == "/"
    if session.signed == "out":
        return JoinScreen()
    return outlet if session.signed == "in" or at_card else Coming()


@ft.component
def Coming() -> ft.View:
    _, session, _ = use_session()
    return plain_view([states.bone(40, 160), states.skeleton_rows(5, session.language)])
