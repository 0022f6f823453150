"""The shop's own face on the member's app, and what is off is nowhere in it."""

import hashlib
from pathlib import Path

import flet as ft
import msgspec
import pytest

from shared.client import MemberApi, Unreachable
from shared.client.face import Face
from shared.clock import SetClock
from shared.wire.brand import MODULES, Brand, Picture
from shared.wire.problems import Code
from tests.apps.fake_api import FakeApi
from tests.apps.member.conftest import NOW, OpenMember

PIXELS = b"RIFF made up"
ID = hashlib.sha256(PIXELS).hexdigest()
PICTURE = Picture(id=ID, width=1200, height=400, lightest="#FFFFFF", darkest="#102030")
PAINTED = Brand(name="青葉屋", seed="#0B5FFF", logo=PICTURE, picture=PICTURE, version=7)


def painted(**changes: object) -> FakeApi:
    brand = msgspec.structs.replace(PAINTED, **changes)
    api = FakeApi(SetClock(NOW), brand=brand, pictures={ID: PIXELS})
    api.card = msgspec.structs.replace(api.card, brand=brand.name, brand_version=brand.version)
    return api


def primary(page: ft.Page) -> object:
    return page.theme.color_scheme.primary if page.theme and page.theme.color_scheme else None


async def test_the_card_wears_the_shops_colour_logo_and_picture(member: OpenMember) -> None:
    one = await member(api=painted())
    await one.app.until(lambda: one.app.has("card-picture") and one.app.has("logo"))
    assert one.app.key("card-picture", ft.Image).src == PIXELS
    assert one.app.key("brand", ft.Text).value == "青葉屋"
    assert one.app.key("brand", ft.Text).color == "#FFFFFF"
    assert primary(one.app.page) == "#0158F8"
    assert one.api.paths().count(f"/v1/media/{ID}") == 1


async def test_a_picture_that_does_not_come_leaves_the_colour(member: OpenMember) -> None:
    api = painted()
    api.refuse[f"/v1/media/{ID}"] = Code.UNAVAILABLE
    one = await member(api=api)
    await one.app.until(lambda: one.app.has("name") and primary(one.app.page) == "#0158F8")
    assert not one.app.has("card-picture")
    assert not one.app.has("logo")


async def test_without_an_answer_the_app_works_as_ever(member: OpenMember) -> None:
    api = painted()
    api.refuse["/v1/brand"] = Code.UNAVAILABLE
    one = await member(api=api)
    await one.app.until(lambda: one.app.has("qr") and one.app.has("balance"))
    assert one.app.has("all-coupons")


async def test_whoever_joins_sees_the_shop_as_well(member: OpenMember) -> None:
    one = await member("/join/honten", signed=False, api=painted())
    await one.app.until(lambda: one.app.has("welcome") and one.app.has("logo"))


async def test_a_new_face_comes_with_the_next_card(member: OpenMember) -> None:
    api = painted(logo=None, picture=None)
    one = await member(api=api)
    await one.app.until(lambda: bool(one.api.streams))
    api.brand = msgspec.structs.replace(api.brand, seed="#8A3B12", modules=(), version=8)
    api.card = msgspec.structs.replace(api.card, brand_version=8)
    one.actions.wake()
    await one.app.until(lambda: primary(one.app.page) == "#8A3B12" and not one.app.has("tabs"))


async def test_what_is_off_has_no_tab_no_button_no_text(member: OpenMember) -> None:
    one = await member(api=painted(modules=tuple(module for module in MODULES if module != "coupons")))
    await one.app.until(lambda: one.app.has("balance") and not one.app.has("all-coupons"))
    labels = [each.label for each in one.app.key("tabs", ft.NavigationBar).destinations]
    assert labels == ["カード", "レシート", "お知らせ"]
    assert not one.app.shows("クーポン")


@pytest.mark.parametrize("path", ["/coupons", "/receipts", "/receipts/01940000-0000-7000-8000-0000000001f5"])
async def test_an_address_of_what_is_off_leads_to_the_card(member: OpenMember, path: str) -> None:
    one = await member(path, api=painted(modules=()))
    assert await one.app.followed() == "/"
    await one.app.until(lambda: one.app.has("qr"))
    assert not one.app.has("tabs")


async def test_a_device_remembers_the_face_without_a_line(tmp_path: Path) -> None:
    api = painted()
    client = MemberApi("http://fake", transport=api)
    face = Face(tmp_path)
    await face.ask(client)
    assert await face.picture(client, ID) == PIXELS
    api.line = False
    later = Face(tmp_path)
    assert await later.recall() == PAINTED
    assert await later.picture(client, ID) == PIXELS
    (tmp_path / f"{ID}.webp").write_bytes(b"half")
    with pytest.raises(Unreachable):
        await Face(tmp_path).picture(client, ID)
    (tmp_path / "brand.json").write_bytes(b"{")
    assert (await Face(tmp_path).recall()).name == ""
    await client.close()
