"""The shop's notes of a member, at the counter; and its own fields, kept by the manager."""

from collections.abc import Callable, Sequence

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from sqlalchemy import Connection

from backend.audit import trail
from backend.auth.actions import Action
from backend.auth.principal import Call, Principal
from backend.auth.routes import route
from backend.db.engine import Database
from backend.kit.http import Nothing, Reply, answer, path_id, read, reply
from backend.members import notes
from backend.members.personal import Personal
from backend.problems import Refused, refuse
from backend.till import knowing
from shared.clock import Clock
from shared.wire import notes as wire
from shared.wire.problems import Code

WRITE = msgspec.json.Decoder(wire.WriteNote)
DETAIL = msgspec.json.Decoder(wire.NoteDetail)
FIELD = msgspec.json.Decoder(wire.SaveField)
Change = Callable[[Connection, knowing.Here, int], Refused | None]


class NoteEndpoints:
    def __init__(self, database: Database, clock: Clock, personal: Personal) -> None:
        self._database = database
        self._clock = clock
        self._personal = personal

    async def write(self, request: Call, visit: FromPath[str]) -> Reply:
        """Writes a note about the member who is here. The tablet makes its id."""
        person, body = request.user, await read(request, WRITE)
        return await self._change(person, visit, lambda connection, at, now: knowing.write(connection, at, person, body, now))

    async def remove(self, request: Call, visit: FromPath[str], note: FromPath[str]) -> Reply:
        """Takes a note away for good."""
        person, note_id = request.user, path_id(note)
        return await self._change(person, visit, lambda connection, at, now: knowing.remove(connection, at, person, note_id, now))

    async def detail(self, request: Call, visit: FromPath[str], field: FromPath[str]) -> Reply:
        """Notes what the member says to one of the shop's fields; an empty text takes it away."""
        person, field_id, body = request.user, path_id(field), await read(request, DETAIL)
        return await self._change(
            person, visit, lambda connection, at, now: knowing.note_detail(connection, at, person, field_id, body.value.strip(), now)
        )

    async def fields(self, request: Call) -> Reply:
        """What the shop wants to know of its members."""
        del request
        return reply(await self._database.read(_fields))

    async def save_field(self, request: Call) -> Reply:
        """Adds a field, or names one anew."""
        person, body, now = request.user, await read(request, FIELD), self._clock.now()

        def save(connection: Connection) -> tuple[wire.ShopField, ...] | Refused:
            known = {row.id for row in notes.fields(connection)}
            if body.id not in known and len(known) >= wire.MOST_FIELDS:
                return Refused(Code.FIELDS_FULL, {"most": wire.MOST_FIELDS})
            notes.save_field(connection, body.id, body.label_ja, body.label_en)
            trail.record(connection, now, person.actor, "field.save", body.id)
            return _fields(connection)

        return answer(await self._database.transact(save))

    async def end_field(self, request: Call, field: FromPath[str]) -> Reply:
        """Asks it no more. What was noted stays in the members' own data."""
        person, field_id, now = request.user, path_id(field), self._clock.now()

        def end(connection: Connection) -> bool:
            ended = notes.end_field(connection, field_id, now)
            if ended:
                trail.record(connection, now, person.actor, "field.end", field_id)
            return ended

        if not await self._database.transact(end):
            raise refuse(Refused(Code.NOT_FOUND))
        return Nothing()

    async def _change(self, person: Principal, visit: str, change: Change) -> Reply:
        visit_id, now = path_id(visit), self._clock.now()

        def run(connection: Connection) -> Refused | None:
            at = knowing.here(connection, self._personal, person, visit_id)
            return at if isinstance(at, Refused) else change(connection, at, now)

        refused = await self._database.transact(run)
        if refused is not None:
            raise refuse(refused)
        return Nothing()

    def routes(self) -> Sequence[HTTPRouteHandler]:
        visit, keep, manage = "/v1/visits/{visit:str}", Action.KEEP_NOTES, Action.MANAGE_FIELDS
        fields = tuple[wire.ShopField, ...]
        return (
            route("POST", f"{visit}/notes", keep, self.write, body=wire.WriteNote, status=204),
            route("DELETE", visit + "/notes/{note:str}", keep, self.remove, status=204),
            route("POST", visit + "/details/{field:str}", keep, self.detail, body=wire.NoteDetail, status=204),
            route("GET", "/v1/shop-fields", manage, self.fields, answer=fields),
            route("POST", "/v1/shop-fields", manage, self.save_field, body=wire.SaveField, answer=fields),
            route("DELETE", "/v1/shop-fields/{field:str}", manage, self.end_field, status=204),
        )


def _fields(connection: Connection) -> tuple[wire.ShopField, ...]:
    return tuple(wire.ShopField(id=row.id, label_ja=row.label_ja, label_en=row.label_en) for row in notes.fields(connection))
