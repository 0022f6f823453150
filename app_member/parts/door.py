"""Whoever is not signed in finds the door at every address."""

import flet as ft

from app_member.home import use_session
from app_member.screens.join import JoinScreen


@ft.component
def Members() -> ft.Control:
    """Only for members; while the vault is being read, the card's own shape is shown."""
    _, session, _ = use_session()
    outlet = ft.use_route_outlet()
    return JoinScreen() if session.signed == "out" else outlet
