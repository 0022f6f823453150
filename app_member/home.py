"""How a component reaches the session's verbs and models."""

import flet as ft

from app_member.actions import Actions
from app_member.session import Session
from shared.i18n.member import MEMBER, Member
from shared.ui.hooks import context, use_observed

home = context(Actions)
"""The root gives the session's actions to everything below: `home(actions, lambda: ...)`."""


def use_actions() -> Actions:
    return ft.use_context(home)


def use_session() -> tuple[Actions, Session, Member]:
    """What nearly every screen starts with: the verbs, who is there, and the words in their language; drawn anew when they change."""
    actions = use_actions()
    session = use_observed(actions.state.session)
    return actions, session, MEMBER.of(session.language)
