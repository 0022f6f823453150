"""A member's app in this process: its own composition root, over a fake server and a clock that is set by hand."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

import flet as ft
import pytest

from app_member.actions import LANGUAGE, TOKEN, Actions
from app_member.ahead import Ahead
from app_member.main import Settings, open_app
from shared.clock import SetClock
from shared.i18n import Language
from shared.vault import MemoryVault
from tests.apps.fake_api import FakeApi
from tests.apps.harness import Harness

NOW = 1_795_338_000_000
"""2026-11-22 18:00 in Tokyo."""


@dataclass
class Opened:
    """A session on a screen, with everything around it within reach."""

    app: Harness
    api: FakeApi
    actions: Actions
    vault: MemoryVault
    clock: SetClock


OpenMember = Callable[..., Awaitable[Opened]]


@pytest.fixture
async def member() -> AsyncIterator[OpenMember]:
    """Opens sessions: `signed` has a token in its vault. At the end none may have crashed."""
    opened: list[Opened] = []

    async def open_one(
        route: str = "/",
        *,
        signed: bool = True,
        language: Language = "ja",
        phone: bool = False,
        api: FakeApi | None = None,
        vault: MemoryVault | None = None,
        platform: ft.PagePlatform = ft.PagePlatform.LINUX,
        ahead: Callable[[], Ahead | None] = lambda: None,
    ) -> Opened:
        clock = SetClock(NOW)
        fake = api or FakeApi(clock)
        app = Harness(route, web=not phone)
        app.page.platform = platform
        kept = vault or MemoryVault()
        await kept.set(LANGUAGE, language)
        if signed:
            await kept.set(TOKEN, "token-1")
        settings = Settings(
            api="http://fake", clock=clock, vault=lambda _: kept, phone=phone, locale=lambda _: None, transport=fake, ahead=ahead
        )
        actions = app.run(lambda page: open_app(page, settings))
        await app.settle()
        opened.append(Opened(app, fake, actions, kept, clock))
        return opened[-1]

    yield open_one
    for one in opened:
        one.app.sound()
        await one.app.close()
