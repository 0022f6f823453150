"""The page itself shows the card while the app still loads, and the app goes on with the same code."""

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import msgspec
import numpy as np
import pytest
import zxingcpp

from app_member.tokens import LANGUAGE, TOKEN, Tokens
from app_member.web_early import GOOD_FOR, Early
from shared.client.face import Face
from shared.clock import SetClock
from shared.ui.web import browser
from shared.vault.web import WebStore
from shared.wire.members import Refreshed
from shared.wire.problems import Code, problem
from tests.apps.fake_api import FakeApi
from tests.apps.member.conftest import NOW, OpenMember

OWNER = "owner-1"


class Page:
    """A browser that asks for the member's page."""

    def __init__(self, folder: Path) -> None:
        self.clock = SetClock(NOW)
        self.api = FakeApi(self.clock)
        self.store = WebStore(folder, self.clock)
        self.early = Early("http://fake", self.store, self.clock, Face(), self.api)

    async def cover(self, path: str = "/", owner: str = OWNER) -> str | None:
        browser.set(owner)
        return await self.early.cover(path)


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    one = Page(tmp_path)
    one.store.write(OWNER, TOKEN, "token-1")
    yield one
    one.store.close()


def scanned(cover: str) -> str:
    """What a scanner reads in the page's drawing."""
    side = int(re.findall(r'viewBox="0 0 (\d+) ', cover)[0])
    picture = np.full((side, side), 255, np.uint8)
    for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", cover):
        picture[int(y), int(x)] = 0
    found = zxingcpp.read_barcode(np.kron(picture, np.ones((6, 6), np.uint8)))
    assert found is not None
    return found.text


async def test_the_page_has_the_code_the_name_and_the_number(page: Page) -> None:
    cover = await page.cover()
    assert cover is not None
    assert len(scanned(cover)) > 100
    assert "様</p>" in cover
    assert re.search(r"<b>\d{4} \d{4} \d{4}</b>", cover)


async def test_it_speaks_the_language_that_was_chosen(page: Page) -> None:
    page.store.write(OWNER, LANGUAGE, "en")
    cover = await page.cover()
    assert cover is not None
    assert "様" not in cover
    assert 'lang="en"' in cover


@pytest.mark.parametrize(("path", "owner"), [("/coupons", OWNER), ("/", "somebody-else")])
async def test_other_pages_and_other_browsers_have_the_usual_cover(page: Page, path: str, owner: str) -> None:
    assert await page.cover(path, owner) is None
    assert page.early.taken() is None


async def test_a_server_that_is_away_keeps_no_page_waiting(page: Page) -> None:
    page.api.line = False
    assert await page.cover() is None


async def test_the_app_goes_on_with_the_code_of_the_page(page: Page, member: OpenMember) -> None:
    cover = await page.cover()
    assert cover is not None
    one = await member(ahead=page.early.taken)
    assert one.app.has("qr")
    assert one.app.has("balance")
    assert "/v1/me/codes" not in one.api.paths()
    assert page.early.taken() is None  # once


async def test_a_page_that_was_left_gives_its_code_to_nobody(page: Page) -> None:
    await page.cover()
    page.clock.forward(int(GOOD_FOR * 1000) + 1)
    assert page.early.taken() is None


async def test_who_has_signed_out_since_is_out(page: Page) -> None:
    await page.cover()
    page.store.delete(OWNER, TOKEN)
    assert await page.cover() is None
    assert page.early.taken() is None


async def test_nobody_s_name_stays_longer_than_his_page_needs_it(page: Page) -> None:
    await page.cover()
    page.clock.forward(int(GOOD_FOR * 1000) + 1)
    await page.cover("/coupons", "somebody-else")
    assert page.early.kept == 0


class Renewing(httpx.AsyncBaseTransport):
    """A server that takes its time to renew a session that has expired."""

    def __init__(self, api: FakeApi) -> None:
        self.api, self.answers = api, asyncio.Event()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/v1/refresh":
            await self.answers.wait()
            return httpx.Response(200, content=msgspec.json.encode(Refreshed(token="token-1", refresh="refresh-2")))
        if request.headers.get("authorization") == "Bearer old":
            return httpx.Response(401, content=msgspec.json.encode(problem(Code.SESSION_EXPIRED)))
        return await self.api.handle_async_request(request)


async def test_a_session_that_is_renewed_too_late_for_the_page_is_kept(page: Page) -> None:
    slow = Renewing(page.api)
    page.early = Early("http://fake", page.store, page.clock, Face(), slow)
    tokens = Tokens(page.store.of(OWNER))
    await tokens.keep("old", "refresh-1")
    assert await page.cover() is None
    slow.answers.set()
    for _ in range(500):
        if await tokens.kept() == ("token-1", "refresh-2"):
            break
        await asyncio.sleep(0.01)
    assert await tokens.kept() == ("token-1", "refresh-2")
