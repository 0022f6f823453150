"""What people feel, on the real stack (three processes) in headless Chromium: a sale on the open card, a scan, a cold start.

"Painted" is a frame that Chromium swapped onto the screen (`film.py`), never a label. Pages are opened as people open them, with
Flutter's semantics off. Chromium paints without a graphics card and shares this machine with the servers and the bench, so beside
every figure stands the floor of the same run: a bare Flet page that starts, a bare Flet page whose one line changes.
"""

import asyncio
import contextlib
import json
import os
import random
import tempfile
import time
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import psutil
from playwright.async_api import Browser, BrowserContext, Playwright, async_playwright, expect

from shared.client import MemberApi
from shared.wire.sales import Ref
from tests.browser.harness import ARGUMENTS, CHROMIUM, PHONE, TABLET, CameraFile, Screen, Watch
from tests.browser.people import enrols, joins, unlocks
from tests.browser.processes import Stack, free_port, process, stack
from tests.shop import STORE, Shop, join, open_shop
from tools.bench.figure import Figure
from tools.bench.film import Box, Change, Film, change, quantile
from tools.bench.sessions import PAGES, bytes_a_page, cookies_of, first_words
from tools.bench.starts import Starts, cold_starts

SALES = 20
SCANS = 20
STARTS = 8
TRIES = 10
"""More scans than are counted: the first are shown before the camera of a busy machine has opened its eye."""
WARM_UP = 3
FEWEST = 5
"""Scans that were seen at both ends, below which there is no figure."""
AFTERWARDS = 2.0
"""Seconds after an event in which everything that it causes has been painted."""
WORDS: dict[str, Any] = {"locale": "ja-JP", "timezone_id": "Asia/Tokyo", "color_scheme": "light"}


def run() -> list[Figure]:
    return asyncio.run(_measure())


async def _measure() -> list[Figure]:
    expect.set_options(timeout=30_000)  # milliseconds: only people's first steps wait for labels
    with tempfile.TemporaryDirectory(prefix="bench-screen-") as folder:
        data = Path(folder)
        trace = data / "frames.jsonl"
        with stack(data, {"app_staff": "tools.bench.watched_tablet"}, TAMARU_BENCH_TRACE=str(trace)) as running:
            shop = await open_shop(running.api, running.setup_token)
            async with async_playwright() as playwright:
                figures = await _member(playwright, running, shop, data)
                figures += await _tablet(playwright, running, shop, trace)
            return figures


# ---------------------------------------------------------------- the member's card
async def _member(playwright: Playwright, running: Stack, shop: Shop, data: Path) -> list[Figure]:
    port = free_port()
    with process("-m", "tools.bench.bare", str(port), str(data / "bare.txt"), port=port, log=data / "bare.log") as bare:
        async with _chromium(playwright) as browser:
            floor = await _bare_change(browser, bare, data / "bare.txt")
            context = await browser.new_context(**PHONE, **WORDS)
            screen = Screen(await context.new_page(), Watch())
            await screen.open(f"{running.member}/join/{STORE}")
            number = await joins(screen, running)
            box = await _below_the_card(screen)
            await screen.page.close()
            figures = _sale_figures(await _sales(context, running.member, shop, number, box), floor)
            figures.append(await _memory(context, running))
            signed_in = await context.storage_state()
            await context.close()
            card = await cold_starts(playwright, running.member, signed_in, STARTS, code=True)
            empty = await cold_starts(playwright, bare, None, STARTS, code=False)
    return figures + _start_figures(card, empty)


async def _memory(context: BrowserContext, running: Stack) -> Figure:
    hello, cookie = await first_words(context, running.member), await cookies_of(context, running.member)
    host = next(one.pid for one in psutil.process_iter() if str(running.data / "member") in one.cmdline())
    cost = await bytes_a_page(host, running.member, cookie, hello)
    return Figure(
        "memory of an open page in the member's web host", cost / 1e6, "MB", lower_is_better=True, note=f"{PAGES} pages; {_load()}"
    )


