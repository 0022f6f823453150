"""The shop's face: pictures that are ours, a name and a colour, and switches after which a thing is nowhere."""

import asyncio
import io
import re

import msgspec
import pytest
from PIL import Image

from backend.auth.actions import MODULES
from backend.media import pictures
from shared.client import Refused
from shared.wire import brand, coupons, visits
from shared.wire.brand import Brand, ChangeBrand, SwitchModule
from tests.backend.api.harness import House

FIVE_SECONDS = 5000


def drawing(form: str = "PNG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **more: object) -> bytes:
    into = io.BytesIO()
    Image.new(mode, size, (200, 30, 60) if mode == "RGB" else (200, 30, 60, 120)).save(into, form, **more)
    return into.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


async def test_a_picture_is_kept_once_and_given_to_anybody_for_good(each_shop: House) -> None:
    shop = each_shop
    first = await shop.manager.add_picture(drawing())
    again = await shop.manager.add_picture(drawing())
    assert first == again
    assert (first.width, first.height, first.lightest, first.darkest) == (40, 20, "#C81E3C", "#C81E3C")
    answer = await shop.ask("GET", f"/v1/media/{first.id}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/webp"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert opened(answer.content).getpixel((3, 3)) == (200, 30, 60)  # a drawing stays exact
    assert await shop.manager.picture(first.id) == answer.content
    for unknown in ("0" * 64, "welcome", "F" * 64):
        assert (await shop.ask("GET", f"/v1/media/{unknown}")).status_code == 404


@pytest.mark.parametrize(("form", "mode"), [("JPEG", "RGB"), ("WEBP", "RGBA"), ("PNG", "RGBA")])
async def test_of_a_file_only_its_pixels_survive(shop: House, form: str, mode: str) -> None:
    where = Image.Exif()
    where[0x0112] = 6  # the camera was held upright
    where[0x010E] = "secret place"
    upload = drawing(form, (60, 20), mode, exif=where.tobytes()) + b"trailing secret"
    kept = await shop.manager.picture((await shop.manager.add_picture(upload)).id)
    picture = opened(kept)
    assert b"secret" in upload
    assert b"secret" not in kept
    assert picture.format == "WEBP"
    assert picture.size == (20, 60)
    assert picture.mode == mode
    assert not picture.getexif()


async def test_a_large_picture_becomes_smaller(shop: House) -> None:
    made = await shop.manager.add_picture(drawing("JPEG", (3000, 1500)))
    assert (made.width, made.height) == (1600, 800)


def bomb() -> bytes:
    """A few hundred bytes that would unfold to a hundred million pixels."""
    upload = bytearray(drawing(size=(1, 1)))
    upload[16:24] = (10_000).to_bytes(4, "big") * 2
    return bytes(upload)


@pytest.mark.parametrize(
    "upload",
    [
        b"",
        b"not a picture",
        drawing("GIF"),
        drawing("BMP"),
        drawing()[:50],
        drawing("JPEG")[:200],
        bomb(),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    ],
    ids=["nothing", "text", "gif", "bmp", "half a png", "half a jpeg", "too many pixels", "svg"],
)
async def test_what_is_no_picture_of_ours_is_refused(shop: House, upload: bytes) -> None:
    with pytest.raises(Refused) as refused:
        await shop.manager.add_picture(upload)
    assert refused.value.code == "picture-unreadable"


async def test_a_picture_of_more_than_a_mebibyte_is_refused(shop: House) -> None:
    with pytest.raises(Refused) as refused:
        await shop.manager.add_picture(b"x" * 1_048_577)
    assert refused.value.code == "too-large"


def test_a_photograph_is_kept_small() -> None:
    noise = Image.effect_noise((1600, 1600), 80).convert("RGB")
    into = io.BytesIO()
    noise.save(into, "PNG")
    made = pictures.make(into.getvalue())
    assert made is not None
    assert len(made.content) < len(into.getvalue()) // 2


async def test_a_new_face_reaches_everybody(each_shop: House) -> None:
    shop = each_shop
    member = await shop.member()
    before = await member.brand()
    assert before == Brand(name="まるや", seed=brand.SEED, modules=brand.MODULES, version=1)
    logo = await shop.manager.add_picture(drawing())
    changed = await shop.manager.change_brand(ChangeBrand(name="まるや珈琲", seed="#8A3B12", logo=logo.id))
    assert changed == Brand(name="まるや珈琲", seed="#8A3B12", logo=logo, modules=brand.MODULES, version=2)
    assert await member.brand() == changed
    assert msgspec.json.decode((await shop.ask("GET", "/v1/brand")).content, type=Brand) == changed
    card = await member.card()
    assert (card.brand, card.brand_version) == ("まるや珈琲", 2)
    assert (await shop.manager.desk()).brand == "まるや珈琲"
    rows = (await shop.manager.log("honten", action="brand.change")).rows
    assert len(rows) == 1


async def test_a_face_with_a_picture_that_nobody_has_is_refused(shop: House) -> None:
    with pytest.raises(Refused) as refused:
        await shop.manager.change_brand(ChangeBrand(name="まるや", seed="#8A3B12", picture="0" * 64))
    assert refused.value.code == "not-found"
    assert (await shop.manager.brand()).version == 1


async def test_what_is_off_is_nowhere_and_comes_back_whole(each_shop: House) -> None:
    shop = each_shop
    member = await shop.member()
    voucher = (await member.vouchers())[0]
    visit = await opened_visit(shop, (await member.card()).number)
    await shop.manager.switch_module(SwitchModule(module="coupons", on=False))
    assert not (await member.brand()).has("coupons")
    with pytest.raises(Refused) as refused:
        await member.vouchers()
    assert (refused.value.code, refused.value.problem.status) == ("module-off", 404)
    with pytest.raises(Refused, match="module-off"):
        await shop.manager.coupon_list()
    with pytest.raises(Refused, match="module-off"):
        await shop.manager.issue(coupons.IssueVoucher(op_id=shop.ids.new(), coupon="welcome", member=(await member.card()).member))
    assert (await member.card()).vouchers == ()
    assert (await shop.manager.panel(visit)).vouchers == ()
    assert (await member.welcome("honten")).gift_ja == ""
    with pytest.raises(Refused, match="module-off"):
        await shop.manager.redeem(visit, visits.Redeem(op_id=shop.ids.new(), points=0, vouchers=(voucher.id,), amount_due=1000))
    later = await shop.member("jiro@example.jp")
    await shop.pos.sale(shop.sale("1", 5000, member=None))
    await shop.manager.switch_module(SwitchModule(module="coupons", on=True))
    assert await member.vouchers() == (voucher,)
    assert await later.vouchers() == ()  # who joined meanwhile was greeted without one


async def opened_visit(shop: House, number: str) -> str:
    visit = shop.ids.new()
    await shop.manager.open_visit(visits.OpenVisit(id=visit, code=number))
    return visit


async def test_earning_does_not_know_of_switches(shop: House) -> None:
    member = await shop.member()
    for module in brand.MODULES:
        await shop.manager.switch_module(SwitchModule(module=module, on=False))
    card = await member.card()
    sale = shop.sale("1", 5000)
    answer = await shop.pos.sale(msgspec.structs.replace(sale, member={"kind": "card", "value": card.number}))
    assert answer is not None
    assert (await member.card()).balance == 50
    assert (await member.points()).rows
    with pytest.raises(Refused, match="module-off"):
        await member.receipts()


async def test_every_route_of_a_module_is_shut_with_it(shop: House) -> None:
    tokens = {"member": (await shop.member()).token, "manager": shop.manager.token, "device": shop.device.token, "public": ""}
    tokens["kiosk"] = (await shop.kiosk()).token
    for module in brand.MODULES:
        await shop.manager.switch_module(SwitchModule(module=module, on=False))
    for handler in shop.api.handlers:
        action = handler.opt["action"]
        if action not in MODULES:
            continue
        token = next(token for part, token in tokens.items() if part in action.parts)
        path = re.sub(r"\{\w+:str\}", shop.ids.new(), re.sub(r"\{store:str\}", "honten", next(iter(handler.paths))))
        for method in handler.http_methods:
            answer = await shop.ask(str(method), path, token)
            assert (answer.status_code, answer.json()["code"]) == (404, "module-off"), path


async def test_another_process_hears_of_a_switch_within_five_seconds(shop: House) -> None:
    member = await shop.member()
    assert (await member.brand()).has("receipts")
    await shop.database.transact(lambda connection: connection.exec_driver_sql("UPDATE brand SET modules_off = '[\"receipts\"]'"))
    shop.clock.forward(FIVE_SECONDS)
    with pytest.raises(Refused, match="module-off"):
        await member.receipts()


async def test_switches_are_written_down(shop: House) -> None:
    await asyncio.gather(*(shop.manager.switch_module(SwitchModule(module=module, on=False)) for module in ("kiosk", "notices")))
    found = await shop.manager.brand()
    assert set(brand.MODULES) - set(found.modules) == {"kiosk", "notices"}
    rows = (await shop.manager.log("honten", action="brand.module")).rows
    assert {row.target for row in rows} == {"kiosk", "notices"}


async def test_a_tablet_hears_of_a_new_face_with_its_desk(shop: House) -> None:
    await shop.manager.change_brand(ChangeBrand(name="まるや珈琲", seed="#8A3B12"))
    assert (await shop.manager.desk()).brand_version == 2
