"""Phones and tablets for a test. Whatever they open is watched, and closed at the end."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from pathlib import Path
from typing import Any, Protocol

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Playwright, async_playwright, expect

from tests.browser.harness import ARGUMENTS, CHROMIUM, PHONE, TABLET, CameraFile, Screen, Watch
from tests.browser.processes import Stack, stack

expect.set_options(timeout=20_000)  # milliseconds: a busy machine is slow, not wrong


class Opener(Protocol):
    """Opens a screen at `url`: `dark`, `locale` and any of Playwright's context options; a tablet may have a `camera`."""

    def __call__(
        self, url: str, *, dark: bool = False, locale: str = "ja-JP", camera: CameraFile | None = None, **options: Any
    ) -> Awaitable[Screen]: ...


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def playwright() -> AsyncGenerator[Playwright]:
    async with async_playwright() as started:
        yield started


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chromium(playwright: Playwright) -> AsyncGenerator[Browser]:
    browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    yield browser
    await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def screens(playwright: Playwright, chromium: Browser) -> AsyncGenerator[Callable[[dict[str, Any]], Opener]]:
    """Makes the openers below; when the test ends, what its screens did is judged."""
    watches: list[Watch] = []
    closing: list[Callable[[], Awaitable[None]]] = []

    def opener(size: dict[str, Any]) -> Opener:
        async def opened(
            url: str, *, dark: bool = False, locale: str = "ja-JP", camera: CameraFile | None = None, **options: Any
        ) -> Screen:
            browser = chromium
            if camera is not None:
                browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, *camera.arguments])
                closing.insert(0, browser.close)
            wanted: dict[str, Any] = {"locale": locale, "timezone_id": "Asia/Tokyo", "color_scheme": "dark" if dark else "light"}
            context = await browser.new_context(**size, **wanted, **options)
            closing.insert(0, context.close)
            if camera is not None:
                await context.grant_permissions(["camera"])
            watch = Watch()
            watch.over(context)
            watches.append(watch)
            screen = Screen(await context.new_page(), watch)
            await screen.open(url)
            return screen

        return opened

    yield opener
    for close in closing:
        await close()
    found = [line for watch in watches for line in watch.found]
    assert not found, "the screens were not quiet:\n" + "\n".join(found)


@pytest.fixture
def open_phone(screens: Callable[[dict[str, Any]], Opener]) -> Opener:
    """390x844, as sharp as a phone."""
    return screens(PHONE)


@pytest.fixture
def open_tablet(screens: Callable[[dict[str, Any]], Opener]) -> Opener:
    """1280x800, landscape."""
    return screens(TABLET)


@pytest.fixture
def camera(tmp_path: Path) -> CameraFile:
    return CameraFile(tmp_path / "camera.mjpeg")


@pytest.fixture(scope="module", name="stack")
def running_stack(tmp_path_factory: pytest.TempPathFactory) -> Generator[Stack]:
    """The product, running, without a shop."""
    with stack(tmp_path_factory.mktemp("stack")) as started:
        yield started