async def _below_the_card(screen: Screen) -> Box:
    """Where the arrival and the balance are: under the code's panel, whose ring ticks, down to the bar of the tabs."""
    number = await screen.page.get_by_text("会員番号").first.bounding_box()
    width, height = PHONE["viewport"]["width"], PHONE["viewport"]["height"]
    if number is None:
        raise RuntimeError("the card does not show its number")
    return Box(0, int(number["y"]) + 90, width, height - 90)


@dataclass(frozen=True, slots=True)
class Painted:
    """Seconds from the cause: until the cause was answered, the first painted change, the last."""

    answered: float
    first: float
    settled: float


async def _sales(context: BrowserContext, url: str, shop: Shop, number: str, box: Box) -> list[Painted]:
    page = await context.new_page()
    film = await Film.roll(page)
    await page.goto(url)
    await asyncio.sleep(6)
    found: list[Painted] = []
    for _ in range(WARM_UP + SALES):
        sale = shop.sale(1_100, member=Ref(kind="card", value=number))
        sent = time.time()
        await shop.ring(sale)
        answered = time.time()
        await asyncio.sleep(AFTERWARDS + random.random())  # the ring ticks every second: no sale may keep step with it
        seen = change(film.cut(sent), box)
        if seen is None:
            raise RuntimeError("a sale was not seen on the open card")
        found.append(Painted(answered - sent, seen.first - sent, seen.settled - sent))
    await page.close()
    return found[WARM_UP:]


def _sale_figures(painted: list[Painted], floor: list[float]) -> list[Figure]:
    half, late = (quantile([one.first for one in painted], share) for share in (0.5, 0.95))
    bare = quantile(floor, 0.5)
    note = (
        f"first frame with the arrival or the new points; p50 {half:.3f}; the POS has its answer after p50 "
        f"{quantile([one.answered for one in painted], 0.5):.3f}; counted up and at rest after p50 "
        f"{quantile([one.settled for one in painted], 0.5):.3f}, p95 {quantile([one.settled for one in painted], 0.95):.3f}; {_load()}"
    )
    return [
        Figure("POS request → balance painted, p95", late, "s", aim=0.5, lower_is_better=True, note=note),
        Figure("POS request → balance painted, p50 against the floor", half, "s", limit=bare, lower_is_better=True, note=_floor(floor)),
    ]


def _floor(floor: list[float]) -> str:
    return (
        f"floor: one changed line of a bare Flet page is painted after p50 {quantile(floor, 0.5):.3f} s, p95 {quantile(floor, 0.95):.3f} s"
    )


async def _bare_change(browser: Browser, url: str, trace: Path) -> list[float]:
    """Seconds from `page.update()` to its paint, of SALES changes."""
    context = await browser.new_context(**PHONE, **WORDS)
    page = await context.new_page()
    film = await Film.roll(page)
    await page.goto(url)
    await asyncio.sleep(4 + SALES * 0.7)
    stills = film.cut(0)
    await context.close()
    changed = _times(trace)[4:]
    whole = Box(0, 0, PHONE["viewport"]["width"], PHONE["viewport"]["height"])
    found: list[float] = []
    for at, until in pairwise(changed):
        last = [still for still in stills if still.at < at][-1:]
        seen = change([*last, *(still for still in stills if at <= still.at < until)], whole)
        if seen is not None:
            found.append(seen.first - at)
    return found


def _times(trace: Path) -> list[float]:
    return [float(line) for line in trace.read_text("ascii").split()]


