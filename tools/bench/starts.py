"""How long a page takes from the navigation to what people came for, with empty caches and again with full ones."""

import asyncio
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import zxingcpp
from playwright.async_api import BrowserContext, Page, Playwright

from tests.browser.harness import ARGUMENTS, CHROMIUM, PHONE
from tools.bench.film import Film, Picture

LONGEST = 20.0
"""Seconds; whatever takes longer is broken."""


@dataclass(slots=True)
class Starts:
    """Seconds of each start; requests and bytes (headers too) of the last of each kind."""

    cold: list[float] = field(default_factory=list[float])
    at_hand: list[float] = field(default_factory=list[float])
    """Of the cold ones: until the app itself has painted, which can be used then."""
    warm: list[float] = field(default_factory=list[float])
    requests: int = 0
    transferred: int = 0
    warm_requests: int = 0
    warm_transferred: int = 0


async def cold_starts(playwright: Playwright, url: str, signed_in: Any, times: int, *, code: bool) -> Starts:  # noqa: ANN401 - Playwright's storage state
    """Each in a new profile on disk, then once more in the same. `code`: until a QR code can be read, else until dark text is seen."""
    starts = Starts()
    for _ in range(times):
        with tempfile.TemporaryDirectory(prefix="bench-profile-", ignore_cleanup_errors=True) as profile:
            context = await playwright.chromium.launch_persistent_context(
                profile, executable_path=CHROMIUM, args=ARGUMENTS, **PHONE, locale="ja-JP", timezone_id="Asia/Tokyo", color_scheme="light"
            )
            if signed_in is not None:
                await context.add_cookies(signed_in["cookies"])
            seconds, at_hand, starts.requests, starts.transferred = await _start(context, url, code=code)
            starts.cold.append(seconds)
            starts.at_hand.append(at_hand)
            seconds, _, starts.warm_requests, starts.warm_transferred = await _start(context, url, code=code)
            starts.warm.append(seconds)
            await context.close()
    return starts


async def _start(context: BrowserContext, url: str, *, code: bool) -> tuple[float, float, int, int]:
    """(seconds until seen, until at hand, requests, bytes)."""
    page = await context.new_page()
    line: Any = await context.new_cdp_session(page)  # its events and answers carry no types
    await line.send("Network.enable")
    sizes: list[int] = []

    def finished(event: dict[str, Any]) -> None:
        sizes.append(int(event["encodedDataLength"]))

    line.on("Network.loadingFinished", finished)
    film = await Film.roll(page)
    began = time.time()
    await page.goto(url)
    at_hand = await _until(tabs if code else writes, film, page, began)
    seconds = await _until(reads if code else writes, film, page, began)
    await page.close()
    return seconds, at_hand, len(sizes), sum(sizes)


async def _until(seen: Callable[[Picture], bool], film: Film, page: Page, began: float) -> float:
    """Waits without looking, so that looking costs the page nothing; then finds the first frame."""
    looked = 0
    while time.time() - began < LONGEST:
        stills = [still for still in film.stills if still.at >= began]
        for still in stills[looked:]:
            if seen(still.grey()):
                return still.at - began
        looked = len(stills)
        await asyncio.sleep(1.0)
    raise RuntimeError(f"{page.url} never showed what people came for")


def reads(picture: Picture) -> bool:
    """Is there a code in it that a scanner reads?"""
    return zxingcpp.read_barcode(picture) is not None


def tabs(picture: Picture) -> bool:
    """Are the words of the tabs at the bottom? The page's own card ends above them."""
    return int((picture[-60:] < 110).sum()) > 30


def writes(picture: Picture) -> bool:
    """Is there dark text at the top left, where the bare page has its line? The cover of the start is light there."""
    return int((picture[:120, :120] < 110).sum()) > 30
