"""Driving the apps in Chromium as people see them, and refusing everything they should never cause.

Flutter paints on a canvas; with its semantics switched on, roles and labels are found as on any page. A test opens screens
through the fixtures of conftest.py; when it ends, a single console message, page error, failed or foreign request fails it.
"""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import cv2
import numpy as np
import qrcode
from PIL import Image
from playwright.async_api import BrowserContext, ConsoleMessage, Locator, Page, Position, Request
from playwright.async_api import TimeoutError as NeverCame

ROOT = Path(__file__).resolve().parents[2]
SCREENS = ROOT / "build" / "screens"
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--enable-unsafe-swiftshader",  # WebGL without a graphics card
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
COUNTER = "#8A8378"
FIRST_LINE = 30
"""Logical pixels below the top of a field."""
AT_REST = """async one => {
    const place = () => { const box = one.getBoundingClientRect(); return [box.x, box.y, box.width, box.height].join() };
    for (let before = "", now = place(), held = 0; held < 3; before = now, now = place()) {
        held = now === before ? held + 1 : 0;
        await new Promise(done => setTimeout(done, 50));
        await new Promise(done => requestAnimationFrame(done));
    }
}"""
"""Answers when an element has not moved for three looks, 50 ms and a frame apart."""
OURS = {"127.0.0.1", "localhost"}
LATE_FRAME = re.compile(r"Cannot render platform views: [\d, ]+\. These views have not been created, or they have been deleted\.")
"""Flutter's own: it waits for the rasteriser and then finds that the camera left the screen meanwhile. It skips the view, as it should."""
FORMLESS = re.compile(r"\[DOM\] Password field is not contained in a form: .*")
"""Flutter's own: with its semantics on, each field is an `<input>` among the labels, outside the form that it makes of an autofill group."""
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True}
TABLET: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}, "device_scale_factor": 1, "has_touch": True}


@dataclass
class Watch:
    """Everything a page did that it should not have; empty in a good run."""

    found: list[str] = field(default_factory=list[str])

    def over(self, context: BrowserContext) -> None:
        """Watch every page of a context, those it opens later too."""
        context.on("console", self._said)
        context.on("weberror", lambda error: self.found.append(f"page error: {error.error}"))
        context.on("request", self._asked)
        context.on("requestfailed", lambda request: self.found.append(f"failed: {request.url} {request.failure}"))
        context.on("response", lambda answer: self.found.append(f"{answer.status}: {answer.url}") if answer.status >= 400 else None)
        context.on("page", lambda page: page.on("websocket", lambda socket: self._host(socket.url)))

    def _said(self, message: ConsoleMessage) -> None:
        if LATE_FRAME.fullmatch(message.text) or FORMLESS.fullmatch(message.text):
            return
        self.found.append(f"console {message.type}: {message.text}")

    def _asked(self, request: Request) -> None:
        self._host(request.url)

    def _host(self, url: str) -> None:
        place = urlsplit(url)
        if place.scheme not in {"data", "blob"} and place.hostname not in OURS:
            self.found.append(f"foreign: {url}")


