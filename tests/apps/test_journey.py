"""The same day without a browser: both apps in this process, the real server on a real loopback port, in well under a second of work.

The picture that the card shows is what the tablet's camera sees: the code is drawn, decoded, verified and consumed as at a till.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import flet as ft

from app_member.main import Settings as MemberSettings
from app_member.main import open_app
from app_staff.actions import Settings as StaffSettings
from app_staff.main import Staff
from app_staff.tools import Preview
from shared.clock import SystemClock
from shared.qr.m1 import normal
from shared.scanner.source import Frame, FrameSource
from shared.vault import MemoryVault
from shared.wire.sales import Ref
from tests.apps.conftest import Open
from tests.apps.harness import Harness
from tests.shop import PIN, STORE, Shop, mailed_code, open_shop
from tools.demo.server import in_process

EMAIL = "hanako@example.jp"


class Counter:
    """A camera over the counter: sees what is laid before it, again and again."""

    def __init__(self) -> None:
        self.lying: bytes | None = None

    async def frames(self) -> AsyncIterator[Frame]:
        while True:
            if self.lying is not None:
                yield Frame(self.lying)
            await asyncio.sleep(0.01)

    def source(self, camera: Callable[[], Any], preview: Preview) -> FrameSource:
        """Takes the place of the camera that the tablet would open."""
        del camera, preview
        return self

    async def close(self) -> None:
        """The loop that reads it is cancelled by its owner."""


async def test_a_day_in_milliseconds(tmp_path: Path, open_session: Open) -> None:
    async with in_process(tmp_path, SystemClock()) as server:
        shop = await open_shop(server.url, server.setup_token)
        phone, tablet, counter = open_session(f"/join/{STORE}"), open_session(), Counter()
        phone.run(lambda page: open_app(page, member_settings(server.url)))
        tablet.run(lambda page: start_tablet(page, server.url, counter))

        number = await joins(phone, server.url)
        await shop.ring(shop.sale(60_000, member=Ref(kind="card", value=number)))
        await phone.until(lambda: phone.shows("600"))

        await enrols(tablet, shop)
        counter.lying = picture(phone)
        await tablet.until(lambda: tablet.shows("山本 花子"))
        await tablet.click("preset-500")
        await tablet.click("confirm")
        await phone.until(lambda: phone.shows("100"))

        await shop.post_event(shop.sale(2_000, points=500))
        await phone.until(lambda: phone.shows("118"))
        await tablet.click("go-today")
        await tablet.followed()
        await tablet.until(lambda: tablet.shows("¥62,000"))


def member_settings(api: str) -> MemberSettings:
    vault = MemoryVault()
    return MemberSettings(api=api, clock=SystemClock(), vault=lambda _: vault, phone=False, locale=lambda _: "ja")


def start_tablet(page: ft.Page, api: str, counter: Counter) -> Staff:
    tablet = Staff(page, StaffSettings(api=api), MemoryVault(), source=counter.source)
    tablet.start()
    return tablet


async def joins(phone: Harness, api: str) -> str:
    """From the store's QR to the card; answers the number under the code."""
    await phone.until(lambda: phone.has("email"))
    await phone.type("email", EMAIL)
    await phone.click("send-code")
    await phone.until(lambda: phone.has("code"))
    await phone.type("code", await mailed_code(api, EMAIL))
    await phone.until(lambda: phone.has("name"))
    await phone.type("name", "山本 花子")
    await phone.click("make")
    await phone.until(lambda: phone.shows("会員証ができました"))
    await phone.followed()
    await phone.until(lambda: phone.has("qr") and phone.has("number"))
    return normal(str(phone.key("number", ft.Text).value))


async def enrols(tablet: Harness, shop: Shop) -> None:
    await tablet.until(lambda: tablet.has("enrol"))
    await tablet.type("token", await shop.enrolment())
    await tablet.click("enrol")
    await tablet.until(lambda: tablet.has(f"person-{shop.manager_id}"))
    await tablet.click(f"person-{shop.manager_id}")
    for digit in PIN:
        await tablet.click(f"pin-{digit}")
    await tablet.until(lambda: tablet.has("go-today"))


def picture(phone: Harness) -> bytes:
    """The PNG of the code as the card shows it now."""
    shown = phone.key("qr", ft.Image).src
    assert isinstance(shown, bytes)
    return shown
