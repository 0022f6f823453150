"""What an open page costs the member app's web host: its resident memory before and after many pages were opened.

The pages are connections that say what a browser says first, so that no browser shares the machine with them; each has the card, its
code and its event stream.
"""

import asyncio
import contextlib
from collections.abc import Sequence
from typing import Any

import psutil
from playwright.async_api import BrowserContext
from websockets.asyncio.client import ClientConnection, connect

PAGES = 24
SETTLE = 4.0
"""Seconds until all have fetched their cards."""


async def bytes_a_page(host: int, url: str, cookie: str, hello: bytes) -> float:
    """Of the process `host`; `hello` is the first frame of a real page. The first few pages load code and are not counted."""
    process = psutil.Process(host)
    open_pages: list[ClientConnection] = []
    try:
        sizes = [await _after(process, open_pages, url, cookie, hello) for _ in range(4)]
    finally:
        for page in open_pages:
            with contextlib.suppress(OSError):
                await page.close()
    return slope(sizes[1:])


async def _after(process: psutil.Process, pages: list[ClientConnection], url: str, cookie: str, hello: bytes) -> tuple[int, int]:
    """(pages open, resident bytes) after PAGES / 4 more."""
    for _ in range(PAGES // 4):
        page = await page_of(url, cookie)
        await page.send(hello)
        pages.append(page)
    await asyncio.sleep(SETTLE)
    return len(pages), int(process.memory_info().rss)


def page_of(url: str, cookie: str) -> connect:
    """The web socket of a page that a signed-in browser opens; it still has to say its first words."""
    return connect(f"{url.replace('http', 'ws', 1)}/ws", origin=url, additional_headers={"cookie": cookie}, max_queue=None, max_size=None)  # pyright: ignore[reportArgumentType]  a plain text is an Origin


async def first_words(context: BrowserContext, url: str) -> bytes:
    """What a page says first: a real one opens once, so that others can say it again."""
    page = await context.new_page()
    said: asyncio.Queue[bytes] = asyncio.Queue()

    def heard(data: bytes | str) -> None:
        said.put_nowait(data if isinstance(data, bytes) else data.encode())

    page.on("websocket", lambda socket: socket.on("framesent", heard))
    await page.goto(url)
    hello = await said.get()
    await page.close()
    return hello


async def cookies_of(context: BrowserContext, url: str) -> str:
    """As the head of a request carries them."""
    kept: Any = await context.cookies(url)
    return "; ".join(f"{one['name']}={one['value']}" for one in kept)


def slope(sizes: Sequence[tuple[int, int]]) -> float:
    """Bytes a page, by least squares."""
    mean_pages = sum(pages for pages, _ in sizes) / len(sizes)
    mean_bytes = sum(size for _, size in sizes) / len(sizes)
    spread = sum((pages - mean_pages) ** 2 for pages, _ in sizes)
    return sum((pages - mean_pages) * (size - mean_bytes) for pages, size in sizes) / spread
