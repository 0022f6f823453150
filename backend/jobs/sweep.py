"""Each hour: takes away what nobody asks for again, mailed codes and counters of wrong tries after their day, sessions after their month."""

from backend.auth import repository
from backend.db.engine import Database
from shared.clock import HOUR, Clock

NAME = "sweep"


class Sweep:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def run(self, swept: int) -> int:
        """A job: its cursor is the instant of the last sweep, of which one an hour is enough."""
        now = self._clock.now()
        if now - swept < HOUR:
            return swept
        await self._database.transact(lambda connection: repository.sweep(connection, now))
        return now
