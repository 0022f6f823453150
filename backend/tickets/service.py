"""The ticket books that a shop sells. Members hold them, which only the till sells, uses and takes back."""

from sqlalchemy import Connection

from backend.audit import trail
from backend.auth.principal import Principal
from backend.db.engine import Database
from backend.problems import Refused
from backend.stores import repository as stores
from backend.tickets import repository
from shared.clock import Clock
from shared.wire import tickets as wire
from shared.wire.problems import Code


class TicketOffers:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def add(self, manager: Principal, body: wire.NewTicketOffer) -> wire.TicketOffer | Refused:
        if (body.months is None) == (body.days is None):
            return Refused(Code.INVALID, {"where": "$.months"})
        if not wire.short_enough(body):
            return Refused(Code.TICKETS_TOO_LONG)
        now = self._clock.now()

        def make(connection: Connection) -> wire.TicketOffer | Refused:
            if unknown := sorted(set(body.stores) - stores.known(connection, body.stores)):
                return Refused(Code.STORE_UNKNOWN, {"store": unknown[0]})
            if repository.exists(connection, body.id):
                return Refused(Code.ALREADY_EXISTS, {"what": body.id})
            repository.add(connection, body, now)
            trail.record(connection, now, manager.actor, "tickets.add", body.id)
            return _one(connection, body.id, now)

        return await self._database.transact(make)

    async def switch(self, manager: Principal, offer_id: str, *, on: bool) -> wire.TicketOffer | Refused:
        """Stops the sale, or starts it again."""
        now = self._clock.now()

        def turn(connection: Connection) -> wire.TicketOffer | Refused:
            if not repository.exists(connection, offer_id):
                return Refused(Code.NOT_FOUND)
            repository.switch(connection, offer_id, on=on)
            trail.record(connection, now, manager.actor, "tickets.start" if on else "tickets.stop", offer_id)
            return _one(connection, offer_id, now)

        return await self._database.transact(turn)

    async def all(self) -> wire.TicketOffers:
        now = self._clock.now()
        return await self._database.read(lambda connection: repository.offers(connection, now))

    async def own(self, member: Principal) -> wire.Tickets:
        now = self._clock.now()
        return await self._database.read(lambda connection: repository.own(connection, member.member_id, now))


def _one(connection: Connection, offer_id: str, now: int) -> wire.TicketOffer:
    return next(each for each in repository.offers(connection, now).offers if each.id == offer_id)
