"""From a frame to the panel: how long a clerk waits after the camera has seen the card.

The whole way is real: Chromium with a fake camera, the staff app's web host, the server, all on this machine. The clock starts when the
frame that will be read is in the host's hands, and stops when the member's name is on the tablet's screen.
"""

import asyncio
import contextlib
import secrets
import statistics
import tempfile
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import flet as ft
import msgspec
import uvicorn
from playwright.async_api import Page, async_playwright

from app_staff.actions import DEVICE, PERSON, Settings
from app_staff.main import Staff
from app_staff.scanner.camera import CameraSource
from app_staff.scanner.decode import Decoder, Reading
from app_staff.scanner.source import Frame
from shared.client import MemberApi, StaffApi
from shared.clock import SystemClock
from shared.ui.web import exported, guarded
from shared.vault import MemoryVault
from shared.wire.staff import Unlock
from tests.browser.harness import ARGUMENTS, CHROMIUM, TABLET, CameraFile, enable_semantics
from tests.browser.processes import free_port, process
from tests.shop import PIN, join, open_shop
from tools.bench.figure import Figure

RUNS = 20
SHOWN = """name => [...document.querySelectorAll('flt-semantics')]
    .some(one => (one.textContent + (one.getAttribute('aria-label') || '')).includes(name))"""


class Stopwatch(Decoder):
    """Remembers when the frame that was read had been delivered."""

    def __init__(self) -> None:
        super().__init__()
        self.delivered: dict[int, float] = {}
        self.read_at = 0.0
        self.decoded = 0.0

    def decode(self, frame: Frame) -> Reading | None:
        began = time.perf_counter()
        found = super().decode(frame)
        if found is not None:
            self.read_at = self.delivered.get(id(frame), began)
            self.decoded = time.perf_counter() - began
        return found


class TimedCamera(CameraSource):
    def __init__(self, current: Callable[[], Any], watch: Stopwatch) -> None:
        super().__init__(current, SystemClock())
        self._watch = watch

    async def frames(self) -> AsyncIterator[Frame]:
        async for frame in super().frames():
            self._watch.delivered[id(frame)] = time.perf_counter()  # an id that comes again is a later frame
            yield frame


class Guest(uvicorn.Server):
    """Leaves the process's signals alone."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        yield


@contextlib.asynccontextmanager
async def tablet_host(api: str, vault: MemoryVault, watch: Stopwatch) -> AsyncGenerator[str]:
    """The staff app's web host in this process, so that one clock times both ends."""

    def main(page: ft.Page) -> None:
        Staff(
            page,
            Settings(api=api, lock_after=3600),
            vault,
            decoder=watch,
            source=lambda current, _: TimedCamera(current, watch),
            locale="ja",
        ).start()

    port = free_port()
    app = guarded(exported(main, "staff"), title="スタッフ")
    server = Guest(uvicorn.Config(app, host="127.0.0.1", port=port, ws="websockets-sansio", log_level="warning"))
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn tells nobody
        await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.should_exit = True
        await serving


async def measure(api: str, token: str, folder: Path) -> tuple[list[float], list[float]]:
    """Seconds from frame to panel, and of them in the decoder, for RUNS members one after the other."""
    shop = await open_shop(api, token)
    people = [(name, await join(api, f"bench{n}@example.jp", name)) for n, name in enumerate(f"計測{n:02d}さん" for n in range(RUNS + 1))]
    vault, watch, camera = MemoryVault(), Stopwatch(), CameraFile(folder / "camera.mjpeg")
    await vault.set(DEVICE, await enrolled(api, await shop.enrolment(), shop.manager_id, vault))
    waited: list[float] = []
    decoding: list[float] = []
    async with tablet_host(api, vault, watch) as url, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, *camera.arguments])
        tablet: Any = TABLET
        page = await (await browser.new_context(**tablet, locale="ja-JP", permissions=["camera"])).new_page()
        await page.goto(url)
        await enable_semantics(page)
        await page.wait_for_timeout(3000)
        for name, (bearer, _) in people:
            async with MemberApi(api, bearer) as phone:
                camera.show((await phone.code()).code)
            waited.append(await painted(page, name) - watch.read_at)
            decoding.append(watch.decoded)
            await page.wait_for_timeout(400)
        await browser.close()
    return waited[1:], decoding[1:]  # the first one warms up


async def enrolled(api: str, code: str, person: str, vault: MemoryVault) -> str:
    """The tablet's bearer; the manager is signed in at it."""
    async with StaffApi(api) as device:
        device.token = (await device.enrol(code)).token
        await vault.set(PERSON, msgspec.json.encode(await device.unlock(Unlock(staff=person, pin=PIN))).decode())
        return device.token


async def painted(page: Page, name: str) -> float:
    await page.wait_for_function(SHOWN, arg=name, polling="raf", timeout=30_000)
    return time.perf_counter()


def run() -> list[Figure]:
    token, port = secrets.token_urlsafe(24), free_port()
    with tempfile.TemporaryDirectory() as place, ExitStack() as running:
        folder = Path(place)
        api = running.enter_context(
            process(
                *("-m", "backend", "--data", place, "--port", str(port), "--mail", "mailbox"),
                port=port,
                log=folder / "api.log",
                TAMARU_SETUP_TOKEN=token,
            )
        )
        waited, decoding = asyncio.run(measure(api, token, folder))
    worst = statistics.quantiles(waited, n=20)[-1]
    note = f"{len(waited)} members; of it decoding p50 {statistics.median(decoding) * 1000:.0f} ms"
    return [
        Figure("frame delivered → panel on the screen, p50", statistics.median(waited), "s", lower_is_better=True, note=note),
        Figure("frame delivered → panel on the screen, p95", worst, "s", aim=0.3, lower_is_better=True),
    ]
