"""Once, after an upgrade: members who joined before the till knew birthdays' months get theirs, from what they had told the shop."""

from sqlalchemy import Connection, select, update

from backend.db.engine import Database
from backend.members.personal import Personal, birth_month
from backend.members.tables import members
from shared.clock import Clock

NAME = "birthdays"
AT_ONCE = 500
"""Members of one turn; the rest come a minute later."""


class Birthdays:
    def __init__(self, database: Database, clock: Clock, personal: Personal) -> None:
        self._database = database
        self._clock = clock
        self._personal = personal

    async def run(self, done: int) -> int:
        """A job: its cursor is the instant at which nobody was left; whoever joins since has a month from the start."""
        if done:
            return done
        found = await self._database.transact(self._fill)
        return self._clock.now() if found < AT_ONCE else done

    def _fill(self, connection: Connection) -> int:
        missing = select(members).where(members.c.birthday.is_not(None), members.c.birth_month.is_(None)).order_by(members.c.id)
        rows = connection.execute(missing.limit(AT_ONCE)).all()
        for row in rows:
            month = birth_month(self._personal.open(row).birthday)
            connection.execute(update(members).where(members.c.id == row.id).values(birth_month=month))
        return len(rows)
