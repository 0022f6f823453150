"""The table of actions is the truth: every route is in it, and whoever is not listed is denied. The cells are generated."""

import re
import sys

import msgspec
import pytest
from litestar.handlers import HTTPRouteHandler, get

from backend.auth.actions import PARTS, Action, Part
from backend.auth.guard import check
from shared.client import Refused
from shared.wire import sales, staff, visits
from tests.backend.api.harness import PIN, PINS, SETUP_TOKEN, House


def routes(shop: House) -> list[tuple[str, str, Action]]:
    found: list[tuple[str, str, Action]] = []
    for handler in shop.api.handlers:
        for path in handler.paths:
            plain = re.sub(r"\{store:str\}", "honten", path)
            plain = re.sub(r"\{code:str\}", "invalid", plain)
            plain = re.sub(r"\{\w+:str\}", shop.ids.new(), plain)
            found += [(str(method), plain, handler.opt["action"]) for method in handler.http_methods]
    return found


async def bearer(shop: House, part: Part) -> str:
    match part:
        case "public":
            return ""
        case "member":
            return (await shop.member(f"{shop.ids.new()}@example.jp")).token
        case "device":
            return shop.device.token
        case "kiosk":
            return (await shop.kiosk()).token
        case "connector":
            return shop.connector.token
        case _:
            return (await shop.unlocked(part)).token


async def test_every_cell_of_the_table(shop: House, capsys: pytest.CaptureFixture[str]) -> None:
    wrong: list[str] = []
    cells = 0
    for part in PARTS:
        token = await bearer(shop, part)
        for method, path, action in routes(shop):
            if path.endswith("/events") or action in (Action.LOCK, Action.SIGN_OUT):
                continue  # streams do not end here, and the two end the session: each has its own test below
            answer = await shop.ask(method, path, token, **({"json": {}} if method == "POST" else {}))
            cells += 1
            denied = {"public": 401}.get(part, 403)
            if part not in action.parts and answer.status_code != denied:
                wrong.append(f"{part} got {answer.status_code} from {method} {path}")
            if part in action.parts and answer.status_code in (401, 403) and action is not Action.POST_EVENT:
                wrong.append(f"{part} was denied {method} {path}: {answer.text}")
    with capsys.disabled():
        sys.stdout.write(f"\n{cells} cells of {len(PARTS)} parts\n")
    assert not wrong, "\n".join(wrong)


def test_no_part_has_all_rights() -> None:
    for part in PARTS:
        assert any(part not in action.parts for action in Action)


@pytest.mark.parametrize("path", ["/v1/lock", "/v1/sign-out", "/v1/me/events", "/v1/stores/honten/events"])
async def test_the_cells_left_out_above(shop: House, path: str) -> None:
    method, action = next((method, action) for method, plain, action in routes(shop) if plain == path)
    for part in PARTS:
        if part not in action.parts:
            assert (await shop.ask(method, path, await bearer(shop, part))).status_code == {"public": 401}.get(part, 403)


async def test_a_session_ends_at_once(shop: House) -> None:
    member, cashier = await shop.member(), await shop.unlocked("cashier")
    await member.sign_out()
    await cashier.lock()
    for token in (member.token, cashier.token):
        assert (await shop.ask("GET", "/v1/desk", token)).status_code == 401


async def test_what_belongs_to_another_member_does_not_exist(shop: House) -> None:
    hanako, taro = await shop.member("hanako@example.jp"), await shop.member("taro@example.jp")
    number = (await hanako.card()).number
    await shop.pos.sale(shop.sale("1", member=sales.Ref(kind="card", value=number)))
    row, receipt = (await hanako.points()).rows[0].id, (await hanako.receipts()).rows[0].id
    for path in (f"/v1/me/points/{row}", f"/v1/me/receipts/{receipt}"):
        assert (await shop.ask("GET", path, hanako.token)).status_code == 200
        assert (await shop.ask("GET", path, taro.token)).status_code == 404


