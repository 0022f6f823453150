"""The offers a shop makes. Members hold vouchers of them, which only the till issues and uses."""

from sqlalchemy import Connection

from backend.audit import trail
from backend.auth.principal import Principal
from backend.coupons import repository
from backend.db.engine import Database
from backend.members.own import TERMS
from backend.problems import Refused
from backend.stores import brand
from backend.stores import repository as stores
from shared.clock import Clock, business_date
from shared.wire import coupons as wire
from shared.wire.members import Welcome
from shared.wire.problems import Code


class Coupons:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def add(self, manager: Principal, body: wire.NewCoupon) -> wire.Coupon | Refused:
        if body.ends_on < body.starts_on:
            return Refused(Code.INVALID, {"where": "$.ends_on"})
        if body.kind == "percent" and body.value > 100:
            return Refused(Code.INVALID, {"where": "$.value"})
        now = self._clock.now()

        def make(connection: Connection) -> wire.Coupon | Refused:
            if repository.offer(connection, body.id) is None:
                repository.add(connection, body, now)
                trail.record(connection, now, manager.actor, "coupon.add", body.id)
                made = repository.offer(connection, body.id)
                if made is not None:
                    return repository.shown(made)
            return Refused(Code.ALREADY_EXISTS, {"what": body.id})

        return await self._database.transact(make)

    async def all(self) -> tuple[wire.Coupon, ...]:
        return tuple(repository.shown(offer) for offer in await self._database.read(repository.offers))

    async def welcome(self, store_id: str) -> Welcome | Refused:
        """What the joining page of a store says."""
        today = business_date(self._clock.now())

        def look(connection: Connection) -> Welcome | Refused:
            store = stores.store(connection, store_id)
            if store is None:
                return Refused(Code.NOT_FOUND)
            face = brand.present(connection)
            gift = repository.greeting(connection, today) if face.has("coupons") else None
            ja, en = ("", "") if gift is None else (gift.name_ja, gift.name_en)
            return Welcome(brand=face.name, store=store.id, store_name=store.name, terms_version=TERMS, gift_ja=ja, gift_en=en)

        return await self._database.read(look)
