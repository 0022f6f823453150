"""How sessions go on and how they end: refreshed once, killed by reuse, locked when nobody acts, dead everywhere when they are ended."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from backend.app import create
from backend.db.engine import Database
from backend.settings import Settings
from shared.client import MemberApi, SignedOut
from shared.clock import DAY, HOUR, MINUTE, SECOND
from shared.wire import staff
from tests.backend.api.harness import PINS, House, running, transport


async def refresh(shop: House, token: str) -> httpx.Response:
    return await shop.ask("POST", "/v1/refresh", json={"refresh": token})


@dataclass
class Drawer:
    pairs: list[tuple[str, str]]

    async def kept(self) -> tuple[str, str]:
        return self.pairs[-1]

    async def keep(self, token: str, refresh: str) -> None:
        self.pairs.append((token, refresh))


async def status(shop: House, token: str) -> tuple[int, str]:
    answer = await shop.ask("GET", "/v1/me", token)
    return answer.status_code, answer.json().get("code", "")


async def test_a_session_goes_on_by_itself(each_shop: House) -> None:
    shop = each_shop
    member = await shop.member()
    member.keeper = drawer = Drawer([(member.token, member.refresh)])
    shop.clock.forward(HOUR)
    assert await status(shop, member.token) == (401, "session-expired")
    names = {answer.name for answer in await asyncio.gather(*(member.profile() for _ in range(8)))}
    assert names == {"花子"}
    assert drawer.pairs[1:] == [(member.token, member.refresh)]  # once for all eight
    for _ in range(3):
        shop.clock.forward(300 * DAY)
        assert (await member.profile()).name == "花子"
    shop.clock.forward(366 * DAY)
    with pytest.raises(SignedOut, match="unauthenticated"):
        await member.profile()


async def test_two_tabs_of_one_browser_share_what_was_renewed(shop: House) -> None:
    one = await shop.member()
    one.keeper = drawer = Drawer([(one.token, one.refresh)])
    other = MemberApi("http://shop", one.token, transport=transport(shop.api))
    other.refresh, other.keeper = one.refresh, drawer
    shop.clock.forward(HOUR)
    await one.profile()
    shop.clock.forward(2 * MINUTE)  # too late to use the old one again
    await other.profile()
    assert other.token == one.token
    shop.clock.forward(HOUR)
    await asyncio.gather(one.profile(), other.profile())
    assert other.token == one.token


async def test_a_refresh_token_used_again_ends_both_sessions(each_shop: House) -> None:
    shop = each_shop
    member, elsewhere = await shop.member(), await shop.member()  # the member's other phone is no concern of the thief's
    stolen = member.refresh
    thief = (await refresh(shop, stolen)).json()
    assert await status(shop, thief["token"]) == (200, "")
    shop.clock.forward(2 * MINUTE)
    assert (await refresh(shop, stolen)).status_code == 401  # the member's own phone comes with it
    assert await status(shop, thief["token"]) == (401, "unauthenticated")
    assert await status(shop, member.token) == (401, "unauthenticated")
    assert (await refresh(shop, thief["refresh"])).status_code == 401
    assert await status(shop, elsewhere.token) == (200, "")
    page = await shop.manager.log("honten", action="auth.refresh-reused")
    assert not page.rows  # it happened at no store


async def test_used_again_at_once_but_behind_is_reuse_too(shop: House) -> None:
    member = await shop.member()
    second = (await refresh(shop, member.refresh)).json()
    third = (await refresh(shop, second["refresh"])).json()
    assert (await refresh(shop, member.refresh)).status_code == 401
    assert await status(shop, third["token"]) == (401, "unauthenticated")


async def test_a_lost_answer_loses_nobody(shop: House) -> None:
    """The same refresh token within a minute is the same answer; two at the same time are one."""
    member = await shop.member()
    once, twice = await asyncio.gather(refresh(shop, member.refresh), refresh(shop, member.refresh))
    assert once.json() == twice.json()
    shop.clock.forward(50 * SECOND)
    assert (await refresh(shop, member.refresh)).json() == once.json()
    assert await status(shop, once.json()["token"]) == (200, "")


async def test_signing_out_ends_what_could_be_refreshed(shop: House) -> None:
    member = await shop.member()
    before = member.refresh
    shop.clock.forward(HOUR)
    await member.profile()
    await member.sign_out()
    for token in (before, member.refresh):
        assert (await refresh(shop, token)).status_code == 401
    assert await status(shop, member.token) == (401, "unauthenticated")
    assert (await refresh(shop, "r_" + "x" * 43)).json()["code"] == "unauthenticated"


async def test_a_stopped_phone_cannot_refresh(shop: House) -> None:
    lost, found = await shop.member(), await shop.member()
    (device,) = [device for device in await found.devices() if not device.current]
    await found.stop_device(device.id)
    assert (await refresh(shop, lost.refresh)).status_code == 401
    assert await status(shop, lost.token) == (401, "unauthenticated")
    assert await status(shop, found.token) == (200, "")


async def test_a_tablet_without_an_act_may_only_be_locked(each_shop: House) -> None:
    shop = each_shop
    cashier = await shop.unlocked("cashier")
    for _ in range(4):
        shop.clock.forward(9 * MINUTE)
        await cashier.desk()  # each act counts anew
    shop.clock.forward(10 * MINUTE + SECOND)
    with pytest.raises(SignedOut, match="session-idle"):
        await cashier.desk()
    with pytest.raises(SignedOut, match="session-idle"):
        await cashier.desk()  # asking is no act any more
    tablet = shop.at_tablet(shop.device.token)
    again = await tablet.unlock(staff.Unlock(staff=shop.people["cashier"].id, pin=PINS["cashier"]))
    await shop.at_tablet(again.token).desk()
    await cashier.lock()
    with pytest.raises(SignedOut, match="unauthenticated"):
        await cashier.lock()


Ending = tuple[str, str, Callable[[], Awaitable[None]]]
"""(token, where it is good, how it ends)."""


async def stop_device(shop: House) -> Ending:
    cashier = await shop.unlocked("cashier")
    return cashier.token, "/v1/desk", lambda: shop.manager.revoke_device(shop.device.device)


async def leave(shop: House) -> Ending:
    cashier = await shop.unlocked("cashier")
    return cashier.token, "/v1/desk", lambda: shop.manager.leave(shop.people["cashier"].id)


async def sign_out(shop: House) -> Ending:
    member = await shop.member()
    return member.token, "/v1/me", member.sign_out


async def revoke_key(shop: House) -> Ending:
    key = await shop.manager.add_connector_key(shop.connector.id, staff.NewConnectorKey())
    return key.token, "/v1/redemptions", lambda: shop.manager.revoke_connector_key(shop.connector.id, key.key)


async def stop_phone(shop: House) -> Ending:
    lost, other = await shop.member(), await shop.member()
    (device,) = [device for device in await other.devices() if not device.current]
    return lost.token, "/v1/me", lambda: other.stop_device(device.id)


@pytest.mark.parametrize("ending", [stop_device, leave, sign_out, revoke_key, stop_phone])
async def test_what_was_ended_is_dead_within_a_minute_in_every_process(
    shop: House, ending: Callable[[House], Awaitable[Ending]], sqlite_url: str, tmp_path: Path
) -> None:
    """The process that ended it forgets at once. Another one, here a second application over the same database, within seconds."""
    token, path, end = await ending(shop)
    second = create(Settings(data=tmp_path), database=Database.open(sqlite_url), clock=shop.clock)
    async with running(second), httpx.AsyncClient(transport=transport(second), base_url="http://shop") as other:

        async def asked(http: httpx.AsyncClient) -> int:
            headers = {"authorization": f"Bearer {token}"}
            return (await (http.post(path, headers=headers) if path == "/v1/redemptions" else http.get(path, headers=headers))).status_code

        assert 401 not in (await asked(other), await asked(shop.http))
        await end()
        assert await asked(shop.http) == 401
        shop.clock.forward(5 * SECOND)
        assert await asked(other) == 401


async def test_streams_end_with_their_session(shop: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looked at with each heartbeat, every 15 seconds; here sooner."""
    monkeypatch.setattr("backend.events.stream.HEARTBEAT", 0.05)
    member, cashier = await shop.member(), await shop.unlocked("cashier")
    ended, idle = (
        asyncio.create_task(shop.ask("GET", path, token))  # this transport answers when the stream has ended
        for path, token in (("/v1/me/events", member.token), ("/v1/stores/honten/events", cashier.token))
    )
    await asyncio.sleep(0.3)
    assert [ended.done(), idle.done()] == [False, False]
    await member.sign_out()
    assert (await asyncio.wait_for(ended, 5)).text.endswith(": still here\n\n")
    assert not idle.done()
    shop.clock.forward(10 * MINUTE + SECOND)  # listening is no act
    await asyncio.wait_for(idle, 5)


async def test_a_refresh_token_is_no_bearer_nor_the_other_way_round(shop: House) -> None:
    member = await shop.member()
    assert await status(shop, member.refresh) == (401, "unauthenticated")
    assert (await refresh(shop, member.token)).json()["code"] == "unauthenticated"