# ---------------------------------------------------------------- cold starts
def _start_figures(card: Starts, bare: Starts) -> list[Figure]:
    at_hand, bare_half = quantile(card.at_hand, 0.5), quantile(bare.cold, 0.5)
    note = (
        f"signed in, empty caches, navigation → first frame whose code can be read; {len(card.cold)} starts, p50 {quantile(card.cold, 0.5):.3f}; "
        f"{card.requests} requests, {card.transferred / 1e6:.1f} MB on the wire; {_load()}"
    )
    warm = (
        f"the same profile again: p50 {quantile(card.warm, 0.5):.3f}; {card.warm_requests} requests, {card.warm_transferred / 1e3:.0f} kB"
    )
    bare_note = f"floor: a bare Flet page's first text, p50 {bare_half:.3f} s cold, {quantile(bare.warm, 0.5):.3f} s warm"
    return [
        Figure("card cold start, p95", quantile(card.cold, 0.95), "s", aim=1.5, lower_is_better=True, note=note),
        Figure(
            "app at hand after a cold start, p50 against the floor", at_hand, "s", limit=bare_half, lower_is_better=True, note=bare_note
        ),
        Figure("card warm start, p95", quantile(card.warm, 0.95), "s", lower_is_better=True, note=warm),
    ]


# ---------------------------------------------------------------- the tablet
async def _tablet(playwright: Playwright, running: Stack, shop: Shop, trace: Path) -> list[Figure]:
    camera = CameraFile(trace.with_name("camera.mjpeg"))
    bearers = [(await join(running.api, f"m{index}@example.jp", name))[0] for index, name in enumerate(("青木 海", "渡辺 さくら"))]
    async with _chromium(playwright, *camera.arguments) as browser:
        context = await browser.new_context(**TABLET, **WORDS)
        await context.grant_permissions(["camera"])
        screen = Screen(await context.new_page(), Watch())
        await screen.open(running.staff + "/")
        await enrols(screen, camera, await shop.enrolment())
        await unlocks(screen)
        await screen.page.close()
        page = await context.new_page()
        film = await Film.roll(page)
        await page.goto(running.staff + "/")
        await asyncio.sleep(6)
        shown: list[tuple[str, float, Change]] = []
        for index in range(TRIES + SCANS):
            async with MemberApi(running.api, bearers[index % 2]) as member:
                code = (await member.code()).code
            now = time.time()
            camera.show(code)
            await asyncio.sleep(AFTERWARDS + random.random())
            seen = change(film.cut(now), Box(490, 22, 1258, 780))  # the next member may differ by no more than the name
            if seen is not None:
                shown.append((code, now, seen))
            if len(shown) == WARM_UP + SCANS:
                break
        await asyncio.sleep(AFTERWARDS)
    frames = _frames(trace)
    counted = [one for one in shown[WARM_UP:] if one[0] in frames]
    if len(counted) < FEWEST:
        raise RuntimeError(f"of {len(shown)} scans that were seen on the tablet {len(counted)} were witnessed at the camera")
    return _scan_figures(counted, frames)


def _frames(trace: Path) -> dict[str, dict[str, float]]:
    lines = [json.loads(line) for line in trace.read_text("utf-8").splitlines()] if trace.exists() else []
    return {str(line["text"]): line for line in lines}


def _scan_figures(shown: list[tuple[str, float, Change]], frames: dict[str, dict[str, float]]) -> list[Figure]:
    delivered = [seen.settled - frames[code]["delivered"] for code, _, seen in shown]
    read = [frames[code]["read"] - frames[code]["delivered"] for code, _, _ in shown]
    held = [seen.settled - at for _, at, seen in shown]
    note = (
        f"{len(shown)} scans; first picture with the code reached the app → the panel complete and at rest; p50 {quantile(delivered, 0.5):.3f}; of it until "
        f"read p50 {quantile(read, 0.5):.3f}; from the code before the camera (the picture is still to be taken) p50 "
        f"{quantile(held, 0.5):.3f}, p95 {quantile(held, 0.95):.3f}; {_load()}"
    )
    return [Figure("frame delivered → panel painted, p95", quantile(delivered, 0.95), "s", aim=0.3, lower_is_better=True, note=note)]


@contextlib.asynccontextmanager
async def _chromium(playwright: Playwright, *arguments: str) -> AsyncGenerator[Browser]:
    browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, *arguments])
    yield browser
    await browser.close()


def _load() -> str:
    return f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
