"""Somebody without a mouse: Tab, Shift+Tab, Enter, Space, Escape, and what is typed into fields."""

import re

import numpy as np
from PIL import Image, ImageChops
from playwright.async_api import Page

from tests.browser.harness import Screen

STOPS = 60
"""Places the focus may come by on its way."""
SETTLED = 400
"""Milliseconds until Flutter has the focus where the page has it."""
DIFFERENT, SHOWN = 16, 150
"""What an eye tells apart, of 255; and on so many pixels of the screen where the focus comes to."""
FOCUSED = "() => { const here = document.activeElement; return here.getAttribute('aria-label') || here.textContent || ''; }"


async def reach(page: Page, name: str, *, back: bool = False) -> None:
    """Tab (`back`: with Shift), and nothing else, until what has the focus is called so."""
    passed: list[str] = []
    for _ in range(STOPS):
        here = str(await page.evaluate(FOCUSED)).replace("\N{NO-BREAK SPACE}", " ")  # a figure keeps its unit
        if re.search(name, here):
            return
        passed.append(here[:20])
        await page.keyboard.press("Shift+Tab" if back else "Tab")
        await page.wait_for_timeout(80)
    raise AssertionError(f"the focus never came to {name!r}; it came by {passed}")


async def choose(screen: Screen, name: str, then: str, key: str = "Enter", *, back: bool = False) -> None:
    """Reach it and press Enter, until `then` is said. A key that comes before Flutter has the focus where the page has it goes nowhere."""
    missed: AssertionError | None = None
    for again in range(1, 5):
        await reach(screen.page, name, back=back)
        await screen.page.wait_for_timeout(SETTLED * again)
        await screen.page.keyboard.press(key)
        try:
            await screen.until(then, seconds=10)
        except AssertionError as error:
            missed = error
        else:
            return
        await screen.page.keyboard.press("Tab")  # on from here, and round to it again
    raise AssertionError(f"{key} on {name!r} did nothing") from missed


async def fill(screen: Screen, name: str, text: str) -> None:
    """Into the field that is called so, in place of what it says."""
    page = screen.page
    await reach(page, name)
    for again in range(1, 5):
        await page.wait_for_timeout(SETTLED * again)
        await page.keyboard.press("Control+A")
        await page.keyboard.type(text, delay=20)
        await page.wait_for_timeout(SETTLED)
        here = await page.evaluate("() => document.activeElement.value")
        if here in (None, text):  # a field that knows how long a code is has gone on by itself
            return
    raise AssertionError(f"{name!r} never said {text!r}")


async def shows_the_focus(screen: Screen, url: str, stops: int) -> None:
    """Opened anew without labels, as most people have it: each Tab is seen on the screen."""
    page = screen.page
    await page.goto(url)
    await page.wait_for_selector("flt-semantics-placeholder", state="attached")
    before = await screen.picture()
    for stop in range(stops):
        await page.keyboard.press("Tab")
        await page.wait_for_timeout(SETTLED)
        after = await screen.picture()
        assert changed(before, after) >= SHOWN, f"stop {stop} of {url}: nobody sees where the focus is"
        before = after


def changed(before: Image.Image, after: Image.Image) -> int:
    """Pixels that an eye tells apart."""
    return int((np.asarray(ImageChops.difference(before, after)).max(axis=2) >= DIFFERENT).sum())