class Screen:
    """One page in one browser: a phone or a tablet."""

    def __init__(self, page: Page, watch: Watch) -> None:
        self.page, self.watch = page, watch

    async def open(self, url: str) -> None:
        """Go there and make the canvas readable."""
        await self.page.goto(url)
        await enable_semantics(self.page)

    async def write(self, label: str, text: str, *, exact: bool = False) -> None:
        """Into a field as a person does: touch it, then type. (A value set from outside before Flutter listens is lost.)"""
        field, values = self.page.get_by_label(label, exact=exact), list[str]()
        try:
            await field.wait_for()
        except NeverCame:
            raise AssertionError(f"there is no field {label!r}; the screen says:\n{await self._heard()}") from None
        for again in range(4):  # on a busy machine the first keys come before Flutter listens, and it takes back what it did not hear
            await self.tap(field, where=await self._line_of(field))
            await self.page.wait_for_timeout(300 * again)
            if again:
                await field.press("Control+A")
            await field.press_sequentially(text)
            for _ in range(10 * (1 + again)):
                await self.page.wait_for_timeout(100)
                values = await field.evaluate_all("all => all.map(one => one.value)")
                if values in ([], [text]):  # a field that knows how long a code is has gone on by itself
                    return
        raise AssertionError(f"the field {label!r} holds {values}, not {text!r}")

    async def _heard(self) -> str:
        """What a person who cannot see would hear."""
        return (await self.page.locator("flt-semantics-host").aria_snapshot()).replace("\u00a0", " ")

    async def _line_of(self, field: Locator) -> Position:
        """Where one writes: what stands below its border, which is wrong or helps, is a part of the field to Flutter, and lies on it."""
        box = await field.bounding_box()
        return {"x": 24, "y": FIRST_LINE} if box is None else {"x": box["width"] / 2, "y": min(box["height"] / 2, FIRST_LINE)}

    async def tap(self, found: Locator, where: Position | None = None) -> None:
        """Touch it where it is once it has come to rest."""
        await self.rests(found)
        await found.click(position=where)

    async def rests(self, found: Locator) -> None:
        """Waits until it has: on a busy machine a sheet that slides in holds still for some frames."""
        await found.evaluate(AT_REST)

    async def until(self, words: str, seconds: float = 20) -> None:
        """Waits for words that a person who cannot see would hear; fails with what is said instead."""
        heard = ""
        for _ in range(int(seconds / 0.1)):
            heard = await self._heard()
            if words in heard:
                return
            await asyncio.sleep(0.1)
        raise AssertionError(f"{words!r} never came; the screen says:\n{heard}")

    async def shot(self, name: str) -> Path:
        """A picture for people to judge: build/screens/<name>.png."""
        path = SCREENS / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(await self._still())
        return path

    async def picture(self) -> Image.Image:
        """What the screen shows, as RGB pixels."""
        return Image.open(BytesIO(await self._still())).convert("RGB")

    async def _still(self) -> bytes:
        """A screenshot once the screen stands still, or after two seconds: labels are there before the canvas is painted."""
        before = b""
        for _ in range(10):
            await self.page.wait_for_timeout(200)
            now = await self.page.screenshot()
            if now == before:
                break
            before = now
        return before


async def enable_semantics(page: Page) -> None:
    """Flutter builds its tree of roles and labels only when an assistive tool asks for it; a click on a hidden button asks."""
    await page.wait_for_selector("flt-semantics-placeholder", state="attached")
    await page.evaluate("document.querySelector('flt-semantics-placeholder').click()")
    await page.wait_for_selector("flt-semantics", state="attached")


# ---------------------------------------------------------------- the camera
FRAME = 200_000  # bytes of every frame
FRAMES = 24  # of a film


class CameraFile:
    """The film in front of Chromium's fake camera, 1280x720; `show` changes it while the camera runs.

    Chromium maps the file into its memory and reads one JPEG after the other, from the start again at its end. So every
    frame has the same length and the file is written in place: wherever it reads, a picture begins.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        path.write_bytes(camera_clip([]))

    @property
    def arguments(self) -> list[str]:
        """What Chromium must be started with."""
        return ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", f"--use-file-for-fake-video-capture={self.path}"]

    def show(self, *scenes: Image.Image | str) -> None:
        """Film the scenes, one after the other (a text as its QR code); nothing at all is an empty counter."""
        with self.path.open("r+b") as file:
            file.write(camera_clip(scenes))


def camera_clip(scenes: Sequence[Image.Image | str]) -> bytes:
    """MJPEG of FRAMES frames that the scenes share, each in the middle of a grey counter."""
    shots = [_frame(scene) for scene in scenes or [Image.new("RGB", (8, 8), COUNTER)]]
    return b"".join(shots[index * len(shots) // FRAMES] for index in range(FRAMES))


def _frame(scene: Image.Image | str) -> bytes:
    """One JPEG of FRAME bytes."""
    picture = _code(scene) if isinstance(scene, str) else scene.convert("RGB")
    picture.thumbnail((1200, 680))
    counter = Image.new("RGB", (1280, 720), COUNTER)
    counter.paste(picture, ((1280 - picture.width) // 2, (720 - picture.height) // 2))
    pixels: Any = np.asarray(counter)[:, :, ::-1]  # OpenCV thinks in BGR
    fine, data = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, 85])
    short = FRAME - len(data)
    if not fine or short < 4:
        raise ValueError(f"the scene needs {len(data)} bytes as JPEG, more than {FRAME}")
    return data[:2].tobytes() + _comment(short) + data[2:].tobytes()


def _comment(length: int) -> bytes:
    """JPEG comments of `length` bytes in all, at least 4."""
    if length <= 60_000:
        return b"\xff\xfe" + (length - 2).to_bytes(2, "big") + bytes(length - 4)
    return _comment(50_000) + _comment(length - 50_000)


def _code(text: str) -> Image.Image:
    drawn: Any = qrcode.make(text, box_size=8, border=4)  # pyright: ignore[reportUnknownMemberType]  qrcode is half typed
    return drawn.convert("RGB")