async def test_staff_and_devices_act_at_their_own_store(shop: House) -> None:
    elsewhere = await shop.invite("eki")
    member = await shop.member()
    visit = shop.ids.new()
    await shop.manager.open_visit(visits.OpenVisit(id=visit, code=(await member.code()).code))
    tablet = shop.at_tablet((await shop.at_tablet("").enrol(elsewhere)).token)
    new = staff.NewStaff(name="鈴木", pin=PINS["cashier"], role="cashier", stores=("eki",))
    person = await shop.manager.add_staff(new)
    suzuki = shop.at_tablet((await tablet.unlock(staff.Unlock(staff=person.id, pin=PINS["cashier"]))).token)
    for path in (f"/v1/visits/{visit}", "/v1/stores/honten"):
        assert (await shop.ask("GET", path, suzuki.token)).status_code in (403, 404)
    redeem = msgspec.json.encode(visits.Redeem(op_id=shop.ids.new(), points=1))
    assert (await shop.ask("POST", f"/v1/visits/{visit}/redemptions", suzuki.token, content=redeem)).status_code == 404
    typed = msgspec.json.encode(shop.sale("1", terminal="tablet"))
    assert (await shop.ask("POST", "/v1/sales", suzuki.token, content=typed)).status_code == 403
    with pytest.raises(Refused, match="pin-wrong"):  # nobody of the other store unlocks this tablet
        await shop.at_tablet(shop.device.token).unlock(staff.Unlock(staff=person.id, pin=PINS["cashier"]))


async def test_nobody_but_a_manager_of_that_store_gives_rights_there(shop: House) -> None:
    """Mass assignment and reaching over: unknown fields and foreign stores are refused."""
    assert (await shop.ask("POST", "/v1/sign-in/codes", json={"email": "a@b.example", "role": "manager"})).status_code == 422
    profile = {"name": "x", "store": "honten", "terms_version": "1", "points": 1000}
    body = {"request": shop.ids.new(), "code": "000000", "profile": profile}
    assert (await shop.ask("POST", "/v1/sign-in", json=body)).status_code == 422
    await shop.manager.add_store(staff.NewStore(id="umi", name="海", issuer="x"))
    lead = await shop.unlocked("manager")
    for path, wanted in (
        ("/v1/staff", staff.NewStaff(name="x", pin=PIN, role="manager", stores=("umi",))),
        ("/v1/enrolments", staff.NewEnrolment(store="umi", device_name="x")),
        ("/v1/connectors", staff.NewConnector(name="x", stores=("umi",))),
    ):
        assert (await shop.ask("POST", path, lead.token, content=msgspec.json.encode(wanted))).status_code == 403
    assert (await shop.ask("GET", "/v1/stores/umi/today", lead.token)).status_code == 403


async def test_an_enrolment_is_used_once_and_for_ten_minutes(shop: House) -> None:
    token = await shop.invite("honten")
    await shop.at_tablet("").enrol(token)
    with pytest.raises(Refused, match="enrolment-invalid"):
        await shop.at_tablet("").enrol(token)
    late = await shop.invite("honten")
    shop.clock.forward(10 * 60_000)
    with pytest.raises(Refused, match="enrolment-invalid"):
        await shop.at_tablet("").enrol(late)


async def test_the_brand_is_made_once(shop: House) -> None:
    again = staff.Setup(
        token=SETUP_TOKEN,
        brand="x",
        manager=staff.NewStaff(name="x", pin=PIN, role="manager", stores=()),
        store=staff.NewStore(id="x", name="x", issuer="x"),
    )
    with pytest.raises(Refused, match="already-exists"):
        await shop.manager.set_up(again)


async def test_a_web_credential_is_signed_for_and_a_phone_is_not(shop: House) -> None:
    await shop.member("hanako@example.jp")
    phone = await shop.member("hanako@example.jp", key="A" * 43)
    with pytest.raises(Refused, match="forbidden"):
        await phone.code()


def test_a_route_without_an_action_does_not_start() -> None:
    @get("/v1/open")
    async def forgotten() -> None: ...

    assert isinstance(forgotten, HTTPRouteHandler)
    with pytest.raises(TypeError, match="/v1/open"):
        check([forgotten])
