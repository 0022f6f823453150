"""Where a scene is played: one page of an app over a made-up server, in this process.

A scene is a name and how to get there. What one does there is written for the stage of its app (`member.py`, `staff.py`); everything
that both apps have in common is here.
"""

import asyncio
import contextlib
import contextvars
import re
from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from http.cookies import SimpleCookie
from typing import Any, ClassVar

import flet as ft
import uvicorn
from playwright.async_api import Locator
from starlette.types import ASGIApp, Receive, Scope, Send

from shared.i18n import Language
from shared.ui.web import exported, guarded
from shared.ui.web_language import listening
from shared.vault import MemoryVault
from tests.browser.harness import CameraFile, Screen
from tests.browser.processes import free_port

COOKIE = "stage"
MOMENT = 0.6
"""Seconds until what was done is drawn."""
FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""Answers when two frames have been drawn."""
WHEELS = 3
"""Turns of the wheel, at most, until a thing is where one can touch it."""


class Stage(ABC):
    """One page. `screen` is the browser's side of it, set before the scene is played."""

    app: ClassVar[str]
    title: ClassVar[str]
    scene: Any
    screen: Screen
    camera: CameraFile | None = None
    """The film in front of the camera, where the scene has one."""

    def __init__(self, scene: object, language: Language) -> None:
        self.scene = scene
        self.language: Language = language
        self.vault = MemoryVault()
        self._context: contextvars.Context | None = None

    def enter(self, page: ft.Page) -> None:
        """What Flet does with an app's `main(page)`."""
        self.page = page
        self.begin(page)
        self._context = contextvars.copy_context()

    @abstractmethod
    async def prepare(self) -> None:
        """Fills the vault, before the page opens."""

    @abstractmethod
    def begin(self, page: ft.Page) -> None: ...

    @abstractmethod
    def opened(self) -> bool:
        """The first screen stands."""

    async def cover(self) -> str | None:
        """What the page shows before the app is there, as HTML, where that is the scene: the app then never comes."""
        return None

    async def play(self, act: Callable[[], Awaitable[None]]) -> None:
        """As if a handler of the page did it: Flet wants to know whose page changes."""

        async def run() -> None:
            await act()

        await asyncio.create_task(run(), context=self._context)

    async def until_open(self, seconds: float = 30) -> None:
        for _ in range(int(seconds / 0.05)):
            if self._context is not None and self.opened():
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"{self.app} did not open for {self.scene.name}")

    async def until_drawn(self) -> None:
        """What the app did has come to the browser, for its answer comes after it, and has been painted."""
        if self._context is not None:
            await self.play(self._asked)
        await self.screen.page.evaluate(FRAMES)

    async def _asked(self) -> None:
        await self.page.get_device_info()

    # -- what a scene does
    async def rest(self, seconds: float = MOMENT) -> None:
        await asyncio.sleep(seconds)

    async def until_as_wide(self, width: int) -> None:
        """The app has heard of its window's new size; what it draws for that may still be on the way."""
        for _ in range(200):
            if self._context is None or self.page.width == width:
                return
            await asyncio.sleep(0.05)

    async def press(self, name: str) -> None:
        """The first button, box to tick or switch whose name matches, in either language."""
        page, named = self.screen.page, re.compile(name)
        button, box, switch = (
            page.get_by_role("button", name=named),
            page.get_by_role("checkbox", name=named),
            page.get_by_role("switch", name=named),
        )
        found = button.or_(box).or_(switch).first
        await self._scroll_to(found)
        await found.click(timeout=15_000)
        await self.rest()

    async def _scroll_to(self, found: Locator) -> None:
        """With the wheel, as a person: where Chromium scrolls the labels by itself, they do not lie on what they name any more."""
        await found.wait_for(timeout=15_000)
        for _ in range(WHEELS):
            box, window = await found.bounding_box(), self.screen.page.viewport_size
            if box is None or window is None or 0 <= box["y"] <= window["height"] - box["height"]:
                return
            await self.screen.page.mouse.move(box["x"] + box["width"] / 2, window["height"] / 2)
            await self.screen.page.mouse.wheel(0, box["y"] + (box["height"] - window["height"]) / 2)
            await self.rest()

    async def write(self, ja: str, en: str, text: str) -> None:
        """Into the field of that label."""
        label = ja if self.language == "ja" else en
        await self._scroll_to(self.screen.page.get_by_label(label).first)
        await self.screen.write(label, text)

    async def go(self, route: str) -> None:
        self.page.navigate(route)
        await self.rest(1)


async def nothing(_: Stage) -> None:
    """It shows by itself."""


def press(*names: str) -> Callable[[Stage], Awaitable[None]]:
    """Buttons, one after the other, by their names in either language."""

    async def act(stage: Stage) -> None:
        for name in names:
            await stage.press(name)

    return act


class House:
    """One app's web host in this process. Each browser context says by a cookie which stage its page belongs to."""

    def __init__(self) -> None:
        self.stages: dict[str, Stage] = {}
        self._asked: contextvars.ContextVar[str] = contextvars.ContextVar("asked", default="")

    def place(self, stage: Stage) -> str:
        """The cookie's value."""
        name = str(len(self.stages))
        self.stages[name] = stage
        return name

    def _main(self, page: ft.Page) -> None:
        self.stages[self._asked.get()].enter(page)

    async def _cover(self, _path: str) -> str | None:
        stage = self.stages.get(self._asked.get())
        return None if stage is None else await stage.cover()

    def _shown_in(self, app: ASGIApp) -> ASGIApp:
        async def inner(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] in {"websocket", "http"}:
                cookies = SimpleCookie(dict(scope["headers"]).get(b"cookie", b"").decode("latin-1"))
                self._asked.set(cookies[COOKIE].value if COOKIE in cookies else "")
            await app(scope, receive, send)

        return inner

    @contextlib.asynccontextmanager
    async def open(self, kind: type[Stage]) -> AsyncGenerator[str]:
        """Serves the app on a free port until the block ends; answers its address."""
        port = free_port()
        app = self._shown_in(guarded(listening(exported(self._main, kind.app)), title=kind.title, cover=self._cover))
        server = _Guest(uvicorn.Config(app, host="127.0.0.1", port=port, ws="websockets-sansio", log_level="warning"))
        serving = asyncio.create_task(server.serve())
        while not server.started:  # noqa: ASYNC110 - uvicorn tells nobody
            await asyncio.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            await serving


class _Guest(uvicorn.Server):
    """Leaves the process's signals alone."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        yield
