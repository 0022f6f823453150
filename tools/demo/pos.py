"""A POS that keeps ringing: signed events (Standard Webhooks) to the server, as a real one would send them.

    python -m tools.demo.pos --url http://127.0.0.1:8550 --shop build/demo/demo.json

Till r1 of each store serves the shop's usual customers; till r2 of the first store rings up whoever stands at your tablet.
"""

import argparse
import asyncio
import base64
import contextlib
import hashlib
import hmac
import random
import signal
from pathlib import Path

import httpx
import msgspec

from shared.clock import SystemClock, to_datetime, tokyo
from shared.ids import SystemIds
from shared.wire.sales import Ref, Sale, SaleKey
from tools.demo import shopper
from tools.demo.shop import TERMINAL, Shop

CLOCK = SystemClock()
IDS = SystemIds(CLOCK)
YOURS = "r2"
USUAL, RUSH = (8.0, 25.0), (0.1, 0.5)
"""Seconds between two customers of a store."""


def signed(body: bytes, event: str, secret: str, now: int) -> dict[str, str]:
    """The headers of Standard Webhooks 1.0.0 for a body; `now` in seconds."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    mac = hmac.new(key, f"{event}.{now}.".encode() + body, hashlib.sha256).digest()
    return {
        "webhook-id": event,
        "webhook-timestamp": str(now),
        "webhook-signature": "v1," + base64.b64encode(mac).decode(),
        "content-type": "application/json",
    }


class Pos:
    def __init__(self, url: str, shop: Shop, pauses: tuple[float, float]) -> None:
        self.shop = shop
        self.pauses = pauses
        self.http = httpx.AsyncClient(base_url=url, timeout=10)
        self.dice = random.Random()
        self.receipts = 0

    async def send(self, sale: Sale) -> None:
        now = CLOCK.now()
        body = msgspec.json.encode({"type": "sale.recorded", "timestamp": to_datetime(now), "data": sale})
        headers = signed(body, f"evt_{IDS.new()}", self.shop.connector_secret, now // 1000)
        headers["tamaru-connector"] = self.shop.connector
        with contextlib.suppress(httpx.HTTPError):  # a demo's POS does not queue: the next customer comes anyway
            await self.http.post("/v1/pos/events", content=body, headers=headers)

    def key(self, store: str, terminal: str) -> SaleKey:
        self.receipts += 1
        return SaleKey(store=store, terminal=terminal, number=f"{CLOCK.now() // 1000}-{self.receipts}")

    async def usual(self, store: str) -> None:
        """Customers of the store, more than half of them members whose card number the POS knows."""
        known = [person for person in self.shop.people[1:] if person.store == store]
        while True:
            await asyncio.sleep(self.dice.uniform(*self.pauses))
            person = self.dice.choices(known, [person.often for person in known])[0] if self.dice.random() < 0.6 else None
            member = Ref(kind="card", value=person.number) if person else None
            await self.send(shopper.sale(self.basket(), self.key(store, TERMINAL), CLOCK.now(), member=member))

    async def yours(self, store: str) -> None:
        """Rings at the till beside your tablet: a sale joins the visit that your scan opened there."""
        while True:
            await asyncio.sleep(12)
            await self.send(shopper.sale(self.basket(), self.key(store, YOURS), CLOCK.now()))

    def basket(self) -> shopper.Basket:
        return shopper.basket(self.dice, tokyo(CLOCK.now()).month)

    async def run(self) -> None:
        async with asyncio.TaskGroup() as group:
            for till in self.shop.tills:
                group.create_task(self.usual(till.store))
            group.create_task(self.yours(self.shop.tills[0].store))


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", required=True)
    parser.add_argument("--shop", type=Path, required=True)
    parser.add_argument("--rush", action="store_true", help="many times a second")
    args = parser.parse_args()
    shop = msgspec.json.decode(args.shop.read_bytes(), type=Shop)
    task = asyncio.ensure_future(Pos(args.url, shop, RUSH if args.rush else USUAL).run())
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, task.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await task


if __name__ == "__main__":
    asyncio.run(main())
