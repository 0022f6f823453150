"""Signing in away from the counter."""

from collections.abc import Sequence
from typing import cast

import msgspec
from litestar.handlers import HTTPRouteHandler

from backend.auth.actions import Action
from backend.auth.office import Office
from backend.auth.pins import Pins
from backend.auth.principal import Call
from backend.auth.routes import route
from backend.db.engine import Database
from backend.kit.http import Reply, read, reply
from backend.kit.proxies import ADDRESS
from backend.problems import Refusal, Refused, refuse
from backend.stores import repository
from shared.clock import HOUR, SECOND, Clock, to_datetime
from shared.lines import Window
from shared.wire import office as wire
from shared.wire.problems import Code
from shared.wire.staff import StaffMember, Store

SET_PASSWORD = msgspec.json.Decoder(wire.SetPassword)
CONFIRM = msgspec.json.Decoder(wire.ConfirmPassword)
SIGN_IN = msgspec.json.Decoder(wire.OfficeSignIn)
TRIES = 120
"""Sign-ins that one address may try in an hour, however many accounts it names."""


class OfficeEndpoints:
    def __init__(self, office: Office, pins: Pins, database: Database, clock: Clock) -> None:
        self._office = office
        self._pins = pins
        self._database = database
        self._tried = Window(clock, TRIES, HOUR // SECOND)

    async def set_password(self, request: Call) -> Reply:
        """A password for signing in from anywhere, and the secret for an authenticator app; both count from the first right code."""
        body = await read(request, SET_PASSWORD)
        refused = await self._pins.confirm(request.user, body.pin)
        if refused is not None:
            raise refuse(refused)
        brand = await self._database.read(repository.brand_name) or ""
        offer = await self._office.offer(request.user, body.email, body.password, brand)
        if isinstance(offer, Refused):
            raise refuse(offer)
        return reply(wire.Authenticator(uri=offer.uri, secret=offer.secret))

    async def confirm(self, request: Call) -> Reply:
        """The first code of the authenticator app; answers recovery codes, once."""
        codes = await self._office.confirm(request.user, (await read(request, CONFIRM)).code)
        if isinstance(codes, Refused):
            raise refuse(codes)
        return reply(wire.RecoveryCodes(codes=codes))

    async def sign_in(self, request: Call) -> Reply:
        """E-mail address, password and code together; the answer never says which was wrong. Five tries, then pauses that double."""
        body = await read(request, SIGN_IN)
        address = str(cast("dict[str, object]", request.scope).get(ADDRESS, ""))
        if address and (wait := self._tried.wait(address)):
            raise Refusal(Code.SIGN_IN_PAUSED, seconds=wait)
        found = await self._office.sign_in(body.email, body.password, body.code, body.browser)
        if isinstance(found, Refused):
            raise refuse(found)

        def who(connection: repository.Connection) -> tuple[str, str, str]:
            store = repository.store(connection, found.store_id)
            names = repository.staff_names(connection, [found.staff_id])
            return names.get(found.staff_id, ""), "" if store is None else store.name, repository.brand_name(connection) or ""

        name, store, brand = await self._database.read(who)
        answer = wire.OfficeSignedIn(
            token=found.token,
            browser=found.browser,
            staff=StaffMember(id=found.staff_id, name=name, role=found.role),  # pyright: ignore[reportArgumentType]  the table holds the wire's roles
            store=Store(id=found.store_id, name=store),
            brand=brand,
            expires_at=to_datetime(found.expires_at),
        )
        return reply(answer)

    def routes(self) -> Sequence[HTTPRouteHandler]:
        account = "/v1/office/password"
        return (
            route("POST", account, Action.SET_PASSWORD, self.set_password, body=wire.SetPassword, answer=wire.Authenticator),
            route("POST", f"{account}/confirm", Action.SET_PASSWORD, self.confirm, body=wire.ConfirmPassword, answer=wire.RecoveryCodes),
            route("POST", "/v1/office/sign-in", Action.SIGN_IN, self.sign_in, body=wire.OfficeSignIn, answer=wire.OfficeSignedIn),
        )
