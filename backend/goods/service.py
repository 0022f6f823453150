"""The goods table as the manager keeps it, and what the member's points buy."""

from collections.abc import Callable

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
Barred = Callable[[Connection, int], Refused | None]


def nothing_bars(_connection: Connection, _now: int) -> Refused | None:
    """Where nobody has rules of earning."""
    return None


class Goods:
    def __init__(self, database: Database, clock: Clock, barred: Barred = nothing_bars) -> None:
        """`barred` says why nothing can be had for points, before the first good is."""
        self._database = database
        self._clock = clock
        self._barred = barred

    async def page(self, search: str, after: str | None) -> wire.GoodsPage:
        return await self._database.read(lambda connection: repository.page(connection, search, after))

    async def save(self, manager: Principal, body: wire.SaveGood) -> wire.Good | Refused:
        """Refused `not-found` for a picture that is not in the store of pictures; `rules-gift` for the first good that points buy, where a
        bonus is more than a gift may be.
        """
        now = self._clock.now()

        def put(connection: Connection) -> wire.Good | Refused:
            if body.picture is not None and media.find(connection, body.picture) is None:
                return Refused(Code.NOT_FOUND)
            first = body.points is not None and body.active and not repository.any_for_points(connection)
            refused = self._barred(connection, now) if first else None
            if refused is not None:
                return refused
            repository.save(connection, body, now)
            trail.record(connection, now, manager.actor, "goods.save", body.sku, points=body.points, active=body.active)
            return repository.one(connection, body.sku) or Refused(Code.NOT_FOUND)

        return await self._database.transact(put)

    async def prizes(self) -> tuple[wire.Prize, ...]:
        """The cheapest first."""
        found = await self._database.read(lambda connection: repository.prizes(connection, None, MOST_PRIZES))
        return found[::-1]
