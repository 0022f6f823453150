"""Events over real loopback connections: without gaps across reconnects and processes, and no obstacle to stopping."""

import asyncio
import signal
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import httpx
import pytest

from shared.client import ConnectorApi, ManagerApi, MemberApi, SignedOut, Unreachable
from shared.clock import SystemClock
from shared.ids import SystemIds
from shared.wire import members, sales, staff
from shared.wire.events import AccountEvent
from shared.wire.notices import NewNotice, Unread
from tests.backend.api.harness import PIN
from tests.backend.api.server import TOKEN, Served, served


@dataclass
class Shop:
    """A member, a manager and a POS of one running server."""

    url: str
    manager: ManagerApi
    member: MemberApi
    pos: ConnectorApi
    number: str

    async def sell(self, number: str, total: int = 1000) -> None:
        now = datetime.now(UTC)
        line = sales.Line(n=1, sku="a", name="パン", quantity_milli=1000, unit_price=total, amount=total, tax_rate_permille=80)
        sale = sales.Sale(
            store="honten",
            terminal="r1",
            number=number,
            kind="sale",
            occurred_at=now,
            business_date=date(2026, 11, 30),
            lines=(line,),
            taxes=(sales.Tax(rate_permille=80, taxable=total, tax=total * 8 // 108),),
            tenders=(sales.Tender(kind="cash", amount=total),),
            total=total,
            member=sales.Ref(kind="card", value=self.number),
        )
        await self.pos.sale(sale)


async def opened(server: Served) -> Shop:
    manager, member = ManagerApi(server.url), MemberApi(server.url)
    person = staff.NewStaff(name="店長", pin=PIN, role="manager", stores=())
    store = staff.NewStore(id="honten", name="本店", issuer="まるや")
    made = await manager.set_up(staff.Setup(token=TOKEN, brand="まるや", manager=person, store=store))
    manager.token = (await manager.enrol(made.enrolment.token)).token
    manager.token = (await manager.unlock(staff.Unlock(staff=made.staff, pin=PIN))).token
    connector = await manager.add_connector(staff.NewConnector(name="レジ", stores=("honten",), terminals=("r1",)))
    sent = await member.send_code(members.SendCode(email="a@b.example"))
    async with httpx.AsyncClient() as http:
        code = (await http.get(f"{server.url}/mailbox.json")).json()[0]["subject"][-6:]
    profile = members.NewMember(name="花子", store="honten", terms_version="1")
    member.token = (await member.sign_in(members.SignIn(request=sent.request, code=code, profile=profile))).token
    card = await member.card()
    return Shop(server.url, manager, member, ConnectorApi(server.url, connector.token), card.number)


async def take(client: MemberApi, after: int, count: int) -> list[int]:
    """The versions of the next events."""
    found: list[int] = []
    async with asyncio.timeout(20), aclosing(_account(client, after)) as events:
        async for name, event in events:
            assert name == str(event.version)
            found.append(event.version)
            if len(found) == count:
                return found
    raise AssertionError("the stream ended")


async def _account(client: MemberApi, after: int) -> AsyncGenerator[tuple[str, AccountEvent]]:
    async for number, heard in client.events(after):
        if isinstance(heard, AccountEvent):
            yield number, heard


async def test_two_processes_and_their_streams(empty_url: str, tmp_path: Path) -> None:
    """One test, for a process takes a second or two to start."""
    more = ("--database", empty_url)
    async with served(tmp_path, *more) as first, served(tmp_path, *more) as second:
        shop = await opened(first)
        other, manager = MemberApi(second.url, shop.member.token), ManagerApi(second.url, shop.manager.token)
        await nothing_is_missed(shop, other)
        await a_store_hears_that_something_changed(shop, manager)
        await news_moves_the_badge_everywhere(shop, other, manager)
        await it_stops_with_open_streams(first, shop.member, signal.SIGTERM)
        await it_stops_with_open_streams(second, other, signal.SIGINT)
        for client in (shop.manager, shop.member, shop.pos, other, manager):
            await client.close()


async def nothing_is_missed(shop: Shop, other: MemberApi) -> None:
    """Two streams that stay, and a phone that loses its line after every few events and comes back at either process."""
    here = asyncio.create_task(take(shop.member, 0, 31))
    there = asyncio.create_task(take(other, 0, 31))
    selling = asyncio.create_task(_sell_many(shop, 30))
    seen: list[int] = []
    while len(seen) < 31:
        client = (shop.member, other)[len(seen) % 2]
        seen += await take(client, seen[-1] if seen else 0, min(5, 31 - len(seen)))
    await selling
    assert seen == await here == await there == list(range(1, 32))


async def _sell_many(shop: Shop, count: int) -> None:
    for number in range(count):
        await shop.sell(str(number))


async def news_moves_the_badge_everywhere(shop: Shop, other: MemberApi, manager: ManagerApi) -> None:
    """Published at one process, read on a phone at the other: both phones count it up and down again, without asking."""
    counts: asyncio.Queue[int] = asyncio.Queue()

    async def listen(client: MemberApi) -> None:
        async for _, heard in client.events(31):
            if isinstance(heard, Unread):
                counts.put_nowait(heard.unread)

    phones = [asyncio.create_task(listen(client)) for client in (shop.member, other)]
    async with asyncio.timeout(20):
        assert [await counts.get() for _ in phones] == [0, 0]
        news = NewNotice(id=SystemIds(SystemClock()).new(), title_ja="臨時休業", text_ja="本日は休業します。")
        await manager.publish(news)
        assert [await counts.get() for _ in phones] == [1, 1]
        await other.read_notice(news.id)
        assert [await counts.get() for _ in phones] == [0, 0]
    for phone in phones:
        phone.cancel()
    await asyncio.gather(*phones, return_exceptions=True)


async def a_store_hears_that_something_changed(shop: Shop, manager: ManagerApi) -> None:
    heard: asyncio.Queue[str] = asyncio.Queue()

    async def listen() -> None:
        async for _, hint in manager.hints("honten"):
            heard.put_nowait(hint.kind)

    listening = asyncio.create_task(listen())
    async with asyncio.timeout(20):
        first = await heard.get()  # what was just before is hinted too: the stream stands
        while not heard.empty():
            heard.get_nowait()
        await shop.sell("one more")
        assert {first, await heard.get()} <= {"sale", "join", "visit"}
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)


async def it_stops_with_open_streams(server: Served, client: MemberApi, how: signal.Signals) -> None:
    standing = asyncio.Event()
    broken = asyncio.create_task(_until_it_breaks(client, standing))
    async with asyncio.timeout(20):
        await standing.wait()
    async with asyncio.timeout(3):
        assert await server.stop(how) in (0, 130, -how)
    await broken


async def _until_it_breaks(client: MemberApi, standing: asyncio.Event) -> None:
    """`standing` is set once all 32 events have come and the stream is live."""
    count = 0
    try:
        async for _ in _account(client, 0):
            count += 1
            if count == 32:
                standing.set()
    except Unreachable:
        assert count == 32
        return
    raise AssertionError("it never broke")


async def test_what_the_server_itself_refuses(tmp_path: Path) -> None:
    async with served(tmp_path) as server:
        async with MemberApi(server.url, "m_" + "x" * 43) as stranger:
            with pytest.raises(SignedOut):
                await take(stranger, 0, 1)
        await a_body_is_refused_without_being_read_on(server)


async def a_body_is_refused_without_being_read_on(server: Served) -> None:
    host, port = server.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(b"POST /v1/sales HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n{")
    async with asyncio.timeout(10):
        assert b"413" in await reader.readline()
        assert b"too-large" in await reader.read()  # and it closed: the rest is nobody's
    writer.close()
