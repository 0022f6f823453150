"""On the member's own phone: it signs for itself, in the server's time, with or without a line."""

import asyncio
import base64
import io

import flet as ft
import pytest
import zxingcpp
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from PIL import Image

from app_member.codes import Fresh, Identity, PhoneCodes, new_key
from app_member.renewal import Renewal
from app_member.session import Shown
from shared.client import Unreachable
from shared.clock import SetClock, SystemClock
from shared.qr import m1
from shared.ui import qr
from shared.vault import MemoryVault
from tests.apps.fake_api import FakeApi
from tests.apps.member.conftest import NOW, OpenMember


def read(image: ft.Image) -> str:
    assert isinstance(image.src, bytes)
    return zxingcpp.read_barcodes(Image.open(io.BytesIO(image.src)).convert("L"))[0].text


async def signed_in(member: OpenMember, vault: MemoryVault) -> str:
    """Signs a new phone in; returns the public key that the server was given."""
    one = await member("/", signed=False, phone=True, vault=vault)
    await one.app.type("email", "hana@example.jp")
    await one.app.click("send-code")
    await one.app.type("code", "123456")
    await one.app.until(lambda: one.app.has("qr"))
    return str([asked for asked in one.api.asked if asked[1] == "/v1/sign-in"][-1][2]["public_key"])


async def test_its_code_is_good_by_its_own_key(member: OpenMember) -> None:
    vault = MemoryVault()
    public = await signed_in(member, vault)
    one = await member("/", phone=True, vault=vault)
    await one.app.until(lambda: one.app.has("qr"))
    token = m1.parse(read(one.app.key("qr", ft.Image)))
    assert token is not None
    key = Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(public + "="))
    assert token.judge(key, NOW // 1000) == ("good", 0)
    assert token.kid == 0
    assert "/v1/me/codes" not in one.api.paths()


async def test_without_a_line_the_card_is_there_as_it_was(member: OpenMember) -> None:
    vault = MemoryVault()
    await signed_in(member, vault)
    one = await member("/", phone=True, vault=vault, api=FakeApi(SetClock(NOW), line=False))
    await one.app.until(lambda: one.app.has("qr") and one.app.has("stale"))
    assert one.app.key("balance", ft.Text).value == "1,234"
    assert m1.parse(read(one.app.key("qr", ft.Image))) is not None


async def test_signing_out_destroys_the_key(member: OpenMember) -> None:
    vault = MemoryVault()
    await signed_in(member, vault)
    one = await member("/", phone=True, vault=vault)
    await one.app.until(lambda: one.app.has("qr"))
    await one.actions.sign_out()
    assert await vault.get("identity") is None
    assert await vault.get("card") is None


async def test_it_signs_in_the_servers_time() -> None:
    private, _ = new_key()
    codes = PhoneCodes(Identity(private, "a1b2c3d4e5f6", offset=-90_000), SetClock(NOW))
    first, second = m1.parse((await codes.next()).digits), m1.parse((await codes.next()).digits)
    assert first is not None
    assert second is not None
    assert first.issued_at == NOW // 1000 - 90
    assert second.counter == first.counter + 1


class Scripted:
    """Codes that come, or do not."""

    def __init__(self, *steps: float | None) -> None:
        self.steps = list(steps)
        self.asked = 0

    async def next(self) -> Fresh:
        life = self.steps[min(self.asked, len(self.steps) - 1)]
        self.asked += 1
        if life is None:
            raise Unreachable
        return Fresh("7" + f"{self.asked:0193d}", life)


async def renewing(codes: Scripted, shown: Shown, seconds: float) -> None:
    task = asyncio.get_running_loop().create_task(Renewal(lambda: codes, shown, SystemClock(), lambda: qr.fit(1.0), lambda: None).keep())
    await asyncio.sleep(seconds)
    task.cancel()
    await asyncio.wait([task])


async def test_a_dead_code_is_not_shown() -> None:
    shown = Shown()
    await renewing(Scripted(0.05, None), shown, 0.4)
    assert shown.png is None
    assert shown.failed


async def test_a_living_code_stays_when_the_next_does_not_come() -> None:
    shown = Shown()
    shown.renews_at = 0
    codes = Scripted(60.0, None)
    renewal = Renewal(lambda: codes, shown, SystemClock(), lambda: qr.fit(2.0), lambda: None)
    task = asyncio.get_running_loop().create_task(renewal.keep())
    await asyncio.sleep(0.2)
    renewal.wake()
    await asyncio.sleep(0.2)
    task.cancel()
    await asyncio.wait([task])
    assert codes.asked >= 2
    assert shown.failed
    assert shown.png is not None
    assert shown.width == pytest.approx(270)


async def test_the_screen_is_bright_while_the_card_shows(member: OpenMember) -> None:
    one = await member("/", phone=True, platform=ft.PagePlatform.ANDROID)
    await one.app.until(lambda: "set_application_screen_brightness" in one.app.called())
    assert "enable" in one.app.called()
    await one.app.go("/receipts")
    await one.app.until(lambda: "reset_application_screen_brightness" in one.app.called())
    assert "disable" in one.app.called()
