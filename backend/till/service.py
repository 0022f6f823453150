"""The till as the rest of the server calls it: one verb for each act, answered when it is durable."""

import asyncio
import hashlib
from collections.abc import Sequence
from typing import cast

from sqlalchemy import Connection

from backend.db.engine import Database
from backend.db.writer import note
from backend.kit.ids import Ids
from backend.till.batch import Batcher
from backend.till.joining import Joined, join
from backend.till.operations import (
    Accepted,
    Actor,
    CloseVisit,
    Commit,
    IssueVoucher,
    Leave,
    OpenVisit,
    Operation,
    Outcome,
    RecordSale,
    Redeem,
    Release,
    Reserve,
)
from shared.clock import Clock


class Till:
    """Every verb answers `Accepted` or `Refused`; raises `db.writer.Unavailable` when nothing was done and it may be sent again."""

    def __init__(self, database: Database, clock: Clock, ids: Ids) -> None:
        self._database = database
        self._clock = clock
        self._ids = ids
        self._batcher = Batcher(ids)
        database.writer.install(self._batcher)

    async def post(self, operation: Operation) -> Outcome:
        return cast("Outcome", await self._database.writer.post(operation))

    def post_all(self, operations: Sequence[Operation]) -> "asyncio.Future[list[Outcome | BaseException]]":
        """Many at once, queued in their order before this returns; what `post` would raise stands in its own place."""
        return self._database.writer.post_all(operations)

    async def open_visit(self, operation: OpenVisit) -> Outcome:
        return await self.post(operation)

    async def close_visit(self, operation: CloseVisit) -> Outcome:
        return await self.post(operation)

    async def record_sale(self, operation: RecordSale) -> Outcome:
        return await self.post(operation)

    async def redeem(self, operation: Redeem) -> Outcome:
        return await self.post(operation)

    async def reserve(self, operation: Reserve) -> Outcome:
        return await self.post(operation)

    async def commit(self, operation: Commit) -> Outcome:
        return await self.post(operation)

    async def release(self, operation: Release) -> Outcome:
        return await self.post(operation)

    async def issue_voucher(self, operation: IssueVoucher) -> Outcome:
        return await self.post(operation)

    def leave(self, connection: Connection, member_id: str, store_id: str) -> None:
        """Lets the points of a member lapse, inside the `transact` that erases him: neither ever stands without the other."""
        op = Leave(
            source=f"member:{member_id}",
            op_id="leave",
            at=self._clock.now(),
            actor=Actor(store_id=store_id),
            fingerprint=hashlib.sha256(member_id.encode()).digest(),
            member_id=member_id,
        )
        result = self._batcher(connection, [op])
        if not isinstance(result.outcomes[0], Accepted):
            raise RuntimeError(f"a member could not leave: {result.outcomes[0]!r}")  # noqa: TRY004 - an outcome, not an argument
        for each in result.notes:
            note(connection, each)

    def join(self, connection: Connection, member_id: str, store_id: str) -> Joined:
        """Accounts and greeting vouchers of a new member, inside the `transact` that makes him."""
        return join(connection, self._ids, member_id=member_id, store_id=store_id, at=self._clock.now())
