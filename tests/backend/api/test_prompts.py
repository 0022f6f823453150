"""A till's question reaches every open card of the member, outside the numbered events, and again as long as it lasts."""

import asyncio
from pathlib import Path

import httpx
import pytest

from shared.client import MemberApi, Refused
from shared.clock import SystemClock
from shared.ids import SystemIds
from shared.wire import members, visits
from tests.backend.api.server import served
from tests.backend.api.test_streams import opened


async def first(client: MemberApi) -> visits.Approval:
    """The first question that the stream tells."""
    async with asyncio.timeout(20):
        async for _, heard in client.events(10_000):
            if isinstance(heard, visits.Approval):
                return heard
    raise AssertionError("the stream ended")


async def test_every_open_card_is_asked_and_told_again(tmp_path: Path) -> None:
    ids = SystemIds(SystemClock())
    async with served(tmp_path) as server:
        shop = await opened(server)
        await shop.sell("1", 500_000)
        other = MemberApi(server.url)
        sent = await other.send_code(members.SendCode(email="a@b.example"))
        async with httpx.AsyncClient() as http:
            code = (await http.get(f"{server.url}/mailbox.json")).json()[0]["subject"][-6:]
        other.token = (await other.sign_in(members.SignIn(request=sent.request, code=code))).token
        listening = [asyncio.create_task(first(client)) for client in (shop.member, other)]
        await asyncio.sleep(0.5)
        visit = visits.OpenVisit(id=ids.new(), code=(await shop.member.code()).code)
        await shop.manager.open_visit(visit)
        with pytest.raises(Refused, match="approval-needed") as refused:
            await shop.manager.redeem(visit.id, visits.Redeem(op_id=ids.new(), points=4000))
        asked = refused.value.problem.args["approval"]
        assert [(await task).id for task in listening] == [asked, asked]
        assert (await first(other)).id == asked  # a card that opens later
        for client in (shop.member, other, shop.manager, shop.pos):
            await client.close()
