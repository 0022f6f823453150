"""Exchanges from request to answer: made at the counter; one that was a mistake is a case for a manager, never undone by itself."""

import hashlib
from collections.abc import Sequence

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from sqlalchemy import Connection, select

from backend.audit import trail
from backend.auth.actions import Action
from backend.auth.principal import Call, Principal
from backend.auth.routes import route
from backend.cases import repository as cases
from backend.cases.rules import Alert
from backend.db.engine import Database
from backend.goods import repository as goods
from backend.kit.http import Nothing, Reply, path_id, read
from backend.kit.ids import Ids
from backend.ledger.tables import transactions
from backend.problems import Refused, refuse
from backend.till.approvals import Approvals
from backend.till.identify import actor
from backend.till.operations import Accepted, Exchange, fingerprint
from backend.till.service import Till
from backend.till.tables import exchanges
from shared.clock import Clock
from shared.wire import goods as wire
from shared.wire.problems import Code

EXCHANGE = msgspec.json.Decoder(wire.Exchange)
MISTAKEN = msgspec.json.Decoder(wire.Mistaken)


class Exchanges:
    def __init__(self, *, database: Database, clock: Clock, ids: Ids, till: Till, approvals: Approvals) -> None:
        self._database = database
        self._clock = clock
        self._ids = ids
        self._till = till
        self._approvals = approvals

    async def exchange(self, request: Call, visit: FromPath[str]) -> Reply:
        """Gives a good for the member's points, at once. What needs the member's word is asked for on the phone, as with a redemption."""
        person, visit_id, body = request.user, path_id(visit), await read(request, EXCHANGE)
        operation = Exchange(
            source=person.source,
            op_id=body.op_id,
            at=self._clock.now(),
            actor=actor(person, person.store_id),
            fingerprint=hashlib.sha256(visit_id.encode() + fingerprint(body)).digest(),
            visit_id=visit_id,
            body=body,
        )
        outcome = await self._till.post(operation)
        if isinstance(outcome, Accepted):
            return Reply(outcome.answer)
        if outcome.code is Code.APPROVAL_NEEDED:
            raise refuse(await self._approvals.ask(operation, _unaskable(outcome)))
        raise refuse(outcome)

    async def mistaken(self, request: Call, exchange: FromPath[str]) -> Reply:
        """Tells the store's manager that an exchange was a mistake: a case, in which points can be given back by hand."""
        exchange_id, body = path_id(exchange), await read(request, MISTAKEN)
        refused = await self._database.transact(lambda connection: self._tell(connection, request.user, exchange_id, body.note))
        if refused is not None:
            raise refuse(refused)
        return Nothing()

    def _tell(self, connection: Connection, person: Principal, exchange_id: str, note: str) -> Refused | None:
        found = connection.execute(select(exchanges).where(exchanges.c.id == exchange_id)).one_or_none()
        if found is None or found.store_id != person.store_id:
            return Refused(Code.NOT_FOUND)
        subject = f"exchange:{exchange_id}"
        if cases.known(connection, [subject]):
            return None
        now, (name, _) = self._clock.now(), goods.names(connection, found.sku)
        data: dict[str, object] = {"points": found.points, "goods": name or found.sku, "note": note}
        clerk = connection.scalars(select(transactions.c.staff_id).where(transactions.c.id == found.tx_id)).one()
        cases.add(connection, self._ids.new(), now, Alert("exchange", found.store_id, subject, data, found.member_id, clerk))
        trail.record(connection, now, person.actor, "exchange.mistaken", exchange_id)
        return None

    def routes(self) -> Sequence[HTTPRouteHandler]:
        return (
            route("POST", "/v1/visits/{visit:str}/exchanges", Action.EXCHANGE, self.exchange, body=wire.Exchange, answer=wire.Exchanged),
            route("POST", "/v1/exchanges/{exchange:str}/mistaken", Action.EXCHANGE, self.mistaken, body=wire.Mistaken, status=204),
        )


def _unaskable(asked: Refused) -> Refused:
    """What is said to a member who has no phone or browser to be asked on."""
    limit = asked.args.get("limit")
    return Refused(Code.POINTS_NEED_CODE) if limit is None else Refused(Code.POINTS_OVER_LIMIT, {"limit": limit})
