"""Many sales at once: each line is what it would have been alone, whatever its neighbours are and however often it is sent."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest

from backend.db.engine import Database
from backend.pos import bulk
from backend.till.verify import verify
from shared.client import ConnectorApi, ManagerApi, Refused, Unreachable
from shared.clock import SystemClock, to_datetime
from shared.wire import sales, staff
from tests.backend.api.harness import PIN, START, House
from tests.backend.api.server import TOKEN, served
from tests.backend.api.test_bad_input import check

PATH = "/v1/sales:batch"


def ndjson(*lines: Any) -> bytes:
    return b"\n".join(line if isinstance(line, bytes) else msgspec.json.encode(line) for line in lines)


async def send(shop: House, *lines: Any, token: str | None = None) -> httpx.Response:
    return await shop.ask("POST", PATH, shop.connector.token if token is None else token, content=ndjson(*lines))


def told(answer: httpx.Response) -> list[Any]:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == sales.NDJSON
    return [without_instance(msgspec.json.decode(line)) for line in answer.content.splitlines()]


def without_instance(line: Any) -> Any:
    """A problem names the request in which it was said; nothing else differs when the body is sent again."""
    if "problem" in line:
        assert line["problem"].pop("instance")
    return line


async def test_each_line_is_as_if_it_had_come_alone(each_shop: House) -> None:
    shop = each_shop
    number = (await (await shop.member()).card()).number
    card = sales.Ref(kind="card", value=number)
    alone = await shop.pos.sale(shop.sale("1", member=card))
    lines = (
        shop.sale("1", member=card),  # known already: its first answer
        shop.sale("1", total=900, member=card),
        b'{"store": "honten"',
        b"",  # nothing: no line
        shop.sale("2", member=card),
        shop.sale("2", member=card),
        shop.sale_json("3", total="5000"),
        shop.sale("4", tenders=(sales.Tender(kind="cash", amount=1),)),
        shop.sale("5", store="eki"),
        shop.sale("6", store="nowhere"),
        b"[" * 40 + b"]" * 40,
        back(shop, "7", of="2"),
    )
    found = told(await send(shop, *lines))
    problems = [line["problem"]["code"] if "problem" in line else None for line in found]
    assert problems == [
        None, "idempotency-conflict", "malformed", None, None, "invalid", "sale-inconsistent", "forbidden", "store-unknown", "too-deep",
        None,
    ]  # fmt: skip
    assert [line["status"] for line in found] == [200, 409, 400, 200, 200, 422, 422, 403, 422, 400, 200]
    assert msgspec.convert(found[0]["answer"], sales.SaleAnswer) == alone
    assert found[3] == found[4]
    assert (found[3]["answer"]["points"], found[3]["answer"]["balance"]) == (50, 100)
    assert (found[10]["answer"]["matched"], found[10]["answer"]["points"], found[10]["answer"]["balance"]) == ("original", -50, 50)
    assert told(await send(shop, *lines)) == found
    assert await shop.database.read(verify) == []


def back(shop: House, number: str, *, of: str, total: int = 5000) -> sales.Sale:
    """The whole return of the sale `of`."""
    plain = shop.sale(number, total=-total)
    line = msgspec.structs.replace(plain.lines[0], quantity_milli=-1000, unit_price=total, returns_line=1)
    tax = sales.Tax(rate_permille=80, taxable=-total, tax=-(total * 8 // 108))
    return msgspec.structs.replace(
        plain, kind="return", lines=(line,), taxes=(tax,), original=sales.SaleKey(store="honten", terminal="r1", number=of)
    )


async def test_more_than_one_batch_of_the_writer_in_order(each_shop: House) -> None:
    shop = each_shop
    number = (await (await shop.member()).card()).number
    many = [shop.sale(f"{n}", member=sales.Ref(kind="card", value=number) if n % 2 else None) for n in range(700)]
    answers = [answer async for answer in shop.pos.record_batch(many)]
    balances = [answer.answer.balance for answer in answers if answer.answer is not None]
    assert [bool(balance) for balance in balances] == [bool(n % 2) for n in range(700)]
    held = [balance for balance in balances if balance is not None]
    assert held == sorted(held)
    assert [answer async for answer in shop.pos.record_batch(many)] == answers
    assert await shop.database.read(verify) == []


async def test_an_old_sale_counts_from_the_time_of_receipt(shop: House) -> None:
    """Thirteen months late is still a fact, and no way to make points of another age."""
    member = await shop.member()
    card = sales.Ref(kind="card", value=(await member.card()).number)
    then = to_datetime(shop.clock.now()) - timedelta(days=395)
    (answer,) = [one async for one in shop.pos.record_batch([shop.sale("1", member=card, occurred_at=then, business_date=then.date())])]
    assert answer.answer is not None
    assert (answer.answer.points, answer.answer.notes) == (50, ("clock",))
    assert answer.answer.next_expiry is not None
    assert answer.answer.next_expiry.on.year == to_datetime(START).year + 1
    (row,) = (await member.receipts()).rows
    assert (row.at, row.points) == (to_datetime(START), 50)


async def test_it_is_bounded(shop: House) -> None:
    sale = msgspec.json.encode(shop.sale("1"))
    check(await send(shop, *[sale] * (sales.MOST_LINES + 1)), "too-many-lines", most=sales.MOST_LINES)
    check(await send(shop, b" " * (sales.MOST_BATCH + 1)), "too-large", limit=sales.MOST_BATCH)

    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b"x" * 65_536

    answer = await shop.ask("POST", PATH, shop.connector.token, content=endless())
    check(answer, "too-large", limit=sales.MOST_BATCH)
    assert told(await send(shop)) == []
    with pytest.raises(Refused, match="too-many-lines"):
        await anext(shop.pos.record_batch([shop.sale("1")] * (sales.MOST_LINES + 1)))
    assert (await shop.manager.today("honten")).receipts.now == 0


async def test_only_so_many_at_a_time(shop: House) -> None:
    gate = asyncio.Event()

    async def slow() -> AsyncIterator[bytes]:
        await gate.wait()
        yield msgspec.json.encode(shop.sale("1"))

    held = [asyncio.create_task(shop.ask("POST", PATH, shop.connector.token, content=slow())) for _ in range(bulk.MOST_AT_ONCE)]
    await asyncio.sleep(0.05)
    check(await send(shop, shop.sale("2")), "unavailable")
    gate.set()
    assert {answer.status_code for answer in await asyncio.gather(*held)} == {200}
    assert told(await send(shop, shop.sale("2")))[0]["status"] == 200


async def test_only_a_connector_whose_key_is_for_sales(shop: House) -> None:
    events = await shop.manager.add_connector_key(shop.connector.id, staff.NewConnectorKey(scopes=("events",)))
    for token, status in ((shop.manager.token, 403), (events.token, 403), (shop.device.token, 403), ("", 401)):
        assert (await send(shop, shop.sale("1"), token=token)).status_code == status


async def test_a_line_that_breaks_is_sent_again(tmp_path: Path) -> None:
    """Over a real connection: cut after the first answers, then the whole batch again. Every sale stands once."""
    async with served(tmp_path) as server, ManagerApi(server.url) as manager:
        connector = await _set_up(manager)
        many = [_sale(n) for n in range(1500)]
        async with ConnectorApi(server.url, connector.token) as pos:
            async with aclosing(pos.record_batch(many)) as answers:
                first = [await anext(answers) for _ in range(3)]
            whole = [answer async for answer in pos.record_batch(many)]
            assert whole[:3] == first
            assert [answer async for answer in pos.record_batch(many)] == whole
            assert len({answer.answer.sale for answer in whole if answer.answer is not None}) == len(many)
        async with ConnectorApi(server.url, connector.token) as pos:
            await server.stop()
            with pytest.raises(Unreachable):
                await anext(pos.record_batch(many))
    database = Database.open(f"sqlite:///{tmp_path / 'tamaru.db'}")
    assert await database.read(verify) == []
    await database.close()


async def _set_up(manager: ManagerApi) -> staff.Connector:
    person = staff.NewStaff(name="店長", pin=PIN, role="manager", stores=())
    store = staff.NewStore(id="honten", name="本店", issuer="まるや")
    made = await manager.set_up(staff.Setup(token=TOKEN, brand="まるや", manager=person, store=store))
    manager.token = (await manager.enrol(made.enrolment.token)).token
    manager.token = (await manager.unlock(staff.Unlock(staff=made.staff, pin=PIN))).token
    return await manager.add_connector(staff.NewConnector(name="レジ", stores=("honten",), terminals=("r1",)))


def _sale(n: int) -> sales.Sale:
    now = to_datetime(SystemClock().now())
    line = sales.Line(n=1, sku="a", name="パン", quantity_milli=1000, unit_price=500, amount=500, tax_rate_permille=80)
    return sales.Sale(
        store="honten",
        terminal="r1",
        number=str(n),
        kind="sale",
        occurred_at=now,
        business_date=now.date(),
        lines=(line,),
        taxes=(sales.Tax(rate_permille=80, taxable=500, tax=37),),
        tenders=(sales.Tender(kind="cash", amount=500),),
        total=500,
    )
