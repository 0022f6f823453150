"""A receipt brought back to the counter: looked at by its code or number, and taken back, whole or in parts."""

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
from backend.till.standing import Standing, standing
from shared.clock import Clock
from shared.wire import returns as wire
from shared.wire.problems import Code

ASK = msgspec.json.Decoder(wire.AskReturn)
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
        """A sale of the tablet's store, with what the return of all that is left would change. The receipt's code R1 holds its id."""
        return answer(await self._look(request.user, path_id(receipt), wire.TakeReturn(op_id=self._ids.new())))

    async def preview(self, request: Call, receipt: FromPath[str]) -> Reply:
        """What the return of these lines would give back and change; nothing is changed by asking."""
        body = await read(request, ASK)
        return answer(await self._look(request.user, path_id(receipt), wire.TakeReturn(op_id=self._ids.new(), lines=body.lines)))

    async def take(self, request: Call, receipt: FromPath[str]) -> Reply:
        """Takes some lines back, or all that is left, once, where no POS posts the returns; answers what this has changed."""
        person, sale_id, body = request.user, path_id(receipt), await read(request, TAKE)

        def prepare(connection: Connection) -> RecordSale | Refused:
            found = self._found(connection, person, sale_id, body)
            if isinstance(found, Refused):
                return found
            linked = stores.is_linked(connection, found[1].sale.store, found[1].sale.terminal)
            return Refused(Code.RETURN_AT_POS) if linked else found[1]

        operation = await self._database.read(prepare)
        if isinstance(operation, Refused):
            raise refuse(operation)
        outcome = await self._till.record_sale(operation)
        if not isinstance(outcome, Accepted):
            raise refuse(outcome)
        return answer(await self._look(person, sale_id, body, taken=True))

    async def _look(self, person: Principal, sale_id: str, body: wire.TakeReturn, *, taken: bool = False) -> wire.ReturnSale | Refused:
        def look(connection: Connection) -> wire.ReturnSale | Refused:
            found = self._found(connection, person, sale_id, body)
            if isinstance(found, Refused):
                return found
            sale, op = found
            return returns.taken(connection, sale, op) if taken else returns.shown(connection, sale, op, self._ids)

        return await self._database.read(look)

    def _found(
        self, connection: Connection, person: Principal, sale_id: str, body: wire.TakeReturn
    ) -> tuple[Standing, RecordSale] | Refused:
        """The sale, and what the till is to do. Its key follows from `op_id` and its print from what was asked, so that it may be asked
        again later.
        """
        row, now = returns.kept(connection, person.store_id, sale_id), self._clock.now()
        if row is None:
            return Refused(Code.RECEIPT_UNKNOWN)
        found = standing(connection, row)
        sale = found.returned(body.lines, f"R-{body.op_id}", now)
        if isinstance(sale, Refused):
            return sale
        return found, RecordSale(
            source=person.source,
            op_id=sale_key(sale),
            at=now,
            actor=actor(person, person.store_id),
            fingerprint=hashlib.sha256(sale_id.encode() + fingerprint(body)).digest(),
            sale=sale,
        )

    def routes(self) -> Sequence[HTTPRouteHandler]:
        one, act = "/v1/returns/{receipt:str}", Action.TAKE_RETURN
        return (
            route("GET", "/v1/returns", act, self.by_number, answer=tuple[wire.ReturnRow, ...]),
            route("GET", one, act, self.sale, answer=wire.ReturnSale),
            route("POST", f"{one}/preview", act, self.preview, body=wire.AskReturn, answer=wire.ReturnSale),
            route("POST", one, act, self.take, body=wire.TakeReturn, answer=wire.ReturnSale),
        )
