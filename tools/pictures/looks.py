"""The walk through the scenes: each once per language, seen in every theme, size and size of text."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from PIL import Image
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from shared.i18n import LANGUAGES, Language
from shared.ui import text_size
from tests.browser.harness import ARGUMENTS, CHROMIUM, ROOT, CameraFile, Screen, Watch, enable_semantics
from tools.pictures import checks, member, semantics, staff, staff_stage
from tools.pictures.stage import COOKIE, House, Stage

SCREENS = ROOT / "build" / "screens"
Theme = Literal["light", "dark"]
Size = tuple[int, int]
SIZES: dict[str, tuple[Size, ...]] = {"member": ((390, 844), (360, 640)), "staff": ((1280, 800), (800, 1280))}
"""The first is the one that a screen is designed for."""
LONG: dict[str, Size] = {"member": (390, 2000), "staff": (390, 2000)}
"""High enough for all of a screen; the tablet's app on a phone."""
SHARPNESS = {"member": 2, "staff": 1}
LOCALES = {"ja": "ja-JP", "en": "en-GB"}
OPENING = 2.2
"""Seconds until fonts and camera are there."""
LOOKS = 4
"""Of a picture with findings."""
STILL = 4
"""Pictures until one is as the one before."""
STAYS = "const wait = setTimeout; window.setTimeout = (what, after, ...more) => after < 30000 ? wait(what, after, ...more) : 0"
"""A cover lifts by itself after half a minute; on a busy machine its pictures take longer."""
FLUTTERS = {"board-sales-days"}
"""Scenes under Flutter's own calendar: shown, not judged, for its sizes and colours are not ours."""


@dataclass(frozen=True, slots=True)
class Look:
    language: Language
    theme: Theme
    size: Size
    percent: int = 100

    def __str__(self) -> str:
        larger = "" if self.percent == 100 else f"-{self.percent}"
        return f"{self.language}-{self.theme}-{self.size[0]}x{self.size[1]}{larger}"


def looks(app: str, language: Language) -> list[Look]:
    """Of one language."""
    usual: list[Theme] = ["light", "dark"]
    seen = [Look(language, theme, size) for size in SIZES[app] for theme in usual]
    return [*seen, Look(language, "light", LONG[app]), *(Look(language, "light", size, 200) for size in (*SIZES[app], LONG[app]))]


def few(app: str, language: Language) -> list[Look]:
    """What a change has to pass: the designed size in Japanese, everything else at once in English."""
    if language == "ja":
        return [Look("ja", "light", SIZES[app][0]), Look("ja", "light", SIZES[app][1], 200)]
    return [Look("en", "dark", SIZES[app][1])]


@dataclass
class Report:
    """What was found, by scene: a finding and the looks that have it."""

    found: dict[tuple[str, str], list[str]] = field(default_factory=dict[tuple[str, str], list[str]])
    pictures: int = 0

    def add(self, scene: str, finding: str, look: str) -> None:
        self.found.setdefault((scene, finding), []).append(look)

    def lines(self) -> list[str]:
        return [f"{scene} · {finding} · {_some(where)}" for (scene, finding), where in sorted(self.found.items())]


def _some(where: list[str]) -> str:
    return ", ".join(where) if len(where) <= 3 else f"{where[0]}, {where[1]} and {len(where) - 2} more"


Choose = Callable[[str, Language], list[Look]]


@dataclass(frozen=True, slots=True)
class App:
    stage: Callable[[Any, Language], Stage]
    kind: type[Stage]
    scenes: Sequence[Any]


APPS: dict[str, App] = {
    "member": App(member.MemberStage, member.MemberStage, member.SCENES),
    "staff": App(staff_stage.StaffStage, staff_stage.StaffStage, staff.SCENES),
}


async def photograph(app: str, only: Callable[[str], bool], choose: Choose = looks, *, abreast: int = 3, keep: bool = True) -> Report:
    """Plays the scenes that `only` wants, a few at a time; with `keep` their pictures lie in build/screens/<app>. With each size of text a
    scene is played anew: whoever has large text comes with it, and what is drawn anew for it forgets what was opened.
    """
    cast = APPS[app]
    report, house = Report(), House()
    waiting: list[tuple[Any, Language, int]] = [
        (scene, language, percent)
        for scene in cast.scenes
        if only(scene.name)
        for language in LANGUAGES
        for percent in dict.fromkeys(look.percent for look in choose(app, language))
    ]

    async def work(open_browser: "_Browsers", url: str) -> None:
        while waiting:
            scene, language, percent = waiting.pop(0)
            stage = cast.stage(scene, language)
            chosen = [look for look in choose(app, language) if look.percent == percent]
            shoot = _Shoot(app, stage, report, keep=keep)
            browser, stage.camera = await open_browser.one(camera=scene.camera)
            try:
                await shoot.take(browser, url, house.place(stage), chosen)
            except Exception as error:  # noqa: BLE001 - one scene that breaks is a finding, the others go on
                report.add(f"{app}/{scene.name}", f"could not be played: {type(error).__name__} {str(error)[:300]}", language)

    async with house.open(cast.kind) as url, contextlib.AsyncExitStack() as open_all:
        browsers = [await open_all.enter_async_context(_browsers(number)) for number in range(min(abreast, len(waiting)))]
        await asyncio.gather(*(work(browser, url) for browser in browsers))
    return report


