"""What a POS calls."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import msgspec
from litestar.handlers import HTTPRouteHandler

from backend.auth.actions import Action
from backend.auth.connectors import Connectors, Signature
from backend.auth.principal import Call
from backend.auth.routes import route
from backend.inbox.service import Inbox
from backend.kit.http import Reply, decode, raw, read, reply
from backend.pos.bulk import SALE, Answers, Bulk
from backend.pos.service import EVENT, Sales
from backend.problems import REQUEST, Refused, body_of, refuse
from backend.till.operations import Accepted
from shared.clock import Clock
from shared.wire import sales as wire
from shared.wire.problems import Code

KEY = msgspec.json.Decoder(wire.SaleKey)


class PosEndpoints:
    def __init__(self, sales: Sales, bulk: Bulk, inbox: Inbox, connectors: Connectors, clock: Clock) -> None:
        self._sales = sales
        self._bulk = bulk
        self._inbox = inbox
        self._connectors = connectors
        self._clock = clock

    async def sale(self, request: Call) -> Reply:
        """Applies a sale or a return before it answers: points, balance, next expiry, and lines to print under the receipt.

        The key is (bearer, store, terminal, number, revision): the same sale again gets the same answer, another under its key is 409.
        What did not happen after all comes again with `void` and a higher revision: a sale's void takes back what is left of it, a
        return's makes its lines the sale's again, with points, what was used on them and coupons. A sale's void may come before it.
        A sale that was different comes again whole with a higher revision: all ends as if that alone had come, in whichever order they do.
        An `exchange` brings goods of its `original` back and takes others, both or neither; its return is kept under the number with -R,
        and its void takes back both.
        """
        body = await read(request, SALE)
        outcome = await self._sales.record(request.user, body, self._clock.now())
        if not isinstance(outcome, Accepted):
            raise refuse(outcome)
        return Reply(outcome.answer)

    async def sales(self, request: Call) -> Answers:
        """Applies many sales and returns in their order: one JSON object a line, at most 5,000 lines and 8 MiB.

        Each line is what `POST /v1/sales` takes and is booked as if it had come alone, with its own key; the answer has one line for
        each, in the same order, as soon as it is durable. A line that is refused does not touch the others, and the same body again
        gets the same answers. A sale from more than seven days back is booked at the time of receipt and flagged `clock`, as it is alone.
        """
        scope: dict[str, Any] = {**request.scope}

        def say(code: Code, args: dict[str, Any]) -> bytes:
            return body_of(code, args, scope["headers"], scope[REQUEST])

        return await self._bulk.take(request.user, partial(raw, request), self._clock.now(), say)

    async def delivered(self, request: Call) -> Reply:
        """What was bought online has arrived: where the rules make its points wait for that, they count from now on. Once for each sale."""
        body = await read(request, KEY)
        outcome = await self._sales.deliver(request.user, body, self._clock.now())
        if not isinstance(outcome, Accepted):
            raise refuse(outcome)
        return Reply(outcome.answer)

    async def event(self, request: Call) -> Reply:
        """Takes a signed event (Standard Webhooks 1.0.0): verified on the raw bytes, kept durably, answered 202, then applied.

        `sale.recorded` does what `POST /v1/sales` does, `sale.delivered` what `POST /v1/sales:delivered` does. They may come in any order.

        The secret that verifies names the connector; a sender that can set headers may name it in `tamaru-connector`, which is quicker
        where a shop has many. The timestamp may be five minutes off. The same `webhook-id` again is 202, with another body 409.
        """
        body, headers = await raw(request), request.headers
        signature = Signature(headers.get("webhook-id", ""), headers.get("webhook-timestamp", ""), headers.get("webhook-signature", ""))
        connector = await self._connectors.verify(signature, body, headers.get("tamaru-connector", ""))
        if isinstance(connector, Refused):
            raise refuse(connector)
        decode(body, EVENT)  # what cannot be read is told to the sender now, not to a person later
        refused = await self._inbox.take(connector, signature.id, body)
        if refused is not None:
            raise refuse(refused)
        return reply(wire.EventTaken(event=signature.id), 202)

    def routes(self) -> Sequence[HTTPRouteHandler]:
        return (
            route("POST", "/v1/sales", Action.RECORD_SALE, self.sale, body=wire.Sale, answer=wire.SaleAnswer),
            route(
                "POST",
                "/v1/sales:batch",
                Action.RECORD_SALES,
                self.sales,
                body=wire.Sale,
                takes=wire.NDJSON,
                answer=wire.BatchAnswer,
                media_type=wire.NDJSON,
            ),
            route("POST", "/v1/sales:delivered", Action.DELIVER, self.delivered, body=wire.SaleKey, answer=wire.Delivered),
            route("POST", "/v1/pos/events", Action.POST_EVENT, self.event, body=wire.PosEvent, answer=wire.EventTaken, status=202),
        )
