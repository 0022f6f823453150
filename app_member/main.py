"""The composition root: on a phone or desktop by `run`, for browsers by `web`."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field

import flet as ft
import httpx

from app_member.actions import Actions, Home
from app_member.ahead import Ahead
from app_member.app import App
from app_member.light import light_of
from app_member.session import State
from shared.client import MemberApi
from shared.client.face import Face
from shared.clock import Clock, SystemClock
from shared.i18n.member import MEMBER
from shared.ui import theme
from shared.ui.upstream import settle_session
from shared.vault import Vault
from shared.vault.device import device_vault, own_folder

API = "http://127.0.0.1:8550"
SERVICE = "jp.tamaru.member"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What differs between a phone, a browser's host and a test."""

    api: str
    clock: Clock
    vault: Callable[[ft.Page], Vault]
    phone: bool
    locale: Callable[[ft.Page], str | None]
    transport: httpx.AsyncBaseTransport | None = None
    face: Face = field(default_factory=Face)
    ahead: Callable[[], Ahead | None] = lambda: None
    """What the page has shown to the browser whose session begins."""


def entry(settings: Settings) -> Callable[[ft.Page], None]:
    """Flet's `main(page)`: one session, with nothing in it that another could see."""

    def main(page: ft.Page) -> None:
        open_app(page, settings)

    return main


def open_app(page: ft.Page, settings: Settings) -> Actions:
    settle_session(page)
    theme.dress(page, MEMBER.ja.app)
    home = Home(
        page=page,
        api=MemberApi(settings.api, transport=settings.transport),
        vault=settings.vault(page),
        clock=settings.clock,
        phone=settings.phone,
        light=light_of(page),
        locale=settings.locale(page),
        face=settings.face,
    )
    state = State()
    state.session.width = page.width or 390
    actions = Actions(home, state)
    guard = actions.guard

    def resized(event: ft.PageResizeEvent) -> None:
        state.session.width = event.width

    def lifecycle(event: ft.AppLifecycleStateChangeEvent) -> None:
        if event.state in (ft.AppLifecycleState.RESUME, ft.AppLifecycleState.SHOW):
            actions.wake()

    page.on_resize = guard(resized)
    page.on_app_lifecycle_state_change = guard(lifecycle)
    page.on_disconnect = guard(actions.pause)
    page.on_connect = guard(actions.reconnected)
    page.on_close = guard(actions.close)
    if (ahead := settings.ahead()) is not None:
        actions.begin(ahead)
    guard.spawn(actions.start)
    page.render_views(App, actions)
    return actions


def run() -> None:
    """On the member's own device."""
    settings = Settings(
        api=os.environ.get("TAMARU_API", API),
        clock=SystemClock(),
        vault=lambda page: device_vault(page, SERVICE),
        phone=True,
        locale=lambda _: None,
        face=Face(own_folder()),
    )
    ft.run(entry(settings), before_main=theme.wear, assets_dir="assets")


if __name__ == "__main__":
    run()