class _Shoot:
    """One scene in one language."""

    def __init__(self, app: str, stage: Stage, report: Report, *, keep: bool) -> None:
        self.app, self.stage, self.report, self.keep = app, stage, report, keep
        self.name = f"{app}/{stage.scene.name}"

    async def take(self, browser: Browser, url: str, place: str, chosen: list[Look]) -> None:
        stage, watch = self.stage, Watch()
        await stage.prepare()
        await stage.vault.set(text_size.DRAWER, str(chosen[0].percent))
        context = await self._window(browser, chosen[0])
        await context.add_cookies([{"name": COOKIE, "value": place, "url": url}])
        watch.over(context)
        page = await context.new_page()
        covered = await stage.cover() is not None
        if covered:
            await page.add_init_script(STAYS)
            await page.route("**/flutter_bootstrap.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
        await page.goto(url + stage.scene.route)
        stage.screen = Screen(page, watch)
        if not covered:
            await enable_semantics(page)
            await stage.until_open()
        await stage.rest(OPENING)
        if not covered:
            await stage.play(lambda: stage.scene.act(stage))
        for look in chosen:
            await self._look(page, look)
        await context.close()
        for words in watch.found:
            self.report.add(self.name, f"not quiet: {words}", chosen[0].language)

    async def _window(self, browser: Browser, look: Look) -> BrowserContext:
        width, height = look.size
        return await browser.new_context(
            viewport={"width": width, "height": height},
            device_scale_factor=SHARPNESS[self.app],
            has_touch=True,
            locale=LOCALES[look.language],
            color_scheme=look.theme,
            timezone_id="Asia/Tokyo",
            permissions=["camera"] if self.stage.scene.camera else [],
        )

    async def _look(self, page: Page, look: Look) -> None:
        await page.emulate_media(color_scheme=look.theme)
        await page.set_viewport_size({"width": look.size[0], "height": look.size[1]})
        await self.stage.until_as_wide(look.size[0])
        picture, found = await self._judged(page, look)
        self.report.pictures += 1
        if self.keep:
            path = SCREENS / self.app / f"{self.stage.scene.name}-{look}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            await asyncio.to_thread(picture.save, path)
        for finding in found if self.stage.scene.name not in FLUTTERS else []:
            self.report.add(self.name, str(finding), str(look))

    async def _judged(self, page: Page, look: Look) -> tuple[Image.Image, list[checks.Finding]]:
        """Labels come before paint: on a busy machine by seconds, so that only what is still wrong after a few looks is a finding."""
        looked = 0
        while True:
            await page.wait_for_timeout(350)
            await self.stage.until_drawn()
            picture = await _still(page)
            found = await asyncio.to_thread(checks.judge, await semantics.nodes(page), picture, *look.size, look.language, look.percent)
            looked += 1
            if not found or looked == LOOKS:
                return picture, found
            await page.wait_for_timeout(1000 * looked)


async def _still(page: Page) -> Image.Image:
    """A picture once the screen stands still, or after a few: some things on it never do."""
    before = b""
    for _ in range(STILL):
        await page.wait_for_timeout(150)
        now = await page.screenshot()
        if now == before:
            break
        before = now
    return Image.open(BytesIO(before)).convert("RGB")


class _Browsers:
    """One with a film in front of its camera, one without a camera; each is started when it is first wanted."""

    def __init__(self, launch: Callable[..., Any], film: Path) -> None:
        self._launch, self._film = launch, film
        self._open: dict[bool, tuple[Browser, CameraFile | None]] = {}

    async def one(self, *, camera: bool) -> tuple[Browser, CameraFile | None]:
        if camera not in self._open:
            film = CameraFile(self._film) if camera else None
            arguments = [*ARGUMENTS, *(film.arguments if film else [])]
            self._open[camera] = await self._launch(executable_path=CHROMIUM, args=arguments), film
        browser, film = self._open[camera]
        if film is not None:
            film.show()
        return browser, film

    async def close(self) -> None:
        for browser, _ in self._open.values():
            await browser.close()


@contextlib.asynccontextmanager
async def _browsers(number: int) -> AsyncGenerator[_Browsers]:
    (ROOT / "build").mkdir(exist_ok=True)
    async with async_playwright() as playwright:
        browsers = _Browsers(playwright.chromium.launch, ROOT / "build" / f"camera-{number}.mjpeg")
        yield browsers
        await browsers.close()
