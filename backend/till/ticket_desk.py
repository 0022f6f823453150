"""Ticket books at the counter, from request to answer: sold to the member who stands there, used, taken back on the same day, refunded later."""

import hashlib
from collections.abc import Sequence
from typing import TypedDict

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from backend.auth.actions import Action
from backend.auth.principal import Call
from backend.auth.routes import route
from backend.kit.http import Reply, path_id, read
from backend.problems import refuse
from backend.till.identify import actor
from backend.till.operations import Accepted, Actor, Operation, RefundTickets, SellTickets, UndoTickets, UseTickets, fingerprint
from backend.till.service import Till
from shared.clock import Clock
from shared.wire import tickets as wire

SELL = msgspec.json.Decoder(wire.SellTickets)
USE = msgspec.json.Decoder(wire.UseTickets)
REFUND = msgspec.json.Decoder(wire.RefundTickets)
UNDO = msgspec.json.Decoder(wire.UndoTickets)


class Plain(TypedDict):
    """What every operation says."""

    source: str
    op_id: str
    at: int
    actor: Actor
    fingerprint: bytes


class TicketDesk:
    def __init__(self, clock: Clock, till: Till) -> None:
        self._clock = clock
        self._till = till

    async def sell(self, request: Call, visit: FromPath[str]) -> Reply:
        """Gives the member of a visit a book that was paid at the till. The sale itself is the POS's."""
        visit_id, body = path_id(visit), await read(request, SELL)
        return await self._post(SellTickets(**self._plain(request, body, visit_id), visit_id=visit_id, body=body))

    async def use(self, request: Call, visit: FromPath[str]) -> Reply:
        """Uses tickets of the member of a visit; those that end first go first."""
        visit_id, body = path_id(visit), await read(request, USE)
        return await self._post(UseTickets(**self._plain(request, body, visit_id), visit_id=visit_id, body=body))

    async def refund(self, request: Call, visit: FromPath[str], book: FromPath[str]) -> Reply:
        """Ends a book whose receipt came back; answers what the till hands back for the tickets that are left."""
        visit_id, book_id, body = path_id(visit), path_id(book), await read(request, REFUND)
        return await self._post(RefundTickets(**self._plain(request, body, visit_id + book_id), visit_id=visit_id, book_id=book_id))

    async def undo(self, request: Call, act: FromPath[str]) -> Reply:
        """Takes a sale, a use or a refund of today back, in the store where it was."""
        act_id, body = path_id(act), await read(request, UNDO)
        return await self._post(UndoTickets(**self._plain(request, body, act_id), act_id=act_id))

    def _plain(
        self, request: Call, body: wire.SellTickets | wire.UseTickets | wire.RefundTickets | wire.UndoTickets, subject: str
    ) -> Plain:
        person, mark = request.user, hashlib.sha256(subject.encode() + fingerprint(body)).digest()
        here = actor(person, person.store_id)
        return Plain(source=person.source, op_id=body.op_id, at=self._clock.now(), actor=here, fingerprint=mark)

    async def _post(self, operation: Operation) -> Reply:
        outcome = await self._till.post(operation)
        if isinstance(outcome, Accepted):
            return Reply(outcome.answer)
        raise refuse(outcome)

    def routes(self) -> Sequence[HTTPRouteHandler]:
        visit, done = "/v1/visits/{visit:str}", wire.TicketsDone
        return (
            route("POST", f"{visit}/ticket-books", Action.SELL_TICKETS, self.sell, body=wire.SellTickets, answer=done),
            route("POST", f"{visit}/tickets", Action.USE_TICKETS, self.use, body=wire.UseTickets, answer=done),
            route(
                "POST",
                f"{visit}/ticket-books/{{book:str}}/refund",
                Action.REFUND_TICKETS,
                self.refund,
                body=wire.RefundTickets,
                answer=done,
            ),
            route("POST", "/v1/tickets/{act:str}/undo", Action.USE_TICKETS, self.undo, body=wire.UndoTickets, answer=done),
        )
