"""Erases members who have not been seen for years, when the shop has said how many: what is no longer needed is not kept."""

from sqlalchemy import Connection

from backend.audit import trail
from backend.db.engine import Database
from backend.privacy import repository
from backend.privacy.service import Privacy
from shared.clock import DAY, HOUR, Clock

NAME = "retention"
MOST = 100
"""Members of one turn; the rest come an hour later."""


class Retention:
    def __init__(self, database: Database, clock: Clock, privacy: Privacy, years: int) -> None:
        self._database = database
        self._clock = clock
        self._privacy = privacy
        self._years = years

    async def run(self, looked: int) -> int:
        """A job: its cursor is the instant of the last look, of which one an hour is enough."""
        now = self._clock.now()
        if now - looked < HOUR:
            return looked
        before = now - self._years * 365 * DAY
        gone = await self._database.read(lambda connection: repository.inactive(connection, before, MOST))
        for member_id in gone:

            def erase(connection: Connection, member_id: str = member_id) -> None:
                self._privacy.erase(connection, member_id)
                trail.record(connection, now, trail.Actor(f"job:{NAME}"), "member.retire", member_id)

            await self._database.transact(erase)
        if gone:
            await self._privacy.settle()
        return now
