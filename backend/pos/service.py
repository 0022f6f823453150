"""Sales come in two ways: called for an answer, or as signed events. Both end in the same operation of the till."""

from collections.abc import Callable

import msgspec
from sqlalchemy import Connection

from backend.auth.actions import Action
from backend.auth.principal import Principal
from backend.auth.sessions import connector_principal
from backend.db.engine import Database
from backend.inbox.repository import Item
from backend.inbox.service import Verdict
from backend.problems import Declined, Refused
from backend.till.identify import Identify, actor
from backend.till.operations import Accepted, Deliver, Identified, Outcome, RecordSale, delivery_key, fingerprint, sale_key
from backend.till.service import Till
from shared.clock import DAY, MINUTE, Clock, to_instant
from shared.wire.problems import Code
from shared.wire.sales import PosEvent, Sale, SaleEvent, SaleKey

EVENT = msgspec.json.Decoder(PosEvent)
COMES_LATER = frozenset({Code.STORE_UNKNOWN, Code.SALE_UNKNOWN, Code.VOID_UNKNOWN})
"""What an event speaks of may still come: it waits."""


class Sales:
    def __init__(
        self, *, database: Database, clock: Clock, till: Till, identify: Identify, has_store: Callable[[Connection, str], bool]
    ) -> None:
        self._database = database
        self._clock = clock
        self._till = till
        self._identify = identify
        self._has_store = has_store

    async def record(self, principal: Principal, sale: Sale, at: int) -> Outcome | Refused:
        """Applies a sale or a return. `at` is the instant of receipt."""
        operation = await self.operation(principal, sale, at)
        return operation if isinstance(operation, Refused) else await self._till.record_sale(operation)

    async def operation(self, principal: Principal, sale: Sale, at: int) -> RecordSale | Refused:
        """What the till is to do, when the principal may book this there."""
        if not principal.may(Action.RECORD_SALE, sale.store) or principal.store_id not in ("", sale.store):
            known = await self._database.read(lambda connection: self._has_store(connection, sale.store))
            return Refused(Code.FORBIDDEN) if known else Refused(Code.STORE_UNKNOWN, {"store": sale.store})
        who = await self._member(principal, sale, at)
        return RecordSale(
            source=principal.source,
            op_id=sale_key(sale),
            at=at,
            actor=actor(principal, sale.store),
            fingerprint=fingerprint(sale),
            sale=sale,
            identified=who if isinstance(who, Identified) else None,
            card=who if isinstance(who, str) else None,
        )

    async def deliver(self, principal: Principal, key: SaleKey, at: int) -> Outcome | Refused:
        """A sale of a shop online has arrived."""
        if not principal.may(Action.DELIVER, key.store) or principal.store_id not in ("", key.store):
            known = await self._database.read(lambda connection: self._has_store(connection, key.store))
            return Refused(Code.FORBIDDEN) if known else Refused(Code.STORE_UNKNOWN, {"store": key.store})
        operation = Deliver(
            source=principal.source,
            op_id=delivery_key(key.store, key.terminal, key.number),
            at=at,
            actor=actor(principal, key.store),
            fingerprint=fingerprint(key),
            key_of_sale=(key.store, key.terminal, key.number),
        )
        return await self._till.post(operation)

    async def _member(self, principal: Principal, sale: Sale, at: int) -> Identified | str | None:
        """Whom the sale's own code names, or its card number, if it can be trusted. A sale is a fact: a bad code never refuses it."""
        if sale.member is None or sale.member.kind not in ("code", "card"):
            return None
        then = to_instant(sale.occurred_at)
        moment = then if at - 7 * DAY <= then <= at + 10 * MINUTE else at
        found = await self._identify.check(principal, sale.member.value, moment)
        return None if isinstance(found, Refused) else found

    async def apply(self, item: Item) -> Verdict:
        """The inbox's worker hands over one kept event."""
        event = EVENT.decode(item.body)
        principal = await self._database.read(lambda connection: connector_principal(connection, item.connector_id))
        if isinstance(event, SaleEvent):
            outcome = await self.record(principal, event.data, item.received_at)
        else:
            outcome = await self.deliver(principal, event.data, item.received_at)
        if isinstance(outcome, Accepted):
            return Verdict("done")
        return _declined(outcome)


def _declined(declined: Declined) -> Verdict:
    return Verdict("parked" if declined.code in COMES_LATER else "failed", declined.code.slug)
