"""The goods table as the manager keeps it, and what the member's points buy."""

from sqlalchemy import Connection

from backend.audit import trail
from backend.auth.principal import Principal
from backend.db.engine import Database
from backend.goods import repository
from backend.media import repository as media
from backend.problems import Refused
from shared.clock import Clock
from shared.wire import goods as wire
from shared.wire.problems import Code

MOST_PRIZES = 100


class Goods:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def page(self, search: str, after: str | None) -> wire.GoodsPage:
        return await self._database.read(lambda connection: repository.page(connection, search, after))

    async def save(self, manager: Principal, body: wire.SaveGood) -> wire.Good | Refused:
        """Refused `not-found` for a picture that is not in the store of pictures."""
        now = self._clock.now()

        def put(connection: Connection) -> wire.Good | Refused:
            if body.picture is not None and media.find(connection, body.picture) is None:
                return Refused(Code.NOT_FOUND)
            repository.save(connection, body, now)
            trail.record(connection, now, manager.actor, "goods.save", body.sku, points=body.points, active=body.active)
            return repository.one(connection, body.sku) or Refused(Code.NOT_FOUND)

        return await self._database.transact(put)

    async def prizes(self) -> tuple[wire.Prize, ...]:
        """The cheapest first."""
        found = await self._database.read(lambda connection: repository.prizes(connection, None, MOST_PRIZES))
        return found[::-1]
