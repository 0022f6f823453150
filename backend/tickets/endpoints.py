"""What is sold ahead, and what a member has of it."""

from collections.abc import Sequence

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from backend.auth.actions import Action
from backend.auth.principal import Call
from backend.auth.routes import route
from backend.kit.http import Reply, answer, path_slug, read
from backend.tickets.service import TicketOffers
from shared.wire import tickets as wire

NEW = msgspec.json.Decoder(wire.NewTicketOffer)
SWITCH = msgspec.json.Decoder(wire.SwitchTicketOffer)


class TicketEndpoints:
    def __init__(self, offers: TicketOffers) -> None:
        self._offers = offers

    async def add(self, request: Call) -> Reply:
        """Adds a ticket book. One that would last longer than six months is refused, for the law would regulate it."""
        return answer(await self._offers.add(request.user, await read(request, NEW)), 201)

    async def all(self, request: Call) -> Reply:
        """Every ticket book, the newest first, with the balance of what was paid and is not used yet."""
        del request
        return answer(await self._offers.all())

    async def switch(self, request: Call, offer: FromPath[str]) -> Reply:
        """Stops the sale of a ticket book, or starts it again. What was sold can be used."""
        body = await read(request, SWITCH)
        return answer(await self._offers.switch(request.user, path_slug(offer), on=body.on))

    async def own(self, request: Call) -> Reply:
        """The member's ticket books, what was done with them, and what the shop sells."""
        return answer(await self._offers.own(request.user))

    def routes(self) -> Sequence[HTTPRouteHandler]:
        offers, manage = "/v1/ticket-offers", Action.MANAGE_TICKETS
        return (
            route("POST", offers, manage, self.add, body=wire.NewTicketOffer, answer=wire.TicketOffer, status=201),
            route("GET", offers, manage, self.all, answer=wire.TicketOffers),
            route("POST", f"{offers}/{{offer:str}}/state", manage, self.switch, body=wire.SwitchTicketOffer, answer=wire.TicketOffer),
            route("GET", "/v1/me/tickets", Action.READ_OWN_TICKETS, self.own, answer=wire.Tickets),
        )
