"""Adjustments from request to answer: asked at the counter, decided by a second person, booked by themselves where there is none."""

import hashlib
from collections.abc import Sequence

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from sqlalchemy import Connection, func, select

from backend.audit import trail
from backend.auth.actions import Action
from backend.auth.principal import Call, Principal
from backend.auth.routes import route
from backend.db.engine import Database
from backend.kit.http import Reply, path_id, read, reply
from backend.members.tables import cards
from backend.problems import Refusal, refuse
from backend.stores.tables import staff
from backend.till import lookups
from backend.till.identify import actor
from backend.till.operations import Accepted, Actor, Adjust, DecideAdjustment, Outcome, fingerprint
from backend.till.service import Till
from backend.till.tables import adjustments
from shared.clock import DAY, Clock, to_datetime
from shared.wire import adjustments as wire
from shared.wire.problems import Code

SHOWN = 7 * DAY
NEW = DAY
"""So long whoever was appointed, or got a PIN, is no second person for who did it: as long as one alone would wait."""
APPOINTING = ("staff.add", "staff.role", "staff.reset-pin")
ADJUST = msgspec.json.Decoder(wire.Adjust)
DECIDE = msgspec.json.Decoder(wire.Decide)
JOB = "job:adjustments"


class Adjustments:
    def __init__(self, database: Database, clock: Clock, till: Till) -> None:
        self._database = database
        self._clock = clock
        self._till = till

    async def ask(self, request: Call, visit: FromPath[str]) -> Reply:
        """Gives or takes points by hand, with a reason. Over the role's limit of the day it waits for a second person."""
        person, visit_id, body = request.user, path_id(visit), await read(request, ADJUST)
        operation = Adjust(
            source=person.source,
            op_id=body.op_id,
            at=self._clock.now(),
            actor=actor(person, person.store_id),
            fingerprint=_with(visit_id, fingerprint(body)),
            visit_id=visit_id,
            body=body,
        )
        return _reply(await self._till.post(operation))

    async def decide(self, request: Call, adjustment: FromPath[str]) -> Reply:
        """A second person on another device approves or denies; who asked may take it back. Whom the first one appointed, or gave a PIN,
        within the last day is not a second one.
        """
        person, adjustment_id, body = request.user, path_id(adjustment), await read(request, DECIDE)
        store = await self._database.read(lambda connection: lookups.store_of_adjustment(connection, adjustment_id))
        if store is None or not person.may(Action.DECIDE_ADJUSTMENT, store):
            raise Refusal(Code.NOT_FOUND)
        since = self._clock.now() - NEW
        made_by = await self._database.read(lambda connection: trail.doers(connection, APPOINTING, person.staff_id, since))
        operation = DecideAdjustment(
            source=person.source,
            op_id=body.op_id,
            at=self._clock.now(),
            actor=actor(person, store),
            fingerprint=_with(adjustment_id, fingerprint(body)),
            adjustment_id=adjustment_id,
            approve=body.approve,
            made_by=made_by,
        )
        return _reply(await self._till.post(operation))

    async def rows(self, request: Call, store: FromPath[str]) -> Reply:
        """What waits, then what was done in the last seven days."""
        where, now = request.user.at(Action.READ_ADJUSTMENTS, store), self._clock.now()
        return reply(await self._database.read(lambda connection: _rows(connection, request.user, where, now)))

    async def book_due(self, cursor: int) -> int:
        """The job: books what has waited its day in a shop without a second person."""
        now = self._clock.now()
        for adjustment_id, store in await self._database.read(lambda connection: _due(connection, now)):
            operation = DecideAdjustment(
                source=JOB,
                op_id=adjustment_id,
                at=now,
                actor=Actor(store_id=store),
                fingerprint=hashlib.sha256(adjustment_id.encode()).digest(),
                adjustment_id=adjustment_id,
                approve=True,
            )
            await self._till.post(operation)
        return cursor

    def routes(self) -> Sequence[HTTPRouteHandler]:
        one = "/v1/adjustments/{adjustment:str}"
        return (
            route("POST", "/v1/visits/{visit:str}/adjustments", Action.ADJUST, self.ask, body=wire.Adjust, answer=wire.Adjustment),
            route("POST", one, Action.DECIDE_ADJUSTMENT, self.decide, body=wire.Decide, answer=wire.Adjustment),
            route("GET", "/v1/stores/{store:str}/adjustments", Action.READ_ADJUSTMENTS, self.rows, answer=tuple[wire.AdjustmentRow, ...]),
        )


def _rows(connection: Connection, reader: Principal, store: str, now: int) -> tuple[wire.AdjustmentRow, ...]:
    asker, decider = staff.alias("asker"), staff.alias("decider")
    number = select(func.max(cards.c.number)).where(cards.c.member_id == adjustments.c.member_id, cards.c.ended_at.is_(None))
    card = func.substr(number.scalar_subquery(), 9, 4).label("card")
    query = (
        select(adjustments, card, asker.c.name.label("asker"), decider.c.name.label("decider"))
        .join(asker, asker.c.id == adjustments.c.asked_by)
        .outerjoin(decider, decider.c.id == adjustments.c.decided_by)
        .where(adjustments.c.store_id == store, adjustments.c.asked_at > now - SHOWN)
        .order_by((adjustments.c.state == "waiting").desc(), adjustments.c.asked_at.desc(), adjustments.c.id.desc())
        .limit(100)
    )
    return tuple(
        wire.AdjustmentRow(
            id=row.id,
            state=row.state,
            points=row.points,
            reason=row.reason,
            note=row.note,
            asked_at=to_datetime(row.asked_at),
            due_at=None if row.due_at is None else to_datetime(row.due_at),
            member=row.card or "",
            asked_by=row.asker,
            decided_by=row.decider,
            decided_at=None if row.decided_at is None else to_datetime(row.decided_at),
            mine=row.asked_by == reader.staff_id,
            here=row.asked_device == reader.device_id,
        )
        for row in connection.execute(query)
    )


def _due(connection: Connection, now: int) -> list[tuple[str, str]]:
    query = select(adjustments.c.id, adjustments.c.store_id).where(adjustments.c.due_at <= now, adjustments.c.state == "waiting")
    return [(row.id, row.store_id) for row in connection.execute(query)]


def _with(subject: str, mark: bytes) -> bytes:
    return hashlib.sha256(subject.encode() + mark).digest()


def _reply(outcome: Outcome) -> Reply:
    if isinstance(outcome, Accepted):
        return Reply(outcome.answer)
    raise refuse(outcome)
