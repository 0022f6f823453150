"""A receipt brought back to the counter: looked at by its code or number, and taken back whole."""

import hashlib
import re
from collections.abc import Sequence

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from sqlalchemy import Connection

from backend.auth.actions import Action
from backend.auth.principal import Call, Principal
from backend.auth.routes import route
from backend.db.engine import Database
from backend.kit.http import Reply, answer, path_id, read, reply
from backend.kit.ids import Ids
from backend.problems import Refusal, Refused, refuse
from backend.stores import repository as stores
from backend.till import returns
from backend.till.identify import actor
from backend.till.operations import Accepted, RecordSale, fingerprint, sale_key
from backend.till.service import Till
from shared.clock import Clock
from shared.wire import returns as wire
from shared.wire.problems import Code

TAKE = msgspec.json.Decoder(wire.TakeReturn)
NUMBER = re.compile(r"[^\0-\x1f]{1,64}")


class ReturnDesk:
    def __init__(self, database: Database, clock: Clock, ids: Ids, till: Till) -> None:
        self._database = database
        self._clock = clock
        self._ids = ids
        self._till = till

    async def by_number(self, request: Call) -> Reply:
        """Sales of the tablet's store with this number on their receipt, the newest first, at most ten."""
        number, store = request.query_params.get("number", "").strip(), request.user.store_id
        if not NUMBER.fullmatch(number):
            raise Refusal(Code.INVALID, where="number")
        return reply(await self._database.read(lambda connection: returns.by_number(connection, store, number)))

    async def sale(self, request: Call, receipt: FromPath[str]) -> Reply:
        """A sale of the tablet's store, with what its return would change, or has changed. The receipt's code R1 holds its id."""
        return answer(await self._look(request.user, path_id(receipt), self._ids.new()))

    async def take(self, request: Call, receipt: FromPath[str]) -> Reply:
        """Takes the whole sale back, once, where no POS posts the returns; answers the sale as it is then."""
        person, sale_id, body = request.user, path_id(receipt), await read(request, TAKE)

        def prepare(connection: Connection) -> RecordSale | Refused:
            op = self._operation(connection, person, sale_id, body.op_id)
            linked = op is not None and stores.is_linked(connection, op.sale.store, op.sale.terminal)
            return Refused(Code.RETURN_AT_POS) if linked else op or Refused(Code.RECEIPT_UNKNOWN)

        operation = await self._database.read(prepare)
        if isinstance(operation, Refused):
            raise refuse(operation)
        outcome = await self._till.record_sale(operation)
        if not isinstance(outcome, Accepted):
            raise refuse(outcome)
        return answer(await self._look(person, sale_id, body.op_id))

    async def _look(self, person: Principal, sale_id: str, op_id: str) -> wire.ReturnSale | Refused:
        def look(connection: Connection) -> wire.ReturnSale | Refused:
            op = self._operation(connection, person, sale_id, op_id)
            row = returns.kept(connection, person.store_id, sale_id)
            return Refused(Code.RECEIPT_UNKNOWN) if op is None or row is None else returns.shown(connection, row, op, self._ids)

        return await self._database.read(look)

    def _operation(self, connection: Connection, person: Principal, sale_id: str, op_id: str) -> RecordSale | None:
        """What the till is to do. Its key follows from `op_id` and its print from what was asked, so that it may be asked again later."""
        row, now = returns.kept(connection, person.store_id, sale_id), self._clock.now()
        if row is None:
            return None
        sale = returns.returned_sale(connection, row, f"R-{op_id}", now)
        return RecordSale(
            source=person.source,
            op_id=sale_key(sale),
            at=now,
            actor=actor(person, person.store_id),
            fingerprint=hashlib.sha256(sale_id.encode() + fingerprint(wire.TakeReturn(op_id=op_id))).digest(),
            sale=sale,
        )

    def routes(self) -> Sequence[HTTPRouteHandler]:
        one, act = "/v1/returns/{receipt:str}", Action.TAKE_RETURN
        return (
            route("GET", "/v1/returns", act, self.by_number, answer=tuple[wire.ReturnRow, ...]),
            route("GET", one, act, self.sale, answer=wire.ReturnSale),
            route("POST", one, act, self.take, body=wire.TakeReturn, answer=wire.ReturnSale),
        )
