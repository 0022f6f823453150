"""Signed events: Standard Webhooks 1.0.0 on the raw bytes, kept before they are acknowledged, applied afterwards."""

import asyncio
import base64
import hashlib
import hmac
from datetime import UTC, datetime
from typing import Any

import httpx
import msgspec
from sqlalchemy import select
from standardwebhooks import Webhook

from backend.inbox import repository
from backend.inbox.tables import inbox, inbox_numbers
from shared.clock import MINUTE, SECOND, to_datetime
from shared.qr.number import check_digit
from shared.wire import members, sales, staff
from shared.wire.rules import RuleBody, SetRules
from tests.backend.api.harness import House
from tests.backend.api.test_bad_input import check


def event(shop: House, number: str = "1", **more: Any) -> bytes:
    now = to_datetime(shop.clock.now())
    return msgspec.json.encode(sales.SaleEvent(timestamp=now, data=shop.sale(number, **more)))


def signed(shop: House, body: bytes, *, secret: str = "", name: str = "evt_1", late: int = 0) -> dict[str, str]:
    """Headers as the library of Standard Webhooks makes them."""
    at = datetime.fromtimestamp((shop.clock.now() - late) // SECOND, UTC)
    signature = Webhook(secret or shop.connector.secret).sign(name, at, body.decode())
    return {"webhook-id": name, "webhook-timestamp": str(int(at.timestamp())), "webhook-signature": signature}


async def send(shop: House, body: bytes, headers: dict[str, str]) -> httpx.Response:
    return await shop.ask("POST", "/v1/pos/events", content=body, headers=headers)


async def state_of(shop: House, name: str) -> tuple[str, str]:
    found = select(inbox.c.state, inbox.c.problem).where(inbox.c.event_id == name)
    row = await shop.database.read(lambda connection: connection.execute(found).one())
    return row.state, row.problem


async def settled(shop: House, name: str, former: str = "new") -> tuple[str, str]:
    """What became of an event, once the worker has seen it."""
    for _ in range(500):
        if (now := await state_of(shop, name))[0] != former:
            return now
        await asyncio.sleep(0.02)
    raise AssertionError(f"{name} is still {former}")


async def test_an_event_is_kept_then_applied(each_shop: House) -> None:
    shop = each_shop
    member = await shop.member()
    body = event(shop, member=sales.Ref(kind="card", value=(await member.card()).number))
    answer = await send(shop, body, signed(shop, body))
    assert (answer.status_code, answer.json()) == (202, {"event": "evt_1"})
    assert await settled(shop, "evt_1") == ("done", "")
    assert (await member.points()).balance == 50
    assert (await send(shop, body, signed(shop, body))).status_code == 202
    assert (await member.points()).balance == 50


async def test_a_delivery_is_an_event_and_may_come_before_its_sale(each_shop: House) -> None:
    """It waits for its sale; then the points that waited for it count, once."""
    shop = each_shop
    member = await shop.member()
    await shop.manager.set_rules(SetRules(rules=RuleBody(confirm_delivered=True)))
    key = sales.SaleKey(store="honten", terminal="r1", number="7")
    arrived = msgspec.json.encode(sales.DeliveredEvent(timestamp=to_datetime(shop.clock.now()), data=key))
    assert (await send(shop, arrived, signed(shop, arrived, name="early"))).status_code == 202
    assert await settled(shop, "early") == ("parked", "sale-unknown")
    card = sales.Ref(kind="card", value=(await member.card()).number)
    body = event(shop, "7", member=card, channel="online")
    await send(shop, body, signed(shop, body, name="sale"))
    assert await settled(shop, "sale") == ("done", "")
    assert (await member.points()).balance == 0
    again = signed(shop, arrived, name="again")
    assert [(await send(shop, arrived, again)).status_code for _ in range(2)] == [202, 202]
    assert await settled(shop, "again") == ("done", "")
    assert (await member.points()).balance == 50


async def test_bytes_signatures_and_times_that_do_not_fit(shop: House) -> None:
    body = event(shop)
    good = signed(shop, body)
    check(await send(shop, body + b" ", good), "signature-invalid")
    check(await send(shop, body, {}), "signature-invalid")
    check(await send(shop, body, good | {"webhook-signature": "v1,AAAA"}), "signature-invalid")
    check(await send(shop, body, good | {"webhook-signature": "v1," + "!" * 44}), "signature-invalid")
    check(await send(shop, body, good | {"webhook-signature": good["webhook-signature"].replace("v1,", "v2,")}), "signature-invalid")
    check(await send(shop, body, good | {"webhook-id": "evt_2"}), "signature-invalid")
    check(await send(shop, body, good | {"webhook-timestamp": "x"}), "signature-invalid")
    check(await send(shop, body, good | {"tamaru-connector": shop.ids.new()}), "signature-invalid")
    other = "whsec_" + base64.b64encode(b"x" * 32).decode()
    check(await send(shop, body, signed(shop, body, secret=other)), "signature-invalid")
    check(await send(shop, body, signed(shop, body, late=5 * MINUTE + SECOND)), "timestamp-old")
    check(await send(shop, body, signed(shop, body, late=-5 * MINUTE - SECOND)), "timestamp-old")
    narrowed = good | {"tamaru-connector": shop.connector.id}
    assert (await send(shop, body, narrowed)).status_code == 202


async def test_the_same_event_with_another_body(shop: House) -> None:
    first, second = event(shop, "1"), event(shop, "2")
    assert (await send(shop, first, signed(shop, first))).status_code == 202
    check(await send(shop, second, signed(shop, second)), "idempotency-conflict")


async def test_what_cannot_be_read_is_said_at_once(shop: House) -> None:
    for body, code in ((b"{", "malformed"), (b'{"type":"sale.deleted"}', "invalid"), (b"[" * 50 + b"]" * 50, "too-deep")):
        check(await send(shop, body, signed(shop, body)), code)


async def test_headers_that_are_no_ascii_are_refused(shop: House) -> None:
    body = event(shop)
    headers = signed(shop, body)
    for name, value in (("webhook-timestamp", "²"), ("webhook-signature", "v1,é")):
        odd = {key: text.encode() for key, text in headers.items()} | {name: value.encode("latin-1")}
        check(await shop.ask("POST", "/v1/pos/events", content=body, headers=odd), "signature-invalid")


async def test_several_secrets_and_several_signatures(shop: House) -> None:
    """While a shop changes its secret both are good, and a sender may sign with both."""
    fresh = (await shop.manager.add_connector_key(shop.connector.id, staff.NewConnectorKey())).secret
    for number, secret in enumerate((shop.connector.secret, fresh)):
        body = event(shop, str(number))
        assert (await send(shop, body, signed(shop, body, secret=secret, name=f"e{number}"))).status_code == 202
    body = event(shop, "9")
    headers = signed(shop, body, name="e9")
    wrong = base64.b64encode(hmac.digest(b"z", body, hashlib.sha256)).decode()
    both = headers | {"webhook-signature": f"v1,{wrong} {headers['webhook-signature']}"}
    assert (await send(shop, body, both)).status_code == 202


async def test_refused_is_failed_and_an_unknown_store_waits(shop: House) -> None:
    for name, body in (
        ("refused", event(shop, total=4000, lines=shop.sale("x").lines)),
        ("foreign", event(shop, store="eki")),
        ("parked", event(shop, "2", store="umi")),
        ("after", event(shop, "3")),
    ):
        assert (await send(shop, body, signed(shop, body, name=name))).status_code == 202
    assert await settled(shop, "refused") == ("failed", "sale-inconsistent")
    assert await settled(shop, "foreign") == ("failed", "forbidden")
    assert await settled(shop, "parked") == ("parked", "store-unknown")
    assert await settled(shop, "after") == ("done", "")
    await shop.manager.add_store(staff.NewStore(id="umi", name="海", issuer="x"))
    shop.clock.forward(2 * MINUTE)
    assert await settled(shop, "parked", "parked") == ("failed", "forbidden")  # the store is known now, but not this connector's


async def test_who_leaves_stands_in_no_body_any_more(each_shop: House) -> None:
    shop = each_shop
    numbers: list[bytes] = []
    for name in ("evt_1", "evt_2"):
        member = await shop.member(f"{name}@example.jp")
        numbers.append((await member.card()).number.encode())
        body = event(shop, name, member=sales.Ref(kind="card", value=numbers[-1].decode()))
        await send(shop, body, signed(shop, body, name=name))
        await settled(shop, name)
    asked = await member.ask_confirmation(members.AskConfirmation(purpose="leave"))
    await member.leave(members.Confirmed(request=asked.request, code=shop.code()))
    bodies = await shop.database.read(lambda connection: list(connection.scalars(select(inbox.c.body).order_by(inbox.c.id))))
    assert [[number in bytes(body) for number in numbers] for body in bodies] == [[True, False], [False, False]]
    assert await shop.database.read(lambda connection: list(connection.scalars(select(inbox_numbers.c.number)))) == [numbers[0].decode()]
    assert b'"000000000000"' in bytes(bodies[1])


def test_numbers_are_found_wherever_they_stand() -> None:
    card = "0123456789" + "0"
    number = card + check_digit(card)
    assert repository.numbers(f'{{"a":"{number}","b":{number},"c":"9{number}","d":"{number[:-1]}x"}}'.encode()) == {number}
