"""Mailed codes and PINs against somebody who guesses."""

import base64
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from backend.auth.pins import LONGEST_PAUSE, is_weak, pause_after
from shared.client import MemberApi, Refused
from shared.clock import HOUR, MINUTE, SECOND
from shared.qr import m1
from shared.qr.number import is_card_number
from shared.wire import members, staff, visits
from tests.backend.api.harness import PIN, House, transport

PROFILE = members.NewMember(name="花子", store="honten", terms_version="1", consents=("mail", "analysis"))


def stranger(shop: House) -> MemberApi:
    return MemberApi("http://shop", transport=transport(shop.api))


def another(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


async def test_asking_says_the_same_for_a_known_and_an_unknown_address(shop: House) -> None:
    await shop.member("known@example.jp")
    answers = [await shop.ask("POST", "/v1/sign-in/codes", json={"email": email}) for email in ("KNOWN@example.jp", "unknown@example.jp")]
    assert [(answer.status_code, sorted(answer.json())) for answer in answers] == [(200, ["expires_at", "request"])] * 2


async def test_five_codes_an_hour_to_one_address(shop: House) -> None:
    client = stranger(shop)
    for _ in range(5):
        await client.send_code(members.SendCode(email="a@b.example"))
    with pytest.raises(Refused, match="rate-limited"):
        await client.send_code(members.SendCode(email="A@B.example"))
    await client.send_code(members.SendCode(email="c@b.example"))
    shop.clock.forward(HOUR + SECOND)
    await client.send_code(members.SendCode(email="a@b.example"))


async def test_five_tries_at_one_code(shop: House) -> None:
    client = stranger(shop)
    sent = await client.send_code(members.SendCode(email="a@b.example"))
    good = members.SignIn(request=sent.request, code=shop.code(), profile=PROFILE)
    for _ in range(5):
        with pytest.raises(Refused, match="code-wrong"):
            await client.sign_in(msgspec.structs.replace(good, code=another(good.code)))
    with pytest.raises(Refused, match="code-wrong"):
        await client.sign_in(good)


async def test_a_code_is_bound_to_its_request_and_dies_after_ten_minutes(shop: House) -> None:
    client = stranger(shop)
    first = await client.send_code(members.SendCode(email="a@b.example"))
    code = shop.code()
    other = await client.send_code(members.SendCode(email="x@b.example"))
    with pytest.raises(Refused, match="code-wrong"):
        await client.sign_in(members.SignIn(request=other.request, code=code, profile=PROFILE))
    shop.clock.forward(10 * MINUTE)
    with pytest.raises(Refused, match="code-wrong"):
        await client.sign_in(members.SignIn(request=first.request, code=code, profile=PROFILE))


async def test_a_new_address_is_asked_for_its_profile_and_the_code_stays_good_once(shop: House) -> None:
    client = stranger(shop)
    sent = await client.send_code(members.SendCode(email="a@b.example", language="en"))
    assert "code" in shop.mailbox.kept[0].subject
    bare = members.SignIn(request=sent.request, code=shop.code())
    for _ in range(7):  # not a try each time
        with pytest.raises(Refused, match="profile-required"):
            await client.sign_in(bare)
    nowhere = msgspec.structs.replace(PROFILE, store="nowhere")
    with pytest.raises(Refused, match="store-unknown"):
        await client.sign_in(msgspec.structs.replace(bare, profile=nowhere))
    signed = await client.sign_in(msgspec.structs.replace(bare, profile=PROFILE))
    assert (signed.joined, signed.kind) == (True, "web")
    with pytest.raises(Refused, match="code-wrong"):
        await client.sign_in(msgspec.structs.replace(bare, profile=PROFILE))


async def test_a_known_address_gets_another_credential_for_the_same_member(shop: House) -> None:
    web = await shop.member("a@b.example")
    key = Ed25519PrivateKey.generate()
    text = base64.urlsafe_b64encode(key.public_key().public_bytes_raw()).decode()
    client = stranger(shop)
    for public_key in (text, text.rstrip("=")):
        sent = await client.send_code(members.SendCode(email="a@b.example"))
        signed = await client.sign_in(members.SignIn(request=sent.request, code=shop.code(), public_key=public_key))
        assert (signed.joined, signed.kind) == (False, "device")
        client.token = signed.token
        card = await client.card()
        assert card == await web.card()
        assert is_card_number(card.number)
        code = m1.make(key, signed.credential, shop.clock.now() // SECOND, 1)
        assert (await shop.manager.open_visit(visits.OpenVisit(id=shop.ids.new(), code=code))).member == card.member
    sent = await client.send_code(members.SendCode(email="a@b.example"))
    with pytest.raises(Refused, match="invalid"):
        await client.sign_in(members.SignIn(request=sent.request, code=shop.code(), public_key="!" * 43))


async def test_ten_wrong_pins(shop: House) -> None:
    tablet = shop.at_tablet(shop.device.token)
    person = (await tablet.desk()).staff[0].id
    wrong, right = staff.Unlock(staff=person, pin="111112"), staff.Unlock(staff=person, pin=PIN)
    said: list[tuple[str, int]] = []
    for _ in range(10):
        with pytest.raises(Refused) as refused:
            await tablet.unlock(wrong)
        args = refused.value.problem.args
        said.append((refused.value.code, args["left"] if "left" in args else args["seconds"]))
    assert said[:5] == [("pin-wrong", 4), ("pin-wrong", 3), ("pin-wrong", 2), ("pin-wrong", 1), ("pin-paused", 60)]
    assert {code for code, _ in said[5:]} == {"pin-paused"}
    with pytest.raises(Refused, match="pin-paused"):
        await tablet.unlock(right)
    shop.clock.forward(60 * SECOND)
    with pytest.raises(Refused) as refused:
        await tablet.unlock(wrong)
    assert refused.value.problem.args["seconds"] == 120
    shop.clock.forward(120 * SECOND)
    assert (await tablet.unlock(right)).staff.role == "manager"
    with pytest.raises(Refused) as refused:
        await tablet.unlock(wrong)
    assert refused.value.problem.args["left"] == 4


async def test_a_person_nobody_knows_looks_like_a_wrong_pin(shop: House) -> None:
    with pytest.raises(Refused, match="pin-wrong"):
        await shop.at_tablet(shop.device.token).unlock(staff.Unlock(staff=shop.ids.new(), pin=PIN))


async def test_a_staff_session_ends_after_twelve_hours(shop: House) -> None:
    cashier = await shop.unlocked("cashier")
    await cashier.desk()
    shop.clock.forward(12 * HOUR)
    with pytest.raises(Refused, match="unauthenticated"):
        await cashier.desk()


async def test_no_secret_is_stored_as_it_is(shop: House, tmp_path: Path) -> None:
    member = await shop.member()
    raw = b"".join((tmp_path / name).read_bytes() for name in ("brand.db", "brand.db-wal"))
    for secret in (member.token, shop.device.token, shop.connector.token, shop.connector.secret, PIN, shop.code()):
        assert secret.encode() not in raw
    assert b"hanako@example.jp" not in raw
    assert "花子".encode() not in raw
    assert shop.device.device.encode() in raw  # the search does find what is there


def test_pauses_double_up_to_an_hour() -> None:
    assert [pause_after(failures) for failures in (1, 4, 5, 6, 7, 30)] == [0, 0, 60, 120, 240, LONGEST_PAUSE]


@pytest.mark.parametrize(("pin", "weak"), [("000000", True), ("234567", True), ("987654", True), ("474747", True), (PIN, False)])
def test_weak_pins(pin: str, *, weak: bool) -> None:
    assert is_weak(pin) is weak
