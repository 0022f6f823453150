"""The member's own profile, devices, consents, and the freeze."""

from collections.abc import Sequence

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from backend.auth.actions import Action
from backend.auth.principal import Call
from backend.auth.routes import route
from backend.kit.http import Nothing, Reply, answer, read, reply
from backend.members.own import Own
from backend.problems import Refused, refuse
from shared.wire import members as wire

CHANGE = msgspec.json.Decoder(wire.ChangeProfile)
RENAME = msgspec.json.Decoder(wire.RenameDevice)
CONSENT = msgspec.json.Decoder(wire.GiveConsent)
ASK = msgspec.json.Decoder(wire.AskConfirmation)
CONFIRMED = msgspec.json.Decoder(wire.Confirmed)


class OwnEndpoints:
    def __init__(self, own: Own) -> None:
        self._own = own

    async def profile(self, request: Call) -> Reply:
        """Who the member is, as the shop knows it."""
        return reply(await self._own.profile(request.user))

    async def change(self, request: Call) -> Reply:
        """Another name or birthday; the birthday once in 365 days."""
        return _done(await self._own.change(request.user, await read(request, CHANGE)))

    async def devices(self, request: Call) -> Reply:
        """Every phone and browser that is signed in."""
        return reply(await self._own.devices(request.user))

    async def rename(self, request: Call, device: FromPath[str]) -> Reply:
        """Gives a device a name of the member's own."""
        body = await read(request, RENAME)
        return _done(await self._own.rename(request.user, device, body.name))

    async def stop(self, request: Call, device: FromPath[str]) -> Reply:
        """Signs a device out: its codes and sessions die at once. For a phone that is lost."""
        return _done(await self._own.stop(request.user, device))

    async def freeze(self, request: Call) -> Reply:
        """Stops the use of points and coupons; they are still earned."""
        await self._own.freeze(request.user)
        return Nothing()

    async def unfreeze(self, request: Call) -> Reply:
        """Allows it again, with a fresh code from the member's mail."""
        return _done(await self._own.unfreeze(request.user, await read(request, CONFIRMED)))

    async def ask(self, request: Call) -> Reply:
        """Mails a code to the member's own address, good for one purpose."""
        return answer(await self._own.ask(request.user, await read(request, ASK)))

    async def consents(self, request: Call) -> Reply:
        """What the member has agreed to."""
        return reply(await self._own.consents(request.user))

    async def consent(self, request: Call) -> Reply:
        """Gives or withdraws consent to one purpose; answers what stands then."""
        return reply(await self._own.consent(request.user, await read(request, CONSENT)))

    def routes(self) -> Sequence[HTTPRouteHandler]:
        see, change, device = Action.READ_OWN, Action.CHANGE_OWN, "/v1/me/devices/{device:str}"
        return (
            route("GET", "/v1/me", see, self.profile, answer=wire.Profile),
            route("POST", "/v1/me", change, self.change, body=wire.ChangeProfile, status=204),
            route("GET", "/v1/me/devices", see, self.devices, answer=tuple[wire.MyDevice, ...]),
            route("POST", device, change, self.rename, body=wire.RenameDevice, status=204),
            route("DELETE", device, change, self.stop, status=204),
            route("POST", "/v1/me/freeze", change, self.freeze, status=204),
            route("POST", "/v1/me/unfreeze", change, self.unfreeze, body=wire.Confirmed, status=204),
            route("POST", "/v1/me/confirmations", change, self.ask, body=wire.AskConfirmation, answer=wire.CodeSent),
            route("GET", "/v1/me/consents", see, self.consents, answer=tuple[wire.Consent, ...]),
            route("POST", "/v1/me/consents", change, self.consent, body=wire.GiveConsent, answer=tuple[wire.Consent, ...]),
        )


def _done(outcome: Refused | None) -> Reply:
    if outcome is not None:
        raise refuse(outcome)
    return Nothing()
