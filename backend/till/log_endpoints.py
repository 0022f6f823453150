"""The log of acts, and the heads that tablets keep as its witnesses."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Sequence
from datetime import date

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from sqlalchemy import Connection

from backend.audit import sealing
from backend.auth.actions import Action
from backend.auth.principal import Call, Principal
from backend.auth.routes import route
from backend.cases import repository as cases
from backend.cases.rules import Alert
from backend.db.engine import Database
from backend.kit.http import Reply, answer, cursor, is_id, read, reply
from backend.kit.ids import Ids
from backend.kit.streamed import Streamed
from backend.kit.table import Format, Sheet, XlsxSheet, sheet
from backend.problems import Refusal, Refused
from backend.till import log as acts
from backend.till.log import Wanted
from shared.clock import DAY, Clock, end_of_day, to_datetime
from shared.wire import audit as wire
from shared.wire.problems import Code

log = logging.getLogger("tamaru.audit")
WITNESS = msgspec.json.Decoder(wire.Witness)
CURSOR = re.compile(r"[0-9]{1,15}")
ACTION = re.compile(r"[a-z_.-]{0,32}")
EXPORTED = 31 * DAY
"""What an export holds when it is not told."""
HEAD = ("at", "action", "staff", "device", "source", "member", "target", "accepted", "reason", "sealed")


class LogEndpoints:
    def __init__(self, database: Database, clock: Clock, ids: Ids) -> None:
        self._database = database
        self._clock = clock
        self._ids = ids

    async def page(self, request: Call, store: FromPath[str]) -> Reply:
        """Who did what to whom at a store, newest first; with `whole=1` instead what concerns no single store, such as members' own acts."""
        wanted = _wanted(request, request.user.at(Action.READ_AUDIT, store))
        before = cursor(request, CURSOR)
        if before is not None:
            wanted = wanted._replace(until=int(before))
        return reply(await self._database.read(lambda connection: acts.page(connection, wanted)))

    async def csv(self, request: Call, store: FromPath[str]) -> Streamed:
        """The same as CSV, at most 10,000 rows; of the last 31 days when no day is given."""
        return await self._file(request, store, "csv")

    async def xlsx(self, request: Call, store: FromPath[str]) -> Streamed:
        """The same as a spreadsheet."""
        return await self._file(request, store, "xlsx")

    async def _file(self, request: Call, store: str, kind: Format) -> Streamed:
        wanted = _wanted(request, request.user.at(Action.READ_AUDIT, store))
        if not wanted.since:
            wanted = wanted._replace(since=self._clock.now() - EXPORTED)
        rows = await self._database.read(lambda connection: acts.export(connection, wanted))
        out = sheet(kind, HEAD)
        name = f'attachment; filename="log-{wanted.store}.{kind}"'
        return Streamed(_pieces(out, rows), out.media_type, {"content-disposition": name, "tamaru-rows": str(len(rows))})

    async def witness(self, request: Call) -> Reply:
        """Compares the head that this device has kept with the chain, and gives it the newest one to keep."""
        body = await read(request, WITNESS)
        return answer(await self._witness(request.user, body))

    async def _witness(self, device: Principal, body: wire.Witness) -> wire.AuditHead | Refused:
        def look(connection: Connection) -> tuple[bool, wire.AuditHead]:
            stands = not body.number or sealing.contains(connection, body.number, bytes.fromhex(body.head))
            return stands, _head(connection)

        stands, newest = await self._database.read(look)
        if stands:
            return newest
        log.error("the chain of seals does not contain head %d of device %s", body.number, device.device_id)
        await self._database.transact(lambda connection: self._alarm(connection, device, body))
        return Refused(Code.AUDIT_BROKEN)

    def _alarm(self, connection: Connection, device: Principal, body: wire.Witness) -> None:
        subject = f"audit:{body.number}:{body.head}"
        if not cases.known(connection, [subject]):
            alert = Alert("audit_broken", device.store_id, subject, {"seal": body.number, "device": device.device_id})
            cases.raise_alert(connection, self._ids.new(), self._clock.now(), alert, device.actor)

    def routes(self) -> Sequence[HTTPRouteHandler]:
        store = "/v1/stores/{store:str}/audit"
        return (
            route("GET", store, Action.READ_AUDIT, self.page, answer=wire.EntriesPage),
            route("GET", f"{store}.csv", Action.READ_AUDIT, self.csv, answer=dict, media_type="text/csv"),
            route("GET", f"{store}.xlsx", Action.READ_AUDIT, self.xlsx, answer=dict, media_type=XlsxSheet.media_type),
            route("POST", "/v1/audit/witness", Action.WITNESS, self.witness, body=wire.Witness, answer=wire.AuditHead),
        )


async def _pieces(out: Sheet, rows: Sequence[wire.Entry]) -> AsyncIterator[bytes]:
    lines = [[row.at.isoformat(), *(str(getattr(row, name)) for name in HEAD[1:])] for row in rows]
    yield await asyncio.to_thread(out.add, lines)
    for piece in await asyncio.to_thread(lambda: list(out.close())):
        yield piece


def _head(connection: Connection) -> wire.AuditHead:
    last = sealing.newest(connection)
    if last is None:
        return wire.AuditHead(number=0, head="", signature="", sealed_at=None)
    head = sealing.head_of(last).hex()
    return wire.AuditHead(number=last.number, head=head, signature=last.signature.hex(), sealed_at=to_datetime(last.at))


def _wanted(request: Call, store: str) -> Wanted:
    query = request.query_params
    action, staff = query.get("action", ""), query.get("staff", "")
    if not ACTION.fullmatch(action):
        raise Refusal(Code.INVALID, where="action")
    if staff and not is_id(staff):
        raise Refusal(Code.INVALID, where="staff")
    first, last = _day(query.get("since", ""), "since"), _day(query.get("until", ""), "until")
    since, until = 0 if first is None else first + 1 - DAY, None if last is None else last + 1
    return Wanted(store, action, staff, since, until, query.get("whole") == "1")


def _day(text: str, where: str) -> int | None:
    """The last millisecond of a day in the shop's calendar."""
    if not text:
        return None
    try:
        return end_of_day(date.fromisoformat(text))
    except ValueError as error:
        raise Refusal(Code.INVALID, where=where) from error
