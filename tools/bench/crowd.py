"""Fifty members with their apps open at once, each changing tabs now and then: how long the web host lets them wait.

The pages are connections that say what a browser says, so that fifty browsers do not share the machine with what is measured. A change
is the first frame with the controls of the new screen; Chromium needs the floor of `screen` on top of it to paint them.
"""

import asyncio
import contextlib
import os
import random
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import msgpack  # pyright: ignore[reportMissingTypeStubs]  it ships none
from playwright.async_api import async_playwright, expect
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from tests.browser.harness import ARGUMENTS, CHROMIUM, PHONE, Screen, Watch
from tests.browser.people import joins
from tests.browser.processes import stack
from tests.shop import STORE, open_shop
from tools.bench.figure import Figure
from tools.bench.film import quantile
from tools.bench.sessions import cookies_of, first_words, page_of

MSGPACK: Any = msgpack  # as above
MEMBERS = 10
PAGES_EACH = 5
"""Of one member: the server lets him have eight streams."""
SECONDS = 20.0
PATIENCE = 60.0
PATCH, EVENT, PROPERTIES, CALL = 2, 3, 4, 5
"""Of Flet's protocol: what changed; something was touched; what a control is set to; a method of the other side and its answer."""
PAGE = 1
"""The page's id."""
TABS = "tabs"
"""The key of the member app's bar."""


def run() -> list[Figure]:
    taken = asyncio.run(_measure())
    note = (
        f"{MEMBERS * PAGES_EACH} open apps, {len(taken)} taps in {SECONDS:g} s; from the tap to the frame with the new screen, without its "
        f"paint; p50 {quantile(taken, 0.5):.3f}; load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )
    return [Figure("tap → change with 50 apps open, p95", quantile(taken, 0.95), "s", aim=0.3, lower_is_better=True, note=note)]


async def _measure() -> list[float]:
    expect.set_options(timeout=30_000)  # milliseconds: only the joining waits for labels
    with tempfile.TemporaryDirectory(prefix="bench-crowd-") as folder, stack(Path(folder)) as running:
        await open_shop(running.api, running.setup_token)
        cookies: list[str] = []
        hello = b""
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            for number in range(MEMBERS):
                context = await browser.new_context(**PHONE, locale="ja-JP", timezone_id="Asia/Tokyo")
                screen = Screen(await context.new_page(), Watch())
                await screen.open(f"{running.member}/join/{STORE}")
                await joins(screen, running, f"m{number}@example.jp")
                cookies.append(await cookies_of(context, running.member))
                hello = hello or await first_words(context, running.member)
                await context.close()
            await browser.close()
        return await crowd(running.member, cookies, hello)


class Person:
    """One open page. `taken` are the seconds from each tap to its screen."""

    def __init__(self, line: ClientConnection, dice: random.Random) -> None:
        self.taken: list[float] = []
        self._line = line
        self._dice = dice
        self._bar = 0
        self._tab = 0
        self._changed = asyncio.Event()

    async def listen(self) -> None:
        with contextlib.suppress(ConnectionClosed):
            while True:
                data = await self._line.recv(decode=False)
                action, body = unpacked(data)
                if action == CALL:
                    await self._obey(body)
                elif action == PATCH and (bar := _bar_in(body)) is not None:
                    self._bar = bar
                    self._changed.set()

    async def _obey(self, call: dict[str, Any]) -> None:
        """As a browser does: it answers, and where it was sent elsewhere it says that it has gone there."""
        await self._say(CALL, {"control_id": call["control_id"], "call_id": call["call_id"], "result": None, "error": None})
        if call["name"] == "push_route":
            await self._say(EVENT, {"target": PAGE, "name": "route_change", "data": {"route": call["args"]["route"]}})

    async def use(self, until: float) -> None:
        """Looks at a tab for a second or three, then at the other."""
        await asyncio.wait_for(self._changed.wait(), PATIENCE)
        while time.perf_counter() < until:
            await asyncio.sleep(1 + 2 * self._dice.random())
            self._tab = 1 - self._tab
            self._changed.clear()
            tapped = time.perf_counter()
            await self._say(PROPERTIES, {"id": self._bar, "props": {"selected_index": self._tab}})
            await self._say(EVENT, {"target": self._bar, "name": "change", "data": self._tab})
            await asyncio.wait_for(self._changed.wait(), PATIENCE)
            self.taken.append(time.perf_counter() - tapped)

    async def _say(self, action: int, body: dict[str, Any]) -> None:
        await self._line.send(b"\0" + MSGPACK.packb([action, body]))


def unpacked(data: bytes) -> tuple[int, Any]:
    """(action, body) of a frame; what Flet packs in its own way stays as it is."""

    def left(_kind: int, content: bytes) -> bytes:
        return content

    action, body = MSGPACK.unpackb(data[1:], strict_map_key=False, ext_hook=left)
    return action, body


def _bar_in(body: Any) -> int | None:  # noqa: ANN401 - a message of Flet's
    """The id of the bar: each screen brings its own."""
    if isinstance(body, dict):
        found = cast("dict[Any, Any]", body)
        if found.get("key") == TABS:
            return int(found["_i"])
        body = list(found.values())
    parts = cast("list[Any]", body) if isinstance(body, list) else []
    return next((bar for part in parts if (bar := _bar_in(part)) is not None), None)


async def crowd(url: str, cookies: Sequence[str], hello: bytes) -> list[float]:
    """Seconds of every tap. `cookies` are of signed-in browsers, `hello` is the first frame of a real page."""
    dice = random.Random(50)
    async with contextlib.AsyncExitStack() as open_files:
        people: list[Person] = []
        for cookie in cookies:
            for _ in range(PAGES_EACH):
                line = await open_files.enter_async_context(page_of(url, cookie))
                await line.send(hello)
                people.append(Person(line, dice))
        listening = [asyncio.create_task(person.listen()) for person in people]
        await asyncio.sleep(6)
        until = time.perf_counter() + SECONDS
        await asyncio.gather(*(person.use(until) for person in people))
        for task in listening:
            task.cancel()
    return [seconds for person in people for seconds in person.taken]
