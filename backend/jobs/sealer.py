"""Each minute: seals what the till and everybody else have written since."""

from sqlalchemy import Connection, select

from backend.audit import sealing
from backend.audit.sealing import MOST, Log
from backend.db.engine import Database
from backend.jobs.tables import jobs
from backend.kit.keys import Keys
from shared.clock import Clock

NAME = "seal"
LOGS = (
    Log(
        "operations",
        ("source", "op_id"),
        ("source", "op_id", "kind", "fingerprint", "accepted", "answer", "store_id", "staff_id", "device_id", "member_id", "recorded_at"),
        "recorded_at",
    ),
    Log("audit", ("id",), ("id", "at", "source", "staff_id", "device_id", "store_id", "action", "target", "reason", "data"), "id"),
)


class Sealer:
    def __init__(self, database: Database, clock: Clock, keys: Keys) -> None:
        self._database = database
        self._clock = clock
        self._key = keys.audit

    async def run(self, sealed: int) -> int:
        """A job: its cursor counts the rows."""
        while True:
            count = await self._database.transact(self._seal)
            sealed += count
            if count < MOST:
                return sealed

    def _seal(self, connection: Connection) -> int:
        # A turn that takes longer than its minute meets the next one here, not in the chain.
        connection.execute(select(jobs.c.name).where(jobs.c.name == NAME).with_for_update())
        return sealing.seal(connection, LOGS, self._key, self._clock.now())
