"""A manager away from the counter: password and code, in a browser that may be revoked; and somebody who guesses."""

import base64
import sys
from collections.abc import Awaitable
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from sqlalchemy import select

from backend.app import create
from backend.auth import totp
from backend.auth.actions import Action
from backend.auth.tables import pin_counters
from backend.db.engine import Database
from backend.settings import Settings
from backend.stores.office_endpoints import TRIES
from shared.client import ManagerApi, Refused, SignedOut
from shared.clock import HOUR, MINUTE, SECOND, SetClock
from shared.wire import office, visits
from tests.backend.api.harness import PIN, PINS, START, House
from tests.backend.api.test_rights import routes

EMAIL, PASSWORD = "sato@example.jp", "kaki no ki ni suzume"


class Authenticator:
    """What the manager's phone does."""

    def __init__(self, shop: House, secret: str) -> None:
        self._shop = shop
        self._secret = base64.b32decode(secret)

    def code(self) -> str:
        return totp.code(self._secret, self._shop.clock.now() // SECOND // 30)


async def with_password(shop: House) -> tuple[Authenticator, tuple[str, ...]]:
    offer = await shop.manager.set_password(office.SetPassword(pin=PIN, email=EMAIL, password=PASSWORD))
    assert offer.uri.startswith("otpauth://totp/")
    phone = Authenticator(shop, offer.secret)
    codes = (await shop.manager.confirm_password(office.ConfirmPassword(code=phone.code()))).codes
    shop.clock.forward(MINUTE)
    return phone, codes


def sign_in(
    shop: House, code: str, *, email: str = EMAIL, password: str = PASSWORD, browser: str | None = None
) -> Awaitable[office.OfficeSignedIn]:
    return shop.at_tablet("").office_sign_in(office.OfficeSignIn(email=email, password=password, code=code, browser=browser))


async def at_desk(shop: House, code: str) -> ManagerApi:
    return shop.at_tablet((await sign_in(shop, code)).token)


async def test_a_manager_reads_and_manages_from_anywhere_and_serves_nobody(shop: House) -> None:
    phone, _ = await with_password(shop)
    signed = await sign_in(shop, phone.code(), email="SATO@example.jp")
    assert (signed.staff.name, signed.staff.role, signed.brand) == ("店長", "manager", "まるや")
    desk = shop.at_tablet(signed.token)
    await desk.today(signed.store.id)
    await desk.staff_list(signed.store.id)
    member = await shop.member()
    visit = visits.OpenVisit(id=shop.ids.new(), code=(await member.card()).number)
    with pytest.raises(Refused, match="forbidden"):
        await desk.open_visit(visit)
    with pytest.raises(Refused, match="forbidden"):  # a stolen session cannot change the password
        await desk.set_password(office.SetPassword(pin=PIN, email=EMAIL, password=PASSWORD))
    typed = await shop.ask("POST", "/v1/sales", signed.token, json=shop.sale_json(terminal="tablet"))
    assert typed.status_code == 403


async def test_what_is_done_at_the_counter_is_denied_everywhere_else(shop: House) -> None:
    phone, _ = await with_password(shop)
    token = (await sign_in(shop, phone.code())).token
    at_counter = [(method, path, action) for method, path, action in routes(shop) if action.at_counter]
    assert {Action.SERVE_VISIT, Action.REDEEM, Action.RECORD_SALE, Action.ADJUST} <= {action for _, _, action in at_counter}
    for method, path, _ in at_counter:
        assert (await shop.ask(method, path, token, json={})).status_code == 403


async def test_a_code_and_a_recovery_code_work_once(shop: House) -> None:
    phone, codes = await with_password(shop)
    code = phone.code()
    await sign_in(shop, code)
    with pytest.raises(Refused, match="sign-in-wrong"):
        await sign_in(shop, code)
    await sign_in(shop, codes[0].upper())
    with pytest.raises(Refused, match="sign-in-wrong"):
        await sign_in(shop, codes[0])


async def test_the_same_answer_for_what_is_wrong_and_who_is_unknown(shop: House) -> None:
    phone, _ = await with_password(shop)
    wrong = [
        {"email": EMAIL, "password": "wrong", "code": phone.code()},
        {"email": EMAIL, "password": PASSWORD, "code": "000000"},
        {"email": "nobody@example.jp", "password": PASSWORD, "code": phone.code()},
    ]
    answers = [await shop.ask("POST", "/v1/office/sign-in", json=body) for body in wrong]
    assert len({(answer.status_code, str(answer.json() | {"instance": ""})) for answer in answers}) == 1
    for body in wrong[1:]:
        said = [(await shop.ask("POST", "/v1/office/sign-in", json=body)).status_code for _ in range(5)]
        assert said[-1] == 429  # the pause too does not tell whether the address is known


async def test_two_thousand_guesses_and_the_managers_own_browser_does_not_wait(shop: House, capsys: pytest.CaptureFixture[str]) -> None:
    phone, _ = await with_password(shop)
    own = (await sign_in(shop, phone.code())).browser
    for guess in range(2_000):
        shop.clock.forward(14_400)
        with pytest.raises(Refused, match="sign-in-"):
            await sign_in(shop, f"{guess:06d}")
    evaluated = await shop.database.read(lambda connection: max(connection.scalars(select(pin_counters.c.failures))))
    with capsys.disabled():
        sys.stdout.write(f"\n2,000 guesses at a password's code in eight hours: {evaluated} evaluated\n")
    assert evaluated <= 30
    with pytest.raises(Refused, match="sign-in-paused"):
        await sign_in(shop, phone.code())
    signed = await sign_in(shop, phone.code(), browser=own)
    assert signed.browser != own  # used once, like any credential


async def test_a_browser_is_a_device_that_can_be_revoked(shop: House) -> None:
    phone, _ = await with_password(shop)
    desk = await at_desk(shop, phone.code())
    (browser,) = [one for one in await desk.devices("eki") if one.browser]
    assert browser.this
    await shop.manager.revoke_device(browser.id)
    with pytest.raises(SignedOut):
        await desk.today("eki")


async def test_who_leaves_or_is_no_manager_any_more_does_not_come_in(shop: House) -> None:
    manager = await shop.unlocked("manager")
    offer = await manager.set_password(office.SetPassword(pin=PINS["manager"], email="lead@example.jp", password=PASSWORD))
    phone = Authenticator(shop, offer.secret)
    await manager.confirm_password(office.ConfirmPassword(code=phone.code()))
    shop.clock.forward(MINUTE)
    signed = await sign_in(shop, phone.code(), email="lead@example.jp")
    await shop.manager.leave(shop.people["manager"].id)
    assert (await shop.ask("GET", "/v1/stores/honten/today", signed.token)).status_code == 401
    shop.clock.forward(MINUTE)
    with pytest.raises(Refused, match="sign-in-wrong"):
        await sign_in(shop, phone.code(), email="lead@example.jp")


async def test_a_password_counts_from_the_first_right_code(shop: House) -> None:
    offer = await shop.manager.set_password(office.SetPassword(pin=PIN, email=EMAIL, password=PASSWORD))
    phone = Authenticator(shop, offer.secret)
    with pytest.raises(Refused, match="sign-in-wrong"):
        await sign_in(shop, phone.code())
    with pytest.raises(Refused, match="code-wrong"):
        await shop.manager.confirm_password(office.ConfirmPassword(code="000000"))
    with pytest.raises(Refused, match="password-common"):
        await shop.manager.set_password(office.SetPassword(pin=PIN, email=EMAIL, password="password123"))
    cashier = await shop.unlocked("cashier")
    with pytest.raises(Refused, match="forbidden"):
        await cashier.set_password(office.SetPassword(pin=PINS["cashier"], email=EMAIL, password=PASSWORD))


async def test_another_password_takes_the_pin_and_ends_what_the_old_one_opened(shop: House) -> None:
    phone, _ = await with_password(shop)
    desk = await at_desk(shop, phone.code())
    other = office.SetPassword(pin="000000", email=EMAIL, password="ame ni mo makezu")
    with pytest.raises(Refused, match="pin-wrong"):
        await shop.manager.set_password(other)
    await desk.today("honten")
    offer = await shop.manager.set_password(office.SetPassword(pin=PIN, email=EMAIL, password="ame ni mo makezu"))
    await shop.manager.confirm_password(office.ConfirmPassword(code=Authenticator(shop, offer.secret).code()))
    with pytest.raises(SignedOut):
        await desk.today("honten")
    await shop.manager.today("honten")


async def test_a_session_in_a_browser_ends_after_twelve_hours(shop: House) -> None:
    phone, _ = await with_password(shop)
    desk = await at_desk(shop, phone.code())
    shop.clock.forward(12 * HOUR)
    with pytest.raises(SignedOut):
        await desk.today("honten")


async def test_one_address_tries_only_so_many_accounts(sqlite_url: str, tmp_path: Path) -> None:
    """Each account it names would have a counter of its own."""
    api = create(Settings(data=tmp_path), database=Database.open(sqlite_url), clock=SetClock(START))

    async def attempt(peer: str, email: str) -> int:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(cast("Any", api), client=(peer, 1)), base_url="http://shop") as http:
            body = {"email": email, "password": "wrong", "code": "000000"}
            return (await http.post("/v1/office/sign-in", json=body)).status_code

    answers = [await attempt("203.0.113.7", f"m{n}@example.jp") for n in range(TRIES + 1)]
    assert answers == [422] * TRIES + [429]
    assert await attempt("203.0.113.8", "m0@example.jp") == 422


async def test_the_address_of_who_left_is_free_again(shop: House) -> None:
    manager = await shop.unlocked("manager")
    await manager.set_password(office.SetPassword(pin=PINS["manager"], email="lead@example.jp", password=PASSWORD))
    with pytest.raises(Refused, match="already-exists"):
        await shop.manager.set_password(office.SetPassword(pin=PIN, email="lead@example.jp", password=PASSWORD))
    await shop.manager.leave(shop.people["manager"].id)
    await shop.manager.set_password(office.SetPassword(pin=PIN, email="lead@example.jp", password=PASSWORD))
