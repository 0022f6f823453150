"""What waits for a person: shown to the store's managers, and closed by one who did not do it."""

from typing import Any

import msgspec
from sqlalchemy import Connection, Row

from backend.audit import trail
from backend.auth.actions import Action
from backend.auth.principal import Principal
from backend.cases import repository
from backend.db.engine import Database
from backend.problems import Refused
from shared.clock import Clock, to_datetime
from shared.wire import audit as wire
from shared.wire.problems import Code

_DATA = msgspec.json.Decoder(dict[str, Any])


class Cases:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def page(self, reader: Principal, store: str, *, closed: bool, kind: str | None, before: str | None) -> wire.CasesPage:
        mark = None
        if before is not None:
            at, _, case_id = before.partition(".")
            mark = (int(at), case_id)
        found = await self._database.read(lambda connection: repository.page(connection, store, closed=closed, kind=kind, before=mark))
        rows = found[: repository.PAGE]
        following = f"{rows[-1].opened_at}.{rows[-1].id}" if len(found) > len(rows) else None
        return wire.CasesPage(rows=tuple(_case(row, reader) for row in rows), next=following)

    async def one(self, reader: Principal, case_id: str) -> wire.Case | Refused:
        found = await self._database.read(lambda connection: repository.one(connection, case_id))
        if found is None or not reader.may(Action.READ_CASES, found.store_id):
            return Refused(Code.NOT_FOUND)
        return _case(found, reader)

    async def close(self, closer: Principal, case_id: str, body: wire.CloseCase) -> wire.Case | Refused:
        def decide(connection: Connection) -> wire.Case | Refused:
            found = repository.one(connection, case_id)
            if found is None or not closer.may(Action.CLOSE_CASE, found.store_id):
                return Refused(Code.NOT_FOUND)
            if _own(found, closer):
                return Refused(Code.OWN_CASE)
            now = self._clock.now()
            if not repository.close(connection, case_id, now, closer.staff_id, body.decision, body.reason):
                return Refused(Code.CASE_CLOSED)
            trail.record(connection, now, closer.actor, "case.close", case_id, store=found.store_id, decision=body.decision)
            closed = repository.one(connection, case_id)
            return Refused(Code.NOT_FOUND) if closed is None else _case(closed, closer)

        return await self._database.transact(decide)


def _case(row: Row[Any], reader: Principal) -> wire.Case:
    return wire.Case(
        id=row.id,
        kind=row.kind,
        store=row.store_id,
        opened_at=to_datetime(row.opened_at),
        staff=row.staff_name or "",
        member=row.card or "",
        subject=row.subject,
        data=_DATA.decode(row.data),
        closable=row.closed_at is None and reader.may(Action.CLOSE_CASE, row.store_id) and not _own(row, reader),
        closed_at=None if row.closed_at is None else to_datetime(row.closed_at),
        closed_by=row.closer or "",
        decision=row.decision,
        reason=row.reason or "",
    )


def _own(row: Row[Any], reader: Principal) -> bool:
    """About what he did himself, or about his own card."""
    return row.staff_id == reader.staff_id or (row.member_id is not None and row.member_id == reader.own_member_id)
