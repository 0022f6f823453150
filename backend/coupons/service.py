"""The offers a shop makes. Members hold vouchers of them, which only the till issues and uses."""

from datetime import timedelta

from sqlalchemy import Connection

from backend.audit import trail
from backend.auth.principal import Principal
from backend.coupons import repository, stamp_cards
from backend.coupons.rules import OF_GOODS
from backend.db.engine import Database
from backend.members.own import TERMS
from backend.problems import Refused
from backend.stores import brand
from backend.stores import repository as stores
from shared.clock import Clock, business_date, day_number, to_date
from shared.law import Verdict
from shared.wire import coupons as wire
from shared.wire import stamps
from shared.wire.members import Welcome
from shared.wire.problems import Code

FREE = 100
"""per cent"""


def flaw(new: wire.NewCoupon) -> Refused | None:
    """What does not fit together."""
    terms = new.terms
    wrong = {
        "$.ends_on": new.ends_on < new.starts_on,
        "$.kind": new.kind == "percent" and new.value == FREE and bool(terms.skus or terms.categories),  # `free` says what it is worth
        "$.value": new.value > FREE and new.kind in {"percent", "bundle", "cheapest"},
        "$.terms.goods_ja": new.kind in OF_GOODS and not (terms.goods_ja and terms.goods_en),
        "$.terms.skus": new.kind in {"free", "price"} and not (terms.skus or terms.categories),
        "$.word": (new.way == "word") != (new.word is not None),
        "$.on_join": new.on_join and new.way == "auto",
        "$.way": new.way == "stamps",
    }
    where = next((place for place, is_wrong in wrong.items() if is_wrong), None)
    return None if where is None else Refused(Code.INVALID, {"where": where})


def over_cap(found: Verdict) -> Refused | None:
    return None if found.allowed else Refused(Code.COUPON_OVER_CAP, {"cap": found.cap})


class Coupons:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def add(self, manager: Principal, body: wire.NewCoupon) -> wire.Coupon | Refused:
        refused = flaw(body) or over_cap(wire.judged(body))
        if refused is not None:
            return refused
        now = self._clock.now()

        def make(connection: Connection) -> wire.Coupon | Refused:
            if body.word is not None and repository.word_taken(connection, body.word):
                return Refused(Code.ALREADY_EXISTS, {"what": body.word})
            if repository.offer(connection, body.id) is None:
                repository.add(connection, body, now)
                trail.record(connection, now, manager.actor, "coupon.add", body.id)
                made = repository.offer(connection, body.id)
                if made is not None:
                    return repository.shown(made, repository.words(connection))
            return Refused(Code.ALREADY_EXISTS, {"what": body.id})

        return await self._database.transact(make)

    async def end(self, manager: Principal, coupon_id: str) -> wire.Coupon | Refused:
        """From now on it cannot be used; what was used stays. One that is over already stays as it is."""
        now = self._clock.now()
        today = business_date(now)

        def finish(connection: Connection) -> wire.Coupon | Refused:
            found = repository.offer(connection, coupon_id)
            if found is None:
                return Refused(Code.NOT_FOUND)
            if found.ends_on >= today:
                repository.end(connection, found, day_number(to_date(today) - timedelta(days=1)))
                trail.record(connection, now, manager.actor, "coupon.end", coupon_id)
            ended = repository.offer(connection, coupon_id) or found
            return repository.shown(ended, repository.words(connection))

        return await self._database.transact(finish)

    async def all(self) -> tuple[wire.Coupon, ...]:
        def look(connection: Connection) -> tuple[wire.Coupon, ...]:
            words = repository.words(connection)
            return tuple(repository.shown(offer, words) for offer in repository.offers(connection))

        return await self._database.read(look)

    async def add_card(self, manager: Principal, body: stamps.NewStampCard) -> stamps.StampCard | Refused:
        where = stamp_cards.flaw(body)
        refused = flaw(body.reward) if where is None else Refused(Code.INVALID, {"where": where})
        refused = refused or over_cap(stamps.judged_card(body))
        if refused is not None:
            return refused
        now = self._clock.now()

        def make(connection: Connection) -> stamps.StampCard | Refused:
            if stamp_cards.exists(connection, body.id):
                return Refused(Code.ALREADY_EXISTS, {"what": body.id})
            if repository.offer(connection, body.reward.id) is not None:
                return Refused(Code.ALREADY_EXISTS, {"what": body.reward.id})
            stamp_cards.add(connection, body, now)
            trail.record(connection, now, manager.actor, "stamp-card.add", body.id)
            return next(each for each in stamp_cards.all_cards(connection) if each.id == body.id)

        return await self._database.transact(make)

    async def switch_card(self, manager: Principal, card_id: str, *, on: bool) -> stamps.StampCard | Refused:
        """Stops a card, or starts it again."""
        now = self._clock.now()

        def turn(connection: Connection) -> stamps.StampCard | Refused:
            if not stamp_cards.exists(connection, card_id):
                return Refused(Code.NOT_FOUND)
            stamp_cards.switch(connection, card_id, on=on)
            trail.record(connection, now, manager.actor, "stamp-card.start" if on else "stamp-card.stop", card_id)
            return next(each for each in stamp_cards.all_cards(connection) if each.id == card_id)

        return await self._database.transact(turn)

    async def cards(self) -> tuple[stamps.StampCard, ...]:
        return await self._database.read(stamp_cards.all_cards)

    async def own_stamps(self, member: Principal) -> tuple[stamps.MyStamps, ...]:
        now = self._clock.now()
        today, since = business_date(now), business_date(now - stamp_cards.ENDED_SHOWN)
        return await self._database.read(lambda connection: stamp_cards.of_member(connection, member.member_id, today, since=since))

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
