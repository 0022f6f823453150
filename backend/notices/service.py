"""What members read and mute, and what managers write."""

import msgspec
from sqlalchemy import Connection

from backend.audit import trail
from backend.auth.principal import Principal
from backend.coupons import repository as coupons
from backend.db.engine import Database
from backend.events.sources import Told
from backend.media import repository as media
from backend.members.personal import Personal
from backend.notices import reading, repository
from backend.notices.repository import PAGE, Before
from backend.problems import Refused
from backend.stores import brand
from backend.stores import repository as stores
from shared.clock import Clock, business_date
from shared.wire import notices as wire
from shared.wire.problems import Code


class Notices:
    def __init__(self, database: Database, clock: Clock, personal: Personal) -> None:
        self._database = database
        self._clock = clock
        self._personal = personal

    # -- the member
    async def page(self, member: Principal, before: Before | None) -> wire.NoticesPage:
        who, now = member.member_id, self._clock.now()
        return await self._database.read(lambda connection: reading.page(connection, self._personal, who, now, before))

    async def one(self, member: Principal, notice_id: str) -> wire.Notice | None:
        who, now = member.member_id, self._clock.now()
        return await self._database.read(lambda connection: reading.one(connection, self._personal, who, notice_id, now))

    async def read(self, member: Principal, notice_id: str | None) -> wire.Unread | Refused:
        """One, or all. The member's other phones hear of it."""
        who, now = member.member_id, self._clock.now()

        def mark(connection: Connection) -> wire.Unread | Refused:
            to = repository.reader(connection, who)
            if notice_id is not None and repository.one(connection, to, notice_id) is None:
                return Refused(Code.NOT_FOUND)
            repository.mark(connection, to, notice_id, now)
            repository.ring(connection, [who], now)
            return repository.unread(connection, to)

        return await self._database.transact(mark)

    async def mutes(self, member: Principal) -> wire.Mutes:
        return await self._database.read(lambda connection: reading.mutes(connection, member.member_id))

    async def mute(self, member: Principal, body: wire.Mute) -> wire.Mutes | Refused:
        who, now = member.member_id, self._clock.now()
        if (body.kind is None) == (body.store is None):
            return Refused(Code.INVALID, {"where": "$.kind"})
        what, value = ("kind", body.kind) if body.kind is not None else ("store", body.store or "")

        def put(connection: Connection) -> wire.Mutes | Refused:
            if body.store is not None and stores.store(connection, body.store) is None:
                return Refused(Code.STORE_UNKNOWN, {"store": body.store})
            repository.mute(connection, who, what, value, now, muted=body.muted)
            trail.record(connection, now, member.actor, "notice.mute" if body.muted else "notice.unmute", who, of=value)
            repository.ring(connection, [who], now)
            return reading.mutes(connection, who)

        return await self._database.transact(put)

    def told(self, connection: Connection, member_id: str) -> list[Told]:
        """For the member's stream: how many are unread."""
        if not brand.has(connection, "notices"):
            return []
        state = msgspec.json.encode(repository.unread(connection, repository.reader(connection, member_id))).decode()
        return [Told("notices", "notices", state, state)]

    # -- the shop
    async def publish(self, manager: Principal, body: wire.NewNotice) -> wire.Published | Refused:
        """Refused `not-found` for a picture, `coupon-unknown` for a coupon that is not there."""
        now = self._clock.now()

        def put(connection: Connection) -> wire.Published | Refused:
            refused = _missing(connection, body, business_date(now))
            if refused is not None:
                return refused
            row = {
                "id": body.id,
                "kind": "shop",
                "store_id": body.store,
                "title_ja": body.title_ja,
                "title_en": body.title_en,
                "text_ja": body.text_ja,
                "text_en": body.text_en,
                "picture": body.picture,
                "coupon_id": body.coupon,
                "staff_id": manager.staff_id,
                "published_at": now,
            }
            repository.add(connection, [row])
            trail.record(connection, now, manager.actor, "notice.publish", body.id, store=body.store, coupon=body.coupon)
            repository.ring_everybody(connection, now)
            made = repository.written(connection, body.id)
            return Refused(Code.NOT_FOUND) if made is None else reading.published(made)

        return await self._database.transact(put)

    async def published(self, before: Before | None, mine: list[str]) -> wire.PublishedPage:
        rows = await self._database.read(lambda connection: repository.published(connection, mine, before))
        last = rows[PAGE - 1] if len(rows) > PAGE else None
        shown = tuple(reading.published(row) for row in rows[:PAGE])
        return wire.PublishedPage(rows=shown, next=None if last is None else f"{last.published_at}.{last.id}")

    async def withdraw(self, manager: Principal, notice_id: str, mine: list[str]) -> Refused | None:
        """Takes it back from everybody. What was taken from it stays with the members."""
        now = self._clock.now()

        def take(connection: Connection) -> Refused | None:
            row = repository.written(connection, notice_id)
            if row is None or (row.store_id is not None and row.store_id not in mine):
                return Refused(Code.NOT_FOUND)
            repository.withdraw(connection, notice_id)
            trail.record(connection, now, manager.actor, "notice.withdraw", notice_id, store=row.store_id)
            repository.ring_everybody(connection, now)
            return None

        return await self._database.transact(take)


def _missing(connection: Connection, body: wire.NewNotice, today: int) -> Refused | None:
    if repository.has(connection, body.id):
        return Refused(Code.ALREADY_EXISTS, {"what": body.id})
    if body.picture is not None and media.find(connection, body.picture) is None:
        return Refused(Code.NOT_FOUND)
    if body.coupon is None:
        return None
    offer = coupons.offer(connection, body.coupon)
    if offer is None:
        return Refused(Code.COUPON_UNKNOWN)
    return Refused(Code.INVALID, {"where": "$.coupon"}) if offer.ends_on < today else None
