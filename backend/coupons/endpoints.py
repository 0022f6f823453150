"""Offers, and what the joining page says of them."""

import asyncio
import re
from collections.abc import Sequence

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from backend.auth.actions import Action
from backend.auth.principal import Call
from backend.auth.routes import route
from backend.coupons.posters import poster_of
from backend.coupons.service import Coupons
from backend.db.engine import Database
from backend.kit.http import Reply, answer, path_slug, read
from backend.problems import Refusal, Refused, language_of
from backend.stores.poster import poster
from shared.clock import Clock
from shared.wire import coupons as wire
from shared.wire import stamps
from shared.wire.members import Welcome
from shared.wire.problems import Code

ADDRESS = re.compile(r"https?://[^\s/?#@]{1,200}(/[^\s?#]{0,200})?")
NEW_CARD = msgspec.json.Decoder(stamps.NewStampCard)
SWITCH = msgspec.json.Decoder(stamps.SwitchStampCard)
NEW_COUPON = msgspec.json.Decoder(wire.NewCoupon)


class CouponEndpoints:
    def __init__(self, coupons: Coupons, database: Database, clock: Clock) -> None:
        self._coupons = coupons
        self._database = database
        self._clock = clock

    async def add(self, request: Call) -> Reply:
        """Adds an offer, for all stores of the brand."""
        return answer(await self._coupons.add(request.user, await read(request, NEW_COUPON)), 201)

    async def end(self, request: Call, coupon: FromPath[str]) -> Reply:
        """Ends an offer at once: nobody can use it any more."""
        return answer(await self._coupons.end(request.user, path_slug(coupon)))

    async def all(self, request: Call) -> Reply:
        """Every offer, the newest first, with how many were issued and used."""
        del request
        return answer(await self._coupons.all())

    async def welcome(self, request: Call, store: FromPath[str]) -> Reply:
        """What the joining page of a store says before anybody is known."""
        del request
        return answer(await self._coupons.welcome(path_slug(store)))

    async def add_card(self, request: Call) -> Reply:
        """Adds a stamp card and the coupon that a full one becomes."""
        return answer(await self._coupons.add_card(request.user, await read(request, NEW_CARD)), 201)

    async def cards(self, request: Call) -> Reply:
        """Every stamp card, the newest first, with how many stamps were given and how many cards are full."""
        del request
        return answer(await self._coupons.cards())

    async def switch_card(self, request: Call, card: FromPath[str]) -> Reply:
        """Stops a stamp card, or starts it again."""
        body = await read(request, SWITCH)
        return answer(await self._coupons.switch_card(request.user, path_slug(card), on=body.on))

    async def own_stamps(self, request: Call) -> Reply:
        """The member's stamp cards of today."""
        return answer(await self._coupons.own_stamps(request.user))

    async def poster(self, request: Call, store: FromPath[str]) -> Reply:
        """The QR for the counter as a PDF of one page. `address`: where customers open the card, e.g. https://card.example.jp/member."""
        place = request.user.at(Action.PRINT_POSTER, store)
        address, language = request.query_params.get("address", ""), language_of(request.headers.get("accept-language", ""))
        if not ADDRESS.fullmatch(address):
            raise Refusal(Code.INVALID, where="address")
        shown = await poster_of(self._database, self._clock, place, address, language)
        if isinstance(shown, Refused):
            return answer(shown)
        document = await asyncio.to_thread(poster, shown, language, self._clock.now())
        return Reply(document, media_type=b"application/pdf")

    def routes(self) -> Sequence[HTTPRouteHandler]:
        return (
            route("POST", "/v1/coupons", Action.MANAGE_COUPONS, self.add, body=wire.NewCoupon, answer=wire.Coupon, status=201),
            route("POST", "/v1/coupons/{coupon:str}/end", Action.MANAGE_COUPONS, self.end, answer=wire.Coupon),
            route("GET", "/v1/coupons", Action.MANAGE_COUPONS, self.all, answer=tuple[wire.Coupon, ...]),
            route(
                "POST",
                "/v1/stamp-cards",
                Action.MANAGE_STAMPS,
                self.add_card,
                body=stamps.NewStampCard,
                answer=stamps.StampCard,
                status=201,
            ),
            route(
                "POST",
                "/v1/stamp-cards/{card:str}/state",
                Action.MANAGE_STAMPS,
                self.switch_card,
                body=stamps.SwitchStampCard,
                answer=stamps.StampCard,
            ),
            route("GET", "/v1/stamp-cards", Action.MANAGE_STAMPS, self.cards, answer=tuple[stamps.StampCard, ...]),
            route("GET", "/v1/me/stamps", Action.READ_OWN_STAMPS, self.own_stamps, answer=tuple[stamps.MyStamps, ...]),
            route("GET", "/v1/stores/{store:str}/poster", Action.PRINT_POSTER, self.poster, answer=dict, media_type="application/pdf"),
            route("GET", "/v1/welcome/{store:str}", Action.READ_WELCOME, self.welcome, answer=Welcome),
        )
