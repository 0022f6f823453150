"""Photographs every screen of an app, in both languages and themes, for people to judge: `python tools/pictures.py member`.

The shop is the demo's own, made once into build/pictures; the pictures lie in build/screens/<app>/<screen>-<language>-<theme>.png.
A scene is a name and what one does to get there, from a page that is signed in; add one to the table of its app.
"""

import argparse
import asyncio
import re
import secrets
import sys
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import msgspec
from playwright.async_api import Browser, Page, async_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from shared.clock import SetClock, SystemClock  # noqa: E402 - after the path that makes it importable
from tests.browser.harness import ARGUMENTS, CHROMIUM, PHONE, SMALL_PHONE, Screen, Watch  # noqa: E402 - as above
from tests.browser.processes import free_port, process  # noqa: E402 - as above
from tests.shop import mailed_code  # noqa: E402 - as above
from tools.demo.server import in_process  # noqa: E402 - as above
from tools.demo.shop import Maker, Shop  # noqa: E402 - as above

DATA = ROOT / "build" / "pictures"
LANGUAGES = {"ja": "ja-JP", "en": "en-GB"}
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SETTLE = 2500
"""Milliseconds until a screen stands."""
Go = Callable[[Page, str], Awaitable[None]]
"""What one does on a page, given the app's address."""


@dataclass(frozen=True, slots=True)
class Scene:
    name: str
    go: Go
    fresh: bool = False
    """In a browser that nobody has signed in with."""


# -- the member's app
def at(route: str) -> Go:
    async def go(page: Page, url: str) -> None:
        await page.goto(url + route)

    return go


def after(first: Go, role: Literal["button"], name: str) -> Go:
    """`first`, then a tap on the first control of that role and name."""

    async def go(page: Page, url: str) -> None:
        await first(page, url)
        await semantics(page)
        await page.get_by_role(role, name=re.compile(name)).first.click()

    return go


async def code_step(page: Page, url: str) -> None:
    await page.goto(f"{url}/join/honten")
    await semantics(page)
    await page.get_by_role("textbox").first.click()
    await page.keyboard.type(f"hanako.{secrets.token_hex(2)}@example.jp")  # codes are mailed five times an hour to an address
    await page.get_by_role("button", name=re.compile("確認コード|code")).click()


MEMBER = (
    Scene("join", at("/join/honten"), fresh=True),
    Scene("code", code_step, fresh=True),
    Scene("sign-in", at("/"), fresh=True),
    Scene("card", at("/")),
    Scene("menu", after(at("/"), "button", "アカウント|Account")),
    Scene("coupons", at("/coupons")),
    Scene("coupons-used", after(at("/coupons"), "button", "使用済み|Used")),
    Scene("points", at("/points")),
    Scene("why", after(at("/points"), "button", "なぜ|Why")),
    Scene("receipts", at("/receipts")),
    Scene("receipt", after(at("/receipts"), "button", "pt")),
)


async def semantics(page: Page) -> None:
    await page.wait_for_selector("flt-semantics-placeholder", state="attached")
    await page.evaluate("document.querySelector('flt-semantics-placeholder').click()")
    await page.wait_for_selector("flt-semantics", state="attached")
    await page.wait_for_timeout(1200)


async def sign_in(browser: Browser, api: str, url: str, shop: Shop) -> Path:
    """The cookie of a browser in which the demo's first member is signed in; kept, for codes are mailed five times an hour."""
    kept = DATA / "browser.json"
    if kept.exists():
        return kept
    person = shop.people[0]
    size: dict[str, Any] = PHONE
    context = await browser.new_context(**size, locale="ja-JP")
    page = await context.new_page()
    await page.goto(url + "/")
    await semantics(page)
    await page.get_by_label("メールアドレス").click()
    await page.keyboard.type(person.email)
    await page.get_by_role("button", name="確認コードを受け取る").click()
    await page.get_by_label("確認コード(6 桁)").click()
    await page.keyboard.type(await mailed_code(api, person.email))
    await page.get_by_role("img", name="会員証のQRコード").wait_for()
    await context.storage_state(path=kept)
    await context.close()
    return kept


@dataclass(frozen=True, slots=True)
class Camera:
    """Takes one app's pictures."""

    app: str
    url: str
    browser: Browser
    watch: Watch
    kept: Path
    """The cookie of somebody who is signed in."""

    async def take(self, scene: Scene, language: str, theme: Literal["light", "dark"], size: dict[str, Any], suffix: str = "") -> None:
        kept = None if scene.fresh else self.kept
        context = await self.browser.new_context(
            **size, locale=LANGUAGES[language], color_scheme=theme, timezone_id="Asia/Tokyo", storage_state=kept
        )
        self.watch.over(context)
        page = await context.new_page()
        await scene.go(page, self.url)
        await page.wait_for_timeout(SETTLE)
        print(await Screen(page, self.watch).shot(f"{self.app}/{scene.name}{suffix}-{language}-{theme}"))
        await context.close()


async def photograph(app: str, api: str, url: str, shop: Shop, only: str) -> list[str]:
    """All scenes whose name begins with `only`; answers what the pages did that they should not have."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        camera = Camera(app, url, browser, Watch(), await sign_in(browser, api, url, shop))
        for scene in APPS[app]:
            if scene.name.startswith(only):
                for language in LANGUAGES:
                    for theme in THEMES:
                        await camera.take(scene, language, theme, PHONE)
                await camera.take(scene, "ja", "light", SMALL_PHONE, "-small")
        await browser.close()
    return camera.watch.found


async def demo_shop() -> Shop:
    """The demo's shop, made when there is none yet."""
    if (DATA / "demo.json").exists():
        return msgspec.json.decode((DATA / "demo.json").read_bytes(), type=Shop)
    DATA.mkdir(parents=True, exist_ok=True)
    clock = SetClock(SystemClock().now())
    async with in_process(DATA, clock) as server:
        shop = await Maker(server.url, clock, server.mailbox).make(server.setup_token, lambda share: print(f"\r{share:4.0%}", end=""))
    (DATA / "demo.json").write_bytes(msgspec.json.encode(shop))
    return shop


APPS = {"member": MEMBER}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("app", choices=APPS)
    parser.add_argument("only", nargs="?", default="", help="the beginning of a scene's name")
    given = parser.parse_args()
    shop = asyncio.run(demo_shop())
    ports = free_port(), free_port()
    with ExitStack() as running:
        api = running.enter_context(
            process("-m", "backend", "--data", str(DATA), "--port", str(ports[0]), "--mail", "mailbox", port=ports[0], log=DATA / "api.log")
        )
        url = running.enter_context(
            process(
                *("-m", f"app_{given.app}", "--web", "--port", str(ports[1]), "--api", api, "--data", str(DATA / given.app)),
                port=ports[1],
                log=DATA / f"{given.app}.log",
            )
        )
        found = asyncio.run(photograph(given.app, api, url, shop, given.only))
    print("\n".join(found) or "nothing on the console, nothing foreign")


if __name__ == "__main__":
    main()
