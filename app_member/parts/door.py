"""Whoever is not signed in finds the door at every address."""

import flet as ft

from app_member.home import use_session
from app_member.parts.frame import plain_view, shut
from app_member.screens.join import JoinScreen
from shared.ui import states
from shared.wire.brand import UNKNOWN


@ft.component
def Members() -> ft.Control:
    """Only for members, and only to what the shop uses: what is off leads to the card. While the vault is being read, the card shows its own shape, and every other screen that of a list."""
    actions, session, _ = use_session()
    outlet = ft.use_route_outlet()
    place = ft.use_route_location()
    at_card, away = place == "/", shut(session, place)
    leaves = away and session.look.brand != UNKNOWN  # what is off at first may be on in this shop
    ft.use_effect(lambda: actions.go("/") if leaves else None, dependencies=[leaves])
    if session.signed == "out":
        return JoinScreen()
    if away:
        return Coming()
    return outlet if session.signed == "in" or at_card else Coming()


@ft.component
def Coming() -> ft.View:
    _, session, _ = use_session()
    return plain_view([states.bone(40, 160), states.skeleton_rows(5, session.language)])
